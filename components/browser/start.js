// Leads on from the page that offers all languages to the reader's own, else to the first.

const offered = [...document.querySelectorAll(".start a[hreflang]")];
const spoken = navigator.languages.map((wish) => wish.slice(0, 2)).find((wish) => offered.some((link) => link.hreflang === wish));
if (offered.length) location.replace((offered.find((link) => link.hreflang === spoken) ?? offered[0]).href);
