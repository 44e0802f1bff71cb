/**
 * Choosing an engine by its name.
 *
 * @module
 */
import * as modules from "../../assembly/build/modules.js";
import { newMemory } from "./arena.ts";
import type { Engine, EngineName } from "./engine.ts";
import { PlainEngine } from "./plain.ts";
import { WasmEngine } from "./wasm.ts";

/** Room for MNIST and for networks of some twenty million parameters. */
const DEFAULT_CAPACITY = 256 * 2 ** 20;

/**
 * Makes an engine.
 *
 * @param name `plain` (f64, TypeScript), `strict` or `relaxed` (f32, the two builds of the kernels).
 * @param options `capacity`: bytes for all the matrices and datasets of a kernel engine, 256 MiB
 * unless told; pages that are never touched cost nothing.
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
export function createEngine(name: EngineName, options: { capacity?: number } = {}): Engine {
  if (name === "plain") return new PlainEngine();
  return new WasmEngine(name, {
    module: modules[name],
    memory: newMemory(options.capacity ?? DEFAULT_CAPACITY),
  });
}
