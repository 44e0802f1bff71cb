import assert from "node:assert/strict";
import { ACTIVATION_NAMES, type ActivationName, type Pixels } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { assertClose } from "../assert_close.ts";
import { assertIntact, ENGINES, fractions, guarded, SIZES } from "./guarded.ts";

/** g and g′ by their textbook formulas in z, with JavaScript's own functions. */
const FORMULAS: Record<ActivationName, { g: (z: number) => number; slope: (z: number) => number }> =
  {
    relu: { g: (z) => Math.max(z, 0), slope: (z) => z > 0 ? 1 : z <= 0 ? 0 : NaN },
    sigmoid: {
      g: (z) => 1 / (1 + Math.exp(-z)),
      slope: (z) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2,
    },
    tanh: { g: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2 },
    identity: { g: (z) => z, slope: () => 1 },
  };
const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1e-30, -1e-30, 30, -30, 0.0001, -0.0001, 2, -2];

for (const { name, engine, tolerance } of ENGINES) {
  for (const activation of ACTIVATION_NAMES) {
    const { g, slope } = FORMULAS[activation];

    Deno.test(`activate() is ${activation} at every edge and at NaN, in place too (${name})`, () => {
      const random = [...SIZES, 100].map((size) =>
        fractions(size, 4).map((x) => Math.fround(6 * x))
      );
      for (const values of [...random, SPECIAL.map(name === "plain" ? Number : Math.fround)]) {
        const size = values.length;
        const z = guarded(engine, { rows: 1, columns: size, values });
        const a = guarded(engine, { rows: 1, columns: size });
        engine.activate(a, { activation, z });
        assertIntact(a);
        assertClose(a.data, values.map(g), { tolerance, what: `a of ${size}` });
        engine.activate(z, { activation, z });
        assertIntact(z);
        assert.deepEqual(z.data, a.data);
      }
    });

    Deno.test(`activateBackward() is da times the slope of ${activation} (${name})`, () => {
      for (const size of [...SIZES, 100]) {
        const zs = fractions(size, 5).map((x) => Math.fround(4 * x)), das = fractions(size, 6);
        const a = guarded(engine, { rows: 1, columns: size, values: zs });
        const da = guarded(engine, { rows: 1, columns: size, values: das });
        const dz = guarded(engine, { rows: 1, columns: size });
        engine.activate(a, { activation, z: a });
        engine.activateBackward(dz, { activation, da, a });
        assertIntact(dz);
        assertClose(dz.data, zs.map((z, i) => das[i] * slope(z)), { tolerance });
        const inPlace = guarded(engine, { rows: 1, columns: size, values: a.data });
        engine.activateBackward(inPlace, { activation, da, a: inPlace });
        assert.deepEqual(inPlace.data, dz.data, "in place of a");
        engine.activateBackward(da, { activation, da, a });
        assert.deepEqual(da.data, dz.data, "in place of da");
      }
    });

    Deno.test(`activateBackward() of ${activation} lets NaN and infinities through (${name})`, () => {
      const a = guarded(engine, { rows: 1, columns: 5, values: [NaN, 0.5, 0.5, 0.5, 0] });
      const da = guarded(engine, {
        rows: 1,
        columns: 5,
        values: [1, NaN, Infinity, -Infinity, NaN],
      });
      engine.activateBackward(da, { activation, da, a });
      const first = activation === "identity" ? 1 : NaN; // its slope does not depend on a
      assert.deepEqual([...da.data], [first, NaN, Infinity, -Infinity, NaN]);
    });
  }

  Deno.test(`multiply() multiplies element by element, at every edge and in place (${name})`, () => {
    for (const size of [...SIZES, 100]) {
      const values = [fractions(size, 1), fractions(size, 2)];
      const [a, b] = values.map((v) => guarded(engine, { rows: 1, columns: size, values: v }));
      const outputs = guarded(engine, { rows: 1, columns: size });
      engine.multiply(outputs, { a, b });
      assertIntact(outputs);
      assertClose(outputs.data, values[0].map((x, i) => x * values[1][i]), { tolerance });
      engine.multiply(a, { a, b });
      assert.deepEqual(a.data, outputs.data);
    }
    const a = engine.matrix(2, 3), b = engine.matrix(3, 2);
    assert.throws(() => engine.multiply(a, { a, b }), ShapeError);
    assert.throws(() => engine.multiply(a, { a: b, b: a }), ShapeError);
  });

  Deno.test(`dropoutMask() takes a number of the stream for each element (${name})`, () => {
    for (const size of [...SIZES, 1000]) {
      for (const rate of [0, 0.3, 0.5, 0.999]) {
        const random = new Xoshiro128(7), expected = new Xoshiro128(7);
        const mask = guarded(engine, { rows: 1, columns: size });
        engine.dropoutMask(mask, { random, rate });
        assertIntact(mask);
        const wanted = Array.from(
          { length: size },
          () => expected.nextUint32() / 2 ** 32 < rate ? 0 : 1 / (1 - rate),
        );
        assertClose(mask.data, wanted, { tolerance, what: `${size} at ${rate}` });
        assert.deepEqual(random.state, expected.state);
      }
    }
  });

  Deno.test(`activate() and activateBackward() refuse other sizes (${name})`, () => {
    const a = engine.matrix(2, 3), other = engine.matrix(3, 2), activation = "relu";
    assert.throws(() => engine.activate(a, { activation, z: other }), ShapeError);
    assert.throws(() => engine.activateBackward(a, { activation, da: other, a }), ShapeError);
    assert.throws(() => engine.activateBackward(other, { activation, da: a, a }), ShapeError);
  });

  Deno.test(`sgd() steps down the gradient, at every edge (${name})`, () => {
    for (const size of [...SIZES, 100]) {
      const ws = fractions(size, 7), dws = fractions(size, 8);
      const weights = guarded(engine, { rows: 1, columns: size, values: ws });
      const gradient = guarded(engine, { rows: 1, columns: size, values: dws });
      engine.sgd(weights, { gradient, rate: 0.125 });
      assertIntact(weights);
      assertClose(weights.data, ws.map((w, i) => w - 0.125 * dws[i]), { tolerance });
    }
    const weights = guarded(engine, { rows: 1, columns: 2, values: [1, Infinity] });
    const gradient = guarded(engine, { rows: 1, columns: 2, values: [NaN, 1] });
    engine.sgd(weights, { gradient, rate: 1 });
    assert.deepEqual([...weights.data], [NaN, Infinity]);
    assert.throws(
      () => engine.sgd(weights, { gradient: engine.matrix(1, 3), rate: 1 }),
      ShapeError,
    );
  });

  Deno.test(`sumRows() adds the rows and scales, at every edge (${name})`, () => {
    for (const m of SIZES) {
      for (const n of SIZES) {
        const values = fractions(m * n, 9);
        const a = guarded(engine, { rows: m, columns: n, values });
        const outputs = guarded(engine, { rows: 1, columns: n });
        engine.sumRows(outputs, { a, scale: 0.5 });
        assertIntact(outputs);
        const expected = Array.from({ length: n }, (_, j) => {
          let sum = 0;
          for (let i = 0; i < m; i++) sum += values[i * n + j];
          return sum / 2;
        });
        assertClose(outputs.data, expected, { tolerance: 10 * tolerance, what: `${m}×${n}` });
      }
    }
    const a = guarded(engine, { rows: 2, columns: 2, values: [NaN, Infinity, 1, 1] });
    const outputs = engine.matrix(1, 2);
    engine.sumRows(outputs, { a, scale: 1 });
    assert.deepEqual([...outputs.data], [NaN, Infinity]);
    assert.throws(() => engine.sumRows(engine.matrix(1, 3), { a, scale: 1 }), ShapeError);
  });

  for (const [kind, darkness] of [["few", 1], ["many", 3]] as const) {
    /** Images of whose pixels one in `darkness` is not zero, and rows of them. */
    const pixelsOf = (n: number, wanted: number[]): Pixels & { bytes: Uint8Array } => {
      const bytes = Uint8Array.from(
        { length: 6 * n },
        (_, i) => i % darkness === 0 ? 1 + (i * 37) % 255 : 0,
      );
      const images = engine.images(bytes, { count: 6, columns: n });
      if (n > 0) assert.equal(images.sparse, kind === "many" && name !== "plain");
      const indices = engine.indices(wanted.length);
      indices.set(wanted);
      return { rows: wanted.length, columns: n, images, indices, scale: 1 / 255, bytes };
    };

    Deno.test(`gather() scales the rows that the indices name, of images with ${kind} zeros (${name})`, () => {
      for (const n of [0, 1, 3, 4, 5, 8, 17, 784]) {
        const { bytes, ...pixels } = pixelsOf(n, [5, 0, 3, 3]), written = bytes.slice();
        bytes.fill(255); // the engine has a copy
        const outputs = guarded(engine, { rows: 4, columns: n });
        engine.gather(outputs, pixels);
        assertIntact(outputs);
        const expected = [5, 0, 3, 3].flatMap((index) =>
          [...written.subarray(index * n, (index + 1) * n)].map((pixel) => pixel / 255)
        );
        assertClose(outputs.data, expected, { tolerance, what: `${n} pixels` });
      }
    });

    Deno.test(`gather() refuses what does not fit, of images with ${kind} zeros (${name})`, () => {
      const outputs = engine.matrix(1, 4), pixels = pixelsOf(4, [5]);
      engine.gather(outputs, pixels);
      pixels.indices[0] = 6;
      assert.throws(() => engine.gather(outputs, pixels), RangeError, "past the last image");
      pixels.indices[0] = 5;
      for (
        const change of [{ indices: engine.indices(2) }, { columns: 3 }, { rows: 2 }] as const
      ) {
        assert.throws(() => engine.gather(outputs, { ...pixels, ...change }), ShapeError);
      }
    });
  }
}
