// Shows another state of a chart in its card, in place: what a reader opened stays open, the focus stays where it is.

import { closeMenu, unwrapTable } from "./card.js";
import { find, findAll, parseHtml, setAttribute } from "./dom.js";
import { renderFilters } from "./filter_state.js";
import { closeDetail } from "./keyboard.js";
import { fillShare } from "./share.js";

const SIZES = ["narrow", "medium", "wide"];

/**
 * Parts that a card without a chart does not have, since there is nothing to share or to download: the selector of
 * each, of its parent (by default the card) and of what it stands before (by default the end).
 * @type {{ selector: string, parent?: string, before?: string }[]}
 */
const OPTIONAL_PARTS = [
  { selector: '[data-action="share"]', parent: ".card-actions", before: ".card-menu" },
  { selector: ".card-menu", parent: ".card-actions" },
  { selector: ".card-share", before: ".card-table" },
];

/** @typedef {(old: HTMLElement, next: HTMLElement) => void} Update */

/** @type {Record<string, Update>} */
const UPDATES = { table: updateTable, caption: updateCaption, filters: updateFilters, share: updateShare };

/**
 * Change a card into the one that `html` is.
 * @param {Card} card
 * @param {string} html
 */
export function updateCard(card, html) {
  const { root } = card;
  const next = find(parseHtml(html), ".card");
  /** @type {HTMLDetailsElement | null} */
  const menu = card.query(".card-menu");
  closeDetail(card);
  closeMenu(menu, { focus: menu?.contains(document.activeElement) });
  copyAttributes(root, next, ["data-state", "data-parameters"]);
  updatePresence(card, next);
  for (const part of findAll(next, "[data-part]")) {
    const name = part.dataset.part ?? "";
    const old = card.query(`[data-part="${name}"]`);
    if (old) (UPDATES[name] ?? replaceContent)(old, part);
  }
  for (const selector of [".card-stage", ".card-plot"]) {
    copyAttributes(card.find(selector), find(next, selector), ["aria-label", "aria-description"]);
  }
  copyHeights(card.find(".card-plot"), find(next, ".card-plot"));
  fillShare(card);
  renderFilters();
}

/**
 * @param {Card} card
 * @param {HTMLElement} next
 */
function updatePresence(card, next) {
  for (const { selector, parent, before } of OPTIONAL_PARTS) {
    const [old, added] = [card.query(selector), next.querySelector(selector)];
    if (!added) old?.remove();
    else if (!old) (parent ? card.find(parent) : card.root).insertBefore(added, before ? card.query(before) : null);
  }
}

/** @type {Update} */
function replaceContent(old, next) {
  old.replaceChildren(...next.childNodes);
}

/** @type {Update} */
function updateTable(old, next) {
  if (!old.hidden) unwrapTable(next);
  replaceContent(old, next);
}

/**
 * Alone on its page, a card's title is the page's heading: the elements stay.
 * @type {Update}
 */
function updateCaption(old, next) {
  for (const line of old.children) {
    line.replaceChildren(...(next.querySelector(`.${line.classList[0]}`)?.childNodes ?? []));
  }
}

/** @type {Update} */
function updateShare(old, next) {
  copyAttributes(old, next, ["data-days", "data-link", "data-embed"]);
  replaceContent(old, next);
}

/**
 * @param {Element} old
 * @param {Element} next
 * @param {string[]} names
 */
function copyAttributes(old, next, names) {
  for (const name of names) setAttribute(old, name, next.getAttribute(name));
}

/** @type {Update} */
function copyHeights(old, next) {
  for (const size of SIZES) old.style.setProperty(`--${size}`, next.style.getPropertyValue(`--${size}`));
}

/** @type {Update} */
function updateFilters(old, next) {
  for (const filter of findAll(next, ".filter")) {
    const same = old.querySelector(`.filter[data-parameter="${CSS.escape(filter.dataset.parameter ?? "")}"]`);
    if (same) updateFilter(same, filter);
    else old.insertBefore(filter, old.querySelector(".filter-more"));
  }
}

/** @param {Element} child */
const keyOf = (child) => child.getAttribute("data-value") ?? child.classList[0];

/**
 * @param {Element} filter
 * @param {Element} next
 */
function updateFilter(filter, next) {
  copyAttributes(filter, next, ["aria-label", "data-multiple", "hidden"]);
  updateOptions(filter, next);
}

/**
 * @param {Element} filter a filter, or the list of its options
 * @param {Element} next
 */
function updateOptions(filter, next) {
  const before = new Map([...filter.children].map((child) => [keyOf(child), child]));
  const children = [...next.children].map((child) => {
    const same = before.get(keyOf(child));
    return same ? updateOption(same, child) : child;
  });
  const removed = [...before.values()].filter((child) => !children.includes(child));
  if (removed.some((child) => child === document.activeElement)) {
    /** @type {HTMLElement | null} */
    const first = filter.querySelector(".filter-option, select");
    first?.focus({ preventScroll: true });
  }
  for (const child of removed) child.remove();
  // An element that is moved loses the focus: only what is new is put in.
  children.forEach((child, index) => {
    if (filter.children[index] !== child) filter.insertBefore(child, filter.children[index] ?? null);
  });
}

/**
 * @param {Element} old
 * @param {Element} next
 */
function updateOption(old, next) {
  if (old.matches(".filter-years")) {
    copyAttributes(old, next, ["data-first", "data-last", "data-default"]);
    const selects = old.querySelectorAll("select");
    next.querySelectorAll("select").forEach((select, index) => {
      if (selects[index].textContent !== select.textContent) selects[index].replaceChildren(...select.childNodes);
    });
  } else if (old.matches(".filter-menu")) {
    find(old, "summary").textContent = find(next, "summary").textContent;
    updateOptions(find(old, "div"), find(next, "div"));
  } else {
    copyAttributes(old, next, ["data-default", "hidden", "href"]);
    if (old.textContent !== next.textContent) old.textContent = next.textContent;
  }
  return old;
}
