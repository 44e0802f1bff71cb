/**
 * The option that says on how many threads a network is trained.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import { Crew } from "../train/crew.ts";
import type { BaselineRecipe } from "../train/baseline_recipe.ts";
import type { Recipe } from "../train/recipe.ts";
import { threadsFor } from "../train/threads.ts";
import type { Option } from "./options/option.ts";

/** More than any machine of a learner's has cores. */
const MOST = 64;

/** As many as pay off. */
export const AUTO = "auto";

/** `--threads`. */
export const threadsOption: Option<number | typeof AUTO> = {
  kind: "value",
  text: {
    en:
      "On how many threads; auto takes as many as pay off. The weights are the same with any number",
    fr:
      "Nombre de fils d’exécution\u00a0; auto en prend autant qu’il est utile. Les poids sont les " +
      "mêmes quel que soit leur nombre",
  },
  placeholder: { en: "<n>", fr: "<n>" },
  wanted: {
    en: `a whole number from 1 to ${MOST}, or ${AUTO}`,
    fr: `un nombre entier de 1 à ${MOST}, ou ${AUTO}`,
  },
  words: [AUTO],
  fallback: () => AUTO,
  read(typed) {
    if (typed === AUTO) return AUTO;
    const count = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
    return count >= 1 && count <= MOST ? count : undefined;
  },
  write: String,
};

/**
 * Starts the threads that train a recipe; nothing for one.
 *
 * @throws {UserError} When more than one is asked of the plain engine.
 */
export async function startCrew(
  threads: number | typeof AUTO,
  recipe: Recipe | BaselineRecipe,
): Promise<Crew | undefined> {
  const count = threads === AUTO ? threadsFor(recipe, navigator.hardwareConcurrency) : threads;
  if (count === 1) return undefined;
  if (recipe.engine === "plain") {
    throw new UserError({
      en:
        `the plain engine runs on one thread, found --threads ${count}: leave --threads out, or ` +
        "take --engine strict",
      fr:
        `le moteur plain n’a qu’un fil d’exécution, on trouve --threads ${count}\u00a0: enlevez ` +
        "--threads, ou prenez --engine strict",
    });
  }
  return await Crew.start(count, { whileItPays: threads === AUTO });
}
