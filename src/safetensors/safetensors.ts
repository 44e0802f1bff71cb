/**
 * Weights in a file that other tools open: the safetensors format.
 *
 * @module
 */

export { FILE_DIGEST_KEY, type Tensor, WEIGHTS_DIGEST_KEY } from "./format.ts";
export { type DecodeOptions, decodeSafetensors, type SafetensorsFile } from "./read.ts";
export { dataSha256, encodeSafetensors } from "./write.ts";
