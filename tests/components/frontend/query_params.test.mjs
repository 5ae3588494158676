import assert from "node:assert/strict";
import { test } from "node:test";

import {
  getValues, isSameList, isSameUrl, parseYearRange, withValues,
} from "../../../components/frontend/query_params.js";

test("a parameter may be repeated, and its values joined by commas", () => {
  const query = new URLSearchParams("m=exports&m=Imports,%20balance&n=turnover");
  assert.deepEqual(getValues(query, "m"), ["exports", "imports", "balance"]);
  assert.deepEqual(getValues(new URLSearchParams("m=,"), "m"), []);
});

test("other values of a parameter come last, and the query itself stays", () => {
  const query = new URLSearchParams("lang=ru&m=a&chart=x");
  assert.equal(withValues(query, "m", ["c", "b"]).toString(), "lang=ru&chart=x&m=c&m=b");
  assert.equal(withValues(query, "m", []).toString(), "lang=ru&chart=x");
  assert.equal(query.toString(), "lang=ru&m=a&chart=x");
});

test("lists are the same if they have the same items in the same order", () => {
  assert.ok(isSameList(["a", "b"], ["a", "b"]));
  assert.ok(!isSameList(["a", "b"], ["b", "a"]));
  assert.ok(!isSameList(["a"], ["a", "b"]));
});

test("URLs are the same whatever the order of their parameters, but not of one's values", () => {
  assert.ok(isSameUrl("/c.json?lang=en&metric=a", "/c.json?metric=a&lang=en"));
  assert.ok(isSameUrl("/c.json", "/c.json?"));
  assert.ok(!isSameUrl("/c.json?metric=a&metric=b", "/c.json?metric=b&metric=a"));
  assert.ok(!isSameUrl("/c.json?metric=a", "/d.json?metric=a"));
});

test("a range of years is ordered and cut to those there are; else there is none", () => {
  assert.deepEqual(parseYearRange("2020-2016", 2009, 2025), [2016, 2020]);
  assert.deepEqual(parseYearRange("1990-2016", 2009, 2025), [2009, 2016]);
  for (const text of ["2016", "1990-1995", "2016-2020-2024", "", undefined]) {
    assert.equal(parseYearRange(text, 2009, 2025), undefined);
  }
});
