import assert from "node:assert/strict";
import { check, passes } from "../../src/lesson/check.ts";
import { codeBlock } from "../../src/lesson/code.ts";
import { matrix } from "../../src/lesson/matrix.ts";
import { image, pictures } from "../../src/lesson/picture.ts";
import { chart } from "../../src/lesson/chart.ts";
import { checkLines } from "../../src/lesson/wording.ts";
import { written } from "../../src/lesson/numeral.ts";
import { lacks } from "../permission.ts";

const claim = { en: "the claim", fr: "l’affirmation" };
const side = (value: number | number[]) => ({ name: { en: "it", fr: "lui" }, value });
const checked = (
  found: number | number[],
  expected: number | number[],
  options: Partial<Parameters<typeof check>[0]> = { tolerance: 1e-3 },
) => check({ claim, found: side(found), expected: side(expected), ...options });

Deno.test("check() measures the relative error of numbers and of lists", () => {
  assert.equal(checked(1, 1).error, 0);
  assert.equal(checked(0, 0).error, 0);
  assert.equal(checked(0, 2).error, 1);
  assert.ok(checked(1.0005, 1).holds);
  assert.ok(!checked(1.002, 1).holds);
  const many = checked([3, 4], [3, 4.001]);
  assert.ok(Math.abs(many.error - 0.0002) < 1e-6 && many.holds && many.count === 2);
  assert.equal(many.found.value, 5);
  assert.ok(!checked(NaN, 1).holds);
});

Deno.test("check() also measures differences, and what must be smaller", () => {
  assert.ok(checked(1.5, 1, { measure: "absolute", tolerance: 0.5 }).holds);
  assert.ok(!checked(1.6, 1, { measure: "absolute", tolerance: 0.5 }).holds);
  assert.ok(checked(0.9, 1, { measure: "below" }).holds);
  assert.ok(!checked(1, 1, { measure: "below" }).holds);
  assert.ok(!checked(NaN, 1, { measure: "below" }).holds);
});

Deno.test("check() refuses lists of different lengths", () => {
  assert.throws(() => checked([1, 2], [1]), RangeError);
  assert.throws(() => checked([], []), RangeError);
});

Deno.test("passes() turns round for a mistake that is to be caught, and its lines say which", () => {
  const first = (block: ReturnType<typeof check>) => written(checkLines(block)[0], "en");
  assert.equal(first(checked(1, 1)), "✓ the claim");
  assert.equal(first(checked(1, 2)), "✗ the claim");
  const caught = checked(1, 2, { tolerance: 0.1, meant: false });
  assert.ok(passes(caught));
  assert.equal(first(caught), "✓ the claim — caught");
  const missed = checked(1, 1, { tolerance: 0.1, meant: false });
  assert.ok(!passes(missed));
  assert.equal(first(missed), "✗ the claim — the mistake was not caught");
});

Deno.test("checkLines() tells a brief check in a line, unless it fails", () => {
  const lines = (found: number, measure: "relative" | "below") =>
    checkLines(checked(found, 1, { tolerance: 0.1, brief: true, measure }))
      .map((line) => written(line, "en").replaceAll("\u00a0", " "));
  assert.deepEqual(lines(1, "relative"), ["✓ the claim (relative error 0 ≤ 0.1)"]);
  assert.equal(lines(2, "relative").length, 3);
  assert.equal(lines(0, "below").length, 2);
});

Deno.test("checkLines() tells the norms of many numbers, and no difference of what must be equal and is", () => {
  const lines = (block: ReturnType<typeof check>) =>
    checkLines(block).map((line) => written(line, "en").replaceAll("\u00a0", " "));
  const [claim, sides] = lines(checked([3, 4], [3, 4], { tolerance: 0.1 }));
  assert.deepEqual([claim, sides], ["✓ the claim", "‖it‖: 5 · ‖it‖: 5"]);
  assert.equal(lines(checked(5, 5, { measure: "absolute", tolerance: 0 })).length, 2);
  assert.equal(lines(checked(5, 6, { measure: "absolute", tolerance: 0 })).length, 3);
});

