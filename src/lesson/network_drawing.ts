/**
 * A network drawn as neurons and arrows, with the numbers of one example on them.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { count } from "./numeral.ts";
import type { Snapshot } from "./snapshot.ts";

/** A number of a drawing, by its name in the lessons: `W1[0,0]`, whose kind `quantityOf` knows. */
export interface DrawnNumber {
  /** Its name. */
  readonly name: string;
  /** The number. */
  readonly value: number;
}

/** A neuron of a drawing. */
export interface DrawnNeuron {
  /** What it is called. */
  readonly title: Text;
  /** Its numbers, in the order in which they are computed. */
  readonly numbers: readonly DrawnNumber[];
}

/** An arrow from a neuron of a layer to one of the next. */
export interface DrawnEdge {
  /** The neuron that it leaves, by its place among those drawn of its layer. */
  readonly from: number;
  /** The neuron of the next layer that it reaches. */
  readonly to: number;
  /** What is written on it. */
  readonly numbers: readonly DrawnNumber[];
  /** Whether it is the one that the lesson follows. */
  readonly followed: boolean;
}

/** Neurons below each other. */
export interface DrawnLayer {
  /** What they are. */
  readonly title: Text;
  /** How many of them are drawn, where some are left out. */
  readonly part?: Text;
  /** Whether each neuron has a frame; else it keeps to one line, with one arrow at most to it. */
  readonly boxed: boolean;
  /** The neurons that are drawn. */
  readonly neurons: readonly DrawnNeuron[];
  /** The arrows to the next layer; none after the last. */
  readonly edges: readonly DrawnEdge[];
}

/** A network of neurons and arrows, as a block of a lesson. */
export interface NetworkBlock {
  /** What kind of block this is. */
  readonly kind: "network";
  /** Which way the arrows point: with the values, or with the gradients, from the loss back. */
  readonly direction: "forward" | "backward";
  /** From the inputs to the classes. */
  readonly layers: readonly DrawnLayer[];
  /** How many significant digits its numbers have. */
  readonly digits: number;
  /** What the drawing shows, for who does not see it. */
  readonly alt: Text;
  /** What stands above. */
  readonly caption?: Text;
}

/** What is drawn of a network. */
export interface NetworkSpec
  extends
    Pick<NetworkBlock, "direction" | "caption">,
    Partial<Pick<NetworkBlock, "alt" | "digits">> {
  /** The example, a row of X; 0 by default. */
  readonly row?: number;
  /**
   * A hidden neuron, where there are too many to draw: then what it sees and feeds is drawn. All
   * neurons by default.
   */
  readonly neuron?: number;
  /** The inputs that are drawn beside `neuron`; those with the largest |x·w|, four, by default. */
  readonly inputs?: readonly number[];
  /** The weight to point at, such as `W1[1,0]`. */
  readonly follow?: string;
  /** The loss of the example, for the box of its class. */
  readonly loss?: number;
}

/** How many inputs are drawn of one neuron where none are named. */
const INPUTS = 4;
/** Of layers with more neurons than this, each keeps to one line where one arrow reaches it. */
const BOXED = 3;
/** More arrows than this are no drawing. */
const ARROWS = 60;

/**
 * The numbers of a dense network as a drawing: forward with X, the weights, b, Z, A, P; backward with
 * the gradient of each. `now` holds a pass with its backward pass, where that is what is drawn.
 *
 * @example
 * ```ts ignore
 * yield drawNetwork(snapshot(network, labels), { direction: "backward", follow: "W1[1,0]" });
 * yield drawNetwork(now, { direction: "forward", neuron: 12, inputs: [406, 434] });
 * ```
 */
