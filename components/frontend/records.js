// Long tables: shown whole, and that of the figures searched, filtered and sorted, in place. A server sends the rows
// that are shown at first; all of them are fetched when a reader asks for others.

import { fetchOk, isStatic } from "./data.js";
import { closest, find, findAll, isPlainClick, parseHtml, setAttribute } from "./dom.js";
import { currentQuery, pushQuery } from "./filter_state.js";
import { pageUrl, withValues } from "./query_params.js";

const SEARCH = "q";
const CHOICES = ["page", "kind", "confidence"];
const SUBJECT = "subject"; // the rank after those of the columns: the trade that the site is about, the newest last
const OTHERS = ["computed", "reports"]; // tables that are neither filtered nor sorted

let latest = ""; // query: rows may arrive when something else is asked for

/**
 * Return whether a row has all words of a search, whatever their case, and an option for each choice; "" admits all.
 * @param {Pick<RecordRow, "text" | "options">} row
 * @param {string} search
 * @param {Record<string, string>} choices by parameter
 */
export function admits({ text, options }, search, choices) {
  const isChosen = Object.entries(choices).every(([name, choice]) => !choice || options[name].includes(choice));
  return isChosen && search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/**
 * Return rows in the order of a column; a hyphen before its key reverses it.
 * @template {Pick<RecordRow, "ranks">} T
 * @param {T[]} rows
 * @param {string} sort
 * @param {string[]} columns keys
 * @returns {T[]}
 */
export function sortRows(rows, sort, columns) {
  const column = columns.indexOf(sort.replace("-", ""));
  const sign = sort.startsWith("-") ? -1 : 1;
  return [...rows].sort((one, other) => sign * (one.ranks[column] - other.ranks[column]));
}

/** @param {InputEvent} event */
export function typeSearch({ target }) {
  const form = closest(closest(target, "input[type=search]"), ".record-filters");
  if (form) applyRecords(queryOf(form));
}

/** @param {Event} event */
export function changeRecords({ target }) {
  const form = closest(target, ".record-filters");
  if (form) select(queryOf(form));
}

/** @param {SubmitEvent} event */
export function submitRecords(event) {
  if (!closest(event.target, ".record-filters")) return;
  event.preventDefault();
  changeRecords(event);
}

/** @param {MouseEvent} event */
export async function clickRecords(event) {
  /** @type {HTMLAnchorElement | null} */
  const link = closest(event.target, ".records th a, .record-more a, .record-status a");
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  const first = findAll(blockOf(link), "tbody:not([hidden])").length;
  await select(new URL(link.href).searchParams);
  if (!link.isConnected) find(document, `.records a[data-sort="${link.dataset.sort}"]`).focus();
  // The link to all rows is gone: go on with the first that was not there.
  if (link.matches("[hidden] > a")) findAll(blockOf(link), "tbody:not([hidden]) summary")[first]?.focus();
}

/** @param {URLSearchParams} query */
function select(query) {
  if (query.toString() !== currentQuery().toString()) pushQuery(query);
  return applyRecords(query);
}

/**
 * Return the query of the page with what a form asks for.
 * @param {HTMLElement} form
 */
function queryOf(form) {
  let query = withValues(currentQuery(), "show", []);
  for (const { name, value } of fieldsOf(form)) query = withValues(query, name, value.trim() ? [value.trim()] : []);
  return query;
}

/**
 * @param {HTMLElement} form
 * @returns {(HTMLInputElement | HTMLSelectElement)[]}
 */
const fieldsOf = (form) => findAll(form, "input[type=search], select");

/** @param {HTMLElement} part of the table, or around it */
const blockOf = (part) => /** @type {HTMLElement} */ (part.closest(".block"));

/**
 * Show what a query asks for, in the form and in the tables. Where rows cannot be fetched, the server is asked.
 * @param {URLSearchParams} [query]
 */
export async function applyRecords(query = currentQuery()) {
  const form = document.querySelector(".record-filters");
  if (!(form instanceof HTMLElement)) return;
  latest = query.toString();
  for (const field of fieldsOf(form)) fill(field, query.get(field.name) ?? "");
  const whole = query.get("show");
  try {
    for (const name of OTHERS) if (name === whole) showRows(await loadTable(name), whole);
    const table = await loadTable("figures");
    if (latest !== query.toString()) return;
    setOrder(table, query);
    showRows(table, whole, query, form);
  } catch (error) {
    console.info(error);
    if (!isStatic()) location.assign(pageUrl(query));
  }
}

/**
 * Fill in a field; what is typed at the moment, and what a list does not have, is left.
 * @param {HTMLInputElement | HTMLSelectElement} field
 * @param {string} value
 */
function fill(field, value) {
  if (field === document.activeElement && field.type === "search" && field.value.trim() === value) return;
  field.value = value;
  if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.selectedIndex = 0;
}

/**
 * Return a table with all of its rows.
 * @param {string} name
 * @returns {Promise<HTMLTableElement>}
 */
async function loadTable(name) {
  const selector = `table[data-table="${name}"]`;
  /** @type {HTMLTableElement} */
  const table = find(document, selector);
  const { url = "", total, loading = "" } = table.dataset;
  if (table.tBodies.length >= Number(total)) return table;
  find(blockOf(table), "[role=status]").textContent = loading;
  const page = parseHtml(await (await fetchOk(url)).text());
  /** @type {HTMLTableElement} */
  const whole = find(page, selector);
  const current = find(document, selector);
  if (current === table) table.replaceWith(whole);
  return current === table ? whole : loadTable(name);
}

/**
 * @param {HTMLTableElement} table
 * @param {URLSearchParams} query
 */
function setOrder(table, query) {
  const now = query.get("sort") ?? "";
  /** @type {HTMLAnchorElement[]} */
  const links = findAll(table, "th a");
  for (const link of links) {
    const key = link.dataset.sort ?? "";
    const order = { [key]: "ascending", [`-${key}`]: "descending" }[now] ?? null;
    setAttribute(/** @type {Element} */ (link.parentElement), "aria-sort", order);
    link.href = pageUrl(withValues(query, "sort", [now === key ? `-${key}` : key]));
  }
}

/**
 * Show the rows of a table that a query asks for: all, or the first ones.
 * @param {HTMLTableElement} table
 * @param {string | null} whole name of the table that is shown whole
 * @param {URLSearchParams} [query] without one all rows are asked for, in the order that they are in
 * @param {HTMLElement} [form]
 */
function showRows(table, whole, query, form) {
  const { limit, table: name = "", status = "", more = "" } = table.dataset;
  const bodies = [...table.tBodies];
  const rows = query && form ? selectRows(bodies, table, query, form) : bodies;
  const shown = whole === name ? rows.length : Math.min(rows.length, Number(limit));
  for (const body of bodies) body.hidden = true;
  for (const body of rows.slice(0, shown)) body.hidden = false;
  table.append(...rows);
  const block = blockOf(table);
  const total = String(rows.length);
  find(block, "[role=status]").textContent = status.replace("{shown}", String(shown)).replace("{total}", total);
  const link = find(block, ".record-more a");
  link.textContent = more.replace("{total}", total);
  setAttribute(link, "href", `${pageUrl(withValues(query ?? currentQuery(), "show", [name]))}#${name}`);
  find(block, ".record-more").hidden = shown === rows.length;
  if (query) find(block, ".record-status a").hidden = ![SEARCH, ...CHOICES].some((parameter) => query.get(parameter));
}

/**
 * @param {HTMLTableSectionElement[]} bodies
 * @param {HTMLTableElement} table
 * @param {URLSearchParams} query
 * @param {HTMLElement} form
 */
function selectRows(bodies, table, query, form) {
  const columns = [...findAll(table, "th a").map((link) => link.dataset.sort ?? ""), SUBJECT];
  const fields = fieldsOf(form).map(({ name, value }) => [name, value]);
  const { [SEARCH]: search, ...choices } = Object.fromEntries(fields);
  const rows = bodies.map(readRow).filter((row) => admits(row, search, choices));
  const sort = query.get("sort") ?? "";
  const isKnown = columns.includes(sort.replace("-", ""));
  const sorted = sortRows(rows, isKnown ? sort : `-${SUBJECT}`, columns);
  const found = isKnown ? sorted : withPeriodFirst(sorted, search, columns.indexOf("period"));
  return found.map(({ body }) => body);
}

/**
 * Return rows with those first whose period has a word of a search, such as a year; else in the order that they are in.
 * @template {Pick<RecordRow, "cells">} T
 * @param {T[]} rows
 * @param {string} search
 * @param {number} column of the period
 */
export function withPeriodFirst(rows, search, column) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  /** @param {T} row */
  const isOther = ({ cells }) => Number(!words.some((word) => cells[column].includes(word)));
  return [...rows].sort((one, other) => isOther(one) - isOther(other));
}

/**
 * @param {HTMLTableSectionElement} body
 * @returns {RecordRow}
 */
function readRow(body) {
  const texts = findAll(body, "th, tr:first-child td, summary, dd").map((part) => part.textContent);
  const text = texts.join(" ").toLowerCase().replace(/\s+/g, " ");
  const options = Object.fromEntries(CHOICES.map((name) => [name, (body.dataset[name] ?? "").split(" ")]));
  const cells = findAll(body, "tr:first-child > *").map((cell) => cell.textContent.toLowerCase());
  return { body, text, cells, options, ranks: (body.dataset.ranks ?? "").split(" ").map(Number) };
}
