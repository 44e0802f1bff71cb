/** What the compiled module exports. */
export { densify, gather } from "./batch";
export { matmul, matmulTransposedA, matmulTransposedB, sgdTransposedA } from "./matmul";
export { matmulPlain } from "./plain";
export { matmulSimd } from "./simd";
export { ceiling, ceilingOfPairs } from "./ceiling";
export { moveBytes, moveCsr } from "./move";
export { cscMatmul, cscSgd, csrMatmul, csrToCsc, denseToCsr } from "./sparse";
export { sumRows } from "./reduce";
export { relu, reluBackward, sigmoid, sigmoidBackward, tanh, tanhBackward } from "./activation";
export { softmaxCrossEntropy, softmaxCrossEntropyBackward } from "./softmax";
export { exp, log } from "./elementary";
export { sgd } from "./optimizer";
