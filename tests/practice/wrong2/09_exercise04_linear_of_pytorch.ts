// First mistake: W is read as having a row for each neuron (x·Wᵀ, as PyTorch stores it).
// Second mistake: the bias is taken by the number of the example, b[i].

// exercise 4
// nn.Linear: y = x @ W.T + b

type Matrix = number[][];

function dot(u: number[], v: number[]): number {
  let s = 0;
  for (let k = 0; k < u.length; k++) s += u[k] * v[k];
  return s;
}

export function dense(X: Matrix, W: Matrix, b: number[]): Matrix {
  return X.map((x, i) => W.map((w) => dot(x, w) + b[i]));
}
