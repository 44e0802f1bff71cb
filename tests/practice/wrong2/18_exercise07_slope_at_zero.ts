// First mistake: backward, the slope also goes through where Z is exactly 0 (only Z < 0 stops it).

// 7 · ReLU, both ways
//
// relu(Z) gives A: each number above 0 as it is, and 0 for all others.
// reluBackward(dA, Z) gives dZ: where Z was above 0, the slope goes back unchanged;
// elsewhere nothing does: dZ = dA ⊙ (Z > 0).
//
// To reread: deno task lesson3 --step 14

type Matrix = number[][];

export function relu(Z: Matrix): Matrix {
  const A: Matrix = [];
  for (const ligne of Z) {
    A.push(ligne.map((z) => (z < 0 ? 0 : z)));
  }
  return A;
}

export function reluBackward(dA: Matrix, Z: Matrix): Matrix {
  const dZ: Matrix = [];
  for (let i = 0; i < Z.length; i++) {
    const ligne: number[] = [];
    for (let j = 0; j < Z[i].length; j++) {
      if (Z[i][j] < 0) {
        ligne.push(0);
      } else {
        ligne.push(dA[i][j]);
      }
    }
    dZ.push(ligne);
  }
  return dZ;
}
