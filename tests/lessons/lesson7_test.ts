/** Lesson 7: every way gives the same product, and nothing but the times varies. */
import assert from "node:assert/strict";
import lesson7 from "../../lessons/lesson7_making_it_fast.ts";
import { byRows, naive } from "../../lessons/lesson7_products.ts";
import { SIZES, stopwatch, workbench } from "../../lessons/lesson7_workbench.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { assertHolds, blocksOf, checksOf, mnist, surroundings } from "./run_lesson.ts";

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

Deno.test("stopwatch() gives the first and the fastest call", () => {
  const times = [30, 5, 20];
  const { first, best } = stopwatch(() => {
    const end = performance.now() + (times.shift() ?? 100);
    while (performance.now() < end);
  });
  assert.ok(first >= 0.03 && best >= 0.005 && best < first, `${first} ${best}`);
  assert.equal(times.length, 0);
});

Deno.test({
  name: `lesson 7 says the same at each run, but for the times ${NEEDS}`,
  ignore,
  fn: async () => {
    const outlines: string[] = [];
    for (const engine of ["strict", "relaxed"]) {
      const blocks = await blocksOf(lesson7, { engine });
      assertHolds(blocks);
      assert.equal(checksOf(blocks).length, 5);
      const ladder = blocks.findLast((block) => block.kind === "table")!;
      assert.equal(ladder.rows.length, 6);
      for (const row of ladder.rows) {
        const [time, speed, share] = row.slice(1).map((cell) => numbersOf(cell as string)[0]);
        assert.ok(time > 0 && speed > 0 && share > 0);
        const operations = 2 * SIZES.m * SIZES.k * SIZES.n;
        assertClose([speed], [operations / time / 1e9], { tolerance: 1e-12 });
      }
      const seconds = ladder.rows.map((row) => numbersOf(row[1] as string)[0]);
      const told = (start: RegExp) =>
        blocks.flatMap((block) =>
          block.kind === "prose" && start.test(block.text.en) ? numbersOf(block.text.en) : []
        );
      assertClose(told(/^The language alone/), [seconds[0] / seconds[2]], { tolerance: 1e-12 });
      const [, , ofCeiling] = ladder.rows[3].slice(1).map((cell) => numbersOf(cell as string)[0]);
      const turn = 1e9 * seconds[3] / (64 * 16 * 784); // two vector operations, of 4 lanes each
      assertClose(told(/^A turn of that loop/), [turn, 2 / ofCeiling], { tolerance: 1e-12 });
      assert.doesNotMatch(JSON.stringify(blocks), /You asked for `plain`/);
      const said = blocks.filter(({ kind }) => kind !== "bars" && kind !== "check");
      outlines.push(JSON.stringify(said).replaceAll(/\ue000[^\ue001]*\ue001/g, "0"));
    }
    assert.equal(outlines[0], outlines[1]);
  },
});
