import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lacks } from "../permission.ts";
import { NEEDS, ROOT, run } from "./task.ts";

const ignore = lacks("read", "write", "run");

Deno.test({
  name: `studio says what is wrong with a run, in a line ${NEEDS}`,
  ignore,
  fn: async () => {
    const none = await run("studio", ["--run", "no-such-run", "--no-open"]);
    assert.equal(none.code, 2);
    assert.match(none.err, /^studio: .*no-such-run.*\n$/);
    const folder = join(ROOT, "results", `damaged-${crypto.randomUUID().slice(0, 8)}`);
    await Deno.mkdir(folder, { recursive: true });
    try {
      await Deno.writeTextFile(join(folder, "model.safetensors"), "damaged");
      const damaged = await run("studio", ["--run", folder.split("/").at(-1)!, "--no-open"]);
      assert.equal(damaged.code, 2, damaged.err);
      assert.match(damaged.err, /^studio: results\/damaged-\w+\/model\.safetensors: .*\n$/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name:
    `studio:export writes a site into a folder that is empty, and asks before it writes elsewhere ${NEEDS}`,
  ignore,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const from = { INIT_CWD: folder }, site = join(folder, "site");
      const nowhere = await run("studio:export", [], from);
      assert.equal(nowhere.code, 2);
      assert.match(nowhere.err, /^studio:export: say where to: /);
      const outside = await run("studio:export", [join(ROOT, "site")], from);
      assert.equal(outside.code, 2);
      assert.match(outside.err, /outside of the folder/);
      const { code, out, err } = await run("studio:export", ["site"], from);
      assert.equal(code, 0, err);
      assert.match(out, /^written: .*site \(\d+ MB\)\n$/);
      for (
        const name of [
          "index.html",
          "main.js",
          "kernels/strict.wasm",
          "mnist/train-images-idx3-ubyte.gz",
        ]
      ) assert.ok(existsSync(join(site, name)), name);
      const again = await run("studio:export", ["site"], from);
      assert.equal(again.code, 2);
      assert.match(again.err, /is not empty/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
