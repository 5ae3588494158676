// What a page does besides its cards.

import { findAll } from "./dom.js";

/** @type {Record<string, string>} */
const ROLES = { thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
const SHORT_LIST = 20; // rows

/** Mark a page opened from disk: it has no URL to share, and may not fetch. */
export function markLocalFile() {
  if (location.protocol === "file:") document.documentElement.dataset.file = "";
}

/** Scroll to the chart that a link names; whoever comes back or reloads stays where they were. */
export function scrollToChart() {
  const name = new URLSearchParams(location.search).get("chart");
  /** @type {PerformanceNavigationTiming[]} */
  const [navigation] = /** @type {any} */ (performance.getEntriesByType("navigation"));
  if (!name || location.hash || (navigation?.type ?? "navigate") !== "navigate") return;
  document.querySelector(`[data-chart="${CSS.escape(name)}"]`)?.scrollIntoView();
}

/** Return the element that the address names, by its fragment or as a chart; null if none. */
function linkedElement() {
  const name = new URLSearchParams(location.search).get("chart");
  const place = document.getElementById(location.hash.slice(1));
  return place ?? (name && document.querySelector(`[data-chart="${CSS.escape(name)}"]`));
}

/** On a phone, fold the sections of a page that its address does not name. */
export function foldSections() {
  if (!matchMedia("(max-width: 640px)").matches) return;
  /** @type {HTMLDetailsElement[]} */
  const sections = findAll(document, ".fold.is-section[open]");
  const target = linkedElement();
  for (const section of sections) section.open = Boolean(target && section.contains(target));
}

/** Show what the fragment of the address names, also within a folded section. */
export function showLinked() {
  const target = document.getElementById(location.hash.slice(1));
  const section = target?.closest("details");
  if (!section || section.open) return;
  section.open = true;
  target?.scrollIntoView();
}

/** Keep what a link leads to clear of the sticky list of links, however many lines that has. */
export function watchJumpList() {
  /** @type {HTMLElement | null} */
  const list = document.querySelector(".jumplist-block");
  if (!list) return;
  const measure = () => document.documentElement.style.setProperty("--jump-list", `${list.offsetHeight}px`);
  measure();
  new ResizeObserver(measure).observe(list);
}

/** Let paper say where it was printed from. */
export function addPrintUrl() {
  document.querySelector(".footer")?.setAttribute("data-address", location.href);
}

/**
 * Restore the roles of a table: on a phone its rows are laid out as blocks, and Safari then forgets what it is.
 * @param {HTMLElement} table
 */
export function restoreTableRoles(table) {
  table.setAttribute("role", "table");
  for (const part of findAll(table, Object.keys(ROLES).join())) {
    part.setAttribute("role", part.getAttribute("scope") === "row" ? "rowheader" : ROLES[part.localName]);
  }
}

/** Open the folded lists that are short, while the page is printed. */
export function openShortLists() {
  /** @type {HTMLDetailsElement[]} */
  const folded = findAll(document, ".fold:not([open], .entry *)");
  for (const list of folded) {
    if (!list.matches(".is-section") && findAll(list, "tr").length > SHORT_LIST) continue;
    list.open = true;
    addEventListener("afterprint", () => { list.open = false; }, { once: true });
  }
}

/** Lead on from the page that offers all languages to the reader's own, else to the first. */
export function redirectToLanguage() {
  /** @type {HTMLAnchorElement[]} */
  const links = findAll(document, ".language-choice a[hreflang]");
  if (!links.length) return;
  const spoken = navigator.languages.map((language) => language.slice(0, 2));
  const language = spoken.find((one) => links.some((link) => link.hreflang === one));
  location.replace((links.find((link) => link.hreflang === language) ?? links[0]).href);
}
