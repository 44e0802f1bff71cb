/** Right solutions of exercise 10, written differently. */
type Matrix = number[][];
// deno-lint-ignore no-explicit-any
type Any = any;
interface Options {
  size: number;
  rate: number;
  epochs: number;
}
const makeNetwork = ({ mine }: Any) => mine(784, 64, 10);

export default [
  {
    // On the kernels; the ends of the batches cut by hand.
    makeNetwork: ({ kernels }: Any) => kernels(784, 64, 10),
    descend: (W: Matrix, dW: Matrix, rate: number) =>
      W.map((row, i) => Float64Array.from(row, (w, j) => w - rate * dW[i][j])),
    train(network: Any, optimizer: Any, examples: Any, { size, rate, epochs }: Options) {
      for (let epoch = 1; epoch <= epochs; epoch++) {
        examples.shuffle();
        const batches = Math.ceil(examples.count / size);
        for (let n = 0; n < batches; n++) {
          const batch = examples.batch(n * size, Math.min((n + 1) * size, examples.count));
          network.forward(batch);
          network.backward();
          optimizer.step(rate);
        }
      }
    },
  },
  {
    makeNetwork: ({ kernels }: Any) => kernels(784, 30, 10),
    descend(W: Matrix, dW: Matrix, rate: number) {
      const result: Matrix = [];
      for (let i = 0; i < W.length; i++) {
        result.push([]);
        for (let j = 0; j < W[i].length; j++) result[i].push(W[i][j] + -rate * dW[i][j]);
      }
      return result;
    },
    train(network: Any, optimizer: Any, examples: Any, options: Options) {
      let left = options.epochs;
      while (left-- > 0) {
        examples.shuffle();
        let from = 0;
        do {
          const { loss } = network.forward(examples.batch(from, from += options.size));
          if (Number.isNaN(loss)) throw new Error("lost");
          network.backward();
          optimizer.step(options.rate);
        } while (from < examples.count);
      }
    },
  },
  {
    // In place: whoever calls it takes what it returns.
    makeNetwork,
    descend(W: Matrix, dW: Matrix, rate: number) {
      W.forEach((row, i) => row.forEach((_, j) => row[j] -= rate * dW[i][j]));
      return W;
    },
    train(network: Any, optimizer: Any, examples: Any, { size, rate, epochs }: Options) {
      const starts = Array.from({ length: Math.ceil(examples.count / size) }, (_, n) => n * size);
      Array.from({ length: epochs }).forEach(() => {
        examples.shuffle();
        starts.forEach((start) => {
          network.forward(examples.batch(start, start + size));
          network.backward();
          optimizer.step(rate);
        });
      });
    },
  },
  {
    // One loop over all steps.
    makeNetwork: ({ kernels }: Any) => kernels(784, 64, 32, 10),
    descend: (W: Matrix, dW: Matrix, rate: number) =>
      W.map((row, i) => row.map((w, j) => w - dW[i][j] * rate)),
    train(network: Any, optimizer: Any, examples: Any, { size, rate, epochs }: Options) {
      const perEpoch = Math.ceil(examples.count / size);
      for (let step = 0; step < epochs * perEpoch; step++) {
        const at = step % perEpoch;
        if (at === 0) examples.shuffle();
        network.forward(examples.batch(at * size, (at + 1) * size));
        network.backward();
        optimizer.step(rate);
      }
    },
  },
];
