/**
 * Is the gradient right? Backpropagation against finite differences.
 *
 * @module
 */
import type { Matrix } from "../engine/engine.ts";
import { shuffle } from "../random/source.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { finiteDifference } from "./finite_difference.ts";
import type { Layer, Parameter } from "./layer.ts";
import type { Batch, Network } from "./network.ts";
import { norm, relativeError } from "./relative_error.ts";

/** How the two gradients of one parameter compare. */
export interface MatrixCheck {
  /** The parameter, for instance `dense1.weight`, or `inputs`. */
  readonly name: string;
  /** How many of its elements were checked. */
  readonly checked: number;
  /**
   * ‖numeric − backward‖ / max(‖numeric‖, ‖backward‖), Euclidean norms; 0 when both are zero, and
   * infinite when one of them is not a number.
   */
  readonly relativeError: number;
  /** The element where the two differ most. */
  readonly worst: {
    /** Its row. */
    readonly row: number;
    /** Its column. */
    readonly column: number;
    /** What the finite difference gives. */
    readonly numeric: number;
    /** What backpropagation gives. */
    readonly backward: number;
  };
}

/**
 * What can be checked: a network, or anything of one's own that gives a loss and fills gradients.
 * Without `layers`, kinks are not looked for.
 */
export type CheckedNetwork =
  & { forward(batch: Batch): { readonly loss: number } }
  & { backward(): unknown }
  & Pick<Network, "parameters">
  & Partial<Pick<Network, "layers" | "wantsInputGradient">>;

/** The result of {@linkcode gradientCheck}. */
export interface GradientCheck {
  /** The largest relative error of all parameters. */
  readonly relativeError: number;
  /** One entry for each parameter; last, where asked for, the inputs. */
  readonly matrices: readonly MatrixCheck[];
}

/**
 * Compares the gradients of backpropagation with central differences,
 *
 *     ∂L/∂w ≈ (L(w + ε) − L(w − ε)) / 2ε,
 *
 * for every parameter, or for a sample of at most `sample` elements of each; with `inputs`, for the
 * inputs of the batch, too. All are left as they were, and layers that draw random numbers draw the
 * same ones for every loss. Meaningful on the plain engine: in f32, the rounding of L drowns the difference.
 *
 * The step ε is weighed for each parameter: a long one errs by ε²·L‴/6, a short one by the rounding
 * of L, about 10⁻¹⁶·L/ε. The best is near the cube root of 10⁻¹⁶·L / |∂L/∂w|, so that small gradients
 * (the first layers of a deep network with small weights) take longer steps. A ReLU whose input
 * passes 0 between w − ε and w + ε, or another largest number in a window of a pooling, would make the two
 * differ though both are right: then ε is halved until none does.
 *
 * Goodfellow, Bengio, Courville, Deep Learning (2016), section 11.5; for the step, W. H. Press et al.,
 * Numerical Recipes (third edition, 2007), section 5.7.
 *
 * @param network The network, at the weights to check.
 * @param batch The examples to check it on.
 * @param options `sample`: elements checked of each parameter, all by default; `seed` of that
 * sample (0 by default); `epsilon`: the step for every parameter, instead of the one described above;
 * `inputs`: whether to check the gradient by the inputs, which must be a matrix; not by default.
 *
 * @example
 * ```ts
 * import { createEngine } from "../engine/create.ts";
 * import { normalSource } from "../random/source.ts";
 * import { Xoshiro128 } from "../random/xoshiro128.ts";
 * import { gradientCheck } from "./gradient_check.ts";
 * import { mlp } from "./mlp.ts";
 * import { Network } from "./network.ts";
 *
 * const engine = createEngine("plain");
 * const network = new Network(engine, mlp(engine, { sizes: [2, 3, 2], activation: "tanh" }));
 * network.initialise("xavier", normalSource(new Xoshiro128(1)));
 * const inputs = engine.matrix(1, 2);
 * inputs.data.set([0.5, -1]);
 * const check = gradientCheck(network, { inputs, labels: new Uint8Array([1]) });
 * if (check.relativeError > 1e-7) throw new Error("wrong gradient");
 * ```
 */
