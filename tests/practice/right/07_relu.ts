/** Right solutions of exercise 7, written differently. */
type Matrix = number[][];

export default [
  {
    relu(Z: Matrix) {
      const A: Matrix = [];
      for (const row of Z) A.push(row.map((z) => z > 0 ? z : 0));
      return A;
    },
    reluBackward(dA: Matrix, Z: Matrix) {
      const dZ = dA.map((row) => [...row]);
      for (let i = 0; i < Z.length; i++) {
        for (let j = 0; j < Z[i].length; j++) if (Z[i][j] <= 0) dZ[i][j] = 0;
      }
      return dZ;
    },
  },
  {
    relu: (Z: Matrix) => Z.map((row) => row.map((z) => (z + Math.abs(z)) / 2)),
    reluBackward: (dA: Matrix, Z: Matrix) =>
      dA.map((row, i) =>
        row.map((da, j) => da * (1 + Math.sign(Z[i][j])) / 2 * Math.abs(Math.sign(Z[i][j])))
      ),
  },
  {
    // The mask as numbers, in f32; minus zeros come of it.
    relu: (Z: Matrix) => Z.map((row) => Float32Array.from(row, (z) => z * Number(z > 0))),
    reluBackward: (dA: Matrix, Z: Matrix) =>
      Z.map((row, i) => Float32Array.from(row, (z, j) => Number(z > 0) * dA[i][j])),
  },
  {
    // The other convention where Z is exactly 0.
    relu: (Z: Matrix) => Z.map((row) => row.map((z) => z < 0 ? 0 : z)),
    reluBackward: (dA: Matrix, Z: Matrix) =>
      Z.map((row, i) => row.map((z, j) => z >= 0 ? dA[i][j] : 0)),
  },
];
