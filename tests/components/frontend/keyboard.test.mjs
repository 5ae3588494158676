import assert from "node:assert/strict";
import { test } from "node:test";

import { splitSentences } from "../../../components/frontend/keyboard.js";

const LABELS = {
  "<b>Exports</b><br>15.8 million<br>in 2017": "<b>Exports</b>. 15.8 million in 2017",
  "<b>Exports<br>and imports</b><br>Twice": "<b>Exports and imports</b>. Twice",
  "<b>Exports</b><br>15.8<extra>trace 0</extra>": "<b>Exports</b>. 15.8",
  "Exports&lt;extra>told&lt;/extra>": "Exports",
  "Words:<br>“a &lt;b> c”": "Words: “a &lt;b> c”",
};

for (const [label, sentences] of Object.entries(LABELS)) {
  test(`the lines of ${label} are sentences`, () => assert.equal(splitSentences(label), sentences));
}
