// Filters change the URL of the page, and the cards of the page follow the URL.

import { closeMenu, dropUpdates, getCard, showStatus, whileLoading } from "./card.js";
import { updateCard } from "./card_update.js";
import { redraw } from "./chart.js";
import { isStatic, load, parseData, setData } from "./data.js";
import { closest, findAll, isPlainClick } from "./dom.js";
import { currentQuery, pushQuery, queryAfterClick, queryOfYears, renderFilters, valuesFor } from "./filter_state.js";
import { isSameUrl } from "./query_params.js";
import { restoreScroll } from "./scroll_restoration.js";

/** @param {MouseEvent} event */
export function clickOption(event) {
  const option = closest(event.target, ".filter-option, .filter-clear");
  if (!option || !isPlainClick(event)) return;
  event.preventDefault();
  closeMenu(closest(option, ".filter-menu"));
  selectQuery(queryAfterClick(option));
}

/** @param {Event} event */
export function changeYears(event) {
  const filter = closest(closest(event.target, ".filter-years"), ".filter");
  if (filter) selectQuery(queryOfYears(filter));
}

/** @param {URLSearchParams} query */
function selectQuery(query) {
  if (query.toString() !== currentQuery().toString()) pushQuery(query);
  for (const note of findAll(document, ".note[data-filter-note]")) note.remove();
  applyQuery();
}

/** Show what the URL says: in the filters at once, in the cards as their data arrive. Resolves when they all have. */
export function applyQuery() {
  const query = currentQuery();
  renderFilters(query);
  return Promise.all(findAll(document, ".card[data-url]").map((root) => applyToCard(getCard(root), query)));
}

/**
 * Show another entry of the history.
 * @param {PopStateEvent} event
 */
export function goThroughHistory(event) {
  restoreScroll(event.state?.scroll, applyQuery());
}

/** @param {HTMLElement} root */
function parametersOf(root) {
  if (root.dataset.parameters !== undefined) return root.dataset.parameters.split(" ").filter(Boolean);
  return findAll(root, ".filter").map((filter) => filter.dataset.parameter ?? "");
}

/**
 * Return the URL of a card's data, for the values that the query has of its parameters.
 * @param {HTMLElement} root the card
 * @param {URLSearchParams} query
 */
function dataUrl(root, query) {
  const { url = "", chart = "" } = root.dataset;
  const names = parametersOf(root);
  const selected = names.flatMap((name) => valuesFor(root, name, query).map((value) => [name, value]));
  return isStatic() ? fileUrl(url, chart, selected) : jsonUrl(url, names, selected);
}

/**
 * @param {string} url
 * @param {string[]} names
 * @param {string[][]} selected
 */
function jsonUrl(url, names, selected) {
  const [path, search = ""] = url.split("?");
  const rest = [...new URLSearchParams(search)].filter(([name]) => !names.includes(name));
  return `${path}?${new URLSearchParams([...rest, ...selected])}`;
}

/**
 * Return the URL of a data script: there is one for the chart, and one for each single choice.
 * @param {string} url
 * @param {string} chart
 * @param {string[][]} selected
 */
function fileUrl(url, chart, [first = []]) {
  const folder = url.slice(0, url.lastIndexOf("/") + 1);
  return `${folder}${[chart, document.documentElement.lang, ...first].join("-")}.js`;
}

/**
 * @param {Card} card
 * @param {URLSearchParams} query
 */
async function applyToCard(card, query) {
  const url = dataUrl(card.root, query);
  card.wantedUrl = url;
  if (isSameUrl(url, card.root.dataset.url ?? "")) return dropUpdates(card);
  const response = load(url);
  try {
    // What is cached is shown at once: Back finds the page as high as it was, and the same place in it.
    if (!parseData(response)) await whileLoading(card, response.promise, { isUpdate: true });
    const data = parseData(response);
    if (data && card.wantedUrl === url && card.root.isConnected) showData(card, data, url);
  } catch (error) {
    console.info(error);
    if (card.wantedUrl === url) showStatus(card, "failed");
  }
}

/**
 * @param {Card} card
 * @param {ChartData} data
 * @param {string} url
 */
function showData(card, data, url) {
  const isNew = data.state !== card.root.dataset.state;
  dropUpdates(card);
  card.root.dataset.url = url;
  setData(card, data, url);
  if (!isNew) return;
  card.find(".card-status").textContent = "";
  updateCard(card, data.html);
  redraw(card);
}
