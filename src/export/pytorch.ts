/**
 * A network as the weights of a `torch.nn.Sequential`, and the lines of Python that load them.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import type { Model } from "../run/model.ts";
import { encodeSafetensors, type Tensor } from "../safetensors/safetensors.ts";
import { channelsFirst, type ChannelsFirstLayer, notExportable } from "./channels_first.ts";

/** What the classes and the images of a network are. */
export type PytorchOptions = Pick<Model, "labels" | "image">;

/** How each kind of layer is made in Python. */
const MODULES: Readonly<Record<string, (layer: ChannelsFirstLayer) => string>> = {
  dense: ({ weight }) => `nn.Linear(${weight!.shape[1]}, ${weight!.shape[0]})`,
  conv({ weight, windows }) {
    const [filters, channels, kernel] = weight!.shape, { stride, padding } = windows!;
    return `nn.Conv2d(${channels}, ${filters}, ${kernel}, stride=${stride}, padding=${padding})`;
  },
  maxpool: ({ windows }) => `nn.MaxPool2d(${windows!.kernel}, stride=${windows!.stride})`,
  flatten: () => "nn.Flatten()",
  relu: () => "nn.ReLU()",
  sigmoid: () => "nn.Sigmoid()",
  tanh: () => "nn.Tanh()",
  identity: () => "nn.Identity()",
  dropout: ({ rate }) => `nn.Dropout(${rate})`,
};

/**
 * The bytes of a safetensors file whose names are those of a `torch.nn.Sequential`: `1.weight` (outputs,
 * inputs) or (filters, channels, kernel, kernel) and `1.bias`, of the layer in place 1. The metadata holds
 * that Sequential in Python and the labels of the classes.
 *
 * @throws {UserError} When a layer has no counterpart: see {@linkcode channelsFirst}.
 */
export function encodePytorch(
  network: Network,
  options: PytorchOptions,
): Uint8Array<ArrayBuffer> {
  const { layers } = channelsFirst(network, options);
  const tensors = layers.flatMap(({ weight, bias }, i): [string, Tensor][] =>
    weight && bias ? [[`${i}.weight`, weight], [`${i}.bias`, bias]] : []
  );
  return encodeSafetensors(tensors, {
    producer: "ardoise",
    format: "pt",
    network: sequential(layers).join("\n"),
    classes: JSON.stringify(options.labels),
  });
}

/**
 * Lines of Python, without a package besides torch, that read a safetensors file as the dictionary
 * `weights`. Its tensors share one memory, which can be written to.
 */
export function readingLines(file: string): string {
  return `import json, struct, torch
from torch import nn

with open(${JSON.stringify(file)}, "rb") as file:
    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
weights = {}
for name, tensor in header.items():
    if name != "__metadata__":
        begin, end = (at // 4 for at in tensor["data_offsets"])
        weights[name] = numbers[begin:end].reshape(tensor["shape"])`;
}

/** Lines of Python that make a network of the file that {@linkcode encodePytorch} wrote: `model`. */
export function pytorchLines(
  network: Network,
  { file, ...options }: PytorchOptions & { readonly file: string },
): Text {
  const { input, layers } = channelsFirst(network, options);
  const code = `${readingLines(file)}

model = ${sequential(layers).join("\n")}
model.load_state_dict(weights)
model.eval()
`;
  const shape = ["N", ...input].join(", "), classes = options.labels.join(", ");
  return {
    en: `${code}
# images: (${shape}), pixels divided by 255: 0 for paper, 1 for ink
# model(images).softmax(1): the probabilities of the classes ${classes}`,
    fr: `${code}
# images : (${shape}), pixels divisés par 255 : 0 pour le papier, 1 pour l’encre
# model(images).softmax(1) : les probabilités des classes ${classes}`,
  };
}

function sequential(layers: readonly ChannelsFirstLayer[]): string[] {
  const lines = layers.map((layer) => {
    if (!Object.hasOwn(MODULES, layer.kind)) throw notExportable(layer.kind);
    return `    ${MODULES[layer.kind](layer)},`;
  });
  return ["nn.Sequential(", ...lines, ")"];
}
