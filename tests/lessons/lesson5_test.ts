import assert from "node:assert/strict";
import { afterwards } from "../../lessons/lesson5_afterwards.ts";
import { fullRun } from "../../lessons/lesson5_run.ts";
import { starts } from "../../lessons/lesson5_starts.ts";
import { type Lap, laps, trial, trialSizes } from "../../lessons/lesson5_trials.ts";
import lesson5 from "../../lessons/lesson5_training.ts";
import { firstTrainImages } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { passes } from "../../src/lesson/check.ts";
import { operandsOf } from "../../src/lesson/expression.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { trace } from "../../src/nn/trace.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { digits } from "../../src/lesson/digits.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { fresh } from "./pass_again.ts";
import { blocksOf, checksOf, formulasOf, mnist, only, told } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";
const asked = async (engine: EngineName = "strict") => ({
  dataset: await mnist(),
  engine,
  createEngine,
  seed: 42,
});

const numbers = (cells: readonly unknown[]) =>
  cells.flatMap((cell) => typeof cell === "string" ? numbersOf(cell) : []);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** The mean of the largest probability over the test images that are misread. */
function meanOfWrong({ network, test, dataset }: Session): number {
  const { labels } = dataset.test, wrong: number[] = [];
  for (let i = 0; i < test.count; i++) {
    const p = Array.from(network.forward(test.batch(i, i + 1)).probabilities.data.subarray(0, 10));
    const most = Math.max(...p);
    if (p.indexOf(most) !== labels[i]) wrong.push(most);
  }
  return sum(wrong) / wrong.length;
}

for (const [engine, other] of [["strict", "plain"], ["plain", "strict"]] as const) {
  Deno.test({
    name: `lesson 5 on ${engine} takes the step, and finds the noise, of ${other} ${NEEDS}`,
    ignore,
    fn: async () => {
      const end = engine === "strict" ? "In which order?" : "How many images for a step?";
      const blocks = await blocksOf(lesson5, { engine }, { before: end });
      assert.equal(JSON.stringify(blocks).includes("fewer images"), engine === "plain");
      const { train } = await mnist(), network = fresh(createEngine(other), [784, 64, 10]);
      const slopeOf = (first: number, count: number) => {
        const batch = digits(train, { engine: network.engine, first, count });
        const { loss } = network.forward(batch);
        network.backward();
        return { loss, slope: network.parameters[0].gradient.data[406 * 64 + 12], batch };
      };
      const { loss, slope, batch } = slopeOf(0, 64), [W1] = network.parameters;
      const weight = W1.value.data[406 * 64 + 12];
      const [step] = formulasOf(blocks);
      assertClose([step.value!], [weight - 0.1 * slope], { tolerance: 1e-7, what: step.name });
      const operands = operandsOf(step.expression).map(({ value }) => value!);
      assertClose(operands, [weight, 0.1, slope], {
        tolerance: 1e-7,
        what: "W1[406,12], η, slope",
      });
      for (const { value, gradient } of network.parameters) {
        network.engine.sgd(value, { gradient, rate: 0.1 });
      }
      const [smaller] = checksOf(blocks);
      assertClose(
        [smaller.expected.value, smaller.found.value],
        [loss, network.forward(batch).loss],
        { tolerance: 2e-6, what: "losses before and after" },
      );
      if (engine === "plain") return; // its mini-batches would take long

      network.initialise("he", normalSource(new Xoshiro128(42)));
      const [noise, trained] = only(blocks, "table");
      for (const [i, m] of [1, 8, 64].entries()) {
        const slopes = Array.from({ length: 100 }, (_, k) => slopeOf(k * m, m).slope);
        const mean = sum(slopes) / 100;
        const sigma = Math.sqrt(sum(slopes.map((slope) => (slope - mean) ** 2)) / 100);
        const expected = [m, mean, sigma, sigma * Math.sqrt(m)];
        assertClose(numbers(noise.rows[i]), expected, { tolerance: 1e-6, what: `m = ${m}` });
      }
      assert.deepEqual(trained.rows.map((row) => numbers(row)[1]), [10_000, 1_250, 157, 20]);
      const last = [...laps(trial(await asked(), { epochs: 1, batch: 512 }))].at(-1)!;
      assert.equal(numbers(trained.rows[3])[2], last.end!.metrics.testAccuracy);
    },
  });
}

