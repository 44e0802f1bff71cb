/**
 * Every kind of layer that there is.
 *
 * @module
 */
import { ACTIVATION_NAMES, type Engine } from "../engine/engine.ts";
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
 * @throws {RangeError} When there is none, or a kind is not known or a size not a positive integer.
 */
export function makeLayers(engine: Engine, descriptions: readonly LayerDescription[]): Layer[] {
  if (descriptions.length === 0) throw new RangeError("a network needs a layer: found none");
  return descriptions.map((description) => {
    const { kind, inputs, outputs } = description, make = KINDS.get(kind);
    if (!make) {
      throw new RangeError(`kind of layer must be one of ${[...KINDS.keys()]}: found ${kind}`);
    }
    if (![inputs, outputs].every((size) => Number.isSafeInteger(size) && size > 0)) {
      throw new RangeError(`${kind} needs positive sizes: found ${inputs}, ${outputs}`);
    }
    return make(engine, description);
  });
}
