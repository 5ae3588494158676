// Starts Streamlit. The first response shows the page at once; Streamlit's page replaces it when it is complete.

import { closest, find, findAll } from "./dom.js";

const PATIENCE = 10_000; // milliseconds after which a page that has begun is shown as it is
// Each kind of Streamlit's elements has a script of its own, and comes when that is there.
const PARTS = [
  ".footer",
  '.st-key-header [data-testid="stButtonGroup"]',
  '[data-testid="stTextArea"]',
  '[data-testid="stTextInput"]',
];
const GESTURES = ["pointerdown", "keydown", "touchstart"];

const firstResponse = document.getElementById("first-response");
const root = document.getElementById("root"); // Streamlit's place

function startStreamlit() {
  /** @type {HTMLTemplateElement | null} */
  const scripts = document.querySelector("#streamlit-scripts");
  if (!scripts) return;
  scripts.remove();
  document.head.append(scripts.content.cloneNode(true));
}

/** @param {HTMLElement} page */
function isComplete(page) {
  return PARTS.every((part) => page.querySelector(part)) || page.querySelector('[data-testid="stException"]');
}

/**
 * Replace the first response once the page is complete: its elements arrive one by one and push each other down.
 * @param {HTMLElement} page
 */
function waitForPage(page) {
  /** @type {number | undefined} */
  let limit;
  const observer = new MutationObserver(() => {
    if (page.querySelector(".brand, h1")) limit ??= setTimeout(finish, PATIENCE);
    if (isComplete(page)) finish();
  });
  const finish = async () => {
    observer.disconnect();
    clearTimeout(limit);
    await document.fonts.ready;
    requestAnimationFrame(() => replaceFirstResponse(page));
  };
  observer.observe(page, { childList: true, subtree: true });
}

/** @param {HTMLElement} page */
function replaceFirstResponse(page) {
  document.documentElement.classList.add("ready");
  if (!firstResponse) return;
  const { activeElement } = document;
  const text = firstResponse.contains(activeElement) ? activeElement?.textContent.trim() : undefined;
  const { scrollTop } = firstResponse;
  page.inert = false;
  firstResponse.remove();
  const scroller = page.querySelector('[data-testid="stMain"]');
  if (scroller) scroller.scrollTop = scrollTop;
  // The focus goes to what says the same.
  if (text === undefined) return;
  const same = findAll(page, "a, button, summary").find(({ textContent }) => textContent.trim() === text);
  same?.focus({ preventScroll: true });
}

/**
 * Follow Streamlit's skip link to the page's heading: where it leads holds the navigation too.
 * @param {Event} event
 */
function skipToHeading(event) {
  if (!closest(event.target, '[data-testid="stSkipToContent"]') || !root?.querySelector("h1")) return;
  event.preventDefault();
  event.stopPropagation();
  const heading = find(root, "h1");
  heading.tabIndex = -1;
  heading.focus();
}

/** Load Streamlit's font of icons when an icon is shown; Streamlit would on every page. */
function delayIconFont() {
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, text) => (/Material.Symbols/.test(font) ? Promise.resolve([]) : load(font, text));
}

window.__streamlit = { BACKEND_BASE_URL: location.origin + CONFIG.base };
delayIconFont();
addEventListener("click", skipToHeading, true);
if (root) {
  if (firstResponse) root.inert = true; // nobody gets behind the first response
  waitForPage(root);
  requestAnimationFrame(() => setTimeout(startStreamlit));
  for (const type of GESTURES) addEventListener(type, startStreamlit, { once: true, capture: true });
}