Deno.test({
  name: `lesson 5 measures activations and slopes layer by layer, as plain does ${NEEDS}`,
  ignore,
  fn: async () => {
    const part = starts(await asked());
    const blocks = await told(part, { before: "Does it matter? Train them" });
    const network = fresh(createEngine("plain"), [784, 64, 64, 64, 64, 10]);
    const { train } = await mnist();
    network.forward(digits(train, { engine: network.engine, first: 0, count: 256 }));
    network.backward();
    const [table] = only(blocks, "table");
    const deviation = (matrix: string) => {
      const data = Array.from(trace(network).get(matrix)!.data), mean = sum(data) / data.length;
      return Math.sqrt(sum(data.map((x) => (x - mean) ** 2)) / data.length);
    };
    for (const [i, row] of table.rows.entries()) {
      const [smallA, heA, smallDZ, heDZ] = numbers(row);
      assertClose([heA, heDZ], [deviation(`A${i + 1}`), deviation(`dZ${i + 1}`)], {
        tolerance: 1e-5,
        what: `layer ${i + 1}`,
      });
      if (i > 0) { // He keeps the size; 0.01 loses it, on the way there and back
        const [aboveA, , aboveDZ] = numbers(table.rows[i - 1]);
        assert.ok(smallA < aboveA / 5 && smallDZ > 5 * aboveDZ);
      }
    }
    for (const { value, name, agrees } of formulasOf(blocks)) {
      assert.ok(agrees);
      if (name !== "σ") assert.equal(value, 0, name);
    }
    const [twins] = checksOf(blocks);
    assert.ok(passes(twins) && twins.error === 0 && twins.count === 784);
    const { value } = twins.found;
    assert.ok(value > 1 && Math.abs(value - 0.1 * 28) > 0.01, "the twins have learnt");
  },
});

Deno.test({
  name: `lesson 5 shows the full run of deno task train, and its first ten mistakes ${NEEDS}`,
  ignore,
  fn: async () => {
    const given = await asked(), story = fullRun(given), blocks: StillBlock[] = [];
    let frames = 0, next = story.next();
    for (; !next.done; next = story.next()) {
      if (next.value.kind !== "live") {
        blocks.push(next.value);
        continue;
      }
      let last: StillBlock | undefined;
      for await (const frame of next.value.frames()) {
        frames++;
        last = frame;
      }
      blocks.push(last!);
    }
    const { session, evaluation } = next.value;
    assert.ok(frames > 100, "the curve grows");

    // The recipe of the command, trained a second time without the lesson.
    const alone = new Session(createEngine("strict"), { recipe: DEFAULT_RECIPE, ...given }),
      epochs = [];
    for (const event of alone.run()) if (event.kind === "epoch") epochs.push(event.metrics);
    const [table] = only(blocks, "table");
    assert.deepEqual(
      table.rows.map(numbers),
      epochs.map(({ trainLoss, testLoss, trainAccuracy, testAccuracy }) => [
        trainLoss,
        testLoss,
        trainAccuracy,
        testAccuracy,
      ]),
    );
    const [loss, path] = only(blocks, "chart");
    assert.deepEqual(
      loss.series[1].points,
      epochs.map(({ epoch, testLoss }) => [epoch, testLoss]),
    );
    assert.ok(loss.series[0].points.length > 100);
    const weights = fresh(createEngine("strict"), [784, 64, 10]).parameters[0].value.data;
    const ends = [path.series[0].points[0][1], path.series[0].points.at(-1)![1]];
    assert.deepEqual(ends, [
      weights[406 * 64 + 12],
      alone.network.parameters[0].value.data[406 * 64 + 12],
    ]);
    const [enough] = checksOf(blocks);
    assert.ok(passes(enough) && enough.found.value === 1 - epochs[9].testAccuracy!);

    const remainder = afterwards({ session, evaluation }, given);
    const after = await told(remainder, { before: "What to try next" });
    const [curves] = only(after, "chart"),
      [training, test] = curves.series.map(({ points }) => points);
    assert.equal(training.length, 60);
    assert.ok(training.at(-1)![1] < training[9][1] && training.at(-1)![1] < test.at(-1)![1] / 50);
    const [risen] = checksOf(after);
    assert.deepEqual(
      [risen.found.value, risen.expected.value],
      [Math.min(...test.map(([, loss]) => loss)), test.at(-1)![1]],
    );
    assert.ok(passes(risen));
    // How probable its wrong answers are: in the network of the last epoch, and in that of the best one.
    const [lowest, last] = only(after, "table")[0].rows.map(numbers),
      [epoch] = test.find(([, loss]) => loss === risen.found.value)!;
    assert.equal(only(after, "table")[0].rows[0][0], `${epoch}`);
    assert.deepEqual([lowest[1], last[1]], [risen.found.value, risen.expected.value]);
    const few = { ...DEFAULT_RECIPE, rate: 0.1, schedule: "constant", batch: 16 } as const;
    const again = new Session(createEngine("strict"), {
      recipe: { ...few, epochs: epoch },
      dataset: firstTrainImages(given.dataset, 500),
    });
    for (const _ of again.run());
    assertClose([lowest[3]], [meanOfWrong(again)], { tolerance: 1e-6, what: "P if wrong" });
    assert.ok(last[3] > lowest[3] + 0.05, "surer of its mistakes");

    const { predictions } = evaluate(alone.network, alone.test), { labels } = given.dataset.test;
    const wrong = [...labels.keys()].filter((i) => predictions[i] !== labels[i]);
    const drawn = after.find((block) => block.kind === "pictures")!;
    assert.ok(drawn.kind === "pictures");
    assert.deepEqual(
      drawn.pictures.map(({ title, pixels }) => [title!.en, pixels]),
      wrong.slice(0, 10).map((i) => [
        `${labels[i]}, read ${predictions[i]}`,
        Array.from(given.dataset.test.images.subarray(i * 784, (i + 1) * 784)),
      ]),
    );
    assert.ok(JSON.stringify(after).includes(`${wrong.length}`));
  },
});

