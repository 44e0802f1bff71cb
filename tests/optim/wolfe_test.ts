import assert from "node:assert/strict";
import { cubicMinimiser, type LinePoint, wolfeSearch } from "../../src/optim/wolfe.ts";
import { assertClose } from "../assert_close.ts";
import fc from "../fast_check.ts";

/** A function of one variable with its derivative. */
type Curve = (x: number) => LinePoint;

/** Bounded below, with as many hollows as one likes: b·(x − m)² + q·(x − m)⁴ + a·sin(w·x + s). */
const hollows = fc.record({
  b: fc.double({ min: 0.01, max: 100, noNaN: true }),
  q: fc.double({ min: 0, max: 10, noNaN: true }),
  m: fc.double({ min: -50, max: 50, noNaN: true }),
  a: fc.double({ min: -20, max: 20, noNaN: true }),
  w: fc.double({ min: 0.1, max: 10, noNaN: true }),
  s: fc.double({ min: 0, max: 6, noNaN: true }),
}).map(({ b, q, m, a, w, s }): Curve => (x) => ({
  value: b * (x - m) ** 2 + q * (x - m) ** 4 + a * Math.sin(w * x + s),
  slope: 2 * b * (x - m) + 4 * q * (x - m) ** 3 + a * w * Math.cos(w * x + s),
}));

Deno.test("wolfeSearch() meets the strong Wolfe conditions, and ends where it looked last", () => {
  const constants = fc.constantFrom([1e-4, 0.9], [1e-4, 0.1], [0.1, 0.5], [0.3, 0.31]);
  const first = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(hollows, constants, first, (curve, [c1, c2], first) => {
      const down = -Math.sign(curve(0).slope); // the way down from 0
      fc.pre(Math.abs(curve(0).slope) > 1e-3);
      let last = NaN, asked = 0;
      const phi = (step: number) => {
        last = step;
        asked++;
        const { value, slope } = curve(down * step);
        return { value, slope: down * slope };
      };
      const start = { value: curve(0).value, slope: down * curve(0).slope };
      const { step, value, slope, found, evaluations } = wolfeSearch(phi, {
        start,
        first,
        c1,
        c2,
        evaluations: 100,
      });
      assert.ok(found);
      assert.ok(step > 0);
      assert.equal(step, last);
      assert.equal(evaluations, asked);
      assert.deepEqual({ value, slope }, phi(step));
      assert.ok(value <= start.value + c1 * step * start.slope, "goes down enough");
      assert.ok(Math.abs(slope) <= c2 * Math.abs(start.slope), "is flat enough");
    }),
    { numRuns: 2000 },
  );
});

Deno.test("wolfeSearch() takes the first step where it is good, at the cost of one look", () => {
  const bowl: Curve = (x) => ({ value: (x - 1) ** 2, slope: 2 * (x - 1) });
  const search = wolfeSearch(bowl, { start: bowl(0) });
  assert.deepEqual(search, { step: 1, value: 0, slope: 0, found: true, evaluations: 1 });
});

Deno.test("wolfeSearch() steps back from what is not a number or infinite", () => {
  // x − ln x has its minimum at 1; below 0 the logarithm is NaN.
  const barrier: Curve = (x) => ({ value: x - Math.log(x), slope: 1 - 1 / x });
  for (const first of [9.9, 10, 11, 50, 1e9]) {
    const phi = (step: number) => ({
      value: barrier(10 - step).value,
      slope: -barrier(10 - step).slope,
    });
    const start = { value: barrier(10).value, slope: -barrier(10).slope };
    const { step, found } = wolfeSearch(phi, { start, first, evaluations: 60 });
    assert.ok(found && step > 0 && step < 10, `first ${first}: ${step}`);
  }
});

Deno.test("wolfeSearch() trusts neither a slope that is missing nor a fall without end", () => {
  for (const beyond of [{ value: -1e3, slope: NaN }, { value: -Infinity, slope: -1 }]) {
    // A bowl with its bottom at 2, of which nothing can be said beyond 3.
    const phi: Curve = (x) => x > 3 ? beyond : { value: (x - 2) ** 2, slope: 2 * (x - 2) };
    const { step, found } = wolfeSearch(phi, { start: phi(0), first: 10 });
    assert.ok(found && step > 0 && step <= 3, `${step}`);
  }
});

Deno.test("wolfeSearch() says when it did not find a step", () => {
  const slide: Curve = (x) => ({ value: -x, slope: -1 }); // never flatter
  const { found, evaluations, step } = wolfeSearch(slide, { start: slide(0), evaluations: 12 });
  assert.deepEqual([found, evaluations], [false, 12]);
  assert.ok(step > 1000);
  assert.equal(wolfeSearch(slide, { start: slide(0), longest: 8 }).step, 8);
  const liar: Curve = (x) => ({ value: x, slope: -1 }); // goes up where its slope says down
  assert.equal(wolfeSearch(liar, { start: liar(0) }).found, false);
  const patient = wolfeSearch(liar, { start: liar(0), evaluations: 5000 });
  assert.ok(!patient.found && patient.evaluations < 2000, "no number lies between the ends");
  const nowhere: Curve = () => ({ value: NaN, slope: NaN });
  assert.equal(wolfeSearch(nowhere, { start: { value: 0, slope: -1 } }).found, false);
});

Deno.test("wolfeSearch() refuses to go up, and constants that no step may meet", () => {
  const bowl: Curve = (x) => ({ value: x * x, slope: 2 * x });
  for (const start of [{ value: 0, slope: 0 }, { value: 0, slope: 1 }, { value: NaN, slope: -1 }]) {
    assert.throws(() => wolfeSearch(bowl, { start }), RangeError);
  }
  const start = { value: 1, slope: -2 };
  assert.throws(() => wolfeSearch(bowl, { start, c1: 0.5, c2: 0.4 }), RangeError);
  assert.throws(() => wolfeSearch(bowl, { start, c2: 1 }), RangeError);
});

Deno.test("cubicMinimiser() finds the minimum of a cubic from two of its points", () => {
  const cubic: Curve = (x) => ({ value: x ** 3 - 3 * x, slope: 3 * x * x - 3 }); // least at 1
  for (const [a, b] of [[0, 3], [3, 0], [0.9, 1.2], [-0.5, 5]]) {
    const found = cubicMinimiser({ step: a, ...cubic(a) }, { step: b, ...cubic(b) });
    assertClose([found], [1], { tolerance: 1e-9 });
  }
  const rising = { step: 1, value: 1, slope: 2 }; // from slope 2 to slope 2, and never down between
  assert.ok(Number.isNaN(cubicMinimiser({ step: 0, value: 0, slope: 2 }, rising)));
});
