/**
 * `deno task practice`: exercises that say what went wrong.
 *
 * @module
 */
import { EXERCISES } from "../../practice/list.ts";
import { type Language, UserError } from "../errors.ts";
import { written } from "../lesson/numeral.ts";
import { type Exercise, fileOf } from "../practice/exercise.ts";
import { MINE, pathOf, reset, writeStarters } from "../practice/learner_files.ts";
import { look } from "../practice/look.ts";
import { noteProgress, readProgress } from "../practice/progress.ts";
import { typeMistakes } from "../practice/type_check.ts";
import { outputLines, typeLines, verdictLines } from "../practice/verdict_lines.ts";
import { Keys } from "../terminal/keys.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { denoHost } from "./host.ts";
import { command } from "./options/command.ts";
import { integer } from "./options/number_option.ts";
import { flag } from "./options/option.ts";
import { exerciseList, practiceKeys, watchPractice } from "./practice_watch.ts";
import { CommandEnd, runCommand } from "./run.ts";

const practiceCommand = command({
  name: "practice",
  summary: {
    en: "Write a network yourself, exercise by exercise, and be told what went wrong.",
    fr: "Écrire soi-même un réseau, exercice par exercice, et apprendre ce qui n’allait pas.",
  },
  description: {
    en: "Your files are written to practice/mine/, and never overwritten. Open the one that it " +
      "names in any editor: each time you save it, you see what is right, and the first thing " +
      "that is not. Keys: h hint, l list, s solution, n next exercise, q quit. Your code runs " +
      "without permissions.",
    fr:
      "Vos fichiers sont écrits dans practice/mine/, et jamais écrasés. Ouvrez celui qui est nommé " +
      "dans l’éditeur de votre choix\u00a0: à chaque enregistrement, vous voyez ce qui est juste, " +
      "et la première chose qui ne l’est pas. Touches\u00a0: h indice, l liste, s solution, n " +
      "exercice suivant, q quitter. Votre code s’exécute sans aucune permission.",
  },
  examples: [
    { args: "", text: { en: "The first that is not done", fr: "Le premier qui n’est pas fait" } },
    {
      args: "--check",
      text: {
        en: "All of them once, a line each; exit status 1 when one fails",
        fr: "Tous une fois, une ligne chacun\u00a0; code de sortie 1 si l’un échoue",
      },
    },
    {
      args: "--reset 4",
      text: {
        en: "Exercise 4 from its beginning; your file is kept beside it",
        fr: "L’exercice 4 depuis le début\u00a0; votre fichier est gardé à côté",
      },
    },
  ],
  operand: "exercise",
  options: {
    exercise: integer({
      min: 1,
      max: EXERCISES.at(-1)!.number,
      text: {
        en: "The exercise; the first that is not done if left out",
        fr: "L’exercice\u00a0; par défaut le premier qui n’est pas fait",
      },
    }),
    check: flag({
      default: false,
      text: {
        en: "Check it, or all of them, once, and end",
        fr: "Le vérifier, ou les vérifier tous, une seule fois",
      },
    }),
    reset: flag({
      default: false,
      text: {
        en: "Write its file anew, and keep the old one beside it",
        fr: "Récrire son fichier, et garder l’ancien à côté",
      },
    }),
    list: flag({
      default: false,
      text: {
        en: "List the exercises, with what is done",
        fr: "Lister les exercices, avec ce qui est fait",
      },
    }),
  },
});

/** Checks one exercise, and says all there is to say of it; whether it is right. */
async function checkOne(exercise: Exercise, terminal: Terminal): Promise<boolean> {
  const { language, colour } = terminal;
  const path = pathOf(exercise);
  const view = { language, colour, width: Math.min(terminal.width - 1, 100) };
  const types = exercise.language ? [] : typeMistakes(path);
  const [seen, mistakes] = await Promise.all([look(exercise, { path }), types]);
  const head = `${exercise.number} · ${exercise.title[language]}`;
  const parts = [
    padded(head, `practice/mine/${fileOf(exercise)}`, view.width),
    ...(seen.verdict.unwritten ? [exercise.statement[language]] : []),
    verdictLines(exercise, seen, view),
    typeLines(mistakes, view),
    outputLines(seen.output, view),
  ];
  terminal.print(parts.filter((part) => part !== "").join("\n\n"));
  if (seen.verdict.solved) await noteProgress(MINE, { number: exercise.number, done: true });
  return seen.verdict.solved;
}

