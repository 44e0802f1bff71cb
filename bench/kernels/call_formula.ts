import { isPixels, type Matrix, type Pixels } from "../../src/engine/engine.ts";
import type { Call } from "./timed_engine.ts";

/**
 * An operation as the formula that it computes, such as `Z1 = X·W1 + b1`.
 *
 * @param symbol The name of a matrix in the lessons.
 */
export function callFormula(call: Call, symbol: (matrix: Matrix) => string): string {
  const name = (factor: Matrix | Pixels) => isPixels(factor) ? "X" : symbol(factor);
  const out = symbol(call.outputs);
  switch (call.operation) {
    case "gather":
      return `${out} = X`;
    case "matmul": {
      const { a, b, bias } = call.of;
      return `${out} = ${name(a)}·${name(b)}${bias ? ` + ${name(bias)}` : ""}`;
    }
    case "matmulTransposedA":
      return `${out} = ${name(call.of.a)}ᵀ·${name(call.of.b)}/m`;
    case "descend":
      return `${out} −= η·${name(call.of.a)}ᵀ·${name(call.of.b)}/m`;
    case "matmulTransposedB":
      return `${out} = ${name(call.of.a)}·${name(call.of.b)}ᵀ`;
    case "sumRows":
      return `${out} = Σ ${name(call.of.a)}/m`;
    case "activate":
      return `${out} = ${call.of.activation}(${name(call.of.z)})`;
    case "activateBackward":
      return `${out} = ${name(call.of.da)} ⊙ ${call.of.activation}′`;
    case "softmaxCrossEntropy":
      return `${out} = softmax(${name(call.of.logits)})`;
    case "softmaxCrossEntropyBackward":
      return `${out} = ${name(call.of.p)} − Y`;
    case "sgd":
      return `${out} −= η·${name(call.of.gradient)}`;
  }
}
