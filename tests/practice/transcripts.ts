/** Transcripts of functions in this process, and of mistakes. */
import { Draw } from "../../src/practice/draw.ts";
import { type Exercise, type Mine, trialsOf } from "../../src/practice/exercise.ts";
import { callAll } from "../../src/practice/learner.ts";
import type { Tensor } from "../../src/practice/tensor.ts";
import {
  type Call,
  copied,
  type Failure,
  fromJson,
  toJson,
  type Transcript,
} from "../../src/practice/transcript.ts";

/** What such functions do, as the runner hears of it. */
export async function transcriptOf(
  exercise: Exercise,
  mine: Mine,
  { seed, data }: { readonly seed: number; readonly data?: Uint8Array },
): Promise<Transcript> {
  const calls: Call[] = [];
  let failure: Failure | undefined;
  await callAll(exercise, mine, {
    seed,
    file: "file:///mine.ts",
    data,
    tell: (told) => {
      if (told.kind === "call") calls.push(told.call);
      if (told.kind !== "failed") return;
      failure = told.failure;
      if (told.call) calls.push(told.call);
    },
  });
  return fromJson(toJson({ calls, failure })) as Transcript;
}

/** What somebody's functions give who makes these mistakes, one after the other, and no other. */
export function mistaken(
  exercise: Exercise,
  { mistakes, seed }: { readonly mistakes: Exercise["mutants"]; readonly seed: number },
): Transcript {
  const trials = trialsOf(exercise);
  const calls = Array.from({ length: 2 * trials }, (_, at): Call => {
    const trial = at >> 1, again = at % 2 === 1;
    const inputs = exercise.draw(new Draw(seed, { trial, trials }));
    const results: Record<string, Tensor> = {};
    for (const [name, { reference }] of Object.entries(exercise.results)) {
      let value: Tensor;
      try {
        value = reference(inputs, results);
      } catch {
        break; // What follows from a wrong shape cannot be computed.
      }
      for (const { of, wrong } of mistakes) {
        if (of === name) value = wrong(inputs, results, value as never);
      }
      results[name] = copied(value) as Tensor;
    }
    return { trial, again, results, changed: [] };
  });
  return { calls };
}
