/**
 * Every kind of layer that there is.
 *
 * @module
 */
import { ACTIVATION_NAMES, type Engine } from "../engine/engine.ts";
import { windowCounts, type Windows } from "../engine/windows.ts";
import { printable } from "../printable.ts";
import { Activation } from "./activation.ts";
import { Conv2d } from "./conv2d.ts";
import { Dense } from "./dense.ts";
import { Dropout } from "./dropout.ts";
import type { Layer, LayerDescription } from "./layer.ts";
import { MaxPool } from "./max_pool.ts";

/** How each kind is made from its description. */
const KINDS: ReadonlyMap<string, (engine: Engine, of: LayerDescription) => Layer> = new Map<
  string,
  (engine: Engine, of: LayerDescription) => Layer
>([
  ["dense", (engine, of) => new Dense(engine, of)],
  ["conv", (engine, of) => {
    const windows = windowsOf(of), counts = windowCounts(windows);
    return new Conv2d(engine, { ...windows, filters: of.outputs / (counts.height * counts.width) });
  }],
  ["maxpool", (engine, of) => new MaxPool(engine, windowsOf(of))],
  ["dropout", (engine, of) => new Dropout(engine, { size: of.inputs, rate: Number(of.rate) })],
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
    const made = [layer.description.inputs, layer.description.outputs];
    if (made[0] === inputs && made[1] === outputs) return layer;
    throw new RangeError(
      `${kind} must have sizes ${shown(made)}: found ${shown([inputs, outputs])}`,
    );
  });
}

/** The windows of a description that may come from a file. */
function windowsOf({ kind, windows }: LayerDescription): Windows {
  const { height, width, channels, kernel, stride, padding } = { ...windows } as Windows;
  const sizes = { height, width, channels, kernel, stride, padding };
  if (Object.values(sizes).every(Number.isSafeInteger)) return sizes;
  throw new RangeError(`${kind} needs windows of whole numbers: found ${shown(windows)}`);
}

/** A value that may come from a file. */
function shown(value: unknown): string {
  return printable(`${JSON.stringify(value)}`);
}
