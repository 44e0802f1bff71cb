/**
 * Every kind of layer that there is.
 *
 * @module
 */
import { ACTIVATION_NAMES, type Engine } from "../engine/engine.ts";
import { printable } from "../printable.ts";
import { Activation } from "./activation.ts";
import { Dense } from "./dense.ts";
import type { Layer, LayerDescription } from "./layer.ts";

/** How each kind is made from its description. */
const KINDS: ReadonlyMap<string, (engine: Engine, of: LayerDescription) => Layer> = new Map([
  ["dense", (engine: Engine, of: LayerDescription): Layer => new Dense(engine, of)],
  ...ACTIVATION_NAMES.map((activation) =>
    [
      activation,
      (engine: Engine, of: LayerDescription): Layer =>
        new Activation(engine, { activation, size: of.inputs }),
    ] as const
  ),
]);

/**
 * Makes layers from their descriptions, with zero weights.
 *
 * @throws {RangeError} When a kind is not known, or a size is not a positive integer or not one that
 * the kind can have.
 */
export function makeLayers(engine: Engine, descriptions: readonly LayerDescription[]): Layer[] {
  return descriptions.map((description) => {
    const { kind, inputs, outputs } = description, make = KINDS.get(kind);
    if (!make) {
      throw new RangeError(
        `kind of layer must be one of ${[...KINDS.keys()]}: found ${shown(kind)}`,
      );
    }
    if (![inputs, outputs].every((size) => Number.isSafeInteger(size) && size > 0)) {
      throw new RangeError(`${kind} needs positive sizes: found ${shown([inputs, outputs])}`);
    }
    const layer = make(engine, description);
    if (layer.description.outputs === outputs) return layer;
    throw new RangeError(
      `${kind} has as many outputs as inputs: found ${shown([inputs, outputs])}`,
    );
  });
}

/** A value that may come from a file. */
function shown(value: unknown): string {
  return printable(`${JSON.stringify(value)}`);
}
