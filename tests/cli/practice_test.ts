import assert from "node:assert/strict";
import { join } from "node:path";
import { EXERCISES } from "../../practice/list.ts";
import { fileOf } from "../../src/practice/exercise.ts";
import { solutionOf } from "../../src/practice/learner_files.ts";
import { noteProgress } from "../../src/practice/progress.ts";
import { lacks } from "../permission.ts";
import { ROOT } from "./task.ts";

const ignore = lacks("read", "write", "run", "env");
const needs = "(needs --allow-read --allow-write --allow-run)";

/** A copy of what the command needs, so that nobody's own files are touched. */
async function inCopy(
  work: (run: Runner, mine: string, copy: string) => Promise<void>,
): Promise<void> {
  const copy = await Deno.makeTempDir();
  try {
    for (const name of ["src", "practice"]) await copied(join(ROOT, name), join(copy, name));
    for (const name of ["deno.json", "deno.lock"]) {
      await Deno.copyFile(join(ROOT, name), join(copy, name));
    }
    const run: Runner = async (...args) => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["task", "--quiet", "practice", ...args],
        cwd: copy,
        env: { LC_ALL: "C.UTF-8", NO_COLOR: "1" },
        stdin: "null",
      }).output();
      const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
      return { code, out, err };
    };
    await work(run, join(copy, "practice", "mine"), copy);
  } finally {
    await Deno.remove(copy, { recursive: true });
  }
}
type Runner = (...args: string[]) => Promise<{ code: number; out: string; err: string }>;

async function copied(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (name === "mine") continue;
    if (isDirectory) await copied(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

Deno.test({
  name: `practice without a terminal, --check, --reset, --list and their exit statuses ${needs}`,
  ignore,
  fn: () =>
    inCopy(async (run, mine) => {
      const [, softmax, third] = EXERCISES;
      const nothing = await run("--check");
      assert.deepEqual([nothing.code, nothing.err], [1, ""]);
      assert.equal(nothing.out.match(/^· .* — to write$/gm)?.length, EXERCISES.length);
      const piped = await run("2", "--lang", "fr");
      assert.equal(piped.code, 0, piped.err);
      assert.match(piped.out, /^2 · Softmax[^]*À écrire[^]*Ce n’est pas un terminal/);
      const path = join(mine, fileOf(softmax));
      await Deno.writeTextFile(path, await solutionOf(softmax, "en"));
      const [alone, all] = [await run("--check", "2"), await run("--check")];
      assert.equal(alone.code, 0, alone.out);
      assert.match(alone.out, /✓ P[^]*All of it is right/);
      assert.equal(all.code, 1);
      assert.match(all.out, /^· {2}1 .*\n✓ {2}2 {2}Softmax\n· {2}3 /);
      assert.match((await run("--list")).out, /^ +1 .*\n✓ {2}2 {2}Softmax\n +3 /);
      assert.match((await run()).out, /^1 · /, "the first not done");
      await noteProgress(mine, { number: 1, done: true });
      assert.match((await run()).out, new RegExp(`^${third.number} · `), "the first not done");
      const again = await run("--reset", "2");
      assert.match(again.out, /02_softmax\.ts is as it was at first.*kept.*02_softmax\.ts\.old1/);
      assert.equal(await Deno.readTextFile(`${path}.old1`), await solutionOf(softmax, "en"));
      assert.match((await run("--list")).out, /^ {3}2 {2}Softmax/m);
      for (
        const [args, line] of [[["--reset"], /--reset wants the number/], [["99"], /99/]] as const
      ) {
        const { code, err } = await run(...args);
        assert.equal(code, 2);
        assert.match(err, line);
      }
    }),
});

Deno.test({
  name: `a clone that cannot be written to says so in a line ${needs}`,
  ignore,
  fn: () =>
    inCopy(async (run, mine) => {
      // A file in the folder's place: permissions do not bind root.
      await Deno.writeTextFile(mine, "");
      const { code, out, err } = await run();
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, /^practice: wanted to write your files to .*\n$/);
    }),
});

/** `practice` in a pseudo-terminal of 80 columns and 24 rows: what is typed, and what stands there then. */
async function watched(
  copy: string,
  work: (person: {
    type: (keys: string) => Promise<void>;
    sees: (expected: RegExp) => Promise<string>;
  }) => Promise<void>,
): Promise<number> {
  const python = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)";
  const child = new Deno.Command("python3", {
    args: ["-c", python, Deno.execPath(), "task", "--quiet", "practice", "2"],
    cwd: copy,
    env: { LC_ALL: "C.UTF-8", NO_COLOR: "1", TERM: "xterm" },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const typing = child.stdin.getWriter();
  let written = "";
  const reading = (async () => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) written += text;
  })();
  const screen = () => written.slice(written.lastIndexOf("\x1b[H\x1b[J") + 6).replaceAll("\r", "");
  try {
    await work({
      type: (keys) => typing.write(new TextEncoder().encode(keys)),
      async sees(expected) {
        for (let i = 0; i < 600 && !expected.test(screen()); i++) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        assert.match(screen(), expected);
        assert.ok(screen().split("\n").length <= 24, "the keys and the title are in sight");
        return screen();
      },
    });
    const { code } = await child.status;
    await reading;
    return code;
  } finally {
    // Without its terminal, the command ends.
    typing.close().catch(() => {});
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    await child.status;
    await reading;
  }
}

Deno.test({
  name: `in a small window: hints, list, solution, a save that mends, a file deleted ${needs}`,
  ignore: ignore || Deno.build.os !== "linux",
  fn: () =>
    inCopy(async (_, mine, copy) => {
      const [, softmax] = EXERCISES, path = join(mine, fileOf(softmax));
      const right = await solutionOf(softmax, "en");
      const code = await watched(copy, async ({ type, sees }) => {
        await sees(/^2 · Softmax [^]*To write: softmax\(Z\)[^]*q: quit$/);
        await Deno.writeTextFile(path, right.replace("z - largest", "z"));
        await sees(/a score of about 1000 gives NaN/);
        await type("s");
        await sees(/shown once yours is right, or after the third hint/);
        for (const i of [1, 2, 3]) {
          await type("h");
          await sees(new RegExp(`…\n[^]*Hint ${i}/3 · `));
        }
        await type(" ");
        await sees(/✗ Ordinary scores are right[^]*… \(space: go on\)/);
        await type(" ");
        await sees(/…\n[^]*Hint 3\/3/);
        await type("s");
        await sees(/Notice: the maximum/);
        await type("l");
        await sees(/^2 · Softmax [^]*\n {3}1 {2}The bytes[^]*\n {2}18 /);
        await Deno.writeTextFile(path, right);
        const solved = await sees(/^2 · Softmax ✓[^]*All of it is right/);
        assert.doesNotMatch(solved, /Hint/, "no hints after the success");
        await Deno.remove(path);
        await sees(/02_softmax\.ts is not there/);
        await type("n");
        await sees(/^3 · Cross-entropy of a batch [^]*To write/);
        await type("q");
      });
      assert.equal(code, 0);
      await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
    }),
});
