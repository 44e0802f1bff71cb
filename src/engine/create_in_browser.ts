/**
 * Choosing an engine by its name, on a page: the compiled kernels are fetched.
 *
 * @module
 */
import type { Engine, EngineName } from "./engine.ts";
import { PlainEngine } from "./plain.ts";
import { WasmEngine } from "./wasm.ts";

/**
 * Makes an engine, as `createEngine` does in Deno.
 *
 * @param name `plain` (f64, TypeScript), `strict` or `relaxed` (f32, the two builds of the kernels).
 * @param from `kernels`: the folder of `strict.wasm` and `relaxed.wasm`, with a slash at its end.
 * @throws {Error} When the server does not give them.
 */
export async function createEngineInBrowser(
  name: EngineName,
  { kernels }: { kernels: URL },
): Promise<Engine> {
  if (name === "plain") return new PlainEngine();
  const url = new URL(`${name}.wasm`, kernels), response = await fetch(url);
  if (!response.ok) throw new Error(`cannot fetch ${url}: status ${response.status}`);
  // Not compileStreaming: it wants a media type that not every server knows.
  return new WasmEngine(name, await WebAssembly.compile(await response.arrayBuffer()));
}
