import type { Matrix } from "../engine/engine.ts";
import { type ImageSize, thumbnail } from "./thumbnail.ts";

/** The incoming weights of some neurons, each as an image of the size of the inputs. */
export interface WeightImages {
  /** How many neurons the layer has. */
  readonly neurons: number;
  /** How many of them, the first, are in `values`. */
  readonly shown: number;
  /** The size of weight that has full colour; larger ones have it too. Common to all images. */
  readonly limit: number;
  /** `round(127 · weight / limit)`, between −127 and 127; image after image. */
  readonly values: Int8Array;
}

/** The most neurons that are shown. */
const NEURONS_SHOWN = 64;
/** The share of the weights whose colour is exact: a few outliers would make all others pale. */
const WITHIN = 0.995;

/** The weights (inputs, neurons) of the first layer as images; `size` is that of the inputs. */
export function weightImages(weight: Matrix, size: ImageSize): WeightImages {
  const { columns: neurons, rows: inputs, data } = weight;
  const shown = Math.min(neurons, NEURONS_SHOWN);
  const images = Array.from({ length: shown }, (_, neuron) => {
    const image = new Float64Array(inputs);
    for (let input = 0; input < inputs; input++) image[input] = data[input * neurons + neuron];
    return thumbnail(image, size);
  });
  const pixels = images[0].length;
  const values = new Float64Array(shown * pixels);
  images.forEach((image, neuron) => values.set(image, neuron * pixels));
  const sizes = values.map(Math.abs).sort();
  const limit = sizes[Math.floor(WITHIN * (sizes.length - 1))] || sizes[sizes.length - 1] || 1;
  const quantised = Int8Array.from(
    values,
    (value) => Math.round(127 * Math.min(1, Math.max(-1, value / limit))),
  );
  return { neurons, shown, limit, values: quantised };
}
