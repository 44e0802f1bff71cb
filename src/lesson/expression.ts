/**
 * The right side of a formula, as a tree: what is computed, from which numbers.
 *
 * A lesson writes each formula once. The same tree gives its letters, the numbers in their place, the
 * result, and TeX; so the numbers that are shown are the numbers that were used.
 *
 * @module
 */

/** Functions of one number. */
export const FUNCTIONS = {
  exp: Math.exp,
  ln: Math.log,
  relu: (x: number) => Math.max(0, x),
  sqrt: Math.sqrt,
} as const;
/** The name of a function of one number. */
export type FunctionName = keyof typeof FUNCTIONS;

/** A tree of operations on named numbers. */
export type Expression =
  /** A name, with the number or the shape of the matrix that it stands for. */
  | {
    readonly kind: "operand";
    readonly name: string;
    readonly value?: number;
    readonly shape?: readonly [rows: number, columns: number];
  }
  /** a + b − c: a sign for each term. */
  | {
    readonly kind: "sum";
    readonly terms: readonly { readonly sign: 1 | -1; readonly term: Expression }[];
  }
  /** a·b·c; or, of matrices of one shape, a ⊙ b ⊙ c, element by element. */
  | {
    readonly kind: "product";
    readonly factors: readonly Expression[];
    readonly sign: "·" | "⊙";
  }
  /** a / b. */
  | { readonly kind: "quotient"; readonly above: Expression; readonly below: Expression }
  /** f(a). */
  | { readonly kind: "function"; readonly name: FunctionName; readonly argument: Expression }
  /** The Iverson bracket [a > 0]: 1 where it is true, 0 where not. */
  | { readonly kind: "positive"; readonly argument: Expression }
  /** Σ of many terms that have the same letters: the first ones are the largest, if room is short. */
  | {
    readonly kind: "series";
    readonly index: string;
    readonly terms: readonly Expression[];
    readonly shown: number;
    readonly follow?: number;
  };

/** A number with a name, such as `W1[406,12]`; or a constant when the name is left out. */
export function operand(name: string, value: number): Expression {
  return { kind: "operand", name, value };
}

/** A number that stands for itself, such as 1 or 2. */
export function constant(value: number): Expression {
  return { kind: "operand", name: "", value };
}

/** A name that stands for a matrix, or for something whose number does not matter here. */
export function symbol(name: string, shape?: readonly [rows: number, columns: number]): Expression {
  return { kind: "operand", name, shape };
}

/** a + b + … */
export function plus(...terms: Expression[]): Expression {
  return { kind: "sum", terms: terms.map((term) => ({ sign: 1, term })) };
}

/** a − b − … */
export function minus(first: Expression, ...others: Expression[]): Expression {
  const subtracted = others.map((term) => ({ sign: -1, term } as const));
  return { kind: "sum", terms: [{ sign: 1, term: first }, ...subtracted] };
}

/** −a. */
export function negative(term: Expression): Expression {
  return { kind: "sum", terms: [{ sign: -1, term }] };
}

/** a·b·… */
export function times(...factors: Expression[]): Expression {
  return { kind: "product", factors, sign: "·" };
}

/** a ⊙ b: the product of matrices element by element (Hadamard's). */
export function hadamard(...factors: Expression[]): Expression {
  return { kind: "product", factors, sign: "⊙" };
}

/** above / below. */
export function over(above: Expression, below: Expression): Expression {
  return { kind: "quotient", above, below };
}

/** f(a), for one of {@linkcode FUNCTIONS}. */
export function apply(name: FunctionName, argument: Expression): Expression {
  return { kind: "function", name, argument };
}

/** [a > 0]: the slope of ReLU. */
export function positive(argument: Expression): Expression {
  return { kind: "positive", argument };
}

/**
 * Σ over an index, such as `Σᵢ X[0,i]·W1[i,12]`: `term(i)` gives each term, its operands named with
 * the index's letter. With numbers, the `shown` largest terms are written out in their order (four
 * by default), `follow` always among them, and the rest is counted and summed.
 */
export function series(
  index: string,
  length: number,
  options: { term: (i: number) => Expression; shown?: number; follow?: number },
): Expression {
  const { term, shown = 4, follow } = options;
  const terms = Array.from({ length }, (_, i) => term(i));
  return { kind: "series", index, terms, shown, follow };
}

