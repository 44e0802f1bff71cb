/** Drawings of each kind, for the tests of renderers. */
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import type { DrawingBlock } from "../../src/lesson/block.ts";
import { drawNetwork, plane, tangent, valley } from "../../src/lesson/blocks.ts";
import { type Snapshot, snapshot } from "../../src/lesson/snapshot.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";

const both = (en: string, fr = en) => ({ en, fr });

/** A forward and a backward pass of one example of class 1 through fresh weights. */
export function passOf(
  sizes: readonly number[],
  engineName: EngineName = "plain",
): { readonly now: Snapshot; readonly loss: number } {
  const engine = createEngine(engineName);
  const network = new Network(engine, mlp(engine, { sizes, activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(5)));
  const inputs = engine.matrix(1, sizes[0]), labels = engine.bytes(1).fill(1);
  inputs.data.forEach((_, i) => inputs.data[i] = i % 5 === 1 ? (i % 16) / 16 : (i % 2) / 4);
  const { loss } = network.forward({ inputs, labels });
  network.backward();
  return { now: snapshot(network, labels), loss };
}

const small = passOf([2, 2, 2]), large = passOf([784, 64, 10]);
const follow = "W1[1,0]";

/** 2-2-2 whole, and what one neuron of 784-64-10 sees and feeds, forward and backward. */
export const networks = [
  drawNetwork(small.now, { direction: "forward", follow, loss: small.loss, digits: 4 }),
  drawNetwork(small.now, {
    direction: "backward",
    follow,
    caption: both("All its gradients", "Tous ses gradients"),
  }),
  drawNetwork(large.now, { direction: "forward", neuron: 12 }),
  drawNetwork(large.now, { direction: "backward", neuron: 12, inputs: [406, 11] }),
] as const;

const loss = (w: number) => Math.log(1 + Math.exp(-2 * w)) + 0.15 * w * w;
const points = [0, 1, 2, 3].map((i) => ({
  at: [i >> 1, i & 1] as const,
  label: (i >> 1) ^ (i & 1),
  name: both(`(${i >> 1}, ${i & 1})`),
}));
const steps = Array.from({ length: 9 }, (_, i) => [-9 * 0.8 ** i, 1.5 * (-0.8) ** i] as const);

/** A drawing of each kind, networks first. */
export const sampleDrawings: readonly DrawingBlock[] = [
  ...networks,
  tangent(loss, {
    at: 0.5,
    from: -1.5,
    to: 3,
    slope: -0.388,
    secants: [
      { between: [0.5, 2], name: both("one-sided", "unilatérale") },
      { between: [-0.5, 1.5], name: both("central", "centrée") },
    ],
    x: { label: both("w") },
    y: { label: both("L(w)") },
    caption: both("The slope & its <measures>", "La pente"),
  }),
  plane([
    { title: both("linear", "linéaire"), points },
    {
      points,
      classesOf: (all) => all.map(([x, y]) => Math.abs(x - y) < 0.1 ? -1 : Number(x > y)),
      lines: [{ a: 1, b: -1, c: 0, name: both("neuron 0", "neurone 0") }],
    },
  ], { classes: [both("zero", "zéro"), both("one", "un")], alt: both("Four points.") }),
  valley((x, y) => x * x / 2 + 5 * y * y, {
    x: { label: both("w1"), min: -10, max: 3 },
    y: { label: both("w2"), min: -2, max: 2 },
    minimum: [0, 0],
    descents: [
      { name: both("plain", "simple"), steps: [...steps, [NaN, 0]] },
      { name: both("straight", "droite"), steps: [[-9, 1], [-1, 0]] },
    ],
    alt: both("A valley.", "Une vallée."),
  }),
];
