import assert from "node:assert/strict";
import { join } from "node:path";
import e08 from "../../practice/e08_gradient_check.ts";
import e09 from "../../practice/e09_backward.ts";
import e10 from "../../practice/e10_training.ts";
import { check } from "../../src/practice/checker.ts";
import { type Exercise, fileOf } from "../../src/practice/exercise.ts";
import { solutionOf, starterOf } from "../../src/practice/learner_files.ts";
import { runLearner } from "../../src/practice/process.ts";
import { noteProgress } from "../../src/practice/progress.ts";
import { lacks } from "../permission.ts";

const ignore = lacks("read", "write", "run", "env");
const needs = "(needs --allow-read --allow-write --allow-run)";

/** What is said and found of an exercise that is solved, beside files of earlier ones. */
async function judged(
  exercise: Exercise,
  { done, files, change = (source) => source }: {
    readonly done: readonly Exercise[];
    readonly files: readonly (readonly [Exercise, string])[];
    readonly change?: (source: string) => string;
  },
) {
  const folder = await Deno.makeTempDir();
  try {
    for (const { number } of done) await noteProgress(folder, { number, done: true });
    const source = change(await solutionOf(exercise, "en"));
    for (const [one, text] of [...files, [exercise, source] as const]) {
      await Deno.writeTextFile(join(folder, fileOf(one)), text);
    }
    const path = join(folder, fileOf(exercise));
    const outcome = await runLearner({ ...exercise, seconds: 30 }, { path, source, seed: 3 });
    const { solved, finding } = check(exercise, outcome, 3);
    return { solved, finding, said: outcome.said.map(({ en }) => en).join("\n") };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: `exercise 9 is judged by the learner's own checker, where that is right ${needs}`,
  ignore,
  fn: async () => {
    const own = await solutionOf(e08, "en");
    const good = await judged(e09, { done: [e08], files: [[e08, own]] });
    assert.ok(good.solved);
    assert.match(good.said, /^Your checker of exercise 8 finds 12 gradients .* right/);
    const others: [string, readonly Exercise[]][] = [
      [await starterOf(e08, "en"), []],
      [own.replace("2 * epsilon", "epsilon"), [e08]], // no longer right
      ["export function slopes( {", [e08]],
      ["while (true);", []], // not solved: not even loaded
    ];
    for (const [source, done] of others) {
      const { solved, said } = await judged(e09, { done, files: [[e08, source]] });
      assert.ok(solved, source);
      assert.match(said, /^Exercise 8 is not solved yet, so the project's checker stands in/);
    }
  },
});

Deno.test({
  name:
    `exercise 10 trains with the learner's functions, says which are missing, or on the kernels ${needs}`,
  ignore,
  fn: async () => {
    const uses = e10.uses!;
    const files = await Promise.all(
      uses.map(async (one) => [one, await solutionOf(one, "en")] as const),
    );
    const own = await judged(e10, { done: uses.slice(1), files });
    assert.ok(own.solved, own.finding?.says.en);
    assert.match(own.said, /^Not solved yet, so the project's stand in: softmax\.$/m);
    assert.match(own.said, /^Your own functions: learning from .* takes about \d+ s here/m);
    assert.match(own.said, /Your own functions, in .* of 500 other images are read right/);
    const kernels = await judged(e10, {
      done: [],
      files: [],
      change: (source) =>
        source.replace("{ mine }: Makers) => mine(", "{ kernels }: Makers) => kernels("),
    });
    assert.ok(kernels.solved, kernels.finding?.says.en);
    assert.match(kernels.said, /^The project’s kernels: learning/);
    const endless = await judged(e10, {
      done: [],
      files: [],
      change: (source) => source.replace("from += size", "from += 0"),
    });
    assert.match(endless.finding!.says.en, /without an end/);
  },
});
