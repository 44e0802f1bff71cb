import type { ActivationName, Engine } from "../engine/engine.ts";
import { windowCounts } from "../engine/windows.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { Activation } from "./activation.ts";
import { Conv2d } from "./conv2d.ts";
import { Dense } from "./dense.ts";
import { Dropout } from "./dropout.ts";
import type { Layer } from "./layer.ts";
import { MaxPool } from "./max_pool.ts";

/** The stream of the first dropout's masks; those of the others follow. */
const MASK_STREAM = 16;

/** What a network of convolutions and dense layers is made from. */
export interface ConvnetSizes {
  /** The images: a gray one of 28 by 28 pixels has `{ height: 28, width: 28, channels: 1 }`. */
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  /** Filters of each convolution, first to last; none for a multilayer perceptron. */
  readonly conv: readonly number[];
  /** Rows and columns of their windows. */
  readonly kernel: number;
  /** Pixels from a window to the next. */
  readonly stride: number;
  /** Rows and columns of zeros around an image; 0 by default. */
  readonly padding?: number;
  /** Rows and columns of a max-pooling behind each convolution; 0, the default, for none. */
  readonly pool?: number;
  /** Sizes of the hidden dense layers, first to last. */
  readonly hidden: readonly number[];
  /** Classes. */
  readonly classes: number;
  /** What follows each convolution and each hidden layer. */
  readonly activation: ActivationName;
  /** Share of the inputs of each dense layer that are dropped, pixels never; 0 by default. */
  readonly dropout?: number;
  /** Of the masks of dropout; 0 by default. */
  readonly seed?: number;
}

/**
 * The layers of a convolutional network: convolution, activation, pooling again and again, then dense
 * layers, with dropout before each.
 *
 * @throws {RangeError} When a size is not one that a layer can have, or leaves no pixel.
 */
export function convnet(engine: Engine, of: ConvnetSizes): Layer[] {
  const { kernel, stride, padding = 0, pool = 0, activation, dropout = 0, seed = 0 } = of;
  const layers: Layer[] = [];
  const add = <Added extends Layer>(layer: Added): Added => (layers.push(layer), layer);
  let image = of.image;
  for (const filters of of.conv) {
    const conv = add(new Conv2d(engine, { ...image, kernel, stride, padding, filters }));
    add(new Activation(engine, { activation, size: conv.description.outputs }));
    image = { ...windowCounts(conv.description.windows), channels: filters };
    if (pool === 0) continue;
    const pooling = add(new MaxPool(engine, { ...image, kernel: pool, stride: pool }));
    image = { ...windowCounts(pooling.description.windows), channels: filters };
  }
  let inputs = image.height * image.width * image.channels, masks = 0;
  const sizes = [...of.hidden, of.classes];
  if (!sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new RangeError(`dense layers need positive sizes: found [${[inputs, ...sizes]}]`);
  }
  for (const [i, outputs] of sizes.entries()) {
    if (dropout !== 0 && layers.length > 0) {
      const random = new Xoshiro128(seed, MASK_STREAM + masks++);
      add(new Dropout(engine, { size: inputs, rate: dropout, random }));
    }
    add(new Dense(engine, { inputs, outputs }));
    if (i < sizes.length - 1) add(new Activation(engine, { activation, size: outputs }));
    inputs = outputs;
  }
  return layers;
}
