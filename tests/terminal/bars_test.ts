import assert from "node:assert/strict";
import { formatBars, horizontalBar } from "../../src/terminal/bars.ts";
import { textWidth } from "../../src/terminal/width.ts";

Deno.test("horizontalBar() is exact to half a column, from nothing to all of its width", () => {
  const cases: [part: number, width: number, string][] = [
    [0.5, 4, "━━"],
    [5 / 16, 3, "━"],
    [0, 4, ""],
    [2, 3, "━━━"],
    [3 / 8, 4, "━╸"],
    [-1, 3, ""],
    [NaN, 3, ""],
  ];
  for (const [part, width, bar] of cases) assert.equal(horizontalBar(part, width), bar);
});

const bars = [
  { label: "0", value: 0.25, text: "25 %" },
  { label: "dix", value: 1, text: "100 %" },
];

Deno.test("formatBars() aligns labels, bars and values, points at a row, scales to the longest", () => {
  const chart = formatBars(bars, { width: 17, highlight: 1 });
  assert.equal(chart, "0   ━     25 %\ndix ━━━━ 100 % ◀");
  assert.equal(formatBars([bars[0]], { width: 17, max: 0.5 }), "0 ━━━╸    25 %");
});

Deno.test("formatBars() fits the width, and colours nothing unless asked", () => {
  for (const width of [120, 80, 40, 20]) {
    const chart = formatBars(bars, { width, highlight: 0 });
    assert.ok(chart.split("\n").every((line) => textWidth(line) <= width));
    assert.ok(!chart.includes("\x1b"));
  }
  const coloured = formatBars(bars, { highlight: 0, colour: true });
  assert.ok(coloured.startsWith("\x1b[1m0 "));
  // The bar that is pointed at has another colour than the others.
  const inks = [...coloured.matchAll(/38;2;([\d;]+)m━/g)].map(([, ink]) => ink);
  assert.equal(new Set(inks).size, 2);
});

Deno.test("formatBars() draws no bar where every value is 0, or not a number", () => {
  const empty = [{ label: "a", value: 0, text: "0" }, { label: "b", value: NaN, text: "NaN" }];
  assert.ok(!/[━╸]/.test(formatBars(empty)));
});
