/** What the compiled module exports. */
export { gather } from "./batch";
export { matmul, matmulTransposedA, matmulTransposedB } from "./matmul";
export { sumRows } from "./reduce";
export { relu, reluBackward, sigmoid, sigmoidBackward, tanh, tanhBackward } from "./activation";
export { softmaxCrossEntropy, softmaxCrossEntropyBackward } from "./softmax";
export { exp, log } from "./elementary";
export { sgd } from "./optimizer";
