// The query of an address: the values that it names for a parameter, and queries that name others.

export function valuesOf(query, parameter) {
  // Repeated parameters and values joined by commas mean the same.
  const values = query.getAll(parameter).flatMap((value) => value.toLowerCase().split(","));
  return values.map((value) => value.trim()).filter(Boolean);
}

export function withValues(query, parameter, values) {
  const next = new URLSearchParams(query);
  next.delete(parameter);
  for (const value of values) next.append(parameter, value);
  return next;
}

export function isSameList(one, other) {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

export function isSameAddress(one, other) {
  return canonical(one) === canonical(other);
}

function canonical(address) {
  const [path, search = ""] = address.split("?");
  const query = new URLSearchParams(search);
  query.sort();
  return `${path}?${query}`;
}

export function pageAddress(query) {
  const search = query.toString();
  return search ? `${location.pathname}?${search}` : location.pathname;
}

export function yearRange(text, first, last) {
  // "2016-2020" as [2016, 2020] within first and last; the whole range where the text is none.
  const match = /^(\d{4})-(\d{4})$/.exec(text ?? "");
  const years = match ? [Number(match[1]), Number(match[2])].sort((one, other) => one - other) : [first, last];
  return years[0] > last || years[1] < first ? [first, last] : [Math.max(years[0], first), Math.min(years[1], last)];
}
