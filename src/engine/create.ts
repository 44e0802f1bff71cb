/**
 * Choosing an engine by its name, in Deno.
 *
 * @module
 */
import * as modules from "../../assembly/build/modules.js";
import type { Engine, EngineName } from "./engine.ts";
import { PlainEngine } from "./plain.ts";
import { WasmEngine } from "./wasm.ts";

/**
 * Makes an engine.
 *
 * @param name `plain` (f64, TypeScript), `strict` or `relaxed` (f32, the two builds of the kernels).
 *
 * @example
 * ```ts
 * import { createEngine } from "./create.ts";
 *
 * const engine = createEngine("strict");
 * const a = engine.matrix(1, 2), b = engine.matrix(2, 1), c = engine.matrix(1, 1);
 * a.data.set([3, 4]);
 * b.data.set([10, 1]);
 * engine.matmul(c, { a, b });
 * if (c.data[0] !== 34) throw new Error("3·10 + 4·1 is 34");
 * ```
 */
export function createEngine(name: EngineName): Engine {
  return name === "plain" ? new PlainEngine() : new WasmEngine(name, modules[name]);
}
