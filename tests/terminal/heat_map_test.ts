import assert from "node:assert/strict";
import { formatHeatMap } from "../../src/terminal/heat_map.ts";
import { textWidth } from "../../src/terminal/width.ts";

const counts = [[1200, 3, 0], [0, 90, 12], [1, 0, 0]];
const options = { corner: "shown", language: "en" } as const;

Deno.test("formatHeatMap() has columns of one width, and numbers for people", () => {
  assert.equal(
    formatHeatMap(counts, options),
    "shown     0      1      2\n" +
      "0     1,200      3      ·\n" +
      "1         ·     90     12\n" +
      "2         1      ·      ·",
  );
});

Deno.test("formatHeatMap() loses air, then goes on below, where there is less room", () => {
  const shown = (width: number) => formatHeatMap(counts, { ...options, width });
  assert.equal(shown(24).split("\n")[0], "shown     0     1     2");
  const narrow = shown(18);
  assert.equal(narrow.split("\n\n").length, 2);
  for (const line of narrow.split("\n")) assert.ok(textWidth(line) <= 18, line);
  assert.match(narrow, /shown {5}2\n/);
});

Deno.test("formatHeatMap() paints every cell: what is right blue, mistakes orange, the worst most", () => {
  const text = formatHeatMap(counts, { ...options, colour: true });
  const grounds = text.split("\n").slice(1).map((row) =>
    [...row.matchAll(/48;2;(\d+);(\d+);(\d+)m/g)].map(([, ...rgb]) => rgb.map(Number))
  );
  assert.deepEqual(grounds.map((row) => row.length), [3, 3, 3]);
  const warmth = (row: number, column: number) => grounds[row][column][0] - grounds[row][column][2];
  assert.ok(warmth(0, 0) < -100 && warmth(1, 1) < -80, "right");
  assert.ok(warmth(1, 2) > warmth(0, 1) && warmth(0, 1) > 0, "mistakes");
  assert.deepEqual(grounds[0][2], grounds[2][2], "nothing to see");
  assert.deepEqual(
    text.split("\n").slice(1).map(textWidth),
    [26, 26, 26],
    "a cell is painted to its edge",
  );
});

Deno.test("formatHeatMap() names the classes by their labels", () => {
  const text = formatHeatMap(counts, { ...options, labels: ["a", "bé", "c"] });
  assert.match(text, /^shown +a +bé +c\na +1,200/);
});
