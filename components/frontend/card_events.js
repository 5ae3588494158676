// What clicks, keys and pointers do on a card.

import { closeMenu, getCard, showStatus, toggleTable, whileLoading } from "./card.js";
import { activate, clickAt, isActive } from "./chart.js";
import { fetchOk } from "./data.js";
import { closest, find, findAll } from "./dom.js";
import { closeDetail, handleKey, highlight, needsChart } from "./keyboard.js";
import { closeShare, copyText, toggleShare } from "./share.js";

const MENU_MARGIN = 8; // CSS pixels between a menu and the top of the window

/**
 * What buttons do, by their data-action.
 * @type {Record<string, (card: Card, button: HTMLElement) => void>}
 */
const ACTIONS = { table: (card) => toggleTable(card), share: (card) => toggleShare(card), copyImage, copyText };

/** @param {MouseEvent} event */
export function clickButton(event) {
  const button = closest(event.target, ".card button[data-action], .card-menu a");
  if (!button) return;
  const card = getCard(button);
  closeMenu(closest(button, ".card-menu"));
  if (button.matches("a")) showStatus(card, "started"); // the browser shows a file only once it arrives
  else ACTIONS[button.dataset.action ?? ""]?.(card, button);
}

/** @param {Card} card */
async function copyImage(card) {
  try {
    /** @type {HTMLAnchorElement} */
    const link = card.find('[data-format="png"]');
    const image = fetchOk(link.href).then((response) => response.blob());
    image.catch(console.info); // where the clipboard refuses, nobody waits for it
    // The promise goes in unresolved: Safari allows the copy only within the click.
    await whileLoading(card, navigator.clipboard.write([new ClipboardItem({ "image/png": image })]));
    showStatus(card, "copied");
  } catch (error) {
    console.info(error);
    showStatus(card, "no_copy");
  }
}

/**
 * Open a menu upwards, unless the top of the window would cut it off.
 * @param {Event} event
 */
export function placeMenu(event) {
  /** @type {HTMLDetailsElement | null} */
  const menu = closest(event.target, ".card-menu");
  if (!menu) return;
  const room = menu.getBoundingClientRect().top - find(menu, "div").offsetHeight;
  menu.classList.toggle("below", menu.open && room < MENU_MARGIN);
}

/**
 * Close the menus outside of which something is pressed or focused.
 * @param {PointerEvent | FocusEvent} event
 */
export function closeOtherMenus(event) {
  const target = event.type === "focusout" ? event.relatedTarget : event.target;
  if (!(target instanceof Node)) return;
  /** @type {HTMLDetailsElement[]} */
  const menus = findAll(document, ".card-menu[open]");
  for (const menu of menus) if (!menu.contains(target)) closeMenu(menu, { focus: false });
}

/** @param {KeyboardEvent} event */
export function pressKey(event) {
  const root = closest(event.target, ".card");
  if (!root) return;
  const card = getCard(root);
  if (event.key === "Escape") pressEscape(card, event);
  else if (event.target === card.find(".card-stage") && pressKeyOnChart(card, event)) event.preventDefault();
}

/**
 * @param {Card} card
 * @param {KeyboardEvent} event
 */
function pressEscape(card, event) {
  /** @type {HTMLDetailsElement | null} */
  const menu = closest(event.target, ".card-menu");
  if (menu) return closeMenu(menu);
  closeShare(card);
  closeDetail(card);
  card.queuedAction = undefined;
}

/**
 * @param {Card} card
 * @param {KeyboardEvent} event
 */
function pressKeyOnChart(card, event) {
  if (isActive(card) || !needsChart(event)) return handleKey(card, event);
  if (event.ctrlKey || event.metaKey || event.altKey || card.query(".card-empty")) return false;
  card.queuedAction = () => handleKey(card, event);
  activate(card);
  return true;
}

/**
 * Make a chart interactive on any gesture towards it; after a failure, on the next one that is meant.
 * @param {PointerEvent | TouchEvent | FocusEvent} event
 */
export function reachChart(event) {
  const stage = closest(event.target, ".card-stage");
  if (!stage) return;
  const card = getCard(stage);
  if (isActive(card)) return;
  if (event instanceof PointerEvent) notePointer(card, event);
  if (card.hasFailed && !isEntry(event, stage)) return;
  card.hasFailed = false;
  activate(card);
}

/**
 * @param {Card} card
 * @param {PointerEvent} event
 */
function notePointer(card, event) {
  if (event.pointerType === "mouse") card.pointer = { x: event.clientX, y: event.clientY };
  if (event.type === "pointerdown") card.isPressed = true;
}

/**
 * @param {PointerEvent | TouchEvent | FocusEvent} event
 * @param {HTMLElement} stage
 */
function isEntry(event, stage) {
  if (event.type === "pointermove") return false;
  return !(event instanceof PointerEvent && event.type === "pointerover" && contains(stage, event.relatedTarget));
}

/**
 * @param {HTMLElement} element
 * @param {EventTarget | null} target
 */
const contains = (element, target) => target instanceof Node && element.contains(target);

/**
 * Hide the label of a point once the pointer or the focus has left the chart.
 * @param {PointerEvent | FocusEvent} event
 */
export function leaveChart(event) {
  const stage = closest(event.target, ".card-stage");
  if (!stage || contains(stage, event.relatedTarget)) return;
  const card = getCard(stage);
  if (event.type === "pointerout") card.pointer = undefined;
  else if (isActive(card)) highlight(card);
}

/**
 * Select a point with a click that began before the chart was interactive.
 * @param {MouseEvent} event
 */
export function clickChart(event) {
  const stage = closest(event.target, ".card-stage");
  if (!stage) return;
  const card = getCard(stage);
  if (!card.isPressed) return;
  card.isPressed = false;
  if (isActive(card)) clickAt(card, event);
  else card.queuedAction = () => clickAt(card, event);
}
