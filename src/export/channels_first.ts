import type { Matrix } from "../engine/engine.ts";
import { windowCounts, type Windows } from "../engine/windows.ts";
import { UserError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import type { Model } from "../run/model.ts";
import type { Tensor } from "../safetensors/safetensors.ts";

/** A layer as other libraries have it: images are (channels, height, width), weights (outputs, inputs). */
export interface ChannelsFirstLayer {
  /** The kind of the layer here, or `flatten`: an image becomes a row. */
  readonly kind: string;
  /** For instance `conv1`: its kind, and how many of that kind there are so far. */
  readonly name: string;
  /** For a convolution and a pooling. */
  readonly windows?: Windows;
  /** For dropout. */
  readonly rate?: number;
  /** For a dense layer (outputs, inputs), for a convolution (filters, channels, kernel, kernel); f32. */
  readonly weight?: Tensor;
  /** (outputs) or (filters); f32. */
  readonly bias?: Tensor;
}

/** A network as other libraries have it. */
export interface ChannelsFirst {
  /** The shape of an input: (1, height, width), or (pixels) where the size of the images is not known. */
  readonly input: readonly number[];
  /** The layers, first to last; softmax is none of them. */
  readonly layers: readonly ChannelsFirstLayer[];
}

/** The size of an image on its way through the layers. */
type Image = Pick<Windows, "height" | "width" | "channels">;

/**
 * A network as ONNX and PyTorch have it: channel after channel, where here the channels of a pixel lie
 * side by side (`src/engine/windows.ts`). The weights of convolutions, and of a dense layer behind an
 * image, are put into that order, so that no image needs to be.
 *
 * @throws {UserError} When a layer that slides windows does not get the image that it is made for, or
 * the network does not end in a dense layer: no command makes such a network.
 */
export function channelsFirst(
  network: Network,
  { image }: Pick<Model, "image">,
): ChannelsFirst {
  let size: Image | undefined = image &&
    { height: image.rows, width: image.columns, channels: 1 };
  const input = size ? [1, size.height, size.width] : [network.sizes[0]];
  const layers: ChannelsFirstLayer[] = [];
  const add = (layer: Omit<ChannelsFirstLayer, "name">) => {
    const number = layers.filter(({ kind }) => kind === layer.kind).length + 1;
    layers.push({ ...layer, name: `${layer.kind}${number}` });
  };
  for (const { description, parameters } of network.layers) {
    const { kind, windows, rate, outputs } = description;
    const [weight, bias] = parameters.map(({ value }) => value);
    if (windows) {
      const { height, width, channels, kernel } = windows, counts = windowCounts(windows);
      if (size?.height !== height || size.width !== width || size.channels !== channels) {
        throw notExportable(kind);
      }
      size = { ...counts, channels: outputs / (counts.height * counts.width) };
      const shape = [outputs / (counts.height * counts.width), channels, kernel, kernel];
      add({ kind, windows, ...(weight && { ...tensors({ weight, bias, channels, shape }) }) });
    } else if (weight) {
      if (size) add({ kind: "flatten" });
      const shape = [outputs, weight.rows], channels = size?.channels ?? 1;
      add({ kind, ...tensors({ weight, bias, channels, shape }) });
      size = undefined;
    } else add({ kind, rate });
  }
  if (size) throw notExportable(layers.at(-1)!.kind);
  return { input, layers };
}

/** Weights (pixels·channels, n) as (n, channels, pixels), and the bias. */
function tensors(
  { weight, bias, channels, shape }: {
    weight: Matrix;
    bias: Matrix;
    channels: number;
    shape: number[];
  },
): { weight: Tensor; bias: Tensor } {
  const from = weight.data, n = weight.columns, pixels = weight.rows / channels;
  const data = new Float32Array(from.length);
  let to = 0;
  for (let f = 0; f < n; f++) {
    for (let c = 0; c < channels; c++) {
      for (let pixel = 0; pixel < pixels; pixel++) {
        data[to++] = from[(pixel * channels + c) * n + f];
      }
    }
  }
  return { weight: { shape, data }, bias: { shape: [n], data: Float32Array.from(bias.data) } };
}

/** A kind of layer, or its place, that has no counterpart elsewhere. */
export function notExportable(kind: string): UserError {
  return new UserError({
    en: `this network cannot be exported: its layer ${kind} has no counterpart elsewhere, or not ` +
      "in that place",
    fr: `ce réseau ne peut pas être exporté\u00a0: sa couche ${kind} n’a pas d’équivalent ` +
      "ailleurs, ou pas à cette place",
  });
}
