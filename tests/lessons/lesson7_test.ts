/** Lesson 7: every way gives the same product, and nothing but the times varies. */
import assert from "node:assert/strict";
import lesson7 from "../../lessons/lesson7_making_it_fast.ts";
import { nearest } from "../../lessons/lesson7_ladder.ts";
import { byRows, fourSums, naive, oneSum, onlyCopies } from "../../lessons/lesson7_products.ts";
import { AsDefined } from "../../lessons/lesson7_race.ts";
import { SIZES, stopwatch, workbench } from "../../lessons/lesson7_workbench.ts";
import { PlainEngine } from "../../src/engine/plain.ts";
import { digits } from "../../src/lesson/digits.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { printedNumbers, textsOf } from "./printed_numbers.ts";
import {
  assertHolds,
  blocksOf,
  checksOf,
  hurried,
  mnist,
  only,
  surroundings,
} from "./run_lesson.ts";

const { createEngine, kernels } = surroundings;
const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

for (const build of ["strict", "relaxed"] as const) {
  Deno.test({
    name: `every way of lesson 7 computes the same product (${build}) ${NEEDS}`,
    ignore,
    fn: async () => {
      const { factors: { a, b }, ways, ceilings } = workbench(await mnist(), {
        engine: createEngine(build),
        module: kernels(build),
        seed: 1,
      });
      const { m, k, n } = SIZES;
      const expected = Float64Array.from({ length: m * n }, (_, i) => {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a[Math.floor(i / n) * k + p] * b[p * n + i % n];
        return sum;
      });
      for (const [what, { run, result }] of Object.entries(ways)) {
        assert.ok(result.every((x) => x === 0), `${what} computes nothing before it runs`);
        run();
        assertClose(result, expected, { tolerance: 5e-6, what });
      }
      if (build === "strict") { // the order of the sums is the same, and so is every rounding
        assert.deepEqual(ways.simd.result, ways.plain.result);
        assert.deepEqual(ways.tiles.result, ways.plain.result);
      }
      for (const ceiling of ceilings) ceiling(1);
    },
  });
}

for (const product of [naive, byRows]) {
  Deno.test(`${product.name}() multiplies matrices, and overwrites what was there`, () => {
    const a = Float32Array.of(1, 2, 3, 4, 5, 6), b = Float32Array.of(7, 8, 9, 10, 11, 12);
    const out = new Float32Array(4).fill(NaN);
    product(out, { a, b, m: 2, k: 3, n: 2 });
    assert.deepEqual([...out], [58, 64, 139, 154]);
  });
}

Deno.test("stopwatch() gives the first and the fastest call, and calls for 0.3 to 0.9 s", async () => {
  const timed = async (advances: readonly number[], least?: number) => {
    let calls = 0;
    const run = () => Promise.resolve(stopwatch(() => void calls++, { least }));
    return { ...await hurried(run, advances), calls };
  };
  assert.deepEqual(await timed([0, 30, 5, 200, 100], 1), { first: 0.03, best: 0.005, calls: 4 });
  assert.equal((await timed([100], 5)).calls, 5);
  assert.equal((await timed([100])).calls, 9);
});

Deno.test("stopwatch() times calls that are shorter than a tick of the clock", async () => {
  const run = () => Promise.resolve(stopwatch(() => {}, { together: 20 }));
  const { first, best } = await hurried(run, [0, 0, 1]); // three calls a tick
  assertClose([first, best], [0.0005, 0.001 / 3], { tolerance: 1e-5 });
});

Deno.test("onlyCopies() leaves the last row of b in each row", () => {
  const out = new Float32Array(4), [a, b] = [Float32Array.of(1, 2), Float32Array.of(3, 4, 5, 6)];
  onlyCopies(out, { a, b, m: 2, k: 2, n: 2 });
  assert.deepEqual([...out], [5, 6, 5, 6]);
});

Deno.test("AsDefined multiplies as the plain engine does, which skips zeros", () => {
  const [engine, plain] = [new AsDefined(), new PlainEngine()];
  const matrix = (rows: number, columns: number) => {
    const made = plain.matrix(rows, columns);
    made.data.forEach((_, i) => made.data[i] = i % 3);
    return made;
  };
  const a = matrix(4, 5), b = matrix(5, 3), c = matrix(4, 3), bias = matrix(1, 3);
  const both = (multiply: (engine: PlainEngine) => ArrayLike<number>) =>
    assert.deepEqual(multiply(engine), multiply(plain));
  both((engine) => {
    const out = plain.matrix(4, 3);
    engine.matmul(out, { a, b, bias });
    return out.data;
  });
  both((engine) => {
    const out = plain.matrix(5, 3);
    engine.matmulTransposedA(out, { a, b: c, scale: 0.5 });
    return out.data;
  });
});

