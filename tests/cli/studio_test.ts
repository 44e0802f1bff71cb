import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "../../src/engine/create.ts";
import { encodeModel } from "../../src/run/model.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { lacks } from "../permission.ts";
import { stripes } from "../train/stripes.ts";
import { NEEDS, RESULTS, ROOT, run, Runs } from "./task.ts";

const ignore = lacks("read", "write", "run");

Deno.test({
  name: `studio says what is wrong with a run, in a line ${NEEDS}`,
  ignore,
  fn: async () => {
    const none = await run("studio", ["--run", "no-such-run", "--no-open"]);
    assert.equal(none.code, 2);
    assert.match(none.err, /^studio: .*(no-such-run|no run).*\n$/);
    await using runs = new Runs();
    const write = async (model: Uint8Array) => {
      const name = runs.name();
      await Deno.mkdir(join(RESULTS, name), { recursive: true });
      await Deno.writeFile(join(RESULTS, name, "model.safetensors"), model);
      return name;
    };
    const damaged = await write(new TextEncoder().encode("damaged"));
    const broken = await run("studio", ["--run", damaged, "--no-open"]);
    assert.equal(broken.code, 2, broken.err);
    assert.match(broken.err, /^studio: results\/test-[\w-]+\/model\.safetensors: .*\n$/);

    const dataset = stripes({ train: 40, test: 10 });
    const { network } = new Session(createEngine("strict"), { recipe: DEFAULT_RECIPE, dataset });
    const small = await write(encodeModel(network, { recipe: DEFAULT_RECIPE, dataset }));
    for (
      const [task, args] of [["studio", ["--no-open"]], ["studio:export", ["/tmp/none"]]] as const
    ) {
      const other = await run(task, [...args, "--run", small], { INIT_CWD: "/tmp" });
      assert.equal(other.code, 2, other.err);
      assert.match(other.err, /^studio[:\w]*: the page draws digits of 28×28 pixels, and .*\n$/);
    }
  },
});

/** The studio without the task around it, which does not pass every signal on. */
function studio(args: string[], env: Record<string, string> = {}): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--allow-read", "--allow-net=127.0.0.1"]
      .concat("--allow-run=xdg-open,open,explorer", "src/cli/studio.ts", args),
    cwd: ROOT,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

Deno.test({
  name: `two studios take two ports, without a browser too, until they are interrupted ${NEEDS}`,
  ignore: ignore || Deno.build.os === "windows", // no signal can be sent to another process there
  fn: async () => {
    const children = [studio(["--no-open"]), studio([], { PATH: "/nowhere" })];
    const addresses = await Promise.all(children.map(async (child) => {
      const reader = child.stdout.getReader();
      const { value } = await reader.read();
      reader.releaseLock();
      return /http:\/\/127\.0\.0\.1:\d+\/(?= \(Ctrl-C)/.exec(new TextDecoder().decode(value))?.[0];
    }));
    assert.ok(addresses[0] && addresses[1] && addresses[0] !== addresses[1], addresses.join());
    // One that finds no browser goes on.
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const child of children) {
      child.kill("SIGINT");
      const { signal, stderr } = await child.output();
      assert.equal(signal, "SIGINT");
      assert.equal(new TextDecoder().decode(stderr), "");
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
      assert.match(out, /^written: .*site \(\d+.MB\)\n$/);
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
