import assert from "node:assert/strict";
import { windowCounts } from "../../src/engine/windows.ts";
import { ShapeError } from "../../src/errors.ts";
import { assertIntact, ENGINES, fractions, guarded, wholeNumbers } from "./guarded.ts";

const CASES = [1, 3, 4, 5, 17].flatMap((channels) => [
  { height: 4, width: 6, channels, kernel: 2, stride: 2, padding: 0 },
  { height: 5, width: 7, channels, kernel: 2, stride: 2, padding: 0 },
  { height: 7, width: 6, channels, kernel: 3, stride: 2, padding: 0 },
  { height: 3, width: 3, channels, kernel: 3, stride: 1, padding: 0 },
  { height: 2, width: 5, channels, kernel: 1, stride: 1, padding: 0 },
]);

for (const { name, engine } of ENGINES) {
  const pool = (windows: typeof CASES[number], of: { rows: number; values: number[] }) => {
    const { height, width, channels } = windows, counts = windowCounts(windows), { rows } = of;
    const columns = counts.height * counts.width * channels;
    const inputs = guarded(engine, { rows, columns: height * width * channels, values: of.values });
    const outputs = guarded(engine, { rows, columns }), places = engine.indices(rows * columns);
    engine.maxPool(outputs, { inputs, windows, places });
    assertIntact(outputs);
    return { inputs, outputs, places, counts };
  };

  Deno.test(`maxPool() finds the largest of each window, and the first of equals (${name})`, () => {
    for (const windows of CASES) {
      const { height, width, channels, kernel, stride } = windows;
      for (const rows of [0, 1, 3]) {
        for (const numbers of [fractions, wholeNumbers]) {
          const values = numbers(rows * height * width * channels, 3);
          const { inputs, outputs, places, counts } = pool(windows, { rows, values });
          outputs.data.forEach((largest, i) => {
            const c = i % channels, u = Math.floor(i / channels) % counts.width;
            const v = Math.floor(i / channels / counts.width) % counts.height;
            const row = Math.floor(i / outputs.columns) * inputs.columns;
            const window: number[] = [];
            for (let tap = 0; tap < kernel * kernel; tap++) {
              const y = v * stride + Math.floor(tap / kernel), x = u * stride + tap % kernel;
              window.push((y * width + x) * channels + c);
            }
            const found = window.map((place) => values[row + place]);
            assert.equal(largest, Math.max(...found));
            assert.equal(places[i], window[found.indexOf(largest)]);
          });
        }
      }
    }
  });

  Deno.test(`maxPool() lets NaN and infinities through (${name})`, () => {
    const windows = { height: 2, width: 6, channels: 1, kernel: 2, stride: 2, padding: 0 };
    const values = [-Infinity, -Infinity, 1, NaN, Infinity, 5, -Infinity, -Infinity, NaN, 9, 2, 3];
    const { outputs, places } = pool(windows, { rows: 1, values });
    assert.deepEqual([...outputs.data], [-Infinity, NaN, Infinity]);
    assert.deepEqual([...places], [0, 3, 4]);
  });

  Deno.test(`maxPoolBackward() adds each gradient where the largest was (${name})`, () => {
    for (const windows of CASES) {
      const rows = 2, { height, width, channels } = windows;
      const values = wholeNumbers(rows * height * width * channels, 3);
      const { inputs, outputs, places } = pool(windows, { rows, values });
      const slopes = wholeNumbers(rows * outputs.columns, 5);
      const dz = guarded(engine, { rows, columns: outputs.columns, values: slopes });
      const dx = guarded(engine, { rows, columns: inputs.columns });
      engine.maxPoolBackward(dx, { dz, windows, places });
      assertIntact(dx);
      const expected = new Array<number>(rows * inputs.columns).fill(0);
      slopes.forEach((slope, i) =>
        expected[Math.floor(i / dz.columns) * inputs.columns + places[i]] += slope
      );
      assert.deepEqual([...dx.data], expected);
    }
  });

  Deno.test(`maxPool() and maxPoolBackward() refuse sizes that do not fit (${name})`, () => {
    const windows = CASES[0], z = engine.matrix(2, 6), x = engine.matrix(2, 24);
    const places = engine.indices(12), few = engine.indices(11), y = engine.matrix(1, 24);
    engine.maxPool(z, { inputs: x, windows, places });
    engine.maxPoolBackward(x, { dz: z, windows, places });
    for (const [inputs, outputs, at] of [[y, z, places], [x, z, few], [x, x, places]] as const) {
      assert.throws(() => engine.maxPool(outputs, { inputs, windows, places: at }), ShapeError);
      const backward = () => engine.maxPoolBackward(inputs, { dz: outputs, windows, places: at });
      assert.throws(backward, ShapeError);
    }
  });
}
