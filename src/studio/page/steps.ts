/**
 * One backward pass over the drawing, stage by stage: each formula with its numbers, and its slope
 * measured by a finite difference. On the plain engine, in f64, as in lesson 3.
 *
 * @module
 */
import { PlainEngine } from "../../engine/plain.ts";
import type { ActivationName, Matrix } from "../../engine/engine.ts";
import type { Text } from "../../errors.ts";
import type { StillBlock } from "../../lesson/block.ts";
import {
  apply,
  check,
  constant,
  formula,
  hadamard,
  minus,
  n,
  negative,
  over,
  plus,
  positive,
  series,
  times,
} from "../../lesson/blocks.ts";
import { type Expression, operand } from "../../lesson/expression.ts";
import { type Snapshot, snapshot } from "../../lesson/snapshot.ts";
import { type FiniteDifference, finiteDifference } from "../../nn/finite_difference.ts";
import { mlp } from "../../nn/mlp.ts";
import { type Batch, Network } from "../../nn/network.ts";
import { Sgd } from "../../optim/sgd.ts";
import { symbols } from "../../nn/trace.ts";
import type { Link } from "./paths.ts";

/** A stage of the pass. */
export interface Stage {
  /** Its name: `forward`, `loss`, `dZ2`, … , `update`. */
  readonly name: string;
  /** What is computed. */
  readonly text: Text;
  /** Formulas and checks. */
  readonly blocks: readonly StillBlock[];
  /** The links that are used. */
  readonly links: readonly Omit<Link, "value">[];
  /** What is pushed to measure the slope of this stage: a matrix, and the place in it. */
  readonly pushed?: { readonly name: string; readonly row: number; readonly column: number };
}

/** What is followed through the network: a pixel, a neuron of each hidden layer, a class. */
export type Units = readonly number[];

/** How a pass is gone through. */
export interface PassOptions {
  /** (28, 28) bytes. */
  readonly pixels: Uint8Array;
  /** What the drawing is to be read as. */
  readonly label: number;
  /** What is followed. */
  readonly units: Units;
  /** The learning rate of the step at the end. */
  readonly rate: number;
}

/** The relative error that a slope may have: see lesson 4. */
const TOLERANCE = 1e-5, EPSILON = 1e-5;
/** What the rounding of the loss does to a slope: 2⁻⁵³ over ε, with room to spare. */
const NOISE = 1e-10;

/** A copy of a dense network in f64; nothing where there are other layers. */
export function plainCopy(
  network: Network,
): { network: Network; activation: ActivationName } | undefined {
  const kinds = network.layers.map(({ description: { kind } }) => kind);
  const hidden = kinds.filter((_, i) => i % 2 === 1);
  const isDense = kinds.every((kind, i) => i % 2 === 1 || kind === "dense") &&
    hidden.every((kind) => ["relu", "sigmoid", "tanh", "identity"].includes(kind));
  if (!isDense) return undefined;
  const engine = new PlainEngine(), activation = (hidden[0] ?? "relu") as ActivationName;
  const copy = new Network(engine, mlp(engine, { sizes: network.sizes, activation }));
  copy.parameters.forEach(({ value }, i) => value.data.set(network.parameters[i].value.data));
  return { network: copy, activation };
}

/** A forward and a backward pass of one drawing. */
export class Pass {
  /** The network, in f64. */
  readonly network: Network;
  /** Every number of the pass. */
  readonly now: Snapshot;
  /** The loss, in nats. */
  readonly loss: number;
  /** How many dense layers there are. */
  readonly depth: number;
  readonly #activation: ActivationName;
  readonly #batch: Batch;
  readonly #options: PassOptions;

