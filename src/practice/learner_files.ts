/**
 * The learner's files: written once, never overwritten.
 *
 * @module
 */
import { join } from "node:path";
import { type Language, UserError } from "../errors.ts";
import { wrapText } from "../terminal/width.ts";
import { type Exercise, fileOf } from "./exercise.ts";
import { UNWRITTEN } from "./learner.ts";

/** The folder of the learner's files. */
export const MINE: string = join(import.meta.dirname!, "..", "..", "practice", "mine");

/** The file of an exercise as it comes: what is to be written above, the code without its solution. */
export async function starterOf(exercise: Exercise, language: Language): Promise<string> {
  const { title, statement, explanation, lesson, number } = exercise;
  const reread = lesson && `deno task lesson${lesson.number} --step ${lesson.step}`;
  const words = [
    `${number} · ${title[language]}`,
    "",
    statement[language],
    ...(explanation ? ["", explanation[language]] : []),
    ...(reread ? ["", `${language === "en" ? "To reread:" : "À relire\u00a0:"} ${reread}`] : []),
  ].join("\n");
  const comment = wrapText(words, { width: 90 }).split("\n")
    .map((line) => `// ${line}`.trimEnd()).join("\n");
  const code = (await solutionCode(exercise, language)).replace(
    /^([ ]*)\/\/ <solution>\n[^]*?\/\/ <\/solution>/gm,
    (_, margin) => `${margin}throw new Error("${UNWRITTEN[language]}");`,
  );
  return `${comment}\n\n${code}`;
}

/** The solution, with its comments in one language. */
export async function solutionOf(exercise: Exercise, language: Language): Promise<string> {
  return (await solutionCode(exercise, language)).replace(/^ *\/\/ <\/?solution>\n/gm, "");
}

/** The code of `practice/solutions/`: lines that begin with `// en:` and `// fr:` are comments in a language. */
async function solutionCode(exercise: Exercise, language: Language): Promise<string> {
  const url = new URL(`../../practice/solutions/${fileOf(exercise)}`, import.meta.url);
  const other = language === "en" ? "fr" : "en";
  return (await Deno.readTextFile(url))
    .replaceAll("\r\n", "\n")
    .replace(new RegExp(`^ *// ${other}:.*\n`, "gm"), "")
    .replace(new RegExp(`^( *// )${language}: `, "gm"), "$1");
}

/** The path of the learner's file. */
export function pathOf(exercise: Exercise, folder: string = MINE): string {
  return join(folder, fileOf(exercise));
}

/** Writes the files that are not there yet. @throws {UserError} where the folder cannot be written to. */
export async function writeStarters(
  exercises: readonly Exercise[],
  { language, folder = MINE }: { readonly language: Language; readonly folder?: string },
): Promise<Exercise[]> {
  const written = [];
  try {
    await Deno.mkdir(folder, { recursive: true });
    for (const exercise of exercises) {
      const text = await starterOf(exercise, language);
      try {
        await Deno.writeTextFile(pathOf(exercise, folder), text, { createNew: true });
        written.push(exercise);
      } catch (error) {
        if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
      }
    }
  } catch (error) {
    throw refused(error, folder);
  }
  return written;
}

/** Writes the starter of an exercise again; what was there is kept beside it, under the name that is returned. */
export async function reset(
  exercise: Exercise,
  { language, folder = MINE }: { readonly language: Language; readonly folder?: string },
): Promise<string | undefined> {
  const path = pathOf(exercise, folder);
  const text = await starterOf(exercise, language);
  try {
    await Deno.mkdir(folder, { recursive: true });
    let kept: string | undefined;
    for (let n = 1; await exists(path); n++) {
      // Not .ts: it is no exercise, and deno check should leave it alone.
      const beside = `${path}.old${n}`;
      if (await exists(beside)) continue;
      await Deno.rename(path, beside);
      kept = beside;
    }
    await Deno.writeTextFile(path, text, { createNew: true });
    return kept;
  } catch (error) {
    throw refused(error, folder);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function refused(error: unknown, folder: string): unknown {
  const isRefused = error instanceof Error &&
    (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable ||
      error instanceof Deno.errors.NotADirectory || /os error \d+/.test(error.message));
  if (!isRefused) return error;
  return new UserError({
    en: `wanted to write your files to ${folder}, and the system refuses (${error.message}): ` +
      "copy the project to a folder of your own",
    fr: `impossible d’écrire vos fichiers dans ${folder}, le système refuse (${error.message})` +
      "\u00a0: copiez le projet dans un dossier à vous",
  });
}
