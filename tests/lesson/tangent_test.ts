import assert from "node:assert/strict";
import { tangent } from "../../src/lesson/tangent.ts";

const label = { en: "w", fr: "w" };

Deno.test("tangent() measures the slopes of its secants on the curve", () => {
  const { curve, point, secants } = tangent((w) => w * w, {
    at: 1,
    from: -1,
    to: 3,
    slope: 2,
    secants: [{ between: [1, 1.5], name: label }, { between: [0.5, 1.5], name: label }],
    x: { label },
    y: { label },
  });
  assert.deepEqual(point, [1, 1]);
  assert.deepEqual(secants.map(({ slope }) => slope), [2.5, 2]);
  assert.deepEqual([curve[0], curve.at(-1)], [[-1, 1], [3, 9]]);
  const spec = { at: 0, slope: 0, x: { label }, y: { label } };
  assert.throws(() => tangent((w) => w, { ...spec, from: 1, to: 1 }), /from 1 to 1/);
});
