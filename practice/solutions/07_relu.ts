type Matrix = number[][];

export function relu(Z: Matrix): Matrix {
  // <solution>
  return Z.map((row) => row.map((z) => Math.max(0, z)));
  // </solution>
}

export function reluBackward(dA: Matrix, Z: Matrix): Matrix {
  // <solution>
  // en: Notice: the sign of dA decides nothing. A neuron that sent 0 learns nothing from this
  // en: example; one that sends 0 for all examples learns nothing ever: it is "dead".
  // fr: À remarquer : le signe de dA ne décide de rien. Un neurone qui a transmis 0 n’apprend
  // fr: rien de cet exemple ; s’il le fait pour tous, il n’apprend plus jamais : il est « mort ».
  return dA.map((row, i) => row.map((slope, j) => Z[i][j] > 0 ? slope : 0));
  // </solution>
}
