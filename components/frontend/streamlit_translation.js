// What Streamlit says of its own accord (a skip link, the field for files, a lost connection) it says in English only;
// here it is translated into the page's language.

import { findAll, setAttribute } from "./dom.js";

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
// Texts of ours or of an article.
const NOT_STREAMLIT = [
  "[lang]:not(html)", "svg", "script", "style", "textarea", ".card", ".article", "nav",
  '[data-testid="stHtml"]', '[data-testid="stText"]',
].join();
const LONGEST = 100; // characters of a text of Streamlit's

/**
 * A text of Streamlit's as a pattern, the names of its parts, and ours, with its parts in braces.
 * @typedef {{ pattern: RegExp, names: string[], ours: string }} Translation
 */

/** @type {Record<string, Translation[]>} */
const translations = Object.fromEntries(
  Object.entries(CONFIG.words).map(([language, pairs]) => [language, pairs.map(parseTranslation)]),
);

/**
 * Nodes that were translated: by attribute ("" for text), Streamlit's text and what stands there now.
 * @type {WeakMap<Node, Record<string, { theirs: string, now: string }>>}
 */
const translated = new WeakMap();

let translatedLanguage = pageLanguage();

function pageLanguage() {
  return document.documentElement.lang;
}

/**
 * @param {[theirs: string, ours: string]} pair
 * @returns {Translation}
 */
function parseTranslation([theirs, ours]) {
  /** @type {string[]} */
  const names = [];
  const pattern = theirs.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, name) => {
    names.push(name);
    return name === "n" ? "([\\d.]+)" : "(.+)";
  });
  return { pattern: new RegExp(`^${pattern}$`), names, ours };
}

/** @param {string} text */
function translate(text) {
  const theirs = text.trim();
  if (!theirs || text.length > LONGEST) return text;
  for (const { pattern, names, ours } of translations[pageLanguage()] ?? []) {
    const match = pattern.exec(theirs);
    if (!match) continue;
    const parts = names.map((name, index) => ({ name, part: match[index + 1] }));
    const filled = parts.reduce((whole, { name, part }) => {
      return whole.replace(`{${name}}`, () => (name === "n" ? Number(part).toLocaleString(pageLanguage()) : part));
    }, ours);
    return text.replace(theirs, () => filled);
  }
  return text;
}

/**
 * @param {Node} node
 * @param {string} attribute "" for the node's text
 * @param {string | null} now
 * @param {(text: string) => void} replace
 */
function translateText(node, attribute, now, replace) {
  if (!now) return;
  const texts = translated.get(node);
  const before = texts?.[attribute];
  const theirs = before && before.now === now ? before.theirs : now;
  const ours = translate(theirs);
  if (ours !== theirs || before) translated.set(node, { ...texts, [attribute]: { theirs, now: ours } });
  if (ours !== now) replace(ours);
}

/** @param {Node} node */
function translateNode(node) {
  if (node instanceof Text) {
    if (node.parentElement?.closest(NOT_STREAMLIT)) return;
    translateText(node, "", node.data, (text) => { node.data = text; });
  } else if (node instanceof Element && !node.closest(NOT_STREAMLIT)) {
    for (const name of ATTRIBUTES) {
      translateText(node, name, node.getAttribute(name), (text) => node.setAttribute(name, text));
    }
    node.childNodes.forEach(translateNode);
  }
}

/** Set the language of the page to the one it was drawn in: the first response knew only the link's. */
function updateLanguage() {
  const brand = document.querySelector("#root .brand") ?? document.querySelector(".brand");
  setAttribute(document.documentElement, "lang", brand?.getAttribute("lang") || pageLanguage());
  findAll(document, ".st-key-language-switch button").forEach((button, index) => {
    if (CONFIG.languages[index]) setAttribute(button, "lang", CONFIG.languages[index]);
    // The keyboard enters at what is selected.
    setAttribute(button, "tabindex", button.getAttribute("aria-checked") === "true" ? "0" : "-1");
  });
}

/** @param {MutationRecord[]} changes */
function follow(changes) {
  updateLanguage();
  if (pageLanguage() !== translatedLanguage) {
    translatedLanguage = pageLanguage();
    translateNode(document.body);
  }
  for (const { type, target, addedNodes } of changes) {
    if (type === "childList") addedNodes.forEach(translateNode);
    else if (target !== document.documentElement) translateNode(target);
  }
}

new MutationObserver(follow).observe(document, {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ["lang", ...ATTRIBUTES],
});
