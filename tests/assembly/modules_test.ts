import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as modules from "../../assembly/build/modules.js";
import { BUILD_NAMES, compileKernels, modulePath } from "../../src/cli/compile.ts";
import { newMemory, newSharedMemory } from "../../src/engine/arena.ts";
import { instantiateKernels } from "../../src/engine/kernels.ts";
import { lacks } from "../permission.ts";

for (const [build, module] of Object.entries(modules)) {
  Deno.test(`the kernels import nothing but their memory (${build})`, () => {
    assert.deepEqual(WebAssembly.Module.imports(module), [
      { module: "env", name: "memory", kind: "memory" },
    ]);
  });

  Deno.test(`the kernels export functions, and no state (${build})`, () => {
    const exports = WebAssembly.Module.exports(module);
    assert.ok(exports.length > 0);
    assert.deepEqual(exports.filter(({ kind }) => kind !== "function"), []);
  });
}

Deno.test("all builds export the same kernels", () => {
  const { strict, ...others } = modules;
  for (const module of Object.values(others)) {
    assert.deepEqual(WebAssembly.Module.exports(module), WebAssembly.Module.exports(strict));
  }
});

for (const name of ["strict", "relaxed"] as const) {
  Deno.test(`the shared build is for memory that threads share, and the other is not (${name})`, () => {
    const own = newMemory(2 ** 20), shared = newSharedMemory();
    instantiateKernels(modules[name], own);
    instantiateKernels(modules[`${name}Shared`], shared);
    assert.throws(() => instantiateKernels(modules[name], shared), WebAssembly.LinkError);
    assert.throws(() => instantiateKernels(modules[`${name}Shared`], own), WebAssembly.LinkError);
  });
}

for (const build of BUILD_NAMES) {
  Deno.test({
    name: `the committed ${build}.wasm is what the sources give (needs --allow-read --allow-env)`,
    ignore: lacks("read", "env"),
    fn: async () => {
      const [committed, compiled] = [
        await readFile(modulePath(build)),
        await compileKernels(build),
      ];
      assert.ok(compiled.length > 0);
      assert.ok(committed.equals(compiled), "run deno task build, and commit what it writes");
    },
  });
}
