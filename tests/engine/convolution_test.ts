import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import type { Matrix, Pixels } from "../../src/engine/engine.ts";
import { type Windows } from "../../src/engine/windows.ts";
import { ShapeError } from "../../src/errors.ts";
import { assertClose } from "../assert_close.ts";
import { assertIntact, bits, ENGINES, fractions, guarded, wholeNumbers } from "./guarded.ts";

/** What is convolved: strides, paddings and kernels, on images that divide and that do not. */
const CASES: readonly (Windows & { filters: number; rows: number })[] = [
  { height: 1, width: 1, channels: 1, kernel: 1, stride: 1, padding: 0, filters: 1, rows: 1 },
  { height: 5, width: 4, channels: 1, kernel: 1, stride: 1, padding: 0, filters: 4, rows: 0 },
  { height: 6, width: 5, channels: 3, kernel: 3, stride: 2, padding: 0, filters: 4, rows: 3 },
  { height: 6, width: 5, channels: 1, kernel: 3, stride: 2, padding: 1, filters: 17, rows: 2 },
  { height: 5, width: 8, channels: 2, kernel: 3, stride: 1, padding: 2, filters: 3, rows: 3 },
  { height: 7, width: 7, channels: 1, kernel: 5, stride: 2, padding: 2, filters: 16, rows: 3 },
  { height: 9, width: 8, channels: 5, kernel: 5, stride: 2, padding: 1, filters: 8, rows: 2 },
  { height: 3, width: 2, channels: 4, kernel: 5, stride: 5, padding: 2, filters: 5, rows: 4 },
  { height: 2, width: 9, channels: 1, kernel: 4, stride: 3, padding: 1, filters: 2, rows: 3 },
  { height: 12, width: 12, channels: 16, kernel: 5, stride: 2, padding: 0, filters: 32, rows: 9 },
  { height: 28, width: 28, channels: 1, kernel: 5, stride: 2, padding: 0, filters: 16, rows: 2 },
];

/** Windows from left to right and from top to bottom, counted one by one. */
function countsOf({ height, width, kernel, stride, padding }: Windows) {
  const count = (size: number) => {
    let windows = 0;
    for (let from = -padding; from + kernel <= size + padding; from += stride) windows++;
    return windows;
  };
  return { down: count(height), across: count(width) };
}

/**
 * The definition: Z, dW, db and dX number by number, from images that are first written on a larger
 * canvas of zeros.
 */
function define(
  of: typeof CASES[number],
  { X, W, b, dZ }: { X: number[]; W: number[]; b: number[]; dZ: number[] },
) {
  const { height, width, channels, kernel, stride, padding, filters, rows } = of;
  const { down, across } = countsOf(of), wide = width + 2 * padding, high = height + 2 * padding;
  const canvas = new Array<number>(rows * high * wide * channels).fill(0);
  const slopes = canvas.slice();
  const at = (i: number, y: number, x: number, c: number) =>
    ((i * high + y) * wide + x) * channels + c;
  const Z: number[] = [], dW = W.map(() => 0), db = b.map(() => 0);
  X.forEach((value, place) => {
    const c = place % channels, pixel = Math.floor(place / channels), x = pixel % width;
    const line = Math.floor(pixel / width), y = line % height, i = Math.floor(line / height);
    canvas[at(i, y + padding, x + padding, c)] = value;
  });
  for (let i = 0; i < rows; i++) {
    for (let v = 0; v < down; v++) {
      for (let u = 0; u < across; u++) {
        for (let f = 0; f < filters; f++) {
          const slope = dZ[Z.length];
          let sum = 0;
          for (let tap = 0; tap < kernel * kernel * channels; tap++) {
            const c = tap % channels, kx = Math.floor(tap / channels) % kernel;
            const ky = Math.floor(tap / channels / kernel);
            const place = at(i, v * stride + ky, u * stride + kx, c), w = tap * filters + f;
            sum += canvas[place] * W[w];
            dW[w] += canvas[place] * slope / 4;
            slopes[place] += slope * W[w];
          }
          db[f] += slope / 4;
          Z.push(sum + b[f]);
        }
      }
    }
  }
  const dX = X.map((_, place) => {
    const c = place % channels, pixel = Math.floor(place / channels), x = pixel % width;
    const line = Math.floor(pixel / width), y = line % height, i = Math.floor(line / height);
    return slopes[at(i, y + padding, x + padding, c)];
  });
  return { Z, dW, db, dX };
}

