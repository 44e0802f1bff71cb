/**
 * Lesson 2 trains on both engines: the same images, the same weights, the same page. The other tests
 * recompute what its weights do; this one, the weights.
 */
import assert from "node:assert/strict";
import lesson2 from "../../lessons/lesson2_linear_baseline.ts";
import { firstTrainImages } from "../../src/data/dataset.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { assertPrinted, near, printedNumbers, textsOf } from "./printed_numbers.ts";
import { blocksOf, formulasOf, headings, mnist, sole, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

/** The lesson on an engine, as if there were no more training images than these. */
function lessonOn(engine: EngineName, images: number) {
  const few = async () => firstTrainImages(await mnist(), images);
  return blocksOf(lesson2, { engine }, { mnist: few });
}

Deno.test({
  name: `lesson 2 trains to the same page on plain and on strict ${NEEDS}`,
  ignore,
  fn: async () => {
    // Plain takes a tenth of what there is. On far fewer, rounding changes a step of L-BFGS near its end.
    const plain = await lessonOn("plain", 30_000), strict = await lessonOn("strict", 3000);
    assert.deepEqual(headings(plain), headings(strict));
    const words = (blocks: typeof plain) =>
      textsOf(blocks).map(({ en }) => en.replace(/\ue000[^\ue001]*\ue001/g, "…"));
    assert.deepEqual(words(plain), words(strict));

    const steps = headings(plain), start = steps.indexOf("The race");
    for (const heading of steps.slice(start + 1)) {
      const [a, b] = [plain, strict].map((blocks) => stepOf(blocks, heading));
      const expected = near(a.flatMap(printedNumbers), { within: 1e-4 });
      assertPrinted(b, expected, { what: heading });
      const values = [a, b].map((blocks) => formulasOf(blocks).map(({ value }) => value!));
      assertClose(values[1], values[0], { tolerance: 1e-4, what: heading });
    }
    const [race, again] = [plain, strict].map((blocks) => stepOf(blocks, "The race"));
    const [curves, curvesAgain] = [race, again].map((blocks) => sole(blocks, "chart").series);
    const [rows, rowsAgain] = [race, again].map((blocks) =>
      sole(blocks, "table").rows.map((row) => row.slice(1).flatMap((cell) => numbersOf(`${cell}`)))
    );
    for (const [i, { name, points }] of curves.entries()) {
      // A rate of 10 leaps about, and makes more and more of the rounding of f32.
      const wild = i === 2, shared = wild ? 10 : points.length;
      assert.equal(curvesAgain[i].points.length, points.length);
      const [found, expected] = [curvesAgain, curves].map((all) => all[i].points.slice(0, shared));
      assertClose(found.flat(), expected.flat(), { tolerance: wild ? 1e-3 : 1e-4, what: name.en });
      if (!wild) assertClose(rowsAgain[i], rows[i], { tolerance: 1e-4, what: name.en });
    }
  },
});
