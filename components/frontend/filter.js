// Filters change the address of the page, and the cards of the page follow the address.

import { isSameAddress } from "./address.js";
import { cardOf, say, stopChanging, whileLoading } from "./card.js";
import { redraw } from "./chart.js";
import { dataOf, isStatic, load, setData } from "./data.js";
import { currentQuery, nextQuery, reflectQuery, valuesFor, visit, yearsQuery } from "./options.js";
import { restorePlace } from "./place.js";
import { swap } from "./swap.js";

export function pressOption(event) {
  const option = event.target.closest?.(".filter-option, .filter-clear");
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!option || !isPlain || event.defaultPrevented) return;
  event.preventDefault();
  choose(nextQuery(option));
}

export function changeYears(event) {
  const filter = event.target.closest?.(".filter-years")?.closest(".filter");
  if (filter) choose(yearsQuery(filter));
}

function choose(query) {
  if (query.toString() !== currentQuery().toString()) visit(query);
  for (const note of document.querySelectorAll(".note[data-filter-note]")) note.remove();
  apply();
}

export function apply() {
  // What the address says is shown: in the filters at once, in the cards as their data arrive, which the promise awaits.
  const query = currentQuery();
  reflectQuery(query);
  return Promise.all([...document.querySelectorAll(".card[data-url]")].map((root) => update(cardOf(root), query)));
}

export function goBack(event) {
  // To another entry of the history, or forward to one.
  restorePlace(event.state?.place, apply());
}

function parametersOf({ root }) {
  if (root.dataset.parameters !== undefined) return root.dataset.parameters.split(" ").filter(Boolean);
  return [...root.querySelectorAll(".filter")].map((filter) => filter.dataset.parameter);
}

function addressOf(card, query) {
  return isStatic() ? fileOf(card, query) : jsonAddress(card, query);
}

function jsonAddress(card, query) {
  const parameters = parametersOf(card);
  const [path, search = ""] = card.root.dataset.url.split("?");
  const next = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => !parameters.includes(name)));
  for (const name of parameters) for (const value of valuesFor(card.root, name, query)) next.append(name, value);
  return `${path}?${next}`;
}

function fileOf(card, query) {
  // A file for the chart, and one for each single choice.
  const { dataset } = card.root;
  const folder = dataset.url.slice(0, dataset.url.lastIndexOf("/") + 1);
  const chosen = parametersOf(card).flatMap((name) => valuesFor(card.root, name, query).map((value) => `-${name}-${value}`));
  return `${folder}${dataset.chart}-${document.documentElement.lang}${chosen[0] ?? ""}.js`;
}

async function update(card, query) {
  const address = addressOf(card, query);
  card.wanted = address;
  if (isSameAddress(address, card.root.dataset.url)) return stopChanging(card);
  const entry = load(address);
  try {
    // What is there already is shown at once: Back finds the page as high as it was, and the same place in it.
    if (!dataOf(entry)) await whileLoading(card, entry.answer, { changing: true });
    if (card.wanted === address && card.root.isConnected) show(card, dataOf(entry), address);
  } catch (error) {
    console.info(error);
    if (card.wanted === address) say(card, "failed");
  }
}

function show(card, data, address) {
  const isNew = data.state !== card.root.dataset.state;
  stopChanging(card);
  card.root.dataset.url = address;
  setData(card, data, address);
  if (!isNew) return;
  card.find(".card-status").textContent = "";
  swap(card, data.html);
  redraw(card);
}
