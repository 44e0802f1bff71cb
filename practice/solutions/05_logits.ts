type Matrix = number[][];

export function softmaxGradient(_Z: Matrix, P: Matrix, labels: number[]): Matrix {
  // <solution>
  // en: Notice: each row sums to 0. What the right class is to gain, the others are to lose, in
  // en: proportion to their probability. −1/P and the slopes of softmax cancel to P − Y.
  // fr: À remarquer : la somme de chaque ligne vaut 0. Ce que la bonne classe doit gagner, les
  // fr: autres doivent le perdre, en proportion de leur probabilité. −1/P et les pentes de
  // fr: softmax se simplifient en P − Y.
  return P.map((row, i) => row.map((p, j) => j === labels[i] ? p - 1 : p));
  // </solution>
}
