import assert from "node:assert/strict";
import { type Dataset, firstTrainImages } from "../../src/data/dataset.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import { Baseline } from "../../src/train/baseline.ts";
import { DEFAULT_BASELINE } from "../../src/train/baseline_recipe.ts";
import { Crew } from "../../src/train/crew.ts";
import { evaluate, type Evaluation } from "../../src/train/evaluate.ts";
import { DivergenceError, type EpochMetrics } from "../../src/train/loop.ts";
import { weightsSha256 } from "../../src/train/model.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { outlineOfDataset } from "../../src/train/training.ts";
import { lacks } from "../permission.ts";
import { clean, stripes } from "./stripes.ts";

const ignore = lacks("read"), needs = "(needs --allow-read)";

const RECIPE: Recipe = { ...DEFAULT_RECIPE, batch: 17, epochs: 2, rate: 0.2 };
const NOISY = stripes({ train: 40, test: 30 }), CLEAN = clean(NOISY); // 40 = 2·17 + 6

/** A dataset with the same images in more classes, so that the last layer is wide. */
function inClasses(dataset: Dataset, classes: number): Dataset {
  const relabel = (labels: Uint8Array) => labels.map((_, i) => (i * 7) % classes);
  const { train, test } = dataset;
  return {
    ...dataset,
    classes,
    train: { ...train, labels: relabel(train.labels) },
    test: { ...test, labels: relabel(test.labels) },
  };
}

const HIDDEN = [[], [1], [3], [10], [63], [64], [65], [130], [65, 10], [10, 64], [130, 65]];
const ACTIVATIONS = ["relu", "sigmoid", "tanh"] as const;

/** Trainings that between them split every matrix in every way. */
const CASES: { what: string; recipe: Recipe; dataset: Dataset }[] = [
  ...[["all bytes", NOISY], ["listed", CLEAN]].flatMap(([storage, dataset]) =>
    HIDDEN.map((hidden, i) => {
      const activation = ACTIVATIONS[i % 3];
      const what = `[${hidden}], ${activation}, ${storage}`;
      return { what, recipe: { ...RECIPE, hidden, activation }, dataset: dataset as Dataset };
    })
  ),
  ...[64, 65, 130].flatMap((classes) =>
    [[], [10], [64]].map((hidden) => {
      const dataset = inClasses(classes === 65 ? NOISY : CLEAN, classes);
      return { what: `[${hidden}] to ${classes} classes`, recipe: { ...RECIPE, hidden }, dataset };
    })
  ),
  ...[1, 2, 39, 40, 100].map((batch) => {
    const recipe = { ...RECIPE, hidden: [65, 34], batch, epochs: batch < 3 ? 1 : 2 };
    return { what: `batches of ${batch}`, recipe, dataset: CLEAN };
  }),
  ...(["notebook", "standard"] as const).map((kind) => {
    const recipe = { ...RECIPE, kind, hidden: [70], shuffle: kind === "notebook" };
    return { what: `${kind}, ${recipe.shuffle ? "" : "not "}shuffled`, recipe, dataset: CLEAN };
  }),
  ...[NOISY, CLEAN].map((dataset) => {
    const recipe: Recipe = { ...RECIPE, engine: "relaxed", hidden: [70, 33] };
    const storage = dataset === NOISY ? "all bytes" : "listed";
    return { what: `relaxed, on one machine, ${storage}`, recipe, dataset };
  }),
];

/** What a training gives, times aside. */
interface Result {
  readonly sha256: string;
  readonly epochs: Omit<EpochMetrics, "seconds" | "imagesPerSecond">[];
  readonly trainLosses: number[];
  readonly evaluation?: Evaluation;
}

/** Trains, to the end or for so many events, and tells what came of it. */
function train(session: Session, events = Infinity): Result {
  const epochs = [], trainLosses = [];
  let evaluation: Evaluation | undefined, left = events;
  for (const event of session.run()) {
    if (event.kind === "epoch") {
      const { seconds: _seconds, imagesPerSecond: _speed, ...metrics } = event.metrics;
      epochs.push(metrics);
      evaluation = event.evaluation;
    } else trainLosses.push(event.trainLoss);
    if (--left <= 0) break;
  }
  return { sha256: weightsSha256(session.network), epochs, trainLosses, evaluation };
}

const onOneThread = new Map<string, Result>();

/** What one thread gives, without any of what threads need. */
function alone(what: string, recipe: Recipe, dataset: Dataset): Result {
  let result = onOneThread.get(what);
  if (!result) onOneThread.set(what, result = train(new Session(recipe, dataset)));
  return result;
}

