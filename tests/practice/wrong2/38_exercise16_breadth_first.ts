// First mistake: backward goes breadth first, each value once, so a value that is used near the end and farther away passes its gradient on before it is complete.

// 16 · A value that differentiates itself
//
// A Value has its number, data, and the gradient of a result by it, gradient, 0 at first.
// Write five functions:
// value(data) makes one; add(a, b), multiply(a, b) and relu(a) make one out of others, and
// let it remember what made it.
// backward(result) sets result.gradient to 1 and walks back: each value adds to the
// gradients of those that made it, its own gradient times its slope by them.
// A value passes its gradient on only when it is complete: when all that use it have added
// their part.
//
// In lesson 3 you went back through a network by hand, formula by formula. But each formula
// came from one rule, and a program can follow it: a value that is computed from others
// knows how fast it changes with each of them. A sum changes as fast as its parts (slopes 1
// and 1), a product a·b by b for a and by a for b, relu by 1 above zero and by 0 below. The
// chain rule says the rest: the slope of the end result by a part is the slope of the result
// by the value, times the slope of the value by its part.
// Two things are easy to get wrong. A value that is used twice gets a slope from each use,
// and they add up: so +=, never =. And it may pass on its gradient only once all uses have
// reported. Visiting a value's makers before the value itself, and then going through that
// list backwards, gives such an order: a topological order. (The idea in a hundred lines:
// Andrej Karpathy's micrograd, 2020; in every library: reverse-mode automatic
// differentiation.)

interface Value {
  data: number;
  gradient: number;
  from: Value[];
  pass: (gradient: number) => void;
}

// A number that nothing made.
export function value(data: number): Value {
  return { data, gradient: 0, from: [], pass: () => {} };
}

export function add(a: Value, b: Value): Value {
  return {
    data: a.data + b.data,
    gradient: 0,
    from: [a, b],
    pass: (g) => {
      a.gradient += g;
      b.gradient += g;
    },
  };
}

export function multiply(a: Value, b: Value): Value {
  return {
    data: a.data * b.data,
    gradient: 0,
    from: [a, b],
    pass: (g) => {
      a.gradient += g * b.data;
      b.gradient += g * a.data;
    },
  };
}

export function relu(a: Value): Value {
  return {
    data: Math.max(0, a.data),
    gradient: 0,
    from: [a],
    pass: (g) => {
      if (a.data > 0) a.gradient += g;
    },
  };
}

// Fills the gradient of everything that made the result.
export function backward(result: Value): void {
  result.gradient = 1;
  const seen = new Set<Value>([result]);
  const queue: Value[] = [result];
  while (queue.length > 0) {
    const v = queue.shift()!;
    v.pass(v.gradient);
    for (const parent of v.from) {
      if (!seen.has(parent)) {
        seen.add(parent);
        queue.push(parent);
      }
    }
  }
}
