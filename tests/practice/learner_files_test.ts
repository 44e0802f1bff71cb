import assert from "node:assert/strict";
import { join } from "node:path";
import { EXERCISES } from "../../practice/list.ts";
import { UserError } from "../../src/errors.ts";
import { fileOf } from "../../src/practice/exercise.ts";
import {
  pathOf,
  reset,
  solutionOf,
  starterOf,
  writeStarters,
} from "../../src/practice/learner_files.ts";
import { noteProgress, readProgress } from "../../src/practice/progress.ts";
import { lacks } from "../permission.ts";

const ignore = lacks("read", "write");
const needs = "(needs --allow-read --allow-write)";
const [first] = EXERCISES;

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(join(folder, "mine"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: `starters are written once, in the learner's language, and never overwritten ${needs}`,
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      const written = await writeStarters(EXERCISES, { language: "fr", folder });
      assert.equal(written.length, EXERCISES.length);
      assert.match(await Deno.readTextFile(pathOf(first, folder)), /À relire\u00a0: deno task/);
      await Deno.writeTextFile(pathOf(first, folder), "mine");
      await Deno.remove(pathOf(EXERCISES[1], folder));
      // Twice at once, too.
      await Promise.all([1, 2].map(() => writeStarters(EXERCISES, { language: "en", folder })));
      assert.equal(await Deno.readTextFile(pathOf(first, folder)), "mine");
      assert.match(await Deno.readTextFile(pathOf(EXERCISES[1], folder)), /To reread: deno task/);
    }),
});

Deno.test({
  name: `reset keeps what was there, each time under another name ${needs}`,
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      assert.equal(await reset(first, { language: "en", folder }), undefined);
      for (const text of ["one", "two"]) {
        await Deno.writeTextFile(pathOf(first, folder), text);
        const kept = await reset(first, { language: "en", folder });
        assert.equal(await Deno.readTextFile(kept!), text);
      }
      const names = Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
      assert.deepEqual(names, ["", ".old1", ".old2"].map((end) => fileOf(first) + end));
      assert.equal(
        await Deno.readTextFile(pathOf(first, folder)),
        await starterOf(first, "en"),
      );
    }),
});

Deno.test({
  name: `starters have the comments of one language, and nothing of the solution ${needs}`,
  ignore,
  fn: async () => {
    for (const exercise of EXERCISES) {
      for (const language of ["en", "fr"] as const) {
        const [starter, solution] = [
          await starterOf(exercise, language),
          await solutionOf(exercise, language),
        ];
        for (const text of [starter, solution]) {
          assert.doesNotMatch(text, /solution>|\/\/ (en|fr):/, exercise.name);
          const wide = text.split("\n").filter((line) => line.length > 96);
          assert.deepEqual(wide, [], exercise.name);
        }
        const notice = language === "en" ? /\/\/ Notice: / : /\/\/ À remarquer : /;
        assert.match(solution, notice, "what to notice");
        assert.doesNotMatch(starter, notice);
        for (const { name } of exercise.functions) {
          assert.match(starter, new RegExp(`^export function ${name}\\(`, "m"));
        }
      }
    }
  },
});

Deno.test({
  name: `a folder that cannot be written to is one clear line ${needs}`,
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(folder, "a file where the folder should be");
      await assert.rejects(
        () => writeStarters(EXERCISES, { language: "en", folder }),
        (error) =>
          error instanceof UserError && /^wanted to write your files to/.test(error.message),
      );
      await assert.rejects(() => reset(first, { language: "en", folder }), UserError);
    }),
});

Deno.test({
  name: `progress is kept, and survives a damaged file and a folder that is not there ${needs}`,
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      await noteProgress(folder, { number: 2, done: true });
      assert.deepEqual(await readProgress(folder), new Set());
      await Deno.mkdir(folder);
      await Deno.writeTextFile(join(folder, "progress.json"), "{ damaged");
      for (const number of [4, 2, 3]) await noteProgress(folder, { number, done: true });
      await noteProgress(folder, { number: 3, done: false });
      assert.deepEqual([...await readProgress(folder)], [2, 4]);
      assert.equal([...Deno.readDirSync(folder)].length, 1, "no draft is left");
    }),
});