/** A value, and the size of what was added to make it: rounding is measured by the latter. */
export interface Evaluated {
  /** The value; `NaN` where a name has no number. */
  readonly value: number;
  /** At least |value|; far more where large terms cancel. */
  readonly size: number;
}

/** What an expression is worth. Sums run in the order of the terms, as the engines' do. */
export function evaluate(expression: Expression): Evaluated {
  switch (expression.kind) {
    case "operand": {
      const { value = NaN } = expression;
      return { value, size: Math.abs(value) };
    }
    case "sum":
      return sumOf(expression.terms.map(({ sign, term }) => {
        const { value, size } = evaluate(term);
        return { value: sign * value, size };
      }));
    case "series":
      return sumOf(expression.terms.map(evaluate));
    case "product":
      return expression.factors.map(evaluate).reduce((a, b) => ({
        value: a.value * b.value,
        size: a.size * b.size,
      }));
    case "quotient": {
      const above = evaluate(expression.above), below = evaluate(expression.below);
      const value = above.value / below.value;
      return { value, size: above.size * below.size / below.value ** 2 || Math.abs(value) };
    }
    case "function": {
      const { value: x, size } = evaluate(expression.argument);
      const value = FUNCTIONS[expression.name](x);
      // What rounding x by one part does to f(x).
      const spread = { exp: value * size, ln: size / Math.abs(x), relu: size, sqrt: value };
      return { value, size: Math.abs(value) + (spread[expression.name] || 0) };
    }
    case "positive": {
      const { value } = evaluate(expression.argument);
      const bracket = Number.isNaN(value) ? NaN : Number(value > 0);
      return { value: bracket, size: bracket };
    }
  }
}

function sumOf(terms: readonly Evaluated[]): Evaluated {
  let value = 0, size = 0;
  for (const term of terms) {
    value += term.value;
    size += term.size;
  }
  return { value, size };
}

/** Whether every name has a number. */
export function hasNumbers(expression: Expression): boolean {
  return operandsOf(expression).every(({ value }) => value !== undefined);
}

/** Whether a name stands for a matrix. */
export function hasShapes(expression: Expression): boolean {
  return operandsOf(expression).some(({ shape }) => shape !== undefined);
}

/** Every operand, in the order of the formula. */
export function operandsOf(expression: Expression): Extract<Expression, { kind: "operand" }>[] {
  switch (expression.kind) {
    case "operand":
      return [expression];
    case "sum":
      return expression.terms.flatMap(({ term }) => operandsOf(term));
    case "series":
      return expression.terms.flatMap(operandsOf);
    case "product":
      return expression.factors.flatMap(operandsOf);
    case "quotient":
      return [...operandsOf(expression.above), ...operandsOf(expression.below)];
    case "function":
    case "positive":
      return operandsOf(expression.argument);
  }
}

/** The terms of a series that are written out, as indices in order, and what the rest amounts to. */
export interface Shortened {
  /** The indices of the terms that are written out. */
  readonly kept: readonly number[];
  /** How many others are not zero. */
  readonly others: number;
  /** How many others are zero. */
  readonly zeros: number;
  /** The sum of the others. */
  readonly rest: number;
}

/** The largest terms of a series, and the one that is followed; a term left alone is written, too. */
export function shorten(series: Extract<Expression, { kind: "series" }>): Shortened {
  const { terms, shown, follow } = series;
  const values = terms.map((term) => evaluate(term).value);
  const bySize = [...values.keys()].sort((a, b) =>
    Number(b === follow) - Number(a === follow) || Math.abs(values[b]) - Math.abs(values[a]) ||
    a - b
  );
  const limit = terms.length <= shown + 1 ? terms.length : shown;
  const kept = bySize.slice(0, limit)
    .filter((i) => values[i] !== 0 || terms.length <= limit || i === follow)
    .sort((a, b) => a - b);
  const left = bySize.filter((i) => !kept.includes(i)).sort((a, b) => a - b);
  const others = left.filter((i) => values[i] !== 0).length;
  const rest = left.reduce((sum, i) => sum + values[i], 0);
  return { kept, others, zeros: left.length - others, rest };
}
