/** What lesson 2 trains, trained again, to the last bit the same, and judged by the plain engine. */
import { Course, PASSES, RATES } from "../../lessons/lesson2_numbers.ts";
import { parts } from "../../lessons/lesson1_numbers.ts";
import { Baseline } from "../../src/baseline/baseline.ts";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { Network } from "../../src/nn/network.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { fresh } from "./pass_again.ts";
import { mnist } from "./run_lesson.ts";

/** Trains with each rate, and by L-BFGS, on the kernels, and gives the weights to plain. */
export async function trainedAgain() {
  const dataset = await mnist(), { learnt, kept } = parts(dataset), engine = createEngine("strict");
  const course = new Course(engine, dataset);
  const judge = fresh(createEngine("plain"), [784, 10]);
  const examples = new Examples(judge.engine, kept);
  /** The plain engine with the weights of a network. */
  const take = ({ parameters }: Network) => {
    parameters.forEach(({ value }, i) => judge.parameters[i].value.data.set(value.data));
    return judge;
  };
  const runs = RATES.map((rate) => {
    const training = course.train(rate);
    for (;;) {
      const { done, value } = training.next();
      if (done) {
        const { accuracy } = evaluate(take(value.network), examples);
        return { network: value.network, curve: value.curve, accuracy };
      }
    }
  });
  const fit = new Baseline(engine, {
    recipe: { ...DEFAULT_BASELINE, iterations: 10 },
    dataset: { ...dataset, train: learnt, test: kept },
  });
  let passes = 0;
  for (const { evaluations } of fit.run()) passes = evaluations;
  take(fit.network);
  const squares = Array.from(judge.parameters[0].value.data).reduce((sum, w) => sum + w * w, 0);
  // 55,000 images: kernels again, but the other build, in f32.
  const other = fresh(createEngine("relaxed"), [784, 10]);
  other.parameters.forEach(({ value }, i) => value.data.set(judge.parameters[i].value.data));
  const loss = evaluate(other, new Examples(other.engine, learnt)).loss;
  const quasiNewton = {
    /** How many passes the fit took. */
    passes,
    /** What it made small: the loss, and the penalty on large weights. */
    objective: loss + squares / (2 * learnt.count),
    /** The share of the validation images that is read right. */
    accuracy: evaluate(judge, examples).accuracy,
    /** The same of the descent with η = 0.1 after as many passes. */
    longer: course.accuracyAfter(passes - PASSES, { from: runs[1].network, rate: RATES[1] }),
  };
  const test = new Examples(judge.engine, dataset.test);
  const { accuracy, predictions } = evaluate(take(runs[1].network), test);
  return {
    /** One for each rate. */
    runs,
    /** The aside. */
    quasiNewton,
    /** The images. */
    dataset,
    /** The validation images. */
    kept,
    /** W1 of the lesson's model, row after row. */
    weights: Array.from(judge.parameters[0].value.data),
    /** The share of the test images that it reads right. */
    accuracy,
    /** What it reads in each. */
    predictions,
    /** Those that it misreads. */
    wrong: [...predictions.keys()].filter((i) => predictions[i] !== dataset.test.labels[i]),
    /** The ten scores of an image, its bytes given. */
    scoresOf: (bytes: Uint8Array) => scoresOf(judge, [bytes])[0],
    /** The share of the validation images that is read right when they are pushed to the right. */
    pushed(by: number): number {
      let right = 0;
      for (let start = 0; start < kept.count; start += 1000) {
        const moved = Array.from({ length: 1000 }, (_, k) => {
          const image = kept.images.subarray(784 * (start + k), 784 * (start + k + 1));
          return image.map((_, i) => i % 28 < by ? 0 : image[i - by]);
        });
        scoresOf(judge, moved).forEach((scores, k) => {
          if (scores.indexOf(Math.max(...scores)) === kept.labels[start + k]) right++;
        });
      }
      return right / kept.count;
    },
  };
}

/** The ten scores of each image, its bytes given. */
function scoresOf(network: Network, images: readonly Uint8Array[]): number[][] {
  const { engine } = network, inputs = engine.matrix(images.length, 784);
  images.forEach((bytes, r) => bytes.forEach((byte, i) => inputs.data[784 * r + i] = byte / 255));
  network.forward({ inputs, labels: engine.bytes(images.length) });
  const { data } = network.last.outputs[0];
  return images.map((_, r) => Array.from(data.subarray(10 * r, 10 * r + 10)));
}
