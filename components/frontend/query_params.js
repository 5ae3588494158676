// The parameters of a page's URL.

/**
 * Return the values of a parameter, in lower case. Repeated parameters and values joined by commas mean the same.
 * @param {URLSearchParams} query
 * @param {string} parameter
 */
export function getValues(query, parameter) {
  const values = query.getAll(parameter).flatMap((value) => value.toLowerCase().split(","));
  return values.map((value) => value.trim()).filter(Boolean);
}

/**
 * Return a query with other values of a parameter.
 * @param {URLSearchParams} query
 * @param {string} parameter
 * @param {string[]} values
 */
export function withValues(query, parameter, values) {
  const next = new URLSearchParams(query);
  next.delete(parameter);
  for (const value of values) next.append(parameter, value);
  return next;
}

/**
 * Return whether two lists have the same items in the same order.
 * @param {unknown[]} one
 * @param {unknown[]} other
 */
export function isSameList(one, other) {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

/**
 * Return whether two URLs differ in nothing but the order of their parameters.
 * @param {string} one
 * @param {string} other
 */
export function isSameUrl(one, other) {
  return sortParameters(one) === sortParameters(other);
}

/** @param {string} url */
function sortParameters(url) {
  const [path, search = ""] = url.split("?");
  const query = new URLSearchParams(search);
  query.sort();
  return `${path}?${query}`;
}

/**
 * Return the URL of this page with a query.
 * @param {URLSearchParams} query
 */
export function pageUrl(query) {
  const search = query.toString();
  return search ? `${location.pathname}?${search}` : location.pathname;
}

/**
 * Return "2016-2020" as [2016, 2020], within first and last; nothing where the text is none of their years.
 * @param {string | undefined} text
 * @param {number} first
 * @param {number} last
 * @returns {[from: number, to: number] | undefined}
 */
export function parseYearRange(text, first, last) {
  const years = /^(\d{4})-(\d{4})$/.exec(text ?? "")?.slice(1).map(Number);
  if (!years) return undefined;
  const [from, to] = [Math.min(...years), Math.max(...years)];
  return to < first || from > last ? undefined : [Math.max(from, first), Math.min(to, last)];
}
