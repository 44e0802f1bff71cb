// First mistake: it is a leaky ReLU, forward and backward: 0.01 of what is below 0 goes through.

// 7 · ReLU, both ways
//
// relu(Z) gives A: each number above 0 as it is, and 0 for all others.
// reluBackward(dA, Z) gives dZ: where Z was above 0, the slope goes back unchanged;
// elsewhere nothing does: dZ = dA ⊙ (Z > 0).
//
// To reread: deno task lesson3 --step 14

type Matrix = number[][];

const ALPHA = 0.01;

export function relu(Z: Matrix): Matrix {
  return Z.map((r) => r.map((z) => Math.max(ALPHA * z, z)));
}

export function reluBackward(dA: Matrix, Z: Matrix): Matrix {
  return dA.map((r, i) => r.map((g, j) => (Z[i][j] > 0 ? g : ALPHA * g)));
}
