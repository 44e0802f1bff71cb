/**
 * Runs and judges a learner's file as it is now.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { check } from "./checker.ts";
import { type Exercise, fileOf } from "./exercise.ts";
import type { Verdict } from "./finding.ts";
import { type Outcome, runLearner } from "./process.ts";

/** A file, and what is said of it. */
export interface Look {
  /** What the file says; nothing where it is not there. */
  readonly source?: string;
  /** What is said of it. */
  readonly verdict: Verdict;
  /** What the learner's code wrote, and what the exercise said. */
  readonly output: Pick<Outcome, "output" | "said" | "trained">;
}

/** Runs the functions of a file on inputs that are drawn anew, and judges them. */
export async function look(
  exercise: Exercise,
  options: {
    readonly path: string;
    readonly signal?: AbortSignal;
    readonly onSay?: (said: readonly Text[]) => void;
    readonly isWhole?: boolean;
  },
): Promise<Look> {
  const output = { output: [], said: [] };
  const refused = (says: Text, unwritten = false): Verdict => ({
    solved: false,
    unwritten,
    right: [],
    notes: [],
    finding: { says },
  });
  const again = `deno task practice --reset ${exercise.number}`;
  let source: string;
  try {
    source = await Deno.readTextFile(options.path);
  } catch (error) {
    const isGone = error instanceof Deno.errors.NotFound;
    const { message } = error as Error;
    return {
      output,
      verdict: refused({
        en: isGone
          ? `practice/mine/${fileOf(exercise)} is not there: save it, or ${again} writes it anew.`
          : `The file cannot be read: ${message}`,
        fr: isGone
          ? `practice/mine/${
            fileOf(exercise)
          } n’existe pas\u00a0: enregistrez-le, ou ${again} le récrit.`
          : `Le fichier ne peut pas être lu\u00a0: ${message}`,
      }, isGone),
    };
  }
  if (source.replace(/^\ufeff/, "").trim() === "") {
    return {
      source,
      output,
      verdict: refused({
        en: `The file is empty: save your code, or ${again} writes its beginning anew.`,
        fr: `Le fichier est vide\u00a0: enregistrez votre code, ou ${again} récrit son début.`,
      }),
    };
  }
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const outcome = await runLearner(exercise, { ...options, source, seed });
  return { source, output: outcome, verdict: check(exercise, outcome, seed) };
}