export function drawNetwork(now: Snapshot, spec: NetworkSpec): NetworkBlock {
  const { direction, row = 0, neuron, follow, loss, digits = 3, caption } = spec;
  const forward = direction === "forward";
  const sizes = [now.shape("X")[1]];
  while (now.has(`W${sizes.length}`)) sizes.push(now.shape(`W${sizes.length}`)[1]);
  const last = sizes.length - 1;
  const drawn = sizes.map((size) => Array.from({ length: size }, (_, i) => i));
  if (neuron !== undefined) {
    if (last !== 2) throw new RangeError(`Cannot draw one neuron of ${last - 1} hidden layers`);
    drawn[0] = [...spec.inputs ?? strongest(now, { row, neuron })].sort((a, b) => a - b);
    drawn[1] = [neuron];
  }
  const number = (name: string, i: number, j: number): DrawnNumber => ({
    name: `${name}[${i},${j}]`,
    value: now.value(name, i, j),
  });
  const layers = drawn.map((members, k): DrawnLayer => {
    const boxed = k > 0 && (members.length <= BOXED || drawn[k - 1].length > 1);
    const names = k === 0
      ? ["X"]
      : forward
      ? [...boxed ? [`b${k}`] : [], `Z${k}`, k === last ? "P" : `A${k}`]
      : k === last
      ? [...boxed ? ["P", "Y"] : [], `dZ${k}`, ...boxed ? [`db${k}`] : []]
      : [`A${k}`, `dA${k}`, `dZ${k}`, `db${k}`];
    const neurons = members.map((i): DrawnNeuron => {
      const numbers = names.map((name) => number(name, /^d?b/.test(name) ? 0 : row, i));
      const isClass = k === last && forward && loss !== undefined && now.value("Y", row, i) === 1;
      return {
        title: titled(k, { last, index: i, inputs: sizes[0] }),
        numbers: isClass && boxed ? [...numbers, { name: "L", value: loss }] : numbers,
      };
    });
    const title = k === 0 ? INPUT : k === last ? CLASSES : HIDDEN;
    if (k === last) return { title, boxed, neurons, edges: [] };
    const edges = members.flatMap((i, from) =>
      drawn[k + 1].map((j, to): DrawnEdge => {
        const weight = number(`W${k + 1}`, i, j);
        const slope = forward ? [] : [number(`dW${k + 1}`, i, j)];
        // No gradient passes through the first weights: the inputs are given.
        const numbers = forward ? [weight] : k === 0 ? slope : [...slope, weight];
        return { from, to, numbers, followed: weight.name === follow };
      })
    );
    const others = sizes[k] - members.length;
    if (forward && k === 0 && others > 0) {
      neurons.push({
        title: { en: `${count(others)} others`, fr: `${count(others)} autres` },
        numbers: [],
      });
      const { data, columns } = now.matrix("W1");
      const sum = drawn[1].map((j) =>
        Array.from({ length: sizes[0] }, (_, i) => now.value("X", row, i) * data[i * columns + j])
          .reduce((sum, term, i) => members.includes(i) ? sum : sum + term, 0)
      );
      sum.forEach((value, to) =>
        edges.push({
          from: members.length,
          to,
          numbers: [{ name: "x·w", value }],
          followed: false,
        })
      );
    }
    const part = others === 0 ? undefined : {
      en: `${count(members.length)} of ${count(sizes[k])}`,
      fr: `${count(members.length)} sur ${count(sizes[k])}`,
    };
    return { title, part, boxed, neurons, edges };
  });
  const arrows = layers.reduce((sum, { edges }) => sum + edges.length, 0);
  if (arrows > ARROWS) {
    throw new RangeError(`Cannot draw ${arrows} arrows: name a neuron, or take a smaller network`);
  }
  const alt = spec.alt ?? described(layers, direction, sizes);
  return { kind: "network", direction, layers, digits, alt, caption };
}

/** The inputs with the largest |x·w| of a hidden neuron. */
function strongest(
  now: Snapshot,
  { row, neuron }: { readonly row: number; readonly neuron: number },
): number[] {
  const size = (i: number) => Math.abs(now.value("X", row, i) * now.value("W1", i, neuron));
  return Array.from({ length: now.shape("X")[1] }, (_, i) => i)
    .sort((a, b) => size(b) - size(a) || a - b).slice(0, INPUTS);
}

function titled(
  layer: number,
  { last, index, inputs }: { last: number; index: number; inputs: number },
): Text {
  if (layer === 0) {
    return inputs === 784
      ? { en: `pixel ${index}`, fr: `pixel ${index}` }
      : { en: `input ${index}`, fr: `entrée ${index}` };
  }
  return layer === last
    ? { en: `class ${index}`, fr: `classe ${index}` }
    : { en: `neuron ${index}`, fr: `neurone ${index}` };
}

const INPUT = { en: "inputs", fr: "entrées" }, CLASSES = { en: "classes", fr: "classes" };
const HIDDEN = { en: "hidden layer", fr: "couche cachée" };

function described(
  layers: readonly DrawnLayer[],
  direction: NetworkBlock["direction"],
  sizes: readonly number[],
): Text {
  const arrows = layers.reduce((sum, { edges }) => sum + edges.length, 0);
  const shape = sizes.join("-");
  return direction === "forward"
    ? {
      en:
        `The network ${shape}, from the inputs to the classes: each neuron with its values, and ` +
        `${arrows} arrows with their weights.`,
      fr:
        `Le réseau ${shape}, des entrées aux classes\u00a0: chaque neurone avec ses valeurs, et ` +
        `${arrows} flèches avec leurs poids.`,
    }
    : {
      en: `The network ${shape}, from the classes back to the inputs: each neuron with its ` +
        `gradients, and ${arrows} arrows with the gradients of their weights.`,
      fr: `Le réseau ${shape}, des classes jusqu’aux entrées\u00a0: chaque neurone avec ses ` +
        `gradients, et ${arrows} flèches avec les gradients de leurs poids.`,
    };
}
