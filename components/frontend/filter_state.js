// The filters of the page: which of their values the URL has, and the URLs that their options lead to.

import { isStatic } from "./data.js";
import { find, findAll, setAttribute } from "./dom.js";
import { getValues, isSameList, pageUrl, parseYearRange, withValues } from "./query_params.js";
import { saveScroll } from "./scroll_restoration.js";

const PAGE_PARAMETERS = ["lang", "theme"]; // what no filter of the static site clears

/**
 * The query of a page opened from disk, whose URL cannot change.
 * @type {string | undefined}
 */
let localQuery;

export function currentQuery() {
  return new URLSearchParams(localQuery ?? location.search);
}

/**
 * Make this the query of the page, as a new entry of the history.
 * @param {URLSearchParams} query
 */
export function pushQuery(query) {
  saveScroll();
  try {
    history.pushState(null, "", pageUrl(query) + location.hash);
  } catch (error) {
    console.info(error);
    localQuery = query.toString();
  }
}

/** @param {HTMLElement} filter */
const parameterOf = (filter) => filter.dataset.parameter ?? "";

/** @param {HTMLElement} option */
const filterOf = (option) => /** @type {HTMLElement} */ (option.closest(".filter"));

/** @param {HTMLElement} filter */
const optionsOf = (filter) => findAll(filter, ".filter-option");

/** @param {HTMLElement} option */
const isDefault = (option) => "default" in option.dataset;

/**
 * Return the element with the years of a filter of years; null for other filters.
 * @param {HTMLElement} filter
 * @returns {HTMLElement | null}
 */
const yearsOf = (filter) => filter.querySelector(".filter-years");

/**
 * Return the range of years that some values have; undefined if they have none.
 * @param {HTMLElement} years
 * @param {(string | undefined)[]} values
 */
function rangeIn(years, [value]) {
  return parseYearRange(value, Number(years.dataset.first), Number(years.dataset.last));
}

/**
 * Return those values that a filter has, in its own order.
 * @param {HTMLElement} filter
 * @param {string[]} values
 */
function validValues(filter, values) {
  const years = yearsOf(filter);
  if (years) {
    const range = rangeIn(years, values)?.join("-");
    return range && range !== years.dataset.default ? [range] : [];
  }
  const known = optionsOf(filter).filter((option) => !isDefault(option)).map((option) => option.dataset.value ?? "");
  return known.filter((value) => values.includes(value));
}

/**
 * Return a query's values of a card's parameter that are valid: its own filter knows them, else another card's.
 * @param {HTMLElement} root the card
 * @param {string} parameter
 * @param {URLSearchParams} query
 */
export function valuesFor(root, parameter, query) {
  const values = getValues(query, parameter);
  const selector = `.filter[data-parameter="${CSS.escape(parameter)}"]`;
  const filter = [...findAll(root, selector), ...findAll(document, selector)][0];
  return filter ? validValues(filter, values) : values;
}

/**
 * Return the values of an option's filter once it is clicked.
 * @param {HTMLElement} option
 * @param {URLSearchParams} query
 */
function valuesAfterClick(option, query) {
  const filter = filterOf(option);
  const { value = "" } = option.dataset;
  if (!option.matches(".filter-option") || isDefault(option)) return [];
  const before = validValues(filter, getValues(query, parameterOf(filter)));
  if (!("multiple" in filter.dataset)) return [value];
  if (isStatic()) return isSameList(before, [value]) ? [] : [value];
  return validValues(filter, before.includes(value) ? before.filter((one) => one !== value) : [...before, value]);
}

/**
 * Return a query with other values of a filter, without the parameters that these reset.
 * @param {HTMLElement} filter
 * @param {string[]} values
 * @param {URLSearchParams} query
 */
function queryWith(filter, values, query) {
  const parameter = parameterOf(filter);
  if (isSameList(values, getValues(query, parameter))) return query;
  if (!isStatic()) {
    const resets = filter.dataset.resets?.split(" ") ?? [];
    const kept = new URLSearchParams([...query].filter(([name]) => !resets.includes(name)));
    return withValues(kept, parameter, values);
  }
  // There are files for single choices only.
  const rest = new URLSearchParams([...query].filter(([name]) => PAGE_PARAMETERS.includes(name)));
  return withValues(rest, parameter, values);
}

/**
 * Return the query that an option leads to.
 * @param {HTMLElement} option
 */
export function queryAfterClick(option, query = currentQuery()) {
  return queryWith(filterOf(option), valuesAfterClick(option, query), query);
}

/**
 * Return the query of the years that are selected in a filter.
 * @param {HTMLElement} filter
 */
export function queryOfYears(filter, query = currentQuery()) {
  /** @type {HTMLSelectElement[]} */
  const [first, last] = ["first", "last"].map((end) => find(filter, `[data-end="${end}"]`));
  return queryWith(filter, validValues(filter, [`${first.value}-${last.value}`]), query);
}

/** Show a query in the filters, and in the links to the page in other languages. */
export function renderFilters(query = currentQuery()) {
  for (const filter of findAll(document, ".filter")) renderFilter(filter, query);
  if (isStatic()) return;
  /** @type {HTMLAnchorElement[]} */
  const links = findAll(document, "a[hreflang]");
  for (const link of links) {
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname) continue;
    const rest = [...query].filter(([name]) => name !== "lang");
    const language = url.searchParams.get("lang") ?? link.hreflang;
    setAttribute(link, "href", pageUrl(new URLSearchParams([["lang", language], ...rest])));
  }
}

/**
 * @param {HTMLElement} filter
 * @param {URLSearchParams} query
 */
function renderFilter(filter, query) {
  const values = validValues(filter, getValues(query, parameterOf(filter)));
  const years = yearsOf(filter);
  const range = years && (rangeIn(years, values) ?? rangeIn(years, [years.dataset.default]));
  if (range) {
    for (const select of filter.querySelectorAll("select")) {
      select.value = String(select.dataset.end === "last" ? range[1] : range[0]);
    }
  }
  for (const option of optionsOf(filter)) {
    const isSelected = values.length ? values.includes(option.dataset.value ?? "") : isDefault(option);
    setAttribute(option, "aria-current", isSelected ? "true" : null);
  }
  if (isStatic()) return;
  for (const link of findAll(filter, ".filter-option, .filter-clear")) {
    setAttribute(link, "href", pageUrl(queryAfterClick(link, query)));
  }
}