Deno.test("oneSum() and fourSums() add x to each of their sums", () => {
  assert.equal(oneSum(5, 0.25), 1.25);
  assert.equal(fourSums(5, 0.25), 5);
});

Deno.test("nearest() compares ratios, not differences", () => {
  assert.deepEqual([0.7, 1.9, 2.1, 40].map((ratio) => nearest(ratio, [1, 4, 16])), [0, 0, 1, 2]);
});

Deno.test({
  name: `with one digit, rung 5 computes a tile of five rows (answer 1) ${NEEDS}`,
  ignore,
  fn: () => {
    const source = Deno.readTextFileSync(new URL("../../assembly/strips.ts", import.meta.url));
    assert.match(source, /sums: usize, \/\/ \(tiles, 5, 8\)/);
  },
});

Deno.test({
  name: `half of A1 is 0 in a fresh network (answer 2) ${NEEDS}`,
  ignore,
  fn: async () => {
    const { ways } = workbench(await mnist(), {
      engine: createEngine("strict"),
      module: kernels("strict"),
      seed: 1,
    });
    ways.simd.run();
    assertClose([ways.simd.result.filter((z) => z < 0).length / (64 * 64)], [0.5], {
      tolerance: 0.1,
    });
  },
});

/** An engine that counts the additions and multiplications of each product. */
class Counting extends PlainEngine {
  readonly counted: number[] = [];
  override matmul(...[out, of]: Parameters<PlainEngine["matmul"]>) {
    this.counted.push(2 * of.a.rows * of.a.columns * of.b.columns);
    super.matmul(out, of);
  }
  override matmulTransposedA(...[out, of]: Parameters<PlainEngine["matmulTransposedA"]>) {
    this.counted.push(2 * of.a.rows * of.a.columns * of.b.columns);
    super.matmulTransposedA(out, of);
  }
  override matmulTransposedB(...[out, of]: Parameters<PlainEngine["matmulTransposedB"]>) {
    this.counted.push(2 * of.a.rows * of.a.columns * of.b.rows);
    super.matmulTransposedB(out, of);
  }
}

