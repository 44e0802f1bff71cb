/** Right solutions of exercise 16, written differently. */

/** A class with its slopes as numbers, ordered by when they were made. */
class Numbered {
  static count = 0;
  gradient = 0;
  readonly number = Numbered.count++;
  constructor(readonly data: number, readonly parts: [Numbered, number][] = []) {}
}

/** Each value counts its uses, and passes on after the last. */
interface Counted {
  data: number;
  gradient: number;
  waiting: number;
  edges: { to: Counted; slope: number }[];
}
const counted = (data: number, edges: Counted["edges"] = []): Counted => ({
  data,
  gradient: 0,
  waiting: 0,
  edges,
});

/** A tape: every operation notes how to go back. */
interface Taped {
  data: number;
  gradient: number;
}
let tape: (() => void)[] = [];
const taped = (data: number): Taped => ({ data, gradient: 0 });

/** Gradients along every path by themselves: slow, and right. */
interface Pathed {
  data: number;
  gradient: number;
  of: { part: Pathed; slope: number }[];
}

export default [
  {
    value: (data: number) => new Numbered(data),
    add: (a: Numbered, b: Numbered) => new Numbered(a.data + b.data, [[a, 1], [b, 1]]),
    multiply: (a: Numbered, b: Numbered) =>
      new Numbered(a.data * b.data, [[a, b.data], [b, a.data]]),
    relu: (a: Numbered) => new Numbered(a.data > 0 ? a.data : 0, [[a, a.data > 0 ? 1 : 0]]),
    backward(result: Numbered) {
      const all = new Set([result]);
      for (const at of all) at.parts.forEach(([part]) => all.add(part));
      result.gradient = 1;
      for (const at of [...all].sort((a, b) => b.number - a.number)) {
        for (const [part, slope] of at.parts) part.gradient += slope * at.gradient;
      }
    },
  },
  {
    value: (data: number) => counted(data),
    add: (a: Counted, b: Counted) =>
      counted(a.data + b.data, [{ to: a, slope: 1 }, { to: b, slope: 1 }]),
    multiply: (a: Counted, b: Counted) =>
      counted(a.data * b.data, [{ to: a, slope: b.data }, { to: b, slope: a.data }]),
    relu: (a: Counted) => counted(Math.max(a.data, 0), [{ to: a, slope: Number(a.data > 0) }]),
    backward(result: Counted) {
      const count = (at: Counted) => {
        for (const { to } of at.edges) if (to.waiting++ === 0) count(to);
      };
      count(result);
      result.gradient = 1;
      const ready = [result];
      for (let at = ready.pop(); at; at = ready.pop()) {
        for (const { to, slope } of at.edges) {
          to.gradient += at.gradient * slope;
          if (--to.waiting === 0) ready.push(to);
        }
      }
    },
  },
  {
    value: (data: number) => taped(data),
    add(a: Taped, b: Taped) {
      const sum = taped(a.data + b.data);
      tape.push(() => {
        a.gradient += sum.gradient;
        b.gradient += sum.gradient;
      });
      return sum;
    },
    multiply(a: Taped, b: Taped) {
      const product = taped(a.data * b.data);
      tape.push(() => {
        a.gradient += b.data * product.gradient;
        b.gradient += a.data * product.gradient;
      });
      return product;
    },
    relu(a: Taped) {
      const out = taped(Math.max(0, a.data));
      tape.push(() => a.gradient += out.gradient * Number(out.data > 0));
      return out;
    },
    backward(result: Taped) {
      result.gradient = 1;
      for (const back of tape.toReversed()) back();
      tape = [];
    },
  },
  {
    value: (data: number): Pathed => ({ data, gradient: 0, of: [] }),
    add: (a: Pathed, b: Pathed): Pathed => ({
      data: a.data + b.data,
      gradient: 0,
      of: [{ part: a, slope: 1 }, { part: b, slope: 1 }],
    }),
    multiply: (a: Pathed, b: Pathed): Pathed => ({
      data: a.data * b.data,
      gradient: 0,
      of: [{ part: a, slope: b.data }, { part: b, slope: a.data }],
    }),
    relu: (a: Pathed): Pathed => ({
      data: Math.max(0, a.data),
      gradient: 0,
      of: a.data > 0 ? [{ part: a, slope: 1 }] : [],
    }),
    backward(result: Pathed) {
      const walk = (at: Pathed, along: number) => {
        at.gradient += along;
        at.of.forEach(({ part, slope }) => walk(part, along * slope));
      };
      walk(result, 1);
    },
  },
];
