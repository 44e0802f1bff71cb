import assert from "node:assert/strict";
import { EXERCISES } from "../../practice/list.ts";
import { check } from "../../src/practice/checker.ts";
import { type Exercise, fileOf, type Mine } from "../../src/practice/exercise.ts";
import { solutionOf, starterOf } from "../../src/practice/learner_files.ts";
import type { Transcript } from "../../src/practice/transcript.ts";
import { lacks } from "../permission.ts";
import { isThorough } from "../thorough.ts";
import { mistaken, transcriptOf } from "./transcripts.ts";

const ignore = lacks("read");
const SEEDS = isThorough ? [1, 2, 3, 4, 5] : [1, 2];

/** Functions, or a source in AssemblyScript. */
type Way = Mine | string;
const solution = async (exercise: Exercise): Promise<Way> =>
  exercise.language
    ? await solutionOf(exercise, "en")
    : await import(`../../practice/solutions/${fileOf(exercise)}`);
/** What a way of solving an exercise does. */
async function transcript(exercise: Exercise, way: Way, seed: number): Promise<Transcript> {
  const source = typeof way === "string" ? way : "", mine = typeof way === "string" ? {} : way;
  const key = `${exercise.number} ${source}`;
  // The data of an exercise is the same for all that do not write it themselves.
  if (!made.has(key)) made.set(key, await exercise.data?.(source, { isWhole: false }));
  return await transcriptOf(exercise, mine, { seed, data: made.get(key) });
}
const made = new Map<string, Uint8Array | undefined>();

for (const exercise of EXERCISES) {
  const name = `exercise ${exercise.number}, ${exercise.name}`;

  Deno.test({
    name: `${name}: the solution passes, and so does every other right one (needs --allow-read)`,
    ignore,
    fn: async () => {
      const { default: others } = await import(`./right/${fileOf(exercise)}`) as {
        default: readonly Way[];
      };
      assert.ok(others.length >= 4, "four right solutions, written differently");
      // What is not repeated trains a network, and AssemblyScript is compiled.
      const takesLong = exercise.repeats === false || exercise.language !== undefined;
      const seeds = takesLong ? [1] : SEEDS;
      const ways = takesLong && !isThorough ? others.slice(0, 1) : others;
      for (const mine of [await solution(exercise), ...ways]) {
        for (const seed of seeds) {
          const verdict = check(exercise, await transcript(exercise, mine, seed), seed);
          assert.ok(
            verdict.solved,
            `seed ${seed}: ${verdict.finding?.says.en}\n${Object.values(mine)}`,
          );
        }
      }
    },
  });

  Deno.test(`${name}: every mistake fails and is named`, () => {
    for (const mutant of exercise.mutants) {
      for (const seed of exercise.language ? [1] : SEEDS) {
        const { solved, finding } = check(
          exercise,
          mistaken(exercise, { mistakes: [mutant], seed }),
          seed,
        );
        assert.ok(!solved, `${mutant.name} passes`);
        const named = exercise.mutants.find(({ name, of }) =>
          name === finding?.mutants?.[0] && of === mutant.of
        );
        assert.equal(finding?.mutants?.length, 1, `${mutant.name}: ${finding?.says.en}`);
        // Mistakes with equal numbers share their words.
        assert.deepEqual(named?.asks, mutant.asks, `${mutant.name} is called ${named?.name}`);
      }
    }
  });

  Deno.test({
    name: `${name}: the starter fails as what is still to be written (needs --allow-read)`,
    ignore,
    fn: async () => {
      for (const language of ["en", "fr"] as const) {
        const text = await starterOf(exercise, language);
        assert.doesNotMatch(text, /<\/?solution>|\/\/ (en|fr):/);
        const url = `data:application/typescript,${encodeURIComponent(text)}`;
        const way: Way = exercise.language ? text : await import(url);
        const verdict = check(
          exercise,
          await transcript(exercise, way, 1),
          1,
        );
        assert.ok(!verdict.solved && verdict.unwritten, language);
      }
    },
  });
}