for (const { name, engine } of ENGINES) {
  for (const of of CASES) {
    const { height, width, channels, kernel, stride, padding, filters, rows } = of;
    const what = `${rows} images of ${height}×${width}×${channels}, ${filters} filters of ` +
      `${kernel}×${kernel}/${stride}, padding ${padding}`;
    const { down, across } = countsOf(of), pixels = height * width * channels;
    const taps = kernel * kernel * channels, columns = down * across * filters;

    const compute = (numbers: (count: number, seed: number) => number[]) => {
      const X = numbers(rows * pixels, 1), W = numbers(taps * filters, 2), b = numbers(filters, 3);
      const dZ = numbers(rows * columns, 4), { filters: _f, rows: _r, ...windows } = of;
      const inputs = guarded(engine, { rows, columns: pixels, values: X });
      const weights = guarded(engine, { rows: taps, columns: filters, values: W });
      const bias = guarded(engine, { rows: 1, columns: filters, values: b });
      const dz = guarded(engine, { rows, columns, values: dZ });
      const z = guarded(engine, { rows, columns }), dx = guarded(engine, { rows, columns: pixels });
      const dw = guarded(engine, { rows: taps, columns: filters });
      const db = guarded(engine, { rows: 1, columns: filters });
      const convolution = engine.convolution(windows);
      convolution.forward(z, { inputs, weights, bias });
      convolution.parameterGradients({ weights: dw, bias: db }, { inputs, dz, scale: 1 / 4 });
      convolution.inputGradient(dx, { dz, weights });
      for (const matrix of [z, dx, dw, db]) assertIntact(matrix);
      return { found: { Z: z, dW: dw, db, dX: dx }, expected: define(of, { X, W, b, dZ }) };
    };

    Deno.test(`convolution() is exact on whole numbers: ${what} (${name})`, () => {
      const { found, expected } = compute(wholeNumbers);
      for (const symbol of ["Z", "dW", "db", "dX"] as const) {
        assertClose(found[symbol].data, expected[symbol], { tolerance: 0, what: symbol });
      }
    });

    Deno.test(`convolution() agrees with its definition: ${what} (${name})`, () => {
      const { found, expected } = compute(fractions);
      for (const symbol of ["Z", "dW", "db", "dX"] as const) {
        const largest = Math.max(...expected[symbol].map(Math.abs), 1e-300);
        const relative = (values: ArrayLike<number>) => Array.from(values, (x) => x / largest);
        const tolerance = name === "plain" ? 1e-13 : 1e-5;
        const [actual, wanted] = [found[symbol].data, expected[symbol]].map(relative);
        actual.forEach((x, i) => assert.ok(Math.abs(x - wanted[i]) < tolerance, `${symbol} ${i}`));
      }
    });
  }

  const windows = { height: 6, width: 5, channels: 2, kernel: 3, stride: 2, padding: 1 };

  /** A convolution of two images with three filters. */
  const example = () => {
    const filled = (rows: number, columns: number, seed: number) =>
      guarded(engine, { rows, columns, values: wholeNumbers(rows * columns, seed) });
    const weights = filled(18, 3, 2), bias = filled(1, 3, 3), dz = filled(2, 27, 4);
    return {
      convolution: engine.convolution(windows),
      inputs: filled(2, 60, 1),
      weights,
      bias,
      dz,
    };
  };

  Deno.test(`convolution() lets NaN and infinities through (${name})`, () => {
    const { convolution, inputs, weights, bias } = example(), z = engine.matrix(2, 27);
    inputs.data[0] = NaN; // pixel (0, 0) is in window (0, 0) alone
    weights.data.forEach((w, i) => weights.data[i] = w || 1);
    inputs.data[119] = Infinity; // pixel (5, 4) of the second image, in window (2, 2)
    convolution.forward(z, { inputs, weights, bias });
    z.data.forEach((x, i) => {
      assert.equal(Number.isNaN(x), i < 3, `${i}`);
      assert.equal(Math.abs(x) === Infinity, i >= 51, `${i}`);
    });
  });

  Deno.test(`convolution() reads sparse pixels as the matrix that they stand for (${name})`, () => {
    const { convolution, weights, bias, dz } = example();
    const bytes = Uint8Array.from({ length: 180 }, (_, i) => i % 3 === 0 ? i : 0);
    const images = engine.images(bytes, { count: 3, columns: 60 }), indices = engine.indices(2);
    indices.set([2, 0]);
    const pixels: Pixels = { rows: 2, columns: 60, images, indices, scale: 1 / 255 };
    if (!images.sparse) return assert.equal(name, "plain");
    const gathered = engine.matrix(2, 60);
    engine.gather(gathered, pixels);
    const [fromPixels, fromMatrix] = [pixels, gathered].map((inputs) => {
      const z = engine.matrix(2, 27), dw = engine.matrix(18, 3), db = engine.matrix(1, 3);
      convolution.forward(z, { inputs, weights, bias });
      convolution.parameterGradients({ weights: dw, bias: db }, { inputs, dz, scale: 1 });
      return [z, dw, db].map(bits);
    });
    assert.deepEqual(fromPixels, fromMatrix);
  });

  Deno.test(`convolution() gives gradients that later passes leave alone, or refuses (${name})`, () => {
    const { convolution, inputs, weights, bias, dz } = example(), z = engine.matrix(2, 27);
    const dw = engine.matrix(18, 3), db = engine.matrix(1, 3), other = engine.matrix(2, 60);
    const pass = () => {
      convolution.forward(z, { inputs, weights, bias });
      convolution.parameterGradients({ weights: dw, bias: db }, { inputs, dz, scale: 1 });
    };
    pass();
    const expected = [...dw.data];
    pass(); // the kernels have not computed dw yet
    convolution.forward(z, { inputs: other, weights, bias });
    assert.deepEqual([...dw.data], expected);
    pass();
    const before = [...weights.data];
    engine.sgd(weights, { gradient: dw, rate: 0.5 });
    assert.deepEqual([...weights.data], before.map((w, i) => w - 0.5 * expected[i]));
    convolution.forward(z, { inputs: other, weights, bias });
    if (name === "plain") assert.deepEqual([...dw.data], expected);
    else assert.throws(() => dw.data, /this gradient is gone/);
  });

  Deno.test(`convolution() refuses sizes that do not fit (${name})`, () => {
    const { convolution, inputs, weights, bias, dz } = example();
    const m = (rows: number, columns: number) => engine.matrix(rows, columns);
    const z = m(2, 27), dw = m(18, 3), db = m(1, 3), dx = m(2, 60), scale = 1;
    const wrong = [
      () => convolution.forward(m(2, 26), { inputs, weights, bias }),
      () => convolution.forward(z, { inputs: m(2, 59), weights, bias }),
      () => convolution.forward(z, { inputs: m(3, 60), weights, bias }),
      () => convolution.forward(z, { inputs, weights: m(17, 3), bias }),
      () => convolution.forward(z, { inputs, weights, bias: m(1, 2) }),
      () => convolution.parameterGradients({ weights: m(18, 2), bias: db }, { inputs, dz, scale }),
      () => convolution.parameterGradients({ weights: dw, bias: m(2, 3) }, { inputs, dz, scale }),
      () => convolution.inputGradient(m(2, 59), { dz, weights }),
      () => convolution.inputGradient(dx, { dz: m(3, 27), weights }),
    ];
    convolution.forward(z, { inputs, weights, bias });
    for (const call of wrong) assert.throws(call, ShapeError, `${call}`);
  });
}

Deno.test("convolution() refuses what another engine made", () => {
  const [a, b] = ["strict", "plain"].map((name) => createEngine(name as "strict" | "plain"));
  const windows = { height: 2, width: 2, channels: 1, kernel: 1, stride: 1, padding: 0 };
  const matrices = (engine: typeof a): Matrix[] => [
    engine.matrix(1, 4),
    engine.matrix(1, 4),
    engine.matrix(1, 1),
    engine.matrix(1, 1),
  ];
  const own = matrices(a), foreign = matrices(b);
  for (let i = 0; i < 4; i++) {
    const [z, inputs, weights, bias] = own.map((matrix, j) => i === j ? foreign[j] : matrix);
    const forward = () => a.convolution(windows).forward(z, { inputs, weights, bias });
    assert.throws(forward, TypeError);
  }
});
