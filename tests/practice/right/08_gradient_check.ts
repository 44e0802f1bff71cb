/** Right solutions of exercise 8, written differently. */
type Loss = (W: number[]) => number;

export default [
  {
    // In place, and put back.
    slopes(L: Loss, W: number[], epsilon: number) {
      const slopes = [];
      for (let i = 0; i < W.length; i++) {
        const kept = W[i];
        W[i] = kept + epsilon;
        const above = L(W);
        W[i] = kept - epsilon;
        const below = L(W);
        W[i] = kept;
        slopes.push((above - below) / epsilon / 2);
      }
      return slopes;
    },
    relativeError(a: number[], b: number[]) {
      let difference = 0, first = 0, second = 0;
      for (let i = 0; i < a.length; i++) {
        difference += (a[i] - b[i]) ** 2;
        first += a[i] ** 2;
        second += b[i] ** 2;
      }
      if (first === 0 && second === 0) return 0;
      return Math.sqrt(difference / Math.max(first, second));
    },
    isRight(L: Loss, W: number[], dW: number[]) {
      const error = this.relativeError(this.slopes(L, W, 1e-5), dW);
      if (Number.isNaN(error)) return false;
      return !(error > 1e-5);
    },
  },
  {
    slopes: (L: Loss, W: number[], epsilon: number) =>
      Float64Array.from(W, (w, i) => {
        const moved = [...W];
        moved[i] = w - epsilon;
        const below = L(moved);
        moved[i] = w + epsilon;
        return (L(moved) - below) / (2 * epsilon);
      }),
    relativeError: (a: ArrayLike<number>, b: ArrayLike<number>) =>
      Math.hypot(...Array.from(a, (x, i) => x - b[i])) /
      (Math.max(Math.hypot(...Array.from(a)), Math.hypot(...Array.from(b))) || 1),
    // A larger epsilon, and a limit between the two.
    isRight(L: Loss, W: number[], dW: number[]) {
      return this.relativeError(this.slopes(L, W, 1e-4), dW) <= 1e-5;
    },
  },
  {
    // Two one-sided slopes, averaged.
    slopes(L: Loss, W: number[], epsilon: number) {
      const here = L(W);
      const side = (i: number, e: number) => (L(W.map((w, j) => j === i ? w + e : w)) - here) / e;
      return W.map((_, i) => (side(i, epsilon) + side(i, -epsilon)) / 2);
    },
    // By the sum, as some books do.
    relativeError(a: number[], b: number[]) {
      const norm = (list: number[]) => list.reduce((sum, x) => sum + x ** 2, 0) ** 0.5;
      const sum = norm(a) + norm(b);
      return sum === 0 ? 0 : norm(b.map((x, i) => x - a[i])) / sum;
    },
    isRight(L: Loss, W: number[], dW: number[]) {
      return this.relativeError(dW, this.slopes(L, W, 1e-5)) < 1e-6;
    },
  },
  {
    slopes(L: Loss, W: number[], epsilon: number) {
      return W.map((_, i) => {
        const ends = [1, -1].map((sign) => {
          const copy = W.slice();
          copy[i] += sign * epsilon;
          return L(copy);
        });
        return (ends[0] - ends[1]) * 0.5 / epsilon;
      });
    },
    relativeError(a: number[], b: number[]) {
      const of = (list: number[]) => Math.hypot(...list);
      const size = of(a) > of(b) ? of(a) : of(b);
      return size && of(a.map((x, i) => x - b[i])) / size;
    },
    // Number by number.
    isRight(L: Loss, W: number[], dW: number[]) {
      const slopes = this.slopes(L, W, 1e-5), size = Math.hypot(...slopes, ...dW);
      return slopes.every((x, i) => Math.abs(x - dW[i]) <= 1e-5 * size);
    },
  },
];
