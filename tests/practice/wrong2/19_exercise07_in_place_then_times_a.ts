// First mistake: relu writes its zeros into Z itself.
// Second mistake: reluBackward multiplies dA by relu(Z), the number, instead of by 1 or 0.

// 7 · ReLU, both ways
//
// relu(Z) gives A: each number above 0 as it is, and 0 for all others.
// reluBackward(dA, Z) gives dZ: where Z was above 0, the slope goes back unchanged;
// elsewhere nothing does: dZ = dA ⊙ (Z > 0).
//
// To reread: deno task lesson3 --step 14

type Matrix = number[][];

export function relu(Z: Matrix): Matrix {
  for (let i = 0; i < Z.length; i++) {
    for (let j = 0; j < Z[i].length; j++) {
      if (Z[i][j] <= 0) Z[i][j] = 0;
    }
  }
  return Z;
}

export function reluBackward(dA: Matrix, Z: Matrix): Matrix {
  // dA ⊙ (Z > 0)
  return dA.map((row, i) => row.map((da, j) => da * Math.max(0, Z[i][j])));
}
