import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as modules from "../../assembly/build/modules.js";
import { BUILD_NAMES, compileKernels, modulePath } from "../../src/cli/compile.ts";
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

Deno.test("both builds export the same kernels", () => {
  const [strict, relaxed] = BUILD_NAMES.map((name) => WebAssembly.Module.exports(modules[name]));
  assert.deepEqual(relaxed, strict);
});

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