for (const count of [1, 2, 3, 4]) {
  Deno.test({
    name: `${count} thread(s) give the weights and metrics of one, to the last bit ${needs}`,
    ignore,
    fn: async () => {
      using crew = await Crew.start(count);
      assert.equal(crew.count, count);
      for (const { what, recipe, dataset } of CASES) {
        const session = new Session(recipe, dataset, crew);
        assert.equal(session.threads, count);
        assert.deepEqual(train(session), alone(what, recipe, dataset), what);
      }
    },
  });
}

Deno.test({
  name: `threads give the weights and metrics of one on MNIST ${needs}`,
  ignore,
  fn: async () => {
    const mnist = firstTrainImages(await loadMnist(), 300), { test } = mnist;
    const few = { images: test.images.subarray(0, 784 * 300), labels: test.labels, count: 300 };
    const dataset = { ...mnist, test: { ...few, labels: few.labels.subarray(0, 300) } };
    for (const count of [2, 3, 4]) {
      using crew = await Crew.start(count);
      for (const hidden of [[64], [65], [130, 65]]) {
        const recipe = { ...RECIPE, hidden, batch: 64 };
        const result = train(new Session(recipe, dataset, crew));
        assert.deepEqual(
          result,
          alone(`MNIST ${hidden}`, recipe, dataset),
          `[${hidden}], ${count}`,
        );
      }
    }
  },
});

Deno.test({
  name:
    `a training goes on alone from the step where threads are held up, with the same bits ${needs}`,
  ignore,
  fn: async () => {
    const { what, recipe, dataset } = CASES[0];
    for (const steps of [1, 2, 4]) {
      using crew = await Crew.start(3, { whileItPays: true });
      let left = steps;
      Object.defineProperty(crew, "isHeldUp", { get: () => --left === 0 });
      const session = new Session(recipe, dataset, crew);
      assert.equal(session.wentOnAlone, false);
      assert.deepEqual(train(session), alone(what, recipe, dataset), `${steps}`);
      assert.equal(session.wentOnAlone, true);
      assert.equal(session.network.engine.thread.count, 1);
      // The threads are there for the next.
      left = Infinity;
      const next = new Session(recipe, dataset, crew);
      assert.deepEqual(train(next), alone(what, recipe, dataset));
      assert.equal(next.wentOnAlone, false);
    }
  },
});

Deno.test({
  name: `a crew that was not started while it pays is never held up ${needs}`,
  ignore,
  fn: async () => {
    using crew = await Crew.start(2);
    const { recipe, dataset } = CASES[0];
    const session = new Session(recipe, dataset, crew);
    for (const _event of session.run()) assert.equal(crew.isHeldUp, false);
  },
});

Deno.test({
  name: `a network can be used alone after its threads have trained it ${needs}`,
  ignore,
  fn: async () => {
    using crew = await Crew.start(3);
    for (const { what, recipe, dataset } of CASES.filter((_, i) => i % 4 === 3)) {
      const session = new Session(recipe, dataset, crew), { evaluation } = train(session);
      assert.deepEqual(evaluate(session.network, session.test), evaluation, what);
      const own = new Session(recipe, dataset);
      train(own);
      const [mine, theirs] = [own, session].map(({ network, train }) => {
        network.forward(train.batch(0, Math.min(7, recipe.batch)));
        network.backward();
        return [...network.trace()].map(([symbol, { data }]) => [symbol, data.slice()]);
      });
      assert.deepEqual(theirs, mine, what);
    }
  },
});

Deno.test({
  name: `a run that its caller leaves after a step has taken that step on every thread ${needs}`,
  ignore,
  fn: async () => {
    const recipe = { ...RECIPE, hidden: [130, 65] };
    for (const count of [2, 4]) {
      using crew = await Crew.start(count);
      for (const events of [1, 2, 3, 4, 5, 8]) {
        const expected = train(new Session(recipe, CLEAN), events);
        for (let round = 0; round < 3; round++) {
          const session = new Session(recipe, CLEAN, crew);
          assert.deepEqual(train(session, events), expected, `${events} events`);
        }
      }
    }
  },
});

