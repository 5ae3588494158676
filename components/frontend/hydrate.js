// Brings the page to life. Events are heard on the document, so that cards may come and go, and little runs at load.

import { closeOtherMenus, leave, placeMenu, pressButton, pressKey, pressStage, reach } from "./actions.js";
import { mountArticle, revealProblems, unmountRemoved } from "./article.js";
import { prefetchWhenIdle, redrawAll, stopRemoved } from "./chart.js";
import { sendHeight } from "./embed.js";
import { apply, changeYears, goBack, pressOption } from "./filter.js";
import { isStatic } from "./data.js";
import { chooseLanguage, markFile, openShortLists, printAddress, restoreTable, scrollToChart } from "./page.js";
import { watchPlace } from "./place.js";
import { fitTextareas } from "./share.js";

const LISTENERS = {
  click: [pressOption, pressButton, pressStage],
  change: [changeYears],
  keydown: [pressKey],
  pointerdown: [closeOtherMenus, reach],
  pointerover: [reach],
  pointermove: [reach],
  pointerout: [leave],
  touchstart: [reach],
  focusin: [reach, selectText],
  focusout: [closeOtherMenus, leave],
  toggle: [placeMenu],
};

let isPrefetched = false;

function selectText(event) {
  if (event.target.matches?.(".card-share textarea")) event.target.select();
}

function listen() {
  for (const [type, handlers] of Object.entries(LISTENERS)) {
    for (const handler of handlers) document.addEventListener(type, handler, { capture: type === "toggle", passive: type === "touchstart" });
  }
  addEventListener("popstate", goBack);
  addEventListener("pageshow", (event) => { if (event.persisted) { apply(); redrawAll(); } });
  addEventListener("resize", () => { for (const panel of document.querySelectorAll(".card-share:not([hidden])")) fitTextareas(panel); });
  for (const prepare of [printAddress, openShortLists]) addEventListener("beforeprint", prepare);
}

function fillStill(root) {
  // Streamlit lets no SVG of a card through; it stands in the card's data.
  const still = root.querySelector(".card-still");
  if (!still || still.firstChild) return;
  const images = new DOMParser().parseFromString(JSON.parse(root.dataset.payload).still, "text/html");
  still.append(...images.body.childNodes);
}

function hydrate() {
  for (const control of document.querySelectorAll(".card :disabled")) control.disabled = false; // it waited for this script
  document.querySelectorAll(".card[data-payload]").forEach(fillStill);
  document.querySelectorAll(".article[data-payload]").forEach(mountArticle);
  revealProblems();
  document.querySelectorAll("table.rows:not([role])").forEach(restoreTable);
  if (isPrefetched || document.readyState !== "complete" || !document.querySelector(".card-stage")) return;
  isPrefetched = true;
  prefetchWhenIdle();
}

function follow(changes) {
  if (changes.some(({ removedNodes }) => removedNodes.length)) { stopRemoved(); unmountRemoved(); }
  if (changes.some(({ type, addedNodes }) => type === "attributes" || addedNodes.length)) hydrate();
}

markFile();
listen();
watchPlace();
scrollToChart();
chooseLanguage();
sendHeight();
hydrate();
reach({ type: "focusin", target: document.activeElement ?? document.body }); // a chart that was pressed meanwhile
addEventListener("load", hydrate);
new MutationObserver(follow).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-payload"] });
if (isStatic() && location.search) apply(); // a server has read the address before, a file has not
