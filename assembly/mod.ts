/** What the compiled module exports. */
export { densify, gather } from "./batch";
export { matmul, matmulTransposedA, matmulTransposedB, sgdTransposedA } from "./matmul";
export { matmulPlain } from "./plain";
export { matmulSimd } from "./simd";
export { ceiling, ceilingOfPairs } from "./ceiling";
export { cscMatmul, cscSgd, csrMatmul, csrToCsc, denseToCsr } from "./sparse";
export { sumRows } from "./reduce";
export { relu, reluBackward, sigmoid, sigmoidBackward, tanh, tanhBackward } from "./activation";
export { identity, identityBackward, multiply } from "./activation";
export { col2im, im2col } from "./patches";
export { maxPool, maxPoolBackward } from "./pool";
export { dropoutMask } from "./dropout";
export { softmaxCrossEntropy, softmaxCrossEntropyBackward } from "./softmax";
export { exp, log } from "./elementary";
export { adam, momentum, nesterov, rmsprop, sgd } from "./optimizer";
