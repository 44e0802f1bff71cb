type Matrix = number[][];

// en: What the loop works on. It need not know what a batch is made of.
// fr: Ce que la boucle manie. Elle n’a pas besoin de savoir de quoi un lot est fait.
interface Network<Batch> {
  forward(batch: Batch): { loss: number };
  backward(): void;
}
interface Optimizer {
  step(rate: number): void;
}
interface Examples<Batch> {
  count: number;
  shuffle(): void;
  batch(from: number, to: number): Batch;
}
type Make = (...sizes: number[]) => unknown;
interface Makers {
  mine: Make;
  kernels: Make;
}

// en: The network that is trained at the end: mine is made of your own functions. With
// en: ({ kernels }: Makers) => kernels(784, 64, 10), the same loop runs on the project's.
// fr: Le réseau entraîné à la fin : mine est fait de vos propres fonctions. Avec
// fr: ({ kernels }: Makers) => kernels(784, 64, 10), la même boucle emploie celles du projet.
export const makeNetwork = ({ mine }: Makers) => mine(784, 64, 10);

// en: W after a step down its gradient; W itself stays as it is.
// fr: W après un pas en descendant son gradient ; W lui-même ne change pas.
export function descend(W: Matrix, dW: Matrix, rate: number): Matrix {
  // <solution>
  return W.map((row, i) => row.map((w, j) => w - rate * dW[i][j]));
  // </solution>
}

export function train<Batch>(
  network: Network<Batch>,
  optimizer: Optimizer,
  examples: Examples<Batch>,
  { size, rate, epochs }: { size: number; rate: number; epochs: number },
): void {
  // <solution>
  // en: Notice: nothing here knows of digits, layers or formulas. That is why the same six lines
  // en: train your network and the project's.
  // fr: À remarquer : rien ici ne parle de chiffres, de couches ou de formules. C’est pourquoi les
  // fr: mêmes six lignes entraînent votre réseau et celui du projet.
  for (let epoch = 0; epoch < epochs; epoch++) {
    examples.shuffle();
    for (let from = 0; from < examples.count; from += size) {
      network.forward(examples.batch(from, from + size));
      network.backward();
      optimizer.step(rate);
    }
  }
  // </solution>
}