Deno.test({
  name:
    `trial() learns from the first training images, and is never judged on the test set ${NEEDS}`,
  ignore,
  fn: async () => {
    const given = await asked(), { train } = given.dataset;
    for (const engine of ["strict", "plain"] as const) {
      const { dataset } = trial({ ...given, engine }, {}), { learnt, judges } = trialSizes(engine);
      assert.deepEqual([dataset.train.count, dataset.test.count], [learnt, judges]);
      assert.deepEqual(dataset.train.labels, train.labels.subarray(0, learnt));
      assert.deepEqual(dataset.test.labels, train.labels.subarray(60_000 - judges));
      assert.deepEqual(
        dataset.test.images.subarray(0, 784),
        train.images.subarray((60_000 - judges) * 784, (60_001 - judges) * 784),
      );
    }
    assert.ok(trialSizes("plain").learnt < trialSizes("strict").learnt);
    const sorted = trial(given, { sorted: true, learnt: 500 }).dataset.train;
    assert.deepEqual(sorted.labels, train.labels.slice(0, 500).sort());
    const firstZero = train.labels.indexOf(0);
    assert.deepEqual(
      sorted.images.subarray(0, 784),
      train.images.subarray(firstZero * 784, (firstZero + 1) * 784),
    );
  },
});

Deno.test({
  name:
    `laps() gives the mean loss since the last lap, and ends where the weights are lost ${NEEDS}`,
  ignore,
  fn: async () => {
    const given = await asked(), recipe = { learnt: 1_000, epochs: 2 }; // 16 steps, the last one of 40
    const all: Lap[] = [...laps(trial(given, recipe), { every: 5 })];
    assertClose(all.map(({ at }) => at), [0.32, 0.64, 0.96, 1, 1.32, 1.64, 1.96, 2], {
      tolerance: 1e-12,
    });
    const { trainLoss } = all[3].end!.metrics;
    const weighted = sum([320, 320, 320, 40].map((images, i) => images * all[i].loss)) / 1_000;
    assertClose([weighted], [trainLoss], { tolerance: 1e-12, what: "the mean of an epoch" });
    const steps = [...trial(given, recipe).run()].slice(0, 5);
    assert.ok(steps[4].kind === "step" && steps[4].trainLoss === all[0].loss);
    const lost = [...laps(trial(given, { ...recipe, rate: 1e30 }), { every: 1 })];
    assert.ok(lost.length < 16 && lost.every(({ end }) => end === undefined));
  },
});
