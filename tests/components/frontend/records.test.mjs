import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = globalThis; // where data.js declares what data scripts call
const { admits, sortRows, withPeriodFirst } = await import("../../../components/frontend/records.js");

const ROW = { text: "turnover 4,9 млрд долларов 2022", options: { page: ["trade", "record"], kind: ["official"] } };

test("a row has all words of a search, in any order and case, and the options chosen", () => {
  assert.ok(admits(ROW, "", { page: "", kind: "" }));
  assert.ok(admits(ROW, "2022 4,9 МЛРД", { page: "record", kind: "official" }));
  assert.ok(!admits(ROW, "2022 4,8", {}));
  assert.ok(!admits(ROW, "", { page: "visit" }));
  assert.ok(!admits(ROW, "2022", { kind: "quoted" }));
});

test("rows are ordered by the ranks of a column, and in reverse", () => {
  const rows = [{ ranks: [2, 0] }, { ranks: [0, 1] }, { ranks: [1, 2] }];
  const order = (sort) => sortRows(rows, sort, ["figure", "period"]).map(({ ranks }) => ranks.join(""));
  assert.deepEqual(order("figure"), ["01", "12", "20"]);
  assert.deepEqual(order("-period"), ["12", "01", "20"]);
  assert.deepEqual(rows[0].ranks, [2, 0]);
});

test("rows of a period searched for come first, the others in their order", () => {
  const rows = [{ cells: ["a", "2020"] }, { cells: ["2019", "2018"] }, { cells: ["b", "may 2019"] }];
  const order = (search) => withPeriodFirst(rows, search, 1).map((row) => rows.indexOf(row)).join("");
  assert.equal(order("2019"), "201");
  assert.equal(order(" Exports 2018 "), "102");
  assert.equal(order(""), "012");
});