Deno.test({
  name: `a crew that is engaged again leaves the session before to its leader ${needs}`,
  ignore,
  fn: async () => {
    const recipe = { ...RECIPE, hidden: [64] };
    const expected = train(new Session(recipe, CLEAN));
    using crew = await Crew.start(2);
    const first = new Session(recipe, CLEAN, crew), events = first.run();
    for (let step = 1; step <= 2; step++) events.next();
    const second = new Session(recipe, CLEAN, crew);
    for (const _event of events);
    assert.equal(weightsSha256(first.network), expected.sha256);
    assert.deepEqual(train(second), expected);
    const third = new Session(recipe, CLEAN, crew);
    crew.dismiss();
    assert.deepEqual(train(third), expected);
  },
});

Deno.test({
  name: `no epochs on threads keep the initial weights ${needs}`,
  ignore,
  fn: async () => {
    using crew = await Crew.start(2);
    const recipe = { ...RECIPE, epochs: 0 }, session = new Session(recipe, CLEAN, crew);
    assert.deepEqual(train(session), train(new Session(recipe, CLEAN)));
    assert.equal(evaluate(session.network, session.test).predictions.length, 30);
  },
});

Deno.test({
  name: `a training that diverges says so on threads as on one ${needs}`,
  ignore,
  fn: async () => {
    using crew = await Crew.start(3);
    const recipe = { ...RECIPE, hidden: [65], rate: 1e38 };
    const messages = [undefined, crew].map((crew) => {
      const session = new Session(recipe, CLEAN, crew);
      try {
        train(session);
      } catch (error) {
        assert.ok(error instanceof DivergenceError);
        return error.message;
      }
    });
    assert.ok(messages[0]);
    assert.equal(messages[1], messages[0]);
    assert.equal(train(new Session(RECIPE, CLEAN, crew)).epochs.length, 2, "the crew goes on");
  },
});

Deno.test({
  name: `a thread that fails ends the run with its error, and can be engaged again ${needs}`,
  ignore,
  fn: async () => {
    using crew = await Crew.start(3);
    for (let round = 0; round < 3; round++) {
      // The leader makes nothing of what the others are sent: a network that does not fit.
      const recipe = { ...RECIPE, hidden: [20000, 20000] }, outline = outlineOfDataset(CLEAN);
      const engine = crew.engage({ program: "training", recipe, outline });
      const failure = {
        name: "Error",
        message: /^a thread failed: RangeError: arena of \d+ bytes is/,
      };
      assert.throws(() => engine.meet(), failure);
      crew.dismiss();
      engine.meet(); // alone
      const { sha256 } = train(new Session(RECIPE, CLEAN, crew));
      assert.equal(sha256, train(new Session(RECIPE, CLEAN)).sha256);
    }
  },
});

Deno.test({
  name:
    `a process ends with the error of a thread, and none keeps it alive (needs --allow-read --allow-run)`,
  ignore: lacks("read", "run"),
  fn: async () => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--allow-read",
        new URL("failing_crew.ts", import.meta.url).href,
      ],
      env: { NO_COLOR: "1" },
      stdin: "null",
    }).output();
    assert.equal(code, 1);
    assert.match(
      new TextDecoder().decode(stderr),
      /a thread failed: RangeError: arena of \d+ bytes/,
    );
  },
});

Deno.test({
  name: `Crew.engage() refuses the plain engine, which has one thread ${needs}`,
  ignore,
  fn: async () => {
    using crew = await Crew.start(2);
    const recipe: Recipe = { ...RECIPE, engine: "plain" };
    assert.throws(
      () => new Session(recipe, CLEAN, crew),
      new TypeError("the plain engine has one thread"),
    );
  },
});

Deno.test({
  name: `threads fit a baseline to the weights and iterations of one, to the last bit ${needs}`,
  ignore,
  fn: async () => {
    const recipe = { ...DEFAULT_BASELINE, iterations: 6 };
    const noisy = stripes({ train: 1100, test: 40 });
    for (const [what, dataset] of Object.entries({ noisy, clean: clean(noisy), few: CLEAN })) {
      const fit = (crew?: Crew, iterations = Infinity) => {
        const baseline = new Baseline(recipe, dataset, crew), points = [];
        for (const { objective } of baseline.run()) {
          points.push(objective);
          if (--iterations <= 0) break;
        }
        const evaluation = evaluate(baseline.network, baseline.test);
        return { sha256: weightsSha256(baseline.network), points, evaluation };
      };
      const whole = fit(), part = fit(undefined, 3);
      for (const count of [2, 3, 4]) {
        using crew = await Crew.start(count);
        assert.deepEqual(fit(crew), whole, what);
        assert.deepEqual(fit(crew, 3), part, `${what}, left early`);
      }
    }
  },
});
