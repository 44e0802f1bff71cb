/** What the compiled module exports. */
export { gather, spread } from "./batch";
export { matmul, matmulTransposedA, matmulTransposedB } from "./matmul";
export { matmulPlain } from "./plain";
export { matmulSimd } from "./simd";
export { ceiling, ceilingOfPairs } from "./ceiling";
export { filePixels, listPixels, sparseMatmul, sparseTransposedA } from "./sparse";
export { sumRows } from "./reduce";
export { relu, reluBackward, sigmoid, sigmoidBackward, tanh, tanhBackward } from "./activation";
export { softmaxCrossEntropy, softmaxCrossEntropyBackward } from "./softmax";
export { exp, log } from "./elementary";
export { sgd } from "./optimizer";
