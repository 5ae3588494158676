// What a page does besides its cards.

export function markFile() {
  // A file of one's own disk has no address to share, and may not fetch.
  if (location.protocol === "file:") document.documentElement.dataset.file = "";
}

export function scrollToChart() {
  // The chart that a link names; whoever comes back or reloads is where they were.
  const name = new URLSearchParams(location.search).get("chart");
  const [navigation] = performance.getEntriesByType("navigation");
  if (!name || location.hash || (navigation?.type ?? "navigate") !== "navigate") return;
  document.querySelector(`[data-chart="${CSS.escape(name)}"]`)?.scrollIntoView();
}

export function printAddress() {
  // Paper says where it was printed from.
  document.querySelector(".footer")?.setAttribute("data-address", location.href);
}

export function chooseLanguage() {
  // Leads on from the page that offers all languages to the reader's own, else to the first.
  const links = [...document.querySelectorAll(".start a[hreflang]")];
  if (!links.length) return;
  const languages = navigator.languages.map((language) => language.slice(0, 2));
  const spoken = languages.find((language) => links.some((link) => link.hreflang === language));
  location.replace((links.find((link) => link.hreflang === spoken) ?? links[0]).href);
}
