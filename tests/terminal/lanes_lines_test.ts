import assert from "node:assert/strict";
import { lanes } from "../../src/lesson/lanes.ts";
import { n } from "../../src/lesson/numeral.ts";
import { laneLines } from "../../src/terminal/lanes_lines.ts";
import { textWidth } from "../../src/terminal/width.ts";

const block = lanes([
  { name: { en: "sums", fr: "sommes" }, values: [n(1), n(-0.5)] },
  { sign: "+", name: "X", values: [n(0.25), n(0.25)] },
]);

Deno.test("laneLines() puts each number into a box under its lane", () => {
  const text = laneLines(block, { language: "fr", width: 60, colour: false });
  assert.equal(
    text,
    `           voie 0   voie 1
         ┌────────┬────────┐
  sommes │      1 │   −0,5 │
         ├────────┼────────┤
+ X      │   0,25 │   0,25 │
         └────────┴────────┘`,
  );
});

Deno.test("laneLines() writes a table where the boxes have no room, and keeps to the width", () => {
  const text = laneLines(block, { language: "en", width: 20, colour: false });
  assert.doesNotMatch(text, /┌/);
  for (const line of text.split("\n")) assert.ok(textWidth(line) <= 20, line);
  assert.match(text, /\+ X +0\.25/);
});

Deno.test("lanes() throws on vectors that have not as many lanes", () => {
  const rows = [{ name: "a", values: ["1", "2"] }, { name: "b", values: ["1"] }];
  assert.throws(() => lanes(rows), { name: "RangeError", message: /1 lanes with 2/ });
});