  /** Makes the pass. */
  constructor(copy: { network: Network; activation: ActivationName }, options: PassOptions) {
    const { network, activation } = copy, { engine } = network;
    const inputs = engine.matrix(1, options.pixels.length);
    inputs.data.set(Array.from(options.pixels, (pixel) => pixel / 255));
    this.network = network;
    this.#activation = activation;
    this.#options = options;
    this.#batch = { inputs, labels: Uint8Array.of(options.label) };
    this.depth = network.sizes.length - 1;
    this.loss = network.forward(this.#batch).loss;
    network.backward();
    this.now = snapshot(network, this.#batch.labels);
  }

  /** All its stages: eight for one hidden layer. */
  stages(): Stage[] {
    const { depth } = this, found = [this.#forward(), this.#lossStage()];
    for (let layer = depth; layer >= 1; layer--) {
      found.push(layer === depth ? this.#lastSlope() : this.#activationSlope(layer));
      found.push(this.#weightSlope(layer));
      if (layer > 1) found.push(this.#inputSlope(layer));
    }
    return [...found, this.#update()];
  }

  /** The slope of the loss by what a stage pushes, measured with a push of `epsilon`. */
  measure({ name, row, column }: NonNullable<Stage["pushed"]>, epsilon: number): FiniteDifference {
    if (name.startsWith("A")) return this.#measureInside(Number(name.slice(1)), column, epsilon);
    const { value } = symbols(this.network).get(name)!;
    const loss = () => this.network.forward(this.#batch).loss;
    return finiteDifference(value, { row, column, epsilon, loss });
  }

  /** The slope by what a hidden layer sends on: the layers behind it, alone. */
  #measureInside(layer: number, column: number, epsilon: number): FiniteDifference {
    const { engine, layers } = this.network;
    const behind = new Network(engine, layers.slice(2 * layer));
    behind.wantsInputGradient(true); // they are the network's own layers, which needs it
    const { rows, columns, data } = this.now.matrix(`A${layer}`);
    const inputs: Matrix = engine.matrix(rows, columns);
    inputs.data.set(Array.from(data));
    const loss = () => behind.forward({ inputs, labels: this.#batch.labels }).loss;
    return finiteDifference(inputs, { row: 0, column, epsilon, loss });
  }

  /** What a layer reads: the pixels, or what the layer before it sends on. */
  #before(layer: number): string {
    return layer === 1 ? "X" : `A${layer - 1}`;
  }

  #check(element: string, value: number, pushed: NonNullable<Stage["pushed"]>): StillBlock {
    const { slope } = this.measure(pushed, EPSILON);
    return check({
      claim: { en: `${element} is the slope of L`, fr: `${element} est bien la pente de L` },
      found: { name: { en: "backpropagation", fr: "rétropropagation" }, value },
      expected: { name: { en: "finite difference", fr: "différence finie" }, value: slope },
      ...(Math.abs(value) < NOISE / TOLERANCE
        ? { measure: "absolute" as const, tolerance: NOISE }
        : { tolerance: Math.max(TOLERANCE, NOISE / Math.abs(value)) }),
    });
  }

  #forward(): Stage {
    const { now, depth } = this, { units } = this.#options, blocks: StillBlock[] = [];
    for (let layer = 1; layer <= depth; layer++) {
      const from = this.#before(layer), to = units[layer], { columns } = now.matrix(from);
      const sum = series(layer === 1 ? "i" : "j", columns, {
        term: (j) =>
          times(
            now.at(from, 0, layer === 1 ? { i: j } : { j }),
            now.at(`W${layer}`, layer === 1 ? { i: j } : { j }, to),
          ),
        shown: 1,
        follow: units[layer - 1],
      });
      blocks.push(formula(now.left(`Z${layer}`, 0, to), plus(sum, now.at(`b${layer}`, 0, to))));
      if (layer < depth) {
        blocks.push(formula(now.left(`A${layer}`, 0, to), this.#activated(layer, to)));
      }
    }
    const last = `Z${depth}`, to = units[depth];
    const total = series("k", 10, { term: (k) => apply("exp", now.at(last, 0, { k })), shown: 2 });
    blocks.push(formula(now.left("P", 0, to), over(apply("exp", now.at(last, 0, to)), total)));
    return {
      name: "forward",
      text: {
        en:
          "Forward: each layer multiplies by its weights and adds its bias; softmax makes probabilities of the scores.",
        fr:
          "L’aller\u00a0: chaque couche multiplie par ses poids et ajoute son biais\u00a0; softmax fait des scores des probabilités.",
      },
      blocks,
      links: this.#followed(),
    };
  }

  /** g(z) of a hidden neuron. */
  #activated(layer: number, unit: number): Expression {
    const z = this.now.at(`Z${layer}`, 0, unit), exp = (of: Expression) => apply("exp", of);
    switch (this.#activation) {
      case "relu":
        return apply("relu", z);
      case "sigmoid":
        return over(constant(1), plus(constant(1), exp(negative(z))));
      case "tanh":
        return over(minus(exp(z), exp(negative(z))), plus(exp(z), exp(negative(z))));
      case "identity":
        return z;
    }
  }

  #followed(): Stage["links"] {
    const { units } = this.#options;
    return units.slice(1).map((to, i) => ({ layer: 2 * i, from: units[i], to }));
  }

  #lossStage(): Stage {
    const { now, loss } = this, { label } = this.#options;
    return {
      name: "loss",
      text: {
        en:
          `The loss: how far the network is from reading a ${label}. It is 0 where P[0,${label}] is 1.`,
        fr:
          `La perte\u00a0: à quel point le réseau est loin de lire un ${label}. Elle vaut 0 quand P[0,${label}] vaut 1.`,
      },
      blocks: [formula({ name: "L", traced: loss }, negative(apply("ln", now.at("P", 0, label))))],
      links: [],
    };
  }

  #lastSlope(): Stage {
    const { now, depth } = this, to = this.#options.units[depth], name = `dZ${depth}`;
    const pushed = { name: `b${depth}`, row: 0, column: to };
    return {
      name,
      text: {
        en:
          `How wrong each score is: its probability, less 1 for the right class. What is added to b${depth} is added to Z${depth}.`,
        fr:
          `L’écart de chaque score\u00a0: sa probabilité, moins 1 pour la bonne classe. Augmenter b${depth} augmente Z${depth} d’autant.`,
      },
      blocks: [
        formula(now.whole(name), minus(now.all("P"), now.all("Y"))),
        formula(now.left(name, 0, to), minus(now.at("P", 0, to), now.at("Y", 0, to))),
        this.#check(`${name}[0,${to}]`, now.value(name, 0, to), pushed),
      ],
      links: [],
      pushed,
    };
  }

  #weightSlope(layer: number): Stage {
    const { now } = this, { units } = this.#options, name = `dW${layer}`;
    const from = this.#before(layer), row = units[layer - 1], column = units[layer];
    const pushed = { name: `W${layer}`, row, column };
    return {
      name,
      text: {
        en: `The slope by a weight: what comes in, times the slope of what goes out.`,
        fr: `La pente par rapport à un poids\u00a0: ce qui entre, fois la pente de ce qui sort.`,
      },
      blocks: [
        formula(now.whole(name), times(now.transposed(from), now.all(`dZ${layer}`))),
        formula(
          now.left(name, row, column),
          times(now.at(from, 0, row), now.at(`dZ${layer}`, 0, column)),
        ),
        this.#check(`${name}[${row},${column}]`, now.value(name, row, column), pushed),
      ],
      links: [{ layer: 2 * (layer - 1), from: row, to: column }],
      pushed,
    };
  }

  #inputSlope(layer: number): Stage {
    const { now, network } = this, { units } = this.#options, name = `dA${layer - 1}`;
    const unit = units[layer - 1], next = network.sizes[layer];
    const pushed = { name: `A${layer - 1}`, row: 0, column: unit };
    const path = (k: number) =>
      times(now.at(`dZ${layer}`, 0, { k }), now.at(`W${layer}`, unit, { k }));
    return {
      name,
      text: {
        en: `Back through W${layer}: every path from neuron ${unit} to the loss, added up.`,
        fr:
          `Retour à travers W${layer}\u00a0: la somme de tous les chemins du neurone ${unit} à la perte.`,
      },
      blocks: [
        formula(now.whole(name), times(now.all(`dZ${layer}`), now.transposed(`W${layer}`))),
        formula(
          now.left(name, 0, unit),
          series("k", next, { term: path, shown: 1, follow: units[layer] }),
        ),
        this.#check(`${name}[0,${unit}]`, now.value(name, 0, unit), pushed),
      ],
      links: Array.from({ length: next }, (_, to) => ({ layer: 2 * (layer - 1), from: unit, to })),
      pushed,
    };
  }

  #activationSlope(layer: number): Stage {
    const { now } = this, unit = this.#options.units[layer], name = `dZ${layer}`;
    const slope = now.at(`dA${layer}`, 0, unit), a = now.at(`A${layer}`, 0, unit);
    const z = now.at(`Z${layer}`, 0, unit), pushed = { name: `b${layer}`, row: 0, column: unit };
    const gate = {
      relu: positive(z),
      sigmoid: times(a, minus(constant(1), a)),
      tanh: minus(constant(1), times(a, a)),
      identity: constant(1),
    }[this.#activation];
    return {
      name,
      text: this.#activation === "relu"
        ? {
          en:
            "Back through ReLU: a neuron that is on lets the slope pass, one that is off stops it.",
          fr:
            "Retour à travers ReLU\u00a0: un neurone actif laisse passer la pente, un neurone inactif l’arrête.",
        }
        : {
          en:
            `Back through ${this.#activation}: the slope, times that of the activation at Z${layer}.`,
          fr:
            `Retour à travers ${this.#activation}\u00a0: la pente, fois celle de l’activation en Z${layer}.`,
        },
      blocks: [
        ...(this.#activation === "relu"
          ? [
            formula(
              now.whole(name),
              hadamard(now.all(`dA${layer}`), positive(now.all(`Z${layer}`))),
            ),
          ]
          : []),
        formula(now.left(name, 0, unit), times(slope, gate)),
        this.#check(`${name}[0,${unit}]`, now.value(name, 0, unit), pushed),
      ],
      links: [],
      pushed,
    };
  }

  #update(): Stage {
    const { now, network } = this, { units, rate } = this.#options;
    const before = network.parameters.map(({ value }) => Array.from(value.data));
    network.forward(this.#batch);
    network.backward();
    new Sgd(network.engine, network.parameters).step(rate);
    const { loss } = network.forward(this.#batch);
    const [row, column] = units, name = "W1";
    const left = {
      name: `W1[${row},${column}]`,
      sign: "←" as const,
      traced: symbols(network).get("W1")!.value.data[row * network.sizes[1] + column],
    };
    network.parameters.forEach(({ value }, i) => value.data.set(before[i]));
    network.forward(this.#batch);
    network.backward();
    const step = times(operand("η", rate), now.at(`d${name}`, row, column));
    return {
      name: "update",
      text: {
        en: `The step: every weight goes down its slope. For this drawing, the loss goes from ${
          n(this.loss)
        } to ${n(loss)}.`,
        fr: `Le pas\u00a0: chaque poids descend sa pente. Pour ce dessin, la perte passe de ${
          n(this.loss)
        } à ${n(loss)}.`,
      },
      blocks: [
        formula(left, minus(now.at(name, row, column), step)),
        check({
          claim: {
            en: `after the step, the loss is smaller (η = ${n(rate)})`,
            fr: `après le pas, la perte est plus petite (η = ${n(rate)})`,
          },
          found: { name: { en: "after", fr: "après" }, value: loss },
          expected: { name: { en: "before", fr: "avant" }, value: this.loss },
          measure: "below",
        }),
      ],
      links: this.#followed(),
    };
  }
}
