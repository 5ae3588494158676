// Brings the page to life. Events are heard on the document, so that cards may come and go, and little runs at load.

import { mountArticle, revealProblems, unmountRemoved } from "./article.js";
import { getCard } from "./card.js";
import {
  clickButton, clickChart, closeOtherMenus, leaveChart, placeMenu, pressKey, reachChart,
} from "./card_events.js";
import { activate, deactivateRemoved, prefetchWhenIdle, redrawAll } from "./chart.js";
import { isStatic } from "./data.js";
import { closest, findAll, parseHtml } from "./dom.js";
import { sendHeight } from "./embed.js";
import { applyRecords, changeRecords, clickRecords, submitRecords, typeSearch } from "./records.js";
import { applyQuery, changeYears, clickOption, goThroughHistory } from "./filter.js";
import {
  addPrintUrl, foldSections, markLocalFile, openShortLists, redirectToLanguage, restoreTableRoles, scrollToChart,
  showLinked, watchJumpList,
} from "./page.js";
import { watchScroll } from "./scroll_restoration.js";
import { fitTextareas } from "./share.js";

/** @type {Record<string, ((event: any) => void)[]>} */
const LISTENERS = {
  click: [clickOption, clickRecords, clickButton, clickChart],
  change: [changeYears, changeRecords],
  input: [typeSearch],
  submit: [submitRecords],
  keydown: [pressKey],
  pointerdown: [closeOtherMenus, reachChart],
  pointerover: [reachChart],
  pointermove: [reachChart],
  pointerout: [leaveChart],
  touchstart: [reachChart],
  focusin: [reachChart, selectText],
  focusout: [closeOtherMenus, leaveChart],
  toggle: [placeMenu],
};

let isPrefetched = false;

/** @param {FocusEvent} event */
function selectText({ target }) {
  if (target instanceof HTMLTextAreaElement && target.matches(".card-share textarea")) target.select();
}

function listen() {
  for (const [type, listeners] of Object.entries(LISTENERS)) {
    const options = { capture: type === "toggle", passive: type === "touchstart" };
    for (const listener of listeners) document.addEventListener(type, listener, options);
  }
  addEventListener("popstate", () => applyRecords());
  addEventListener("popstate", goThroughHistory);
  addEventListener("hashchange", showLinked);
  addEventListener("pageshow", (event) => { if (event.persisted) { applyQuery(); redrawAll(); } });
  addEventListener("resize", () => findAll(document, ".card-share:not([hidden])").forEach(fitTextareas));
  for (const prepare of [addPrintUrl, openShortLists]) addEventListener("beforeprint", prepare);
}

/**
 * Put the static images of a card into it: Streamlit lets no SVG through, so they are in the card's data.
 * @param {HTMLElement} root
 */
function fillImage(root) {
  const image = root.querySelector(".card-image");
  if (image && !image.firstChild) image.append(...parseHtml(JSON.parse(root.dataset.payload ?? "").images).childNodes);
}

function hydrate() {
  /** @type {HTMLButtonElement[]} */
  const waiting = findAll(document, ".card :disabled");
  for (const control of waiting) control.disabled = false;
  findAll(document, ".card[data-payload]").forEach(fillImage);
  findAll(document, ".article[data-payload]").forEach(mountArticle);
  revealProblems();
  findAll(document, "table:is(.rows, .records):not([role])").forEach(restoreTableRoles);
  if (isPrefetched || document.readyState !== "complete" || !document.querySelector(".card-stage")) return;
  isPrefetched = true;
  prefetchWhenIdle();
}

/** Make the chart interactive that was focused before this script was there. */
function activateFocused() {
  const stage = closest(document.activeElement, ".card-stage");
  if (stage) activate(getCard(stage));
}

/** @param {MutationRecord[]} changes */
function follow(changes) {
  if (changes.some(({ removedNodes }) => removedNodes.length)) { deactivateRemoved(); unmountRemoved(); }
  if (changes.some(({ type, addedNodes }) => type === "attributes" || addedNodes.length)) hydrate();
}

markLocalFile();
listen();
watchJumpList();
foldSections();
watchScroll();
scrollToChart();
redirectToLanguage();
sendHeight();
hydrate();
activateFocused();
addEventListener("load", hydrate);
new MutationObserver(follow).observe(document.body, {
  childList: true, subtree: true, attributes: true, attributeFilter: ["data-payload"],
});
if (isStatic() && location.search) { // a server has read the URL before, a file has not
  applyQuery();
  applyRecords();
}