export function gradientCheck(
  network: CheckedNetwork,
  batch: Batch,
  options: { sample?: number; seed?: number; epsilon?: number; inputs?: boolean } = {},
): GradientCheck {
  const { sample = Infinity, seed = 0, inputs = false } = options;
  const { layers = [] } = network;
  const states = layers.map((layer) => layer.random?.state);
  const forward = () => {
    layers.forEach(({ random }, i) => random && (random.state = states[i]!));
    return network.forward(batch);
  };
  const skipsInputGradient = layers[0]?.skipsInputGradient;
  if (inputs) network.wantsInputGradient?.(true);
  const { loss } = forward(), inputGradient = network.backward();
  const checked = [...network.parameters];
  if (inputs) checked.push(meanGradient(batch.inputs as Matrix, inputGradient as Matrix));
  const random = new Xoshiro128(seed);
  const matrices = checked.map((parameter) => {
    const all = Uint32Array.from(parameter.value.data.keys());
    if (sample < all.length) shuffle(random, all);
    const places = all.subarray(0, Math.min(sample, all.length));
    const gradients = Array.from(places, (place) => parameter.gradient.data[place]);
    const epsilon = options.epsilon ?? bestStep(loss, norm(gradients) / Math.sqrt(places.length));
    const read = (): Reading => ({ loss: forward().loss, branches: branchesOf(layers) });
    return checkParameter(parameter, { places, epsilon, read });
  });
  forward(); // so that the trace is that of the weights, not of the last step
  network.backward();
  if (inputs) network.wantsInputGradient?.(!skipsInputGradient);
  return { relativeError: Math.max(...matrices.map((m) => m.relativeError)), matrices };
}

/** The inputs beside the gradient by them of the batch's mean loss; that of each row's own is given. */
function meanGradient(value: Matrix, gradient: Matrix): Parameter {
  const data = gradient.data.map((slope) => slope / value.rows);
  return { name: "inputs", value, gradient: { ...gradient, data } };
}

/** Where truncation and rounding are about equal, for a gradient of this size; kept to 1e-5 … 1e-3. */
function bestStep(loss: number, gradient: number): number {
  const step = Math.cbrt(3e-16 * loss / gradient);
  return step > 1e-5 ? Math.min(step, 1e-3) : 1e-5; // 1e-5 for NaN, too
}

/** The loss at the present weights, and on which side of its kinks the network is: Layer.branches. */
interface Reading {
  readonly loss: number;
  readonly branches: readonly number[];
}

function branchesOf(layers: readonly Layer[]): number[] {
  return layers.flatMap((layer) => layer.branches?.() ?? []);
}

function checkParameter(
  { name, value, gradient }: Parameter,
  how: { places: Uint32Array; epsilon: number; read: () => Reading },
): MatrixCheck {
  let worst = { row: 0, column: 0, numeric: 0, backward: 0 }, largest = -1;
  const numerics: number[] = [], backwards: number[] = [];
  for (const place of how.places) {
    const numeric = centralDifference(value, { ...how, place });
    const backward = gradient.data[place];
    const distance = Math.abs(numeric - backward);
    const difference = Number.isNaN(distance) ? Infinity : distance;
    if (difference > largest) {
      const row = Math.floor(place / value.columns);
      worst = { row, column: place - row * value.columns, numeric, backward };
      largest = difference;
    }
    numerics.push(numeric);
    backwards.push(backward);
  }
  const checked = how.places.length;
  return { name, checked, relativeError: relativeError(numerics, backwards), worst };
}

/** The difference quotient at one weight, with a step that no kink of a ReLU lies in. */
function centralDifference(
  value: Parameter["value"],
  at: { place: number; epsilon: number; read: () => Reading },
): number {
  const row = Math.floor(at.place / value.columns), column = at.place % value.columns;
  for (let epsilon = at.epsilon;; epsilon /= 2) {
    const readings: Reading[] = [];
    const loss = () => {
      readings.push(at.read());
      return readings[readings.length - 1].loss;
    };
    const { slope } = finiteDifference(value, { row, column, epsilon, loss });
    const [above, below] = readings;
    const kink = above.branches.some((branch, i) => branch !== below.branches[i]);
    // Below 1e-7 the weight is at the kink itself, where there is no derivative to find.
    if (!kink || epsilon < 1e-7) return slope;
  }
}
