/**
 * The options of lessons.
 *
 * @module
 */
import type { Controls } from "../../lesson/controls.ts";
import type { OptionTable } from "./command.ts";
import { integer } from "./number_option.ts";
import { choice, flag, type Option, path } from "./option.ts";

/** How a lesson is written, whichever it is. */
export type PlayOptions = {
  /** The step to start at. */
  readonly step: Option<number>;
  /** Whether to wait for a key after each step. */
  readonly pause: Option<boolean>;
  /** Whether the answers of the questions at the end are written as well. */
  readonly answers: Option<boolean>;
  /** Whether the teacher's pages are written, in place of the lesson. */
  readonly teacher: Option<boolean>;
  /** Whether the pupil's sheet is written, in place of the lesson. */
  readonly sheet: Option<boolean>;
  /** The columns of a line. */
  readonly width: Option<number | undefined>;
  /** The folder where Markdown and its images are written. */
  readonly to: Option<string | undefined>;
  /** What is written. */
  readonly format: Option<"terminal" | "markdown" | "notebook">;
};

/** An option for each control of a lesson. */
export function controlOptions(controls: Controls): OptionTable {
  const options = Object.entries(controls).map(([key, control]) =>
    [key, control.kind === "integer" ? integer(control) : choice(control.words, control)] as const
  );
  return Object.fromEntries(options);
}

/** How a lesson of so many steps is written. */
export function playOptions(steps: number): PlayOptions {
  return {
    step: integer({
      min: 1,
      max: steps,
      default: 1,
      text: { en: "The step to start at", fr: "L’étape où commencer" },
    }),
    pause: flag({
      default: true,
      text: {
        en: "Write it all at once, without waiting for a key after each step",
        fr: "Tout écrire d’un coup, sans attendre une touche après chaque étape",
      },
    }),
    answers: flag({
      default: false,
      text: {
        en: "Write the answers of the three questions at the end, too; a key shows them as well",
        fr:
          "Écrire aussi les réponses aux trois questions de la fin\u00a0; une touche les montre aussi",
      },
    }),
    teacher: flag({
      default: false,
      text: {
        en: "Write the teacher’s pages: aims, predictions with answers, mistakes of pupils",
        fr: "Écrire les pages du professeur\u00a0: buts, prévisions et réponses, erreurs d’élèves",
      },
    }),
    sheet: flag({
      default: false,
      text: {
        en: "Write the pupil’s sheet, with blanks: HTML to print on two pages at most",
        fr:
          "Écrire la fiche de l’élève, à compléter\u00a0: du HTML à imprimer sur deux pages au plus",
      },
    }),
    width: integer({
      min: 40,
      max: 400,
      text: {
        en: "Columns of a line; those of the terminal if left out, or 80",
        fr: "Colonnes d’une ligne\u00a0; celles du terminal par défaut, ou 80",
      },
    }),
    to: path({
      text: {
        en: "Folder to write Markdown to, its images beside it as files",
        fr: "Dossier où écrire le Markdown, ses images à côté dans des fichiers",
      },
    }),
    format: choice(["terminal", "markdown", "notebook"], {
      default: "terminal",
      text: {
        en: "What is written: text for a terminal, Markdown with formulas in TeX, or a notebook",
        fr: "Ce qui est écrit\u00a0: du texte pour un terminal, du Markdown avec des formules en " +
          "TeX, ou un carnet",
      },
    }),
  };
}
