import assert from "node:assert/strict";
import { acrossPlane, plane, SAMPLES } from "../../src/lesson/plane.ts";

const label = { en: "x", fr: "x" };
const square = { x: { label, min: -1, max: 1 }, y: { label, min: -1, max: 1 } };

Deno.test("acrossPlane() gives the ends of a line inside, through corners and along axes, too", () => {
  const ends = (a: number, b: number, c: number) =>
    acrossPlane({ a, b, c }, square).map((point) => point.map((x) => x + 0)); // −0 + 0 is 0
  assert.deepEqual(ends(1, -1, 0), [[-1, -1], [1, 1]]);
  assert.deepEqual(ends(1, 0, -0.5), [[0.5, -1], [0.5, 1]]);
  assert.deepEqual(ends(0, 2, 1), [[-1, -0.5], [1, -0.5]]);
  assert.deepEqual(ends(1, 1, -1.5), [[0.5, 1], [1, 0.5]]);
  assert.deepEqual(ends(1, 1, -3), []);
  assert.deepEqual(ends(0, 0, 1), []);
});

Deno.test("plane() asks the model once, for the middle of each square, from top left", () => {
  let asked = 0;
  const points = [{ at: [0, 0] as const, label: 0 }, { at: [1, 1] as const, label: 1 }];
  const { planes: [{ regions, x, y }] } = plane([{
    points,
    classesOf: (all) => {
      asked++;
      return all.map(([x, y]) => Number(x > 0.5) + 2 * Number(y > 0.5));
    },
  }], { classes: [label, label, label], alt: label });
  assert.equal(asked, 1);
  assert.deepEqual([x.min, x.max, y.min, y.max], [-0.5, 1.5, -0.5, 1.5]);
  const corners = [0, SAMPLES - 1, SAMPLES * (SAMPLES - 1), SAMPLES ** 2 - 1];
  assert.deepEqual(corners.map((i) => regions[i]), [2, 3, 0, 1]);
  assert.throws(() => plane([], { classes: Array(4).fill(label), alt: label }), RangeError);
});
