import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lacks } from "../permission.ts";
import { NEEDS, ROOT } from "./task.ts";

const ignore = lacks("read", "write", "run") || Deno.build.os === "windows";

/** A copy of what of the project trains, in a folder of its own. */
async function copied(work: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    for (const part of ["src", "assembly/build", "data/sample", "deno.json", "deno.lock"]) {
      await cp(join(ROOT, part), join(root, part), { recursive: true });
    }
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Trains there, by a command of the shell around the task. */
async function train(root: string, around = (task: string) => task) {
  const task = `"${Deno.execPath()}" task --quiet train --data data/sample --run a`;
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", around(task)],
    cwd: root,
    env: { LC_ALL: "C.UTF-8", NO_COLOR: "1", INIT_CWD: root },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

/** The folder that the warning names, which is removed. */
async function filesElsewhere(err: string): Promise<string[]> {
  const [, path] =
    /^train: .*os error \d+.*The run goes to (\/tmp\/ardoise-\S+\/a) instead: move it/m
      .exec(err) ?? assert.fail(err);
  const files = [...Deno.readDirSync(path)].map(({ name }) => name).sort();
  await Deno.remove(dirname(path), { recursive: true });
  return files;
}

Deno.test({
  name: `a run goes to a temporary folder, and says where, when results/ refuses ${NEEDS}`,
  ignore,
  fn: () =>
    copied(async (root) => {
      await Deno.writeTextFile(join(root, "results"), "mine");
      const { code, out, err } = await train(root);
      assert.equal(code, 0, err);
      const files = await filesElsewhere(err);
      assert.deepEqual(files, ["metrics.json", "model.safetensors", "report.html"]);
      assert.match(out, /^written to \/tmp\/ardoise-\S+\/a\/$/m);
      assert.equal(Deno.readTextFileSync(join(root, "results")), "mine");
    }),
});

Deno.test({
  name: `a run goes to a temporary folder when the disk of results/ is full at its end ${NEEDS} ` +
    "(needs unshare and mount)",
  ignore: ignore || Deno.build.os !== "linux" ||
    !new Deno.Command("unshare", { args: ["-rm", "true"] }).outputSync().success,
  fn: () =>
    copied(async (root) => {
      await Deno.mkdir(join(root, "results"));
      // A disk of 8 KiB: the folder and the mark fit, the weights do not.
      const disk = "mount -t tmpfs -o size=8k none results";
      const { code, err } = await train(
        root,
        (task) => `unshare -rm sh -c '${disk} && ${task} && ls results >&2'`,
      );
      assert.equal(code, 0, err);
      assert.match(err, /os error 28/);
      const files = await filesElsewhere(err);
      assert.deepEqual(files, ["metrics.json", "model.safetensors", "report.html"]);
      const [first, ...others] = err.trimEnd().split("\n");
      assert.match(
        first,
        /os error 28.*The training goes on, and cannot be resumed if it is stopped$/,
      );
      assert.equal(others.length, 1, "nothing is left in results/");
    }),
});
