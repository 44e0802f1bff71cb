import { windowCounts } from "../engine/windows.ts";
import type { Layer, LayerDescription } from "./layer.ts";

/**
 * The layers of a network in short: `784-64-10` for dense ones and, nearly as in D. Cireşan et al.,
 * "Flexible, high performance convolutional neural networks for image classification" (2011),
 * `784-16C5-MP2-10` for a convolution of 16 filters of 5×5 pixels and a max-pooling of 2×2. A stride
 * and a padding follow where there is one: `16C5S2P1`. Activations and dropout are left out.
 */
export function networkText({ layers }: { readonly layers: readonly Described[] }): string {
  const all = layers.map((layer) => "description" in layer ? layer.description : layer);
  return [all[0].inputs, ...all.flatMap(layerText)].join("-");
}

/** A layer, or its description as a model file keeps it. */
export type Described = Pick<Layer, "description"> | LayerDescription;

function layerText({ kind, outputs, windows }: LayerDescription): string[] {
  if (kind === "dense") return [`${outputs}`];
  if (!windows) return [];
  const { kernel, stride, padding } = windows, counts = windowCounts(windows);
  if (kind === "maxpool") return [`MP${kernel}`];
  const filters = outputs / (counts.height * counts.width);
  const steps = `${stride > 1 ? `S${stride}` : ""}${padding > 0 ? `P${padding}` : ""}`;
  return [`${filters}C${kernel}${steps}`];
}
