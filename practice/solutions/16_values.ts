interface Value {
  data: number;
  gradient: number;
  from: Value[];
  pass: (gradient: number) => void;
}

// en: A number that nothing made.
// fr: Un nombre que rien n’a fait.
export function value(data: number): Value {
  // <solution>
  return { data, gradient: 0, from: [], pass: () => {} };
  // </solution>
}

export function add(a: Value, b: Value): Value {
  // <solution>
  return {
    ...value(a.data + b.data),
    from: [a, b],
    pass(gradient) {
      a.gradient += gradient;
      b.gradient += gradient;
    },
  };
  // </solution>
}

export function multiply(a: Value, b: Value): Value {
  // <solution>
  return {
    ...value(a.data * b.data),
    from: [a, b],
    pass(gradient) {
      a.gradient += b.data * gradient;
      b.gradient += a.data * gradient;
    },
  };
  // </solution>
}

export function relu(a: Value): Value {
  // <solution>
  return {
    ...value(Math.max(0, a.data)),
    from: [a],
    pass(gradient) {
      if (a.data > 0) a.gradient += gradient;
    },
  };
  // </solution>
}

// en: Fills the gradient of everything that made the result.
// fr: Remplit le gradient de tout ce qui a fait le résultat.
export function backward(result: Value): void {
  // <solution>
  // en: Notice: nothing here knows of sums or products. Any function that can pass on will do.
  // fr: À remarquer : rien ici ne connaît sommes ni produits. Toute fonction qui transmet convient.
  const order: Value[] = [], seen = new Set<Value>();
  const visit = (at: Value) => {
    if (seen.has(at)) return;
    seen.add(at);
    at.from.forEach(visit);
    order.push(at);
  };
  visit(result);
  result.gradient = 1;
  for (const at of order.reverse()) at.pass(at.gradient);
  // </solution>
}
