/** 784-64-10 in brain.js: its default network, as it has neither batches nor softmax. */
import { BRAIN_PACKAGE } from "./peer.ts";
import { answer, importPackages, peerTask, WARM_UP_STEPS } from "./peer_task.ts";
import { readRawImages } from "./raw_images.ts";
import type { Split } from "../../src/data/dataset.ts";

interface Brain {
  NeuralNetwork: new (options: { hiddenLayers: number[]; activation: string }) => {
    train(
      data: readonly Example[],
      options: { iterations: number; learningRate: number; errorThresh: number },
    ): void;
    run(input: number[]): ArrayLike<number>;
  };
}

interface Example {
  readonly input: number[];
  readonly output: number[];
}

const { folder, epochs, images, batch, hidden, rate, variant: activation } = peerTask();
const packages = await importPackages([BRAIN_PACKAGE]);
if (packages) {
  const { NeuralNetwork } = (packages[0] as { default: Brain }).default;
  const { train, test } = await readRawImages(folder);
  // errorThresh: go on to the last iteration, however small the error is.
  const options = { iterations: 1, learningRate: rate, errorThresh: 1e-9 };
  const network = () => new NeuralNetwork({ hiddenLayers: [hidden], activation });
  const examples = Array.from({ length: images }, (_, i) => example(train, i));

  network().train(examples.slice(0, WARM_UP_STEPS * batch / 10), options);

  const net = network();
  let milliseconds = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(examples);
    const started = performance.now();
    net.train(examples, options);
    milliseconds += performance.now() - started;
  }
  let right = 0;
  for (let i = 0; i < test.count; i++) {
    const outputs = Array.from(net.run(example(test, i).input));
    if (outputs.indexOf(Math.max(...outputs)) === test.labels[i]) right++;
  }
  answer({
    version: `brain.js ${BRAIN_PACKAGE.split("@").at(-1)} (Deno ${Deno.version.deno})`,
    threads: 1,
    images,
    epochs,
    seconds: milliseconds / 1000,
    accuracy: right / test.count,
    note: {
      en:
        "not the same recipe: one image a step, sigmoids, squared error, momentum 0.1, constant " +
        "rate; it has neither batches nor softmax",
      fr:
        "pas la même recette\u00a0: une image par pas, sigmoïdes, erreur quadratique, inertie 0,1, " +
        "taux constant\u00a0; ni lots ni softmax",
    },
  });
}

function example({ images, labels }: Split, i: number): Example {
  return {
    input: Array.from(images.subarray(784 * i, 784 * (i + 1)), (byte) => byte / 255),
    output: Array.from({ length: 10 }, (_, digit) => digit === labels[i] ? 1 : 0),
  };
}

function shuffle(examples: Example[]): void {
  for (let i = examples.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [examples[i], examples[j]] = [examples[j], examples[i]];
  }
}
