/**
 * Going on with a training, and starting from the weights of another.
 *
 * @module
 */
import { type Text, UserError } from "../errors.ts";
import { networkText } from "../nn/network_text.ts";
import { type Checkpoint, type Circumstances, encodeCheckpoint } from "../run/checkpoint.ts";
import { findData } from "../run/data_folder.ts";
import { tensorsOf } from "../run/model.ts";
import { RESULTS } from "../run/run_folder.ts";
import type { RunInProgress } from "../run/run_in_progress.ts";
import { isRefusal } from "../run/run_refusals.ts";
import type { OpenedModel } from "../run/saved_run.ts";
import { dataSha256 } from "../safetensors/safetensors.ts";
import { MNIST, type Recipe } from "../train/recipe.ts";
import type { Session } from "../train/session.ts";
import { optionName } from "./options/command.ts";
import { integer } from "./options/number_option.ts";
import { type Option, word } from "./options/option.ts";
import { recipeOptions } from "./options/recipe_options.ts";
import type { CommandContext } from "./run.ts";
import type { Saving } from "./watch.ts";

/** An option worth the name of a run that there is. */
const existingRun = (text: Text): Option<string | undefined> => ({
  ...word({ text }),
  wanted: { en: "the name of a run", fr: "le nom d’un entraînement" },
});

/** What a training begins with, and how often it is saved. */
export const goingOnOptions = {
  resume: existingRun({
    en:
      "Go on with the run of that name, which was interrupted or killed, to the same weights as " +
      "without a stop: the recipe is its own",
    fr: "Reprendre l’entraînement de ce nom, interrompu ou tué, jusqu’aux mêmes poids que sans " +
      "arrêt\u00a0: la recette est la sienne",
  }),
  from: existingRun({
    en: "Start from the weights of the run of that name; the network must be the same, the data " +
      "and the rest of the recipe need not be",
    fr:
      "Partir des poids de l’entraînement de ce nom\u00a0; le réseau doit être le même, mais ni " +
      "les données ni le reste de la recette",
  }),
  checkpoint: integer({
    min: 1,
    text: {
      en: "Save where the training is after every so many steps, too; after each epoch if left out",
      fr: "Enregistrer aussi où en est l’entraînement tous les n pas\u00a0; par défaut, après " +
        "chaque époque",
    },
  }),
};

/**
 * The recipe of a run that is gone on with, with the place of its data.
 *
 * @throws {UserError} When an option says otherwise, or the data are not found.
 */
export function resumedRecipe(
  { recipe, dataFolder = "" }: Checkpoint,
  { name, options, given }: {
    readonly name: string;
    readonly options: Readonly<Record<string, unknown>>;
    readonly given: ReadonlySet<string>;
  },
): Recipe {
  for (const key of ["run", "force", "from"].filter((key) => given.has(key))) {
    throw new UserError({
      en: `--resume goes on with a run as it is, and --${key} makes a new one: keep one of them`,
      fr:
        `--resume reprend un entraînement tel quel, et --${key} en fait un nouveau\u00a0: gardez ` +
        "l’une des deux options",
    });
  }
  const known: Readonly<Record<string, unknown>> = { ...recipe, recipe: recipe.kind };
  for (const key of given) {
    if (!Object.hasOwn(recipeOptions, key)) continue;
    const [typed, was] = [options[key], known[key]].map((value) => JSON.stringify(value));
    // Another folder may hold the same images: that is seen when they are read.
    const isMoved = key === "data" && ![options.data, recipe.data].includes(MNIST);
    if (typed !== was && !isMoved) throw otherRecipe(name, { key, value: known[key] });
  }
  const found = () => findData(RESULTS, { name, data: recipe.data, dataFolder });
  return { ...recipe, data: given.has("data") ? String(options.data) : found() };
}

function otherRecipe(name: string, { key, value }: { key: string; value: unknown }): UserError {
  const { kind, write } = recipeOptions[key as keyof typeof recipeOptions] as Option<unknown>;
  const option = `--${kind === "flag" && !value ? "no-" : ""}${optionName(key)}`;
  const was = (language: "en" | "fr") =>
    kind === "flag" ? option : `${option} ${write(value as string, language)}`;
  const found: Text = value === undefined || value === null
    ? { en: `no ${option}`, fr: `sans ${option}` }
    : { en: was("en"), fr: `avec ${was("fr")}` };
  return new UserError({
    en: `run ${name} was started with ${found.en}, and --resume changes no recipe: leave the ` +
      `option out, or start another run from its weights with --from ${name}`,
    fr: `l’entraînement ${name} a commencé ${found.fr}, et --resume ne change pas la recette` +
      `\u00a0: retirez l’option, ou partez de ses poids avec --from ${name}`,
  });
}

/** What a recipe says of the run that it starts from: its name, and the SHA-256 of the weights. */
export function startText({ name, model }: OpenedModel): string {
  return `${name} ${dataSha256(model.tensors)}`;
}

/**
 * Gives a session the weights of a run.
 *
 * @throws {UserError} When its network is another.
 */
export function startFrom({ network }: Session, { name, model }: OpenedModel): void {
  const fits = tensorsOf(network).every(([name, { shape }]) =>
    model.tensors.get(name)?.shape.join() === shape.join()
  );
  if (!fits) {
    const theirs = networkText(model);
    throw new UserError({
      en: `--from ${name} has the network ${theirs}, and this training ${networkText(network)}: ` +
        "they must have the same layers, see --hidden and --conv",
      fr:
        `--from ${name} a le réseau ${theirs}, et cet entraînement ${
          networkText(network)
        }\u00a0: ` +
        "il leur faut les mêmes couches, voir --hidden et --conv",
    });
  }
  for (const { name, value } of network.parameters) value.data.set(model.tensors.get(name)!.data);
}

/** Saves a session as the checkpoint of its run. Where the system refuses, says so once and goes on. */
export function savingOf(
  session: Session,
  { run, about, every, warn }: {
    readonly run: RunInProgress;
    readonly about: Omit<Circumstances, "seconds"> & { readonly secondsBefore: number };
    readonly every?: number;
    readonly warn: CommandContext["warn"];
  },
): Saving {
  const { secondsBefore, ...known } = about;
  let isRefused = false;
  const save = () => {
    if (isRefused) return;
    const seconds = secondsBefore + performance.now() / 1000;
    try {
      run.checkpoint(encodeCheckpoint(session, { ...known, seconds }));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      isRefused = true;
      warn({
        en: `${error.text.en}. The training goes on, and cannot be resumed if it is stopped`,
        fr:
          `${error.text.fr}. L’entraînement continue, et ne pourra pas être repris après un arrêt`,
      });
    }
  };
  return { save, drop: () => run.dropCheckpoint(), every };
}
