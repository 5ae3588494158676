// The filters of the page: which of their values the address names, and the addresses that their options lead to.

import { isSameList, pageAddress, valuesOf, withValues, yearRange } from "./address.js";
import { isStatic } from "./data.js";
import { notePlace } from "./place.js";

const ALWAYS = ["lang", "theme"]; // what no filter of a static page clears

let memory; // the query of a page opened from disk, whose address cannot change

export function currentQuery() {
  return new URLSearchParams(memory ?? location.search);
}

export function visit(query) {
  notePlace();
  try {
    history.pushState(null, "", pageAddress(query) + location.hash);
  } catch (error) {
    console.info(error);
    memory = query.toString();
  }
}

const optionsOf = (filter) => [...filter.querySelectorAll(".filter-option")];
const filtersOf = (parameter, scope) => [...scope.querySelectorAll(`.filter[data-parameter="${CSS.escape(parameter)}"]`)];

function rangeOf(filter) {
  const years = filter.querySelector(".filter-years");
  return years && [Number(years.dataset.first), Number(years.dataset.last)];
}

function validOf(filter, values) {
  // The values in the filter's own order, without those that it does not have.
  const range = rangeOf(filter);
  if (!range) return optionsOf(filter).filter((option) => !("default" in option.dataset)).map((option) => option.dataset.value).filter((value) => values.includes(value));
  const [from, to] = yearRange(values[0], ...range);
  return isSameList([from, to], range) ? [] : [`${from}-${to}`];
}

export function valuesFor(root, parameter, query) {
  // Of a card's parameter; its own filter knows them, else another card's.
  const values = valuesOf(query, parameter);
  const filter = filtersOf(parameter, root)[0] ?? filtersOf(parameter, document)[0];
  return filter ? validOf(filter, values) : values;
}

function chosenValues(option, query) {
  // The values of the option's filter once it is pressed.
  const filter = option.closest(".filter");
  const { value } = option.dataset;
  if (!option.matches(".filter-option") || "default" in option.dataset) return [];
  const before = validOf(filter, valuesOf(query, filter.dataset.parameter));
  if (!("multiple" in filter.dataset)) return [value];
  if (isStatic()) return isSameList(before, [value]) ? [] : [value];
  return validOf(filter, before.includes(value) ? before.filter((one) => one !== value) : [...before, value]);
}

function queryOf(parameter, values, query) {
  if (isSameList(values, valuesOf(query, parameter))) return query;
  if (!isStatic()) return withValues(query, parameter, values);
  // There are files for single choices only.
  const rest = new URLSearchParams([...query].filter(([name]) => ALWAYS.includes(name)));
  return withValues(rest, parameter, values);
}

export function nextQuery(option, query = currentQuery()) {
  return queryOf(option.closest(".filter").dataset.parameter, chosenValues(option, query), query);
}

export function yearsQuery(filter, query = currentQuery()) {
  const [from, to] = ["first", "last"].map((end) => filter.querySelector(`[data-end="${end}"]`).value);
  return queryOf(filter.dataset.parameter, validOf(filter, [`${from}-${to}`]), query);
}

function mark(element, name, value) {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

export function reflectQuery(query = currentQuery()) {
  // The filters, and the links to the page in other languages, follow the address.
  for (const filter of document.querySelectorAll(".filter")) reflectFilter(filter, query);
  if (isStatic()) return;
  for (const link of document.querySelectorAll("a[hreflang]")) {
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname) continue;
    const rest = [...query].filter(([name]) => name !== "lang");
    mark(link, "href", pageAddress(new URLSearchParams([["lang", url.searchParams.get("lang") ?? link.hreflang], ...rest])));
  }
}

function reflectFilter(filter, query) {
  const values = validOf(filter, valuesOf(query, filter.dataset.parameter));
  const range = rangeOf(filter);
  if (range) {
    const [first, last] = yearRange(values[0], ...range);
    for (const select of filter.querySelectorAll("select")) select.value = String(select.dataset.end === "last" ? last : first);
  }
  for (const option of optionsOf(filter)) {
    const isChosen = values.length ? values.includes(option.dataset.value) : "default" in option.dataset;
    mark(option, "aria-current", isChosen ? "true" : null);
  }
  if (isStatic()) return;
  for (const link of filter.querySelectorAll(".filter-option, .filter-clear")) mark(link, "href", pageAddress(nextQuery(link, query)));
}
