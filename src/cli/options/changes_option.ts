/**
 * An option worth other options: what is to be different in a second recipe.
 *
 * @module
 */
import { inFile, type Text, UserError } from "../../errors.ts";
import { command } from "./command.ts";
import type { Option } from "./option.ts";
import { parseCommand } from "./parse.ts";
import { recipeOptions } from "./recipe_options.ts";

/** What is to be different. */
export interface Changes {
  /** As it was typed: `--hidden 128`. */
  readonly words: string;
  /** The options of the recipe. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The keys of those that were typed. */
  readonly given: ReadonlySet<string>;
}

/** Two recipes are compared with the same seeds on the same images, so that only the recipes differ. */
const SHARED = ["seed", "data", "transpose", "limit", "validation"];
const recipe = command({
  name: "recipe",
  summary: { en: "A recipe.", fr: "Une recette." },
  options: recipeOptions,
});

/** The option `--compare "--hidden 128"`. */
export const changes: Option<Changes | undefined> = {
  kind: "value",
  text: {
    en:
      "Options of a second recipe, between quotation marks: the other options and these, trained " +
      "with the same seeds on the same images",
    fr: "Options d’une seconde recette, entre guillemets\u00a0: les autres options et celles-ci, " +
      "entraînée avec les mêmes graines sur les mêmes images",
  },
  placeholder: { en: '"<options>"', fr: '"<options>"' },
  wanted: {
    en: "options of the recipe between quotation marks",
    fr: "des options de la recette entre guillemets",
  },
  example: { en: '"--hidden 128"', fr: '"--hidden 128"' },
  takesOptions: true,
  fallback: () => undefined,
  read(typed, reading) {
    const words = typed.split(/\s+/).filter((word) => word !== "");
    if (words.length === 0 || words.includes("--lang")) return undefined;
    return inFile("--compare", () => {
      const outcome = parseCommand(recipe, words, reading);
      if (outcome.kind === "mistake") throw outcome.error;
      if (outcome.kind === "help") return undefined;
      const shared = SHARED.find((key) => outcome.given.has(key));
      if (shared) throw new UserError(sharedOption(shared));
      return { words: words.join(" "), options: outcome.options, given: outcome.given };
    });
  },
  write: ({ words }) => `"${words}"`,
};

function sharedOption(name: string): Text {
  return {
    en: `--${name} is the same for both recipes: take it out of the quotation marks`,
    fr: `--${name} vaut pour les deux recettes\u00a0: sortez-le des guillemets`,
  };
}