/** A batch through the network of the lesson, in f64. */
async function plainly() {
  const engine = new Counting(), { m, k, n } = SIZES;
  const network = new Network(engine, mlp(engine, { sizes: [k, n, 10], activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(42)));
  const batch = digits((await mnist()).train, { engine, first: 0, count: m });
  network.forward(batch);
  network.backward();
  const [X, W1] = [batch.inputs, network.parameters[0].value].map(({ data }) => Array.from(data));
  return { counted: engine.counted, X, W1 };
}

/** The numbers of a cell. */
function cell(row: readonly unknown[], column: number): number {
  const text = row[column] as string | { readonly en: string };
  return numbersOf(typeof text === "string" ? text : text.en)[0];
}

Deno.test({
  name: `lesson 7 says the same at each run, but for the times and what they answer ${NEEDS}`,
  ignore,
  fn: async () => {
    const outlines: string[] = [], { counted, X, W1 } = await plainly();
    const runs = [["strict", [110]], ["relaxed", [40, 170, 260, 90, 310]]] as const;
    for (const [engine, advances] of runs) {
      const blocks = await hurried(() => blocksOf(lesson7, { engine }), advances);
      assertHolds(blocks);
      assert.equal(checksOf(blocks).length, 6);
      const told = (start: RegExp) =>
        textsOf(blocks).flatMap(({ en }) => start.test(en) ? numbersOf(en) : []);
      const same = (found: readonly number[], expected: readonly number[]) =>
        assertClose(found, expected, { tolerance: 1e-12 });

      const tables = only(blocks, "table"), [race, ladder] = only(blocks, "bars");
      const { m, k, n } = SIZES, operations = 2 * m * k * n;
      const all = counted.reduce((a, b) => a + b);
      assert.deepEqual(counted.map((one) => one === operations), [true, false, false, false, true]);
      same(told(/^A step of training is made/), [2 * operations / all]);
      same(told(/^The best operation is/), [X.filter((x) => x === 0).length / X.length]);

      const [{ rows: [{ name }, ...vectors] }] = only(blocks, "lanes");
      const pixel = Number(/\d+(?=\])/.exec(String(name))), neurons = [12, 13, 14, 15];
      assert.ok(X[pixel] > 0 && vectors[0].name === `W1[${pixel},12…15]`);
      const upTo = (end: number) =>
        neurons.map((j) => X.slice(0, end).reduce((sum, x, p) => sum + x * W1[p * n + j], 0));
      const weights = neurons.map((j) => W1[pixel * n + j]);
      assertClose(
        only(blocks, "lanes").flatMap(printedNumbers),
        [
          neurons.map(() => X[pixel]),
          weights,
          weights.map((w) => X[pixel] * w),
          upTo(pixel),
          upTo(pixel + 1),
        ].flat(),
        { tolerance: 1e-6, what: "lanes" }, // the lesson has its factors in f32
      );
      const [times, shares, gains] = [0, 1, 2].map((i) =>
        ladder.bars.map(({ text }) => numbersOf(`${text}`)[i])
      );
      const speeds = times.map((time) => operations / time / 1e9);
      assert.equal(times.length, 6);
      same(ladder.bars.map(({ value }) => value), speeds);
      const ceiling = speeds[0] / shares[0];
      assert.ok(ceiling > 0 && Math.min(...times) > 0);
      same(shares, speeds.map((speed) => speed / ceiling));
      same(gains, times.map((time) => times[0] / time));

      const [paths, chain] = tables.slice(0, 2);
      const [near, far] = paths.rows.map((row) => row.map((_, i) => cell(row, i)));
      same(near, [n, 4 * k * n / 1000, times[0], times[1], times[0] / times[1]]);
      same([far[1], far[4]], [4 * k * far[0] / 1e6, far[2] / far[3]]);
      same(told(/^What was read last/), [near[1], far[0], far[1]]);
      const ofTurn = (time: number) => 1e9 * time / (operations / 2);
      const [waits, ...turns] = chain.rows.map((row) => cell(row, 1));
      same(turns.slice(0, 3), [ofTurn(times[0]), ofTurn(times[2]), ofTurn(times[1])]);
      same(told(/^Waiting for the previous addition/), [waits / turns[1], turns[3] / turns[2]]);
      same(told(/^The language alone/), [times[0] / times[2], shares[2]]);
      same(told(/times as fast as rung 1/), [times[1], times[0] / times[1]]);
      const turn = 4 * ofTurn(times[3]);
      same(told(/^In the .* of a turn/), [turn, ceiling, turn, turn * ceiling / 4]);

      const asked = only(blocks, "predict"), [duration, path, sums, simd, zeros] = asked;
      assert.equal(asked.length, 5);
      same(numbersOf(duration.why.en), [times[0], speeds[0], shares[0]]);
      same(numbersOf(path.question.en), [64 * k / 1000]);
      same(numbersOf(path.why.en), [far[4], near[4], 64 * k / 1000]);
      const [, one] = numbersOf(sums.question.en), [four] = numbersOf(sums.why.en);
      same([one * 1e9 / 1e6], [waits]);
      if (sums.answer.kind === "choice") {
        assert.equal(sums.answer.right, nearest(four / one, [1, 2, 4]));
      }
      same(numbersOf(simd.why.en), [
        times[2] / times[3],
        ofTurn(times[2]),
        turn,
        speeds[3],
        shares[3],
      ]);
      same(told(/times as fast as rung 4/), [
        speeds[4],
        shares[4],
        times[3] / times[4],
      ]);
      same(told(/^Its first call/).slice(1), [ceiling]);
      const ink = X.filter((x) => x !== 0).length / X.length;
      same(numbersOf(zeros.question.en), [1 / ink]);
      same(numbersOf(zeros.why.en), [times[4] / times[5], speeds[5] * ink, speeds[4]]);

      const [defined, fast] = race.bars.map(({ value }) => value), ten = 10 * 55_000 / m;
      same(told(/^Not one formula/), [55_000, ten * defined, ten * fast, defined / fast]);
      same(told(/^The formula never changed/), [defined / fast]);

      assert.doesNotMatch(JSON.stringify(blocks), /You asked for `plain`/);
      const said = blocks.filter(({ kind }) => kind !== "bars" && kind !== "check");
      outlines.push(
        JSON.stringify(said).replaceAll(/\ue000[^\ue001]*\ue001/g, "0")
          .replaceAll(/"right":\d/g, '"right":0'),
      );
    }
    assert.equal(outlines[0], outlines[1]);
  },
});

Deno.test({
  name: `lesson 7 says that plain has no rungs ${NEEDS}`,
  ignore,
  fn: async () => {
    const blocks = await hurried(() =>
      blocksOf(lesson7, { engine: "plain" }, { before: "The ceiling" })
    );
    assert.match(JSON.stringify(blocks), /You asked for `plain`/);
  },
});
