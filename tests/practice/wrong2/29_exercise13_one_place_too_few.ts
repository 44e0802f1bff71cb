// First mistake: i and j end one place too early (H − 3 rows and W − 3 columns), so the last row and column of Z are missing.

// 13 · A convolution, forward
//
// convolve(X, K, b) slides small kernels over an image. X[c] is the image's channel c, a
// matrix; K[f][c] is the 3×3 kernel of filter f for channel c; b[f] is its bias.
// Z[f][i][j] = b[f] + Σ X[c][i+u][j+v]·K[f][c][u][v], summed over c, u and v.
// The kernel never leaves the image: of 6 rows, a kernel of 3 leaves 4.
//
// A dense layer gives every pixel a weight of its own, so a digit that is moved meets other
// weights. A convolution uses the same few weights everywhere: the kernel. It is laid on the
// top left corner, the pixels below it are multiplied by its numbers and added up, and that
// is one number of the result; then it moves one column to the right, and at the end of a
// row one row down. What the kernel looks for, such as an edge, is found wherever it is.
// With several channels (colours, or the results of filters before), each has its kernel,
// and their sums are added. A layer has several filters, each with kernels and a bias of its
// own, and each gives an image: a feature map.
// Mathematicians turn the kernel by 180° and call this cross-correlation when it is not
// turned. Networks learn their kernels, so nobody turns them, and everybody says
// convolution.

type Matrix = number[][];

// X[c][row][column] is the image, K[f][c][u][v] the kernels, b[f] the biases; Z[f][i][j].
export function convolve(X: Matrix[], K: Matrix[][], b: number[]): Matrix[] {
  const H = X[0].length;
  const W = X[0][0].length;
  const Z: Matrix[] = [];
  for (let f = 0; f < K.length; f++) {
    const map: Matrix = [];
    for (let i = 0; i < H - 3; i++) {
      const row: number[] = [];
      for (let j = 0; j < W - 3; j++) {
        let z = b[f];
        for (let c = 0; c < X.length; c++) {
          for (let u = 0; u < 3; u++) {
            for (let v = 0; v < 3; v++) {
              z += X[c][i + u][j + v] * K[f][c][u][v];
            }
          }
        }
        row.push(z);
      }
      map.push(row);
    }
    Z.push(map);
  }
  return Z;
}
