/**
 * The names that the lessons give to what passes through a network: `X Z1 A1 Z2 A2 dZ2 dW2 …`.
 *
 * @module
 */
import { isPixels, type Matrix } from "../engine/engine.ts";
import type { Parameter } from "./layer.ts";
import type { Batch, Network } from "./network.ts";

/** A layer's number in the lessons, counted by its weights, and the letter of its outputs. */
function namesOf(network: Network): { letter: "Z" | "A"; number: number }[] {
  let number = 0;
  return network.layers.map(({ parameters }) =>
    parameters.length > 0 ? { letter: "Z", number: ++number } : { letter: "A", number }
  );
}

/** Every parameter by its symbol in the lessons, first layer first: `W1 b1 W2 b2`. */
export function symbols(network: Network): Map<string, Parameter> {
  const found = new Map<string, Parameter>(), names = namesOf(network);
  const parameters = network.parameters.values();
  network.layers.forEach((layer, i) => {
    for (const { name } of layer.parameters) {
      found.set(`${name === "weight" ? "W" : "b"}${names[i].number}`, parameters.next().value!);
    }
  });
  return found;
}

/**
 * Every intermediate of the last forward and backward pass, by its name in the lessons and in the
 * order of the story: `X Z1 A1 Z2 A2 dZ2 dW2 db2 dA1 dZ1 dW1 db1` for one hidden layer. The last A
 * holds the probabilities. Before a backward pass, only the first half is there.
 */
export function trace(network: Network): Map<string, Matrix> {
  const { batch, outcome, outputs, gradients } = network.last, found = new Map<string, Matrix>();
  if (!batch || !outcome) return found;
  const names = namesOf(network), all = [...symbols(network)];
  found.set("X", written(network, batch.inputs));
  names.forEach(({ letter, number }, i) => found.set(`${letter}${number}`, outputs[i]));
  found.set(`A${names.at(-1)!.number}`, outcome.probabilities);
  for (let i = network.layers.length - 1; i >= 0 && gradients[i]; i--) {
    const { letter, number } = names[i];
    found.set(`d${letter}${number}`, gradients[i]);
    if (letter === "A") continue;
    for (const [symbol, { gradient }] of all) {
      if (symbol.slice(1) === String(number)) found.set(`d${symbol}`, gradient);
    }
  }
  return found;
}

/** A batch as a matrix: a new one each time, so this is not for a loop of training. */
function written({ engine }: Network, inputs: Batch["inputs"]): Matrix {
  if (!isPixels(inputs)) return inputs;
  const matrix = engine.matrix(inputs.rows, inputs.columns);
  engine.gather(matrix, inputs);
  return matrix;
}
