import assert from "node:assert/strict";
import { assertClose } from "../assert_close.ts";
import { averageAreas, boxAbove, planeOf } from "../../src/picture/plane.ts";
import { strokeThickness, thickened } from "../../src/picture/strokes.ts";

Deno.test("averageAreas() averages areas, also by parts of a pixel", () => {
  const plane = planeOf({ width: 3, height: 1 }, (i) => [0, 6, 12][i]);
  const box = { left: 0, top: 0, right: 3, bottom: 1 };
  assertClose(averageAreas(plane, { box, width: 2, height: 1 }).data, [2, 10], { tolerance: 1e-6 });
  assertClose(averageAreas(plane, { box, width: 1, height: 1 }).data, [6], { tolerance: 1e-6 });
  assertClose(averageAreas(plane, { box, width: 6, height: 2 }).data.slice(6), [
    0,
    0,
    6,
    6,
    12,
    12,
  ], { tolerance: 1e-6 });
  const part = { left: 1, top: 0, right: 3, bottom: 1 };
  assertClose(averageAreas(plane, { box: part, width: 1, height: 1 }).data, [9], {
    tolerance: 1e-6,
  });
});

Deno.test("boxAbove() is the rectangle around what is above, or nothing", () => {
  const plane = planeOf({ width: 5, height: 4 }, (i) => i === 7 || i === 13 ? 1 : 0);
  assert.deepEqual(boxAbove(plane, 0.5), { left: 2, top: 1, right: 4, bottom: 3 });
  assert.equal(boxAbove(plane, 1), undefined);
});

Deno.test("strokeThickness() of a bar is its thickness, and thickened() changes it by twice the step", () => {
  const bar = planeOf({ width: 100, height: 60 }, (i) => {
    const row = Math.floor(i / 100);
    return row >= 24 && row < 36 && i % 100 >= 10 && i % 100 < 90 ? 1 : 0;
  });
  const near = (found: number, wanted: number) =>
    assert.ok(Math.abs(found - wanted) < 0.1 * wanted, `${found}, wanted ${wanted}`);
  near(strokeThickness(bar), 12);
  near(strokeThickness(thickened(bar, 4)), 20);
  near(strokeThickness(thickened(bar, -3)), 6);
  assert.equal(strokeThickness(planeOf({ width: 5, height: 5 }, () => 0)), 0);
});
