/**
 * A network as an ONNX file, which ONNX Runtime and many other programs run.
 *
 * @module
 */
import type { Network } from "../nn/network.ts";
import type { Model } from "../run/model.ts";
import type { Tensor } from "../safetensors/safetensors.ts";
import { channelsFirst, type ChannelsFirstLayer, notExportable } from "./channels_first.ts";
import { type Field, message } from "./protobuf.ts";

/** The versions of the format (2020) and of the operators: old enough for every program of today. */
const IR_VERSION = 7, OPSET = 13;

/** What a network is to be called, and what its classes and images are. */
export interface OnnxOptions extends Pick<Model, "labels" | "image"> {
  /** The name of the graph. */
  readonly name: string;
}

/** The operator of each kind of layer; nothing for those that do nothing to an image that is read. */
const OPERATORS: ReadonlyMap<string, string | undefined> = new Map([
  ["dense", "Gemm"],
  ["conv", "Conv"],
  ["maxpool", "MaxPool"],
  ["flatten", "Flatten"],
  ["relu", "Relu"],
  ["sigmoid", "Sigmoid"],
  ["tanh", "Tanh"],
  ["identity", undefined],
  ["dropout", undefined],
]);

/** TensorProto.DataType and AttributeProto.AttributeType. */
const FLOAT = 1, INT = 2, INTS = 7;

/**
 * The bytes of an ONNX file.
 *
 * - input `images` (N, 1, height, width), f32, of any N: pixels divided by 255, 0 for paper and 1 for ink
 * - output `probabilities` (N, classes), f32
 * - metadata: `classes`, the labels as JSON; class `c` of the output stands for the label in place `c`
 *
 * The names of the weights are those of the network, `conv1.weight`; their layout is PyTorch's.
 *
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto for the numbers of the fields, and
 * docs/Operators.md there.
 *
 * @throws {UserError} When a layer has no operator: see {@linkcode channelsFirst}.
 */
export function encodeOnnx(
  network: Network,
  { name, labels, image }: OnnxOptions,
): Uint8Array<ArrayBuffer> {
  const { input, layers } = channelsFirst(network, { image });
  const nodes: Field[] = [], initializers: Field[] = [];
  let values = "images";
  for (const layer of layers) {
    if (!OPERATORS.has(layer.kind)) throw notExportable(layer.kind);
    const operator = OPERATORS.get(layer.kind);
    if (!operator) continue;
    const inputs = [values];
    for (const part of ["weight", "bias"] as const) {
      const tensor = layer[part];
      if (!tensor) continue;
      inputs.push(`${layer.name}.${part}`);
      initializers.push([5, tensorOf(`${layer.name}.${part}`, tensor)]);
    }
    nodes.push([1, node(operator, { name: layer.name, inputs, attributes: attributesOf(layer) })]);
    values = layer.name;
  }
  nodes.push([1, node("Softmax", { name: "probabilities", inputs: [values], attributes: [] })]);
  const graph = message([
    ...nodes,
    [2, name],
    ...initializers,
    [
      11,
      valueOf("images", {
        shape: input,
        text: "pixels divided by 255: 0 for paper, 1 for ink",
      }),
    ],
    [
      12,
      valueOf("probabilities", {
        shape: [labels.length],
        text: `probability of each class: ${labels.join(", ")}`,
      }),
    ],
  ]);
  return message([
    [1, IR_VERSION],
    [2, "ardoise"],
    [7, graph],
    [8, message([[1, ""], [2, OPSET]])],
    [14, message([[1, "classes"], [2, JSON.stringify(labels)]])],
  ]);
}

/** A NodeProto, with one output of its own name. */
function node(
  operator: string,
  { name, inputs, attributes }: { name: string; inputs: string[]; attributes: Uint8Array[] },
): Uint8Array {
  return message([
    ...inputs.map((input): Field => [1, input]),
    [2, name],
    [3, name],
    [4, operator],
    ...attributes.map((attribute): Field => [5, attribute]),
  ]);
}

/** The attributes of a layer's operator, each an AttributeProto. */
function attributesOf({ kind, windows }: ChannelsFirstLayer): Uint8Array[] {
  const ints = (name: string, values: number[]) =>
    message([[1, name], ...values.map((value): Field => [8, value]), [20, INTS]]);
  // Gemm multiplies by (inputs, outputs) otherwise.
  if (kind === "dense") return [message([[1, "transB"], [3, 1], [20, INT]])];
  if (!windows) return [];
  const { kernel, stride, padding } = windows;
  return [
    ints("kernel_shape", [kernel, kernel]),
    ints("strides", [stride, stride]),
    ints("pads", [padding, padding, padding, padding]),
  ];
}

/** A TensorProto. */
function tensorOf(name: string, { shape, data }: Tensor): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message([
    ...shape.map((size): Field => [1, size]),
    [2, FLOAT],
    [8, name],
    [9, bytes], // little-endian, as every machine that Deno runs on
  ]);
}

/** A ValueInfoProto: f32 of (N, …shape). */
function valueOf(
  name: string,
  { shape, text }: { shape: readonly number[]; text: string },
): Uint8Array {
  const sizes = [message([[2, "N"]]), ...shape.map((size) => message([[1, size]]))];
  const tensor = message([[1, FLOAT], [2, message(sizes.map((size): Field => [1, size]))]]);
  return message([[1, name], [2, message([[1, tensor]])], [3, text]]);
}
