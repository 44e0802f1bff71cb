import assert from "node:assert/strict";
import type { Engine } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { assertClose } from "../assert_close.ts";
import { assertIntact, ENGINES, fractions, guarded } from "./guarded.ts";

function labelsOf(engine: Engine, values: number[]): Uint8Array {
  const labels = engine.bytes(values.length);
  labels.set(values);
  return labels;
}

/** Softmax and cross-entropy of one row by the textbook, with JavaScript's own functions. */
function textbook(z: number[], label: number): { p: number[]; loss: number } {
  const largest = Math.max(...z), e = z.map((x) => Math.exp(x - largest));
  const sum = e.reduce((a, b) => a + b);
  return { p: e.map((x) => x / sum), loss: Math.log(sum) - (z[label] - largest) };
}

for (const { name, engine, tolerance } of ENGINES) {
  Deno.test(`softmaxCrossEntropy() agrees with the textbook at every edge (${name})`, () => {
    for (const m of [0, 1, 3, 4, 5, 8, 17]) {
      for (const n of [1, 2, 3, 4, 5, 8, 10, 17]) {
        const values = fractions(m * n, 11).map((x) => Math.fround(8 * x));
        const logits = guarded(engine, { rows: m, columns: n, values });
        const p = guarded(engine, { rows: m, columns: n });
        const losses = guarded(engine, { rows: m, columns: 1 });
        const labels = labelsOf(engine, Array.from({ length: m }, (_, i) => (3 * i + 1) % n));
        engine.softmaxCrossEntropy(p, { losses, logits, labels });
        assertIntact(p);
        assertIntact(losses);
        for (let i = 0; i < m; i++) {
          const row = values.slice(i * n, (i + 1) * n), expected = textbook(row, labels[i]);
          const found = p.data.subarray(i * n, (i + 1) * n);
          assertClose(found, expected.p, { tolerance, what: `p of ${m}×${n}` });
          assertClose([losses.data[i]], [expected.loss], { tolerance: 4 * tolerance });
        }
        engine.softmaxCrossEntropy(logits, { losses, logits, labels });
        assertIntact(logits);
        assert.deepEqual(logits.data, p.data, "in place of the logits");
      }
    }
  });

  Deno.test(`softmaxCrossEntropy() is stable where exp overflows and p rounds to 0 (${name})`, () => {
    const values = [10000, 0, -10000, -10000, 10000, 10000];
    const logits = guarded(engine, { rows: 2, columns: 3, values });
    const p = engine.matrix(2, 3), losses = engine.matrix(2, 1);
    engine.softmaxCrossEntropy(p, { losses, logits, labels: labelsOf(engine, [2, 1]) });
    assert.deepEqual([...p.data], [1, 0, 0, 0, 0.5, 0.5]);
    assertClose(losses.data, [20000, Math.LN2], { tolerance });
  });

  Deno.test(`softmaxCrossEntropy() lets NaN and infinities through, row by row (${name})`, () => {
    const values = [NaN, 1, 2, 1, Infinity, 2, 0, -Infinity, 0, -Infinity, -Infinity, -Infinity];
    const logits = guarded(engine, { rows: 4, columns: 3, values });
    const p = engine.matrix(4, 3), losses = engine.matrix(4, 1);
    engine.softmaxCrossEntropy(p, { losses, logits, labels: labelsOf(engine, [1, 1, 1, 1]) });
    assert.ok(losses.data.slice(0, 2).every(Number.isNaN));
    assert.ok(p.data.slice(0, 3).every(Number.isNaN));
    assert.ok(Number.isNaN(p.data[4]));
    assert.deepEqual([...p.data.slice(6, 9)], [0.5, 0, 0.5]);
    assert.equal(losses.data[2], Infinity);
    assert.ok(p.data.slice(9).every(Number.isNaN) && Number.isNaN(losses.data[3]));
  });

  Deno.test(`softmaxCrossEntropyBackward() is p − y, in place too (${name})`, () => {
    for (const n of [1, 3, 10]) {
      const values = fractions(5 * n, 12), labels = labelsOf(engine, [0, 0, n - 1, n - 1, n >> 1]);
      const p = guarded(engine, { rows: 5, columns: n, values });
      const dz = guarded(engine, { rows: 5, columns: n });
      engine.softmaxCrossEntropyBackward(dz, { p, labels });
      assertIntact(dz);
      const expected = values.map((x, i) => x - (i % n === labels[Math.floor(i / n)] ? 1 : 0));
      assertClose(dz.data, expected, { tolerance });
      engine.softmaxCrossEntropyBackward(p, { p, labels });
      assert.deepEqual(p.data, dz.data);
    }
  });

  Deno.test(`softmaxCrossEntropy() refuses sizes and labels that do not fit (${name})`, () => {
    const logits = engine.matrix(2, 3), p = engine.matrix(2, 3), losses = engine.matrix(2, 1);
    const call = (labels: number[], outputs = p) =>
      engine.softmaxCrossEntropy(outputs, { losses, logits, labels: labelsOf(engine, labels) });
    assert.throws(() => call([0]), ShapeError);
    assert.throws(() => call([0, 3]), RangeError);
    assert.throws(() => call([0, 1], engine.matrix(2, 4)), ShapeError);
    call([0, 2]);
    const labels = labelsOf(engine, [0, 3]);
    assert.throws(() => engine.softmaxCrossEntropyBackward(p, { p, labels }), RangeError);
  });
}
