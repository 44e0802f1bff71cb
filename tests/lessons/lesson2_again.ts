/** What lesson 2 should print before its first training, from passes on an engine of their own. */
import { brightPixel, digits } from "../../src/lesson/digits.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import { gradientCheck } from "../../src/nn/gradient_check.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import type { ValueOf } from "./formula_again.ts";
import reference from "./lesson2_reference.json" with { type: "json" };
import { Pass } from "./pass_again.ts";
import { below, exactly, type Expected, near } from "./printed_numbers.ts";
import { mnist } from "./run_lesson.ts";

/** A step: what its formulas call a number, and all other numbers in their order. */
export interface Step {
  /** Its heading. */
  readonly heading: string;
  /** The numbers outside of formulas. */
  readonly printed: readonly Expected[];
  /** The numbers of formulas. */
  readonly valueOf: ValueOf;
}

/** How the lesson was asked for. */
export interface Asked {
  /** What computes. */
  readonly engine: EngineName;
  /** The training image. */
  readonly digit: number;
  /** The seed of the weights. */
  readonly seed: number;
}

/** The steps before the training, from the other engine; f32's rounding is what they may differ by. */
export async function stepsAgain({ engine: asked, digit, seed }: Asked): Promise<Step[]> {
  const plain = asked === "plain";
  // How far the lesson pushes, and the largest errors of a slope, and of those drawn at random.
  const [epsilon, tolerance, allowed] = plain ? [1e-4, 1e-6, 1e-6] : [1e-2, 1e-2, 1e-3];
  const engine = createEngine(plain ? "strict" : "plain"), { train } = await mnist();
  const network = new Network(engine, { sizes: [784, 10], activation: "relu", capacity: 100 });
  network.initialise("xavier", normalSource(new Xoshiro128(seed)));
  const batch = digits(train, { engine, first: digit, count: 100 });
  const sample = gradientCheck(network, batch, { sample: 100, epsilon: 1e-2 });
  const pass = new Pass(network, digits(train, { engine, first: digit, count: 1 }));
  const trace = pass.now, label = train.labels[digit];
  const all = (matrix: string) => Array.from(trace.matrix(matrix).data);
  const pixel = brightPixel(all("X")), slope = trace.value("dW1", pixel, label);
  /** The losses with a weight pushed both ways, and its slope. */
  const push = (matrix: string, place: readonly number[]) => {
    const [above, below] = [epsilon, -epsilon].map((by) => pass.pushed(matrix, place, by));
    return { above, below, slope: (above - below) / (2 * epsilon) };
  };
  const ten = Array.from({ length: 10 }, (_, column) => push("b1", [0, column]));
  const sizes = [all("dZ1"), ten.map(({ slope }) => slope)].map((list) => Math.hypot(...list));

  // Of two losses near 2.5, one is rounded to a multiple of 2⁻²²; divided by 2ε, so is the slope.
  const rounded = { within: 2 ** -22 }, measured = { within: 2 ** -22 / epsilon };
  const close = (...values: number[]) => near(values, { within: 2e-6 });
  const compared = (formula: number, finite: number) => [
    ...close(formula),
    ...near([finite, Math.abs(formula - finite) / Math.abs(formula)], measured),
    ...exactly(tolerance),
  ];
  /** Elements of the trace, and what else the formulas of a step name. */
  const names = (others: Readonly<Record<string, readonly Expected[]>> = {}): ValueOf => (name) => {
    if (name in others) return others[name][0];
    const [, matrix, row, column] = /^(\w+)\[(\d+),(\d+)\]$/.exec(name)!;
    return close(trace.value(matrix, Number(row), Number(column)))[0];
  };
  const rows = [pixel - 1, pixel, pixel + 1], columns = [...Array(10).keys()];
  const window = rows.flatMap((i) => columns.map((j) => trace.value("W1", i, j)));
  const exponentials = reference.exponentials.flat().flatMap((x) =>
    x === null ? exactly(Infinity) : near([x], { within: 1e-6 * x })
  );
  const given = [1, 0.9, 0.5, 0.1, 0.01, 0.001];

  return [
    {
      heading: "Ten weighted sums",
      printed: [],
      valueOf: names({ N: exactly(network.parameterCount) }),
    },
    {
      heading: "The scores of a digit",
      printed: [
        ...exactly(
          ...train.images.subarray(784 * digit, 784 * (digit + 1)),
          Math.floor(pixel / 28),
          pixel % 28,
        ),
        ...exactly(784, 10, ...rows, ...columns),
        ...close(...window),
      ],
      valueOf: names(),
    },
    {
      heading: "Softmax: from scores to probabilities",
      printed: columns.flatMap((c) => {
        const p = trace.value("P", 0, c);
        return close(p, trace.value("Z1", 0, c), p);
      }),
      valueOf: names(),
    },
    {
      heading: "When exp overflows",
      printed: exponentials,
      valueOf: names({
        "z[0]": exactly(800),
        "z[1]": exactly(790),
        M: exactly(800),
        "P[0]": near([1 / (1 + Math.exp(-10))], { within: 1e-15 }),
      }),
    },
    {
      heading: "Cross-entropy: how wrong?",
      printed: [...exactly(...given), ...near(reference.surprises, { within: 1e-15 })],
      valueOf: names({ L: near([Math.log(10)], { within: 1e-15 }) }),
    },
    {
      heading: "P − Y, line by line",
      printed: [],
      valueOf: names({ L: close(pass.loss) }),
    },
    {
      heading: "The error, and its proof",
      printed: [
        ...below(1e-6),
        ...exactly(0),
        ...below(1e-6),
        ...exactly(1e-6),
        ...compared(sizes[0], sizes[1]),
      ],
      valueOf: names({
        "L(b+ε)": near([ten[label].above], rounded),
        "L(b−ε)": near([ten[label].below], rounded),
        "2ε": near([2 * epsilon], { within: 1e-8 }),
        "∂L/∂b": near([ten[label].slope], measured),
      }),
    },
    {
      heading: "From the error to the weights",
      printed: [
        ...compared(slope, push("W1", [pixel, label]).slope),
        ...exactly(sample.matrices.reduce((sum, { checked }) => sum + checked, 0)),
        // With the ε that plain chooses for itself, f32 would measure nothing: both errors are small.
        ...near([sample.relativeError], { within: 1e-4 }),
        ...exactly(allowed),
      ],
      valueOf: names(),
    },
    {
      heading: "A step down",
      printed: [...close(pass.lossAfter(0.01), pass.loss), ...exactly(network.parameterCount ** 2)],
      valueOf: names({
        [`W1′[${pixel},${label}]`]: close(trace.value("W1", pixel, label) - 0.01 * slope),
        η: exactly(0.01),
        // The parabola whose slope is −4 at 0 and −3 at 1 is w²/2 − 4w: curvature 1, bottom at 4.
        ...{ w: exactly(0), "w′": exactly(1), d: exactly(-4), "d′": exactly(-3) },
        ...{ c: exactly(1), "w″": exactly(4) },
      }),
    },
  ];
}
