import assert from "node:assert/strict";
import * as modules from "../../assembly/build/modules.js";
import { instantiateKernels, type Kernels } from "../../src/engine/kernels.ts";

/** Each kernel with the same function in f64, and its largest error in units in the last place. */
const FUNCTIONS: readonly {
  name: "exp" | "log" | "sigmoid" | "tanh";
  reference: (x: number) => number;
  ulps: number;
}[] = [
  { name: "exp", reference: Math.exp, ulps: 1 },
  { name: "log", reference: Math.log, ulps: 1 },
  {
    name: "sigmoid",
    reference: (x) => x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)),
    ulps: 2.5,
  },
  { name: "tanh", reference: Math.tanh, ulps: 1.5 },
];

/** Primes, so that the patterns taken are spread over every exponent and mantissa. */
const STRIDE = 1009;
const COUNT = 1 << 16;

/** Calls a kernel on f32 numbers of the whole range: one bit pattern in `STRIDE`, and those at the ends. */
function throughEveryFloat(kernels: Kernels, memory: WebAssembly.Memory) {
  const inputs = new Float32Array(memory.buffer, 64, COUNT);
  const patterns = new Uint32Array(memory.buffer, 64, COUNT);
  const outputs = new Float32Array(memory.buffer, 64 + 4 * COUNT, COUNT);
  return function* (name: typeof FUNCTIONS[number]["name"]): Generator<[number, number]> {
    let count = 0;
    function* flush(): Generator<[number, number]> {
      kernels[name](outputs.byteOffset, inputs.byteOffset, count);
      for (let i = 0; i < count; i++) yield [inputs[i], outputs[i]];
      count = 0;
    }
    for (let pattern = 0; pattern < 2 ** 32; pattern += STRIDE) {
      patterns[count++] = pattern;
      if (count === COUNT) yield* flush();
    }
    const ends = [
      0,
      -0,
      1,
      -1,
      NaN,
      Infinity,
      -Infinity,
      1e-45,
      -1e-45,
      3.4028235e38,
      -3.4028235e38,
    ];
    const turns = [88.72284, -103.97208, 103.97208, 0.625, -0.625, 9.010913, 1.17549435e-38];
    for (const x of [...ends, ...turns]) inputs[count++] = x;
    yield* flush();
  };
}

const float = new Float32Array(1), bits = new Uint32Array(float.buffer);

/** The distance from |x|, rounded to f32, to the next f32: the unit of the last place. */
function unitInLastPlace(x: number): number {
  float[0] = Math.abs(x);
  const exponent = Math.max((bits[0] >>> 23) - 127, -126);
  return 2 ** (exponent - 23);
}

for (const [build, module] of Object.entries(modules)) {
  const memory = new WebAssembly.Memory({ initial: 9, maximum: 9 });
  const everyFloat = throughEveryFloat(instantiateKernels(module, memory), memory);

  for (const { name, reference, ulps } of FUNCTIONS) {
    Deno.test(`${name} is within ${ulps} ulp, one f32 in ${STRIDE} of the whole range and its ends (${build})`, () => {
      let worst = 0, at = 0;
      for (const [x, y] of everyFloat(name)) {
        const exact = reference(x), rounded = Math.fround(exact);
        if (y === rounded || (Number.isNaN(y) && Number.isNaN(rounded))) continue;
        const error = Math.abs(y - exact) / unitInLastPlace(exact);
        if (!(error <= worst)) [worst, at] = [error, x];
      }
      assert.ok(worst <= ulps, `${name}(${at}) is ${worst} ulp away`);
      assert.ok(worst > 0.5, "a comparison of a thing with itself");
    });
  }
}