Deno.test("checkLines() puts thousands apart, and rounds no whole number", () => {
  const block = checked(1_625_948_160, 60_000, { measure: "absolute" });
  const [, sides] = checkLines(block).map((line) => written(line, "en"));
  assert.equal(sides.replaceAll("\u00a0", " "), "it: 1,625,948,160 · it: 60,000");
  const [, french] = checkLines(checked(-14502.762, 65025)).map((line) => written(line, "fr"));
  assert.equal(french, "lui\u00a0:\u00a0−14\u202f502,762 · lui\u00a0:\u00a065\u202f025");
});

Deno.test("matrix() copies a window around the element that is followed", () => {
  const data = Float64Array.from({ length: 60 }, (_, i) => i);
  const window = matrix({
    name: "W",
    of: { rows: 6, columns: 10, data },
    marks: [[0, 9]],
    rows: 3,
    columns: 4,
  });
  data.fill(-1);
  assert.deepEqual(window.rows, [0, 1, 2]);
  assert.deepEqual(window.columns, [6, 7, 8, 9]);
  assert.deepEqual(window.values, [6, 7, 8, 9, 16, 17, 18, 19, 26, 27, 28, 29]);
  const small = matrix({ name: "b", of: { rows: 1, columns: 2, data: [1, 2] } });
  assert.deepEqual([small.rows, small.columns, small.values], [[0], [0, 1], [1, 2]]);
});

Deno.test("pictures() share one scale, and refuse a wrong number of pixels", () => {
  const block = pictures([
    { pixels: [1, -2, 0, 0], rows: 2, columns: 2, ink: "signed" },
    { pixels: [4, 0, 0, 0], rows: 2, columns: 2, ink: "signed" },
  ]);
  assert.equal(block.limit, 2); // the greatest 0.5 % do not count
  assert.equal(pictures([{ pixels: [0], rows: 1, columns: 1, ink: "signed" }]).limit, 1);
  assert.throws(() => image({ pixels: [1, 2, 3] }), RangeError);
});

Deno.test("chart() copies the points that it is given, and tells four curves apart at most", () => {
  const name = claim, axis = { label: claim }, points: [number, number][] = [[0, 1]];
  const block = chart([{ name, points }], { x: axis, y: axis });
  points.push([1, 2]);
  assert.equal(block.series[0].points.length, 1);
  const five = Array.from({ length: 5 }, () => ({ name, points }));
  assert.throws(() => chart(five, { x: axis, y: axis }), RangeError);
});

Deno.test({
  name: "codeBlock() shows a function to its closing bracket (needs --allow-read)",
  ignore: lacks("read"),
  fn: () => {
    const file = "src/lesson/code.ts", source = Deno.readTextFileSync(file);
    const block = codeBlock({ file, from: "function closingLine" }, source);
    assert.match(block.lines[0].text, /^function closingLine\(/);
    assert.equal(block.lines.at(-1)!.text, "}");
    assert.ok(block.lines.length > 8 && block.lines[0].number > 20);
    const inner = codeBlock({ file, from: "for (const character", to: "open--" }, source);
    assert.deepEqual(inner.lines.map(({ text }) => text.search(/\S/)), [0, 2, 2]);
    assert.throws(() => codeBlock({ file, from: "no" + "where" }, source), RangeError);
  },
});

Deno.test({
  name: "codeBlock() leaves out comments, and keeps the numbers of the lines (needs --allow-read)",
  ignore: lacks("read"),
  fn: () => {
    const file = "tests/lesson/commented.ts";
    const { lines } = codeBlock({ file, from: "export" }, Deno.readTextFileSync(file));
    assert.deepEqual(lines.map(({ number, text }) => `${number}: ${text}`), [
      "6: export function commented(): string {",
      '8:   const address = "https://example.org";',
      "9: ",
      "13:   return `// ${address} /* kept */`;",
      "14: }",
    ]);
  },
});
