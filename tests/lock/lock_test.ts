import assert from "node:assert/strict";
import { join } from "node:path";
import { lacks } from "../permission.ts";

const ROOT = join(import.meta.dirname!, "..", "..");
const MODIFIED = /modified package ran/;

/** Runs a task whose packages come from a registry that modifies them, with empty caches. */
async function attacked(project: string, name: string): Promise<{ code: number; err: string }> {
  const registry = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-lock", "--allow-net=127.0.0.1", "--allow-read", "registry.ts"],
    cwd: import.meta.dirname,
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const cache = await Deno.makeTempDir();
  const lines = registry.stdout.getReader();
  try {
    const address = new TextDecoder().decode((await lines.read()).value).trim();
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", name],
      cwd: project,
      env: { DENO_DIR: cache, NPM_CONFIG_REGISTRY: address, NO_COLOR: "1" },
      stdin: "null",
    }).output();
    return { code, err: new TextDecoder().decode(stderr) };
  } finally {
    await lines.cancel();
    registry.kill();
    await registry.status;
    await Deno.remove(cache, { recursive: true });
  }
}

const needs = "(needs --allow-read --allow-write --allow-run)";
const ignore = lacks("read", "write", "run");

Deno.test({
  name: `a task refuses packages that a registry has modified ${needs}`,
  ignore,
  fn: async () => {
    const { code, err } = await attacked(ROOT, "lessons");
    assert.notEqual(code, 0);
    assert.match(err, /checksum did not match/);
    assert.doesNotMatch(err, MODIFIED);
  },
});

Deno.test({
  name: `such packages run where only the command names the lock file: the attack works ${needs}`,
  ignore,
  fn: async () => {
    const project = await Deno.makeTempDir();
    try {
      const { imports, unstable } = JSON.parse(await Deno.readTextFile(join(ROOT, "deno.json")));
      const tasks = { lessons: "deno run --lock=deno.lock --frozen --no-prompt main.ts" };
      const config = JSON.stringify({ lock: false, imports, unstable, tasks });
      await Deno.writeTextFile(join(project, "deno.json"), config);
      await Deno.copyFile(join(ROOT, "deno.lock"), join(project, "deno.lock"));
      await Deno.writeTextFile(join(project, "main.ts"), 'import "fastest-levenshtein";\n');
      assert.match((await attacked(project, "lessons")).err, MODIFIED);
    } finally {
      await Deno.remove(project, { recursive: true });
    }
  },
});
