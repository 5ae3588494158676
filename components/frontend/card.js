// A chart card: its element, its status line and its table. Cards may come and go at any time.

import { closest, find, parseHtml } from "./dom.js";

const STATUS_TIME = 8000; // milliseconds that "Copied." and the like stay
const LOADING_DELAY = 300; // milliseconds of waiting before the card says that it is loading

/** @type {WeakMap<HTMLElement, Card>} */
const cards = new WeakMap();

/**
 * Return the card that an element is, or is in. Throws an Error if there is none.
 * @param {Element} element
 */
export function getCard(element) {
  const root = closest(element, ".card");
  if (!root) throw new Error(`${element.tagName} outside of .card`);
  let card = cards.get(root);
  if (!card) {
    card = {
      root,
      messages: JSON.parse(root.dataset.messages ?? "{}"),
      find: (selector) => find(root, selector),
      query: (selector) => root.querySelector(selector),
      pending: new Set(),
    };
    cards.set(root, card);
  }
  return card;
}

/**
 * Return the element that plotly.js draws in.
 * @param {Card} card
 * @returns {PlotElement}
 */
export function getPlot(card) {
  return card.find(".card-plot");
}

/**
 * Show a message in the status line, for a while.
 * @param {Card} card
 * @param {string} name
 */
export function showStatus(card, name) {
  const status = card.find(".card-status");
  status.textContent = card.messages[name] ?? "";
  clearTimeout(card.statusTimer);
  card.statusTimer = setTimeout(() => { status.textContent = ""; }, STATUS_TIME);
}

/**
 * Wait for an answer; the card says that it is loading once that takes long.
 * @template T
 * @param {Card} card
 * @param {Promise<T>} answer
 * @param {{ isUpdate?: boolean }} [options] isUpdate: the answer changes what the card shows; earlier updates are
 *   not waited for any more
 */
export async function whileLoading(card, answer, { isUpdate = false } = {}) {
  if (isUpdate) dropUpdates(card);
  const request = { isUpdate, isSlow: false };
  card.pending.add(request);
  setTimeout(() => {
    request.isSlow = true;
    if (card.pending.has(request)) showPending(card);
  }, LOADING_DELAY);
  try {
    return await answer;
  } finally {
    if (card.pending.delete(request)) showPending(card);
  }
}

/**
 * Wait no more for answers that change what the card shows.
 * @param {Card} card
 */
export function dropUpdates(card) {
  for (const request of card.pending) if (request.isUpdate) card.pending.delete(request);
  showPending(card);
}

/** @param {Card} card */
function showPending(card) {
  const { root, messages } = card;
  const slow = [...card.pending].filter((request) => request.isSlow);
  const status = card.find(".card-status");
  root.classList.toggle("updating", slow.some((request) => request.isUpdate));
  if (slow.length) {
    clearTimeout(card.statusTimer);
    root.setAttribute("aria-busy", "true");
    status.textContent = messages.loading ?? "";
  } else if (root.hasAttribute("aria-busy")) {
    root.removeAttribute("aria-busy");
    if (status.textContent === messages.loading) status.textContent = ""; // else there is a newer message
  }
}

/** @param {Card} card */
export function toggleTable(card, isOpen = card.find(".card-table").hidden) {
  const table = card.find(".card-table");
  if (isOpen) unwrapTable(table);
  table.hidden = !isOpen;
  card.query('[data-action="table"]')?.setAttribute("aria-expanded", String(isOpen));
}

/**
 * Take a table out of its <noscript>, where it stands so that a browser makes its many cells only once it is opened.
 * @param {HTMLElement} table
 */
export function unwrapTable(table) {
  const wrapper = table.querySelector("noscript");
  if (!wrapper) return;
  // In a page that runs scripts the content is text; in one that was parsed for its parts it is elements.
  const content = wrapper.firstElementChild ? wrapper : parseHtml(wrapper.textContent ?? "");
  wrapper.replaceWith(...content.childNodes);
}

/** @param {HTMLDetailsElement | null} menu */
export function closeMenu(menu, { focus = true } = {}) {
  if (!menu?.open) return;
  menu.open = false;
  if (focus) find(menu, "summary").focus();
}
