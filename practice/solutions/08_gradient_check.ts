// en: L gives a loss for any list of weights.
// fr: L donne une perte pour toute liste de poids.
type Loss = (W: number[]) => number;

export function slopes(L: Loss, W: number[], epsilon: number): number[] {
  // <solution>
  // en: Notice: one weight moves at a time, and is put back. From both sides, the bend of the
  // en: curve cancels: what is left falls with ε².
  // fr: À remarquer : un seul poids bouge à la fois, puis il est remis. Des deux côtés, la
  // fr: courbure se compense : ce qui reste décroît comme ε².
  return W.map((w, i) => {
    const above = L(W.with(i, w + epsilon)), below = L(W.with(i, w - epsilon));
    return (above - below) / (2 * epsilon);
  });
  // </solution>
}

// en: ‖a − b‖ / max(‖a‖, ‖b‖); 0 if both are zero everywhere.
// fr: ‖a − b‖ / max(‖a‖, ‖b‖) ; 0 si les deux sont nulles partout.
export function relativeError(a: number[], b: number[]): number {
  // <solution>
  const norm = (list: number[]) => Math.sqrt(list.reduce((sum, x) => sum + x * x, 0));
  const larger = Math.max(norm(a), norm(b));
  return larger === 0 ? 0 : norm(a.map((x, i) => x - b[i])) / larger;
  // </solution>
}

// en: Is dW the gradient of L at W?
// fr: dW est-il le gradient de L en W ?
export function isRight(L: Loss, W: number[], dW: number[]): boolean {
  // <solution>
  // en: Notice: NaN < 1e-5 is false, and so is NaN >= 1e-5. Asked this way, NaN is not right.
  // fr: À remarquer : NaN < 1e-5 est faux, et NaN >= 1e-5 aussi. Posée ainsi, la question
  // fr: refuse NaN.
  return relativeError(slopes(L, W, 1e-5), dW) < 1e-5;
  // </solution>
}
