// First mistake: [...W] copies the list of rows but not the rows, so descend changes W itself.
// Second mistake: the loop stops where no full batch is left, so the last examples are never seen.

// 10 · The loop that trains
//
// descend(W, dW, rate) gives W − rate·dW, as a new matrix.
// train(network, optimizer, examples, { size, rate, epochs }) trains a network. In each
// epoch:
// examples.shuffle() once; then, size by size, examples.batch(from, to) gives the examples
// from to to − 1, fewer at the end; for each batch network.forward(batch),
// network.backward(), optimizer.step(rate).
// Once that is right, 784-64-10 learns MNIST: your functions of exercises 2 to 7, your
// descend, your loop. While you watch it is the whole of MNIST, about a minute; with
// --check, 2,000 images.
//
// To reread: deno task lesson5 --step 2

type Matrix = number[][];

// What the loop works on. It need not know what a batch is made of.
type Batch = unknown;
interface Network {
  forward(batch: Batch): { loss: number };
  backward(): void;
}
interface Optimizer {
  step(rate: number): void;
}
interface Examples {
  count: number;
  shuffle(): void;
  batch(from: number, to: number): Batch;
}
type Make = (...sizes: number[]) => unknown;
interface Makers {
  mine: Make;
  kernels: Make;
}

// The network that is trained at the end: mine is made of your own functions. With
// ({ kernels }: Makers) => kernels(784, 64, 10), the same loop runs on the project's.
export const makeNetwork = ({ mine }: Makers) => mine(784, 64, 10);

// W after a step down its gradient; W itself stays as it is.
export function descend(W: Matrix, dW: Matrix, rate: number): Matrix {
  const newW = [...W];
  for (let i = 0; i < newW.length; i++) {
    for (let j = 0; j < newW[i].length; j++) {
      newW[i][j] -= rate * dW[i][j];
    }
  }
  return newW;
}

export function train(
  network: Network,
  optimizer: Optimizer,
  examples: Examples,
  { size, rate, epochs }: { size: number; rate: number; epochs: number },
): void {
  const steps = Math.floor(examples.count / size);
  for (let epoch = 0; epoch < epochs; epoch++) {
    examples.shuffle();
    for (let s = 0; s < steps; s++) {
      network.forward(examples.batch(s * size, (s + 1) * size));
      network.backward();
      optimizer.step(rate);
    }
  }
}
