// What the buttons and the menu of a card do.

import { cardOf, closeMenu, say, toggleTable, whileLoading } from "./card.js";
import { isLive, pressAt, start } from "./chart.js";
import { closeDetail, handleKey, highlight, needsChart } from "./keyboard.js";
import { closeShare, copyText, toggleShare } from "./share.js";

const ACTIONS = { table: (card) => toggleTable(card), share: (card) => toggleShare(card), copy: copyImage, copyText };
const MENU_EDGE = 8; // CSS pixels between a menu and the top of the window

export function pressButton(event) {
  const button = event.target.closest?.(".card button[data-do], .card-menu a");
  if (!button) return;
  const card = cardOf(button);
  closeMenu(button.closest(".card-menu"));
  if (button.matches("a")) say(card, "started"); // the browser shows a file only once it arrives
  else ACTIONS[button.dataset.do]?.(card, button);
}

async function copyImage(card) {
  try {
    const image = fetchImage(card.find('[data-format="png"]').href);
    image.catch(console.info); // where the clipboard refuses, nobody waits for it
    // The promise goes in unresolved: Safari allows the copy only within the click.
    await whileLoading(card, navigator.clipboard.write([new ClipboardItem({ "image/png": image })]));
    say(card, "copied");
  } catch (error) {
    console.info(error);
    say(card, "no_copy");
  }
}

async function fetchImage(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response.blob();
}

export function placeMenu(event) {
  // Upwards, unless the top of the window would cut it off.
  const menu = event.target;
  if (!menu.matches?.(".card-menu")) return;
  const room = menu.getBoundingClientRect().top - menu.querySelector("div").offsetHeight;
  menu.classList.toggle("below", menu.open && room < MENU_EDGE);
}

export function closeOtherMenus(event) {
  // What is pressed or focused outside a menu closes it.
  const target = event.type === "focusout" ? event.relatedTarget : event.target;
  if (!target) return;
  for (const menu of document.querySelectorAll(".card-menu[open]")) if (!menu.contains(target)) closeMenu(menu, { focus: false });
}

export function pressKey(event) {
  const card = event.target.closest && cardOf(event.target);
  if (!card) return;
  if (event.key === "Escape") escape(card, event);
  else if (event.target.matches(".card-stage") && onStage(card, event)) event.preventDefault();
}

function escape(card, event) {
  const menu = event.target.closest(".card-menu");
  if (menu) return closeMenu(menu);
  closeShare(card);
  closeDetail(card);
  card.queue = undefined;
}

function onStage(card, event) {
  if (isLive(card) || !needsChart(event)) return handleKey(card, event);
  if (event.ctrlKey || event.metaKey || event.altKey || card.find(".card-empty")) return false;
  card.queue = () => handleKey(card, event); // the latest key acts once the chart is live
  start(card);
  return true;
}

export function reach(event) {
  // Any gesture towards a chart starts it; after a failure, the next one that is meant.
  const stage = event.target.closest?.(".card-stage");
  if (!stage) return;
  const card = cardOf(stage);
  if (isLive(card)) return;
  if (event.pointerType === "mouse") card.pointer = { x: event.clientX, y: event.clientY };
  if (event.type === "pointerdown") card.isPressed = true;
  const isEntry = event.type !== "pointermove" && !(event.type === "pointerover" && stage.contains(event.relatedTarget));
  if (card.hasFailed && !isEntry) return;
  card.hasFailed = false;
  start(card);
}

export function leave(event) {
  const stage = event.target.closest?.(".card-stage");
  if (!stage || stage.contains(event.relatedTarget)) return;
  const card = cardOf(stage);
  if (event.type === "pointerout") card.pointer = undefined;
  else if (isLive(card)) highlight(card, undefined);
}

export function pressStage(event) {
  // A press on a chart that was not live yet when it began.
  const stage = event.target.closest?.(".card-stage");
  if (!stage) return;
  const card = cardOf(stage);
  if (!card.isPressed) return;
  card.isPressed = false;
  const place = { x: event.clientX, y: event.clientY };
  if (isLive(card)) pressAt(card, place);
  else card.queue = () => pressAt(card, place);
}