function padded(left: string, right: string, width: number): string {
  return `${left}${" ".repeat(Math.max(2, width - left.length - right.length))}${right}`;
}

/** Checks all exercises, a line each; whether all are right. */
async function checkAll(terminal: Terminal): Promise<boolean> {
  const { language } = terminal;
  let isRight = true;
  for (const exercise of EXERCISES) {
    const { verdict } = await look(exercise, { path: pathOf(exercise) });
    isRight &&= verdict.solved;
    if (verdict.solved) await noteProgress(MINE, { number: exercise.number, done: true });
    const mark = verdict.solved ? "✓" : verdict.unwritten ? "·" : "✗";
    const why = verdict.unwritten
      ? { en: "to write", fr: "à écrire" }[language]
      : verdict.finding && written(verdict.finding.says, language);
    const number = `${exercise.number}`.padStart(2);
    terminal.print(`${mark} ${number}  ${exercise.title[language]}${why ? ` — ${why}` : ""}`);
  }
  return isRight;
}

async function firstUndone(number: number | undefined): Promise<Exercise> {
  if (number === undefined) {
    const done = await readProgress(MINE);
    return EXERCISES.find((exercise) => !done.has(exercise.number)) ?? EXERCISES[0];
  }
  const found = EXERCISES.find((exercise) => exercise.number === number);
  if (found) return found;
  const list = EXERCISES.map((exercise) => exercise.number).join(", ");
  throw new UserError({
    en: `wanted the number of an exercise (${list}), found ${number}`,
    fr: `il fallait le numéro d’un exercice (${list}), on trouve ${number}`,
  });
}

async function startAgain(exercise: Exercise, language: Language): Promise<string> {
  const kept = await reset(exercise, { language });
  await noteProgress(MINE, { number: exercise.number, done: false });
  const name = `practice/mine/${fileOf(exercise)}`;
  const old = kept && kept.slice(kept.lastIndexOf(name.split("/")[2]));
  return language === "en"
    ? `${name} is as it was at first.${old ? ` Yours is kept beside it: ${old}` : ""}`
    : `${name} est comme au début.${old ? ` Le vôtre est gardé à côté\u00a0: ${old}` : ""}`;
}

function windowHeight(): number {
  try {
    return Deno.consoleSize().rows || 24;
  } catch {
    return 24;
  }
}

if (import.meta.main) {
  await runCommand(practiceCommand, async (options, { language, terminal, say }) => {
    if (options.list) {
      const done = await readProgress(MINE);
      return terminal.print(exerciseList({ exercises: EXERCISES, done, language }));
    }
    if (options.check) {
      const isRight = options.exercise === undefined
        ? await checkAll(terminal)
        : await checkOne(await firstUndone(options.exercise), terminal);
      if (!isRight) throw new CommandEnd(1);
      return;
    }
    if (options.reset) {
      if (options.exercise === undefined) {
        throw new UserError({
          en: "--reset wants the number of an exercise, such as --reset 4",
          fr: "--reset attend le numéro d’un exercice, par exemple --reset 4",
        });
      }
      return terminal.print(await startAgain(await firstUndone(options.exercise), language));
    }
    const first = await firstUndone(options.exercise);
    const written = await writeStarters(EXERCISES, { language });
    if (!terminal.isTerminal || !Deno.stdin.isTerminal()) {
      await checkOne(first, terminal);
      terminal.print();
      return say({
        en: "This is no terminal, so nothing is watched: --check looks once more.",
        fr: "Ce n’est pas un terminal, rien n’est donc surveillé\u00a0: --check regarde à nouveau.",
      });
    }
    if (written.length > 0) {
      say({
        en: `Your files are in practice/mine/: open ${fileOf(first)} in an editor.`,
        fr: `Vos fichiers sont dans practice/mine/\u00a0: ouvrez ${fileOf(first)} dans un éditeur.`,
      });
    }
    const keys = new Keys(Deno.stdin, practiceKeys);
    const end = await watchPractice({
      exercises: EXERCISES,
      first,
      folder: MINE,
      terminal,
      key: () => keys.next(),
      // Loaded when there is something to keep: it needs the kernels.
      keep: async (trained) => (await import("./practice_run.ts")).keepRun(trained),
      height: windowHeight,
    });
    if (end === "interrupted") throw new CommandEnd(130);
  }, denoHost());
}
