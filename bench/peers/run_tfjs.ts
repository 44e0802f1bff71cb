/** The network in TensorFlow.js, on its WebAssembly backend or its plain JavaScript one. */
import { shuffle } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { TFJS_PACKAGES } from "./peer.ts";
import { answer, peerTask, WARM_UP_STEPS } from "./peer_task.ts";

interface Tensor {
  dataSync(): Int32Array;
}

/** What is used of @tensorflow/tfjs. */
interface TensorFlow {
  readonly version_core: string;
  setBackend(name: string): Promise<boolean>;
  readonly losses: { softmaxCrossEntropy(oneHot: Tensor, logits: Tensor): Tensor };
  readonly train: {
    sgd(rate: number): Optimizer;
    momentum(rate: number, momentum: number): Optimizer;
  };
  tensor2d(values: Float32Array, shape: [number, number]): Tensor;
  reshape(x: Tensor, shape: number[]): Tensor;
  conv2d(x: Tensor, filters: Tensor, stride: number, padding: "valid"): Tensor;
  tensor1d(values: Int32Array, type: "int32"): Tensor;
  zeros(shape: number[]): Tensor;
  randomNormal(
    shape: number[],
    mean: number,
    deviation: number,
    type: string,
    seed: number,
  ): Tensor;
  variable(value: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  relu(x: Tensor): Tensor;
  argMax(x: Tensor, axis: number): Tensor;
  gather(from: Tensor, indices: Tensor): Tensor;
  oneHot(labels: Tensor, classes: number): Tensor;
  tidy<Result>(work: () => Result): Result;
}

interface Optimizer {
  minimize(loss: () => Tensor): void;
  setLearningRate(rate: number): void;
}

const { dataset: { train, test }, epochs, images, batch, rate, seed, momentum, backend, ...sizes } =
  await peerTask();
const { hidden, conv = [], kernel = 1, stride = 1 } = sizes;
const tf: TensorFlow = await import(TFJS_PACKAGES.main);
await import(TFJS_PACKAGES.wasm);
if (!await tf.setBackend(backend!)) throw new Error(`the ${backend} backend did not start`);
answer({ version: `TensorFlow.js ${tf.version_core} (Deno ${Deno.version.deno})`, ...measure() });

function measure(): { seconds: number; accuracy: number } {
  const pixels = (bytes: Uint8Array) =>
    tf.tensor2d(Float32Array.from(bytes, (byte) => byte / 255), [bytes.length / 784, 784]);
  const xTrain = pixels(train.images.subarray(0, images * 784));
  const yTrain = tf.tensor1d(Int32Array.from(train.labels.subarray(0, images)), "int32");

  const dense = (x: Tensor, w: Tensor, b: Tensor) => tf.add(tf.matMul(x, w), b);
  const network = () => {
    let seeds = seed;
    /** Weights of this shape, whose last number are the outputs, and biases. */
    const parameters = (shape: number[]): [Tensor, Tensor] => {
      const deviation = Math.sqrt(2 / shape.slice(0, -1).reduce((product, size) => product * size));
      const weights = tf.randomNormal(shape, 0, deviation, "float32", seeds++);
      return [tf.variable(weights), tf.variable(tf.zeros([shape.at(-1)!]))];
    };
    let side = 28, channels = 1;
    const convolutions = conv.map((filters) => {
      const found = parameters([kernel, kernel, channels, filters]);
      side = Math.floor((side - kernel) / stride) + 1;
      channels = filters;
      return found;
    });
    const flat = side * side * channels;
    const hiddenLayer = hidden === undefined ? undefined : parameters([flat, hidden]);
    const last = parameters([hidden ?? flat, 10]);
    const optimizer = momentum > 0 ? tf.train.momentum(rate, momentum) : tf.train.sgd(rate);
    return {
      logits(x: Tensor) {
        if (convolutions.length > 0) x = tf.reshape(x, [-1, 28, 28, 1]);
        for (const [w, b] of convolutions) x = tf.relu(tf.add(tf.conv2d(x, w, stride, "valid"), b));
        if (convolutions.length > 0) x = tf.reshape(x, [-1, flat]);
        return dense(hiddenLayer ? tf.relu(dense(x, ...hiddenLayer)) : x, ...last);
      },
      step(logits: (x: Tensor) => Tensor, rows: Uint32Array, learningRate: number) {
        optimizer.setLearningRate(learningRate);
        tf.tidy(() => {
          const indices = tf.tensor1d(new Int32Array(rows), "int32");
          const x = tf.gather(xTrain, indices);
          const y = tf.oneHot(tf.gather(yTrain, indices), 10);
          optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, logits(x)));
        });
      },
    };
  };

  const random = new Xoshiro128(seed);
  const order = Uint32Array.from({ length: images }, (_, i) => i);
  const thrownAway = network();
  for (let i = 0; i < Math.min(WARM_UP_STEPS, images / batch); i++) {
    thrownAway.step(thrownAway.logits, order.subarray(0, batch), rate);
  }

  const { logits, step } = network();
  const stepsPerEpoch = Math.ceil(images / batch);
  const steps = epochs * stepsPerEpoch;
  let milliseconds = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(random, order);
    const started = performance.now();
    for (let i = 0; i < stepsPerEpoch; i++) {
      const done = epoch * stepsPerEpoch + i;
      step(logits, order.slice(i * batch, (i + 1) * batch), rate * (1 - done / steps));
    }
    milliseconds += performance.now() - started;
  }
  const read = tf.argMax(logits(pixels(test.images)), 1).dataSync();
  const right = read.filter((digit, i) => digit === test.labels[i]).length;
  return { seconds: milliseconds / 1000, accuracy: right / test.count };
}
