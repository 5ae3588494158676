// What a page does besides its cards.

const ROLES = { thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
const SHORT = 20; // rows of a list

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

export function restoreTable(table) {
  // On a phone the rows are laid out as blocks, and Safari then forgets that it is a table.
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll(Object.keys(ROLES).join())) part.setAttribute("role", ROLES[part.localName]);
}

export function openShortLists() {
  // A list that is folded on the screen is printed where it is short, or open.
  for (const fold of document.querySelectorAll(".fold:not([open])")) {
    if (fold.querySelectorAll("tr").length > SHORT) continue;
    fold.open = true;
    addEventListener("afterprint", () => { fold.open = false; }, { once: true });
  }
}

export function chooseLanguage() {
  // Leads on from the page that offers all languages to the reader's own, else to the first.
  const links = [...document.querySelectorAll(".start a[hreflang]")];
  if (!links.length) return;
  const languages = navigator.languages.map((language) => language.slice(0, 2));
  const spoken = languages.find((language) => links.some((link) => link.hreflang === language));
  location.replace((links.find((link) => link.hreflang === spoken) ?? links[0]).href);
}
