/**
 * `src/cli/lesson.ts <number>`, which `deno task lesson1` and its like run: finds a lesson, and tells
 * it on the terminal or as Markdown.
 *
 * @module
 */
import { join } from "node:path";
import { LESSONS } from "../../lessons/list.ts";
import { type Language, UserError } from "../errors.ts";
import type { Block } from "../lesson/block.ts";
import type { Lesson, LessonContext } from "../lesson/lesson.ts";
import { collect, withAnswers, withAsidesAtEnd } from "../lesson/pages.ts";
import { teacherPages } from "../lesson/teacher.ts";
import { words } from "../lesson/wording.ts";
import { sheetHtml } from "../report/sheet.ts";
import { Keys } from "../terminal/keys.ts";
import { notebookText } from "../notebook/ipynb.ts";
import { environment } from "../terminal/abilities.ts";
import { playLesson } from "../terminal/lesson_player.ts";
import { withProgress } from "../terminal/lesson_progress.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { denoHost } from "./host.ts";
import {
  inlineImage,
  lessonMarkdown,
  type LessonMarkdownOptions,
  writeMarkdown,
} from "./lesson_markdown.ts";
import { lessonNotebook } from "./lesson_notebook.ts";
import { type Command, command } from "./options/command.ts";
import { controlOptions, type PlayOptions, playOptions } from "./options/lesson_options.ts";
import { quoted } from "./options/text.ts";
import { CommandEnd, runCommand } from "./run.ts";
import { denoSurroundings } from "./surroundings.ts";

/** The command of a lesson. */
export function lessonCommand(lesson: Lesson): Command<PlayOptions> {
  const { number, title, summary, steps, controls } = lesson;
  const text = (language: Language) =>
    `${words.lesson[language]} ${number} · ${title[language]}. ${summary[language]}`;
  return command({
    name: `lesson${number}`,
    summary: { en: text("en"), fr: text("fr") },
    description: {
      en: "On a terminal it waits for a key after each step: Enter goes on, b goes back, q quits.",
      fr:
        "Dans un terminal, la leçon attend une touche après chaque étape\u00a0: Entrée continue, " +
        "b revient en arrière, q quitte.",
    },
    examples: [
      {
        args: "--no-pause > lesson.txt",
        text: { en: "All of it, to a file", fr: "La leçon entière, dans un fichier" },
      },
      {
        args: "--to notes",
        text: {
          en: "As Markdown with formulas in TeX, and its images, in a folder",
          fr: "En Markdown avec des formules en TeX, et ses images, dans un dossier",
        },
      },
      {
        args: "--format notebook > lesson.ipynb",
        text: { en: "As a notebook for Jupyter", fr: "En carnet pour Jupyter" },
      },
      {
        args: "--sheet > sheet.html",
        text: { en: "A pupil’s sheet to print", fr: "Une fiche d’élève à imprimer" },
      },
    ],
    options: { ...controlOptions(controls), ...playOptions(steps) },
  });
}

/** Runs a lesson as a command, with the words that follow its number. */
async function runLesson(lesson: Lesson, args: readonly string[]): Promise<void> {
  await runCommand(lessonCommand(lesson), async (options, { terminal, language, say }) => {
    // Its controls, too, are among what was typed.
    const chosen = options as unknown as LessonContext["options"];
    const story = lesson.blocks({ ...denoSurroundings(), options: chosen });
    const errors = openTerminal(language, Deno.stderr, { ascii: terminal.ascii });
    const watched = (blocks: AsyncGenerator<Block>) =>
      withProgress(blocks, { terminal: errors, total: lesson.steps });
    if (options.sheet) {
      const blocks = await collect(watched(story));
      const page = openTerminal(language, Deno.stdout, { ascii: false }); // HTML is UTF-8
      return page.write(sheetHtml(lesson, { blocks, language }));
    }
    const start = options.teacher ? 1 : options.step;
    const isMarkdown = options.format === "markdown" || options.to !== undefined;
    const paced = options.format === "terminal" && !isMarkdown && !options.teacher &&
      options.pause && terminal.isTerminal &&
      Deno.stdin.isTerminal();
    const answered = options.answers ? withAnswers(story) : story;
    const whole = paced ? answered : withAsidesAtEnd(answered);
    const told = terminal.isTerminal && !options.teacher && !options.to ? whole : watched(whole);
    const blocks = options.teacher ? teacherStory(lesson, told) : told;
    if (options.format === "notebook") {
      const folder = environment("INIT_CWD") ?? Deno.cwd();
      const notebook = await lessonNotebook(lesson, { blocks, language, options: chosen, folder });
      const page = openTerminal(language, Deno.stdout, { ascii: false }); // JSON is UTF-8
      return page.write(notebookText(notebook));
    }
    if (isMarkdown) {
      const { to } = options, name = `lesson${lesson.number}`;
      if (to !== undefined) {
        const { length } = await writeMarkdown(to, { name, blocks, language, start });
        return say({
          en: `written: ${join(to, `${name}.md`)}, with ${length - 1} images`,
          fr: `écrit\u00a0: ${join(to, `${name}.md`)}, avec ${length - 1} images`,
        });
      }
      const page = openTerminal(language, Deno.stdout, { ascii: false }); // Markdown is UTF-8
      const image: LessonMarkdownOptions["image"] = (block) => inlineImage(block, language);
      for await (const text of lessonMarkdown(blocks, { language, start, image })) {
        if (page.isClosed) break; // the reader left, as head -1 does
        page.print(text);
      }
      return;
    }
    const keys = new Keys(Deno.stdin);
    const end = await playLesson(blocks, {
      terminal,
      // The last column stays free: some terminals go to the next line as soon as it is written.
      width: () => options.width ?? (terminal.isTerminal ? terminal.width - 1 : 80),
      total: lesson.steps,
      start,
      command: commandOf(lesson, args),
      pace: paced
        ? {
          key: () => keys.next(),
          line: (echo) => keys.line(echo),
          forget: () => keys.forget(),
          height: windowHeight,
          quiet: () => keys.quiet(),
        }
        : undefined,
    });
    if (end === "interrupted") throw new CommandEnd(130);
    // Work that nobody waits for any more.
    if (end === "left") await blocks.return(undefined);
  }, { ...denoHost(), args });
}

/** The teacher's pages, once all of the lesson was told. */
async function* teacherStory(lesson: Lesson, blocks: AsyncIterable<Block>): AsyncGenerator<Block> {
  yield* teacherPages(lesson, await collect(blocks));
}

/** What was typed, without `--step`: the same lesson with the same digit, in the same language. */
function commandOf({ number }: Lesson, args: readonly string[]): string {
  const others = args.filter((arg, i) => !/^--step\b/.test(arg) && args[i - 1] !== "--step");
  return [`deno task lesson${number}`, ...others].join(" ");
}

function windowHeight(): number {
  try {
    return Deno.consoleSize().rows || 24;
  } catch {
    return 24;
  }
}

if (import.meta.main) {
  const [typed = "", ...args] = Deno.args;
  const load = /^\d+$/.test(typed) ? LESSONS[Number(typed) - 1] : undefined;
  if (load) {
    const { default: lesson } = await load();
    await runLesson(lesson, args);
  } else {
    const wanted = command({ name: "lesson", summary: { en: "", fr: "" }, options: {} });
    await runCommand(wanted, () => {
      const [last, en, fr] = [LESSONS.length, quoted(typed, "en"), quoted(typed, "fr")];
      throw new UserError({
        en:
          `wanted the number of a lesson, 1 to ${last}, found ${en}: take one of deno task lessons`,
        fr: `il fallait le numéro d’une leçon, de 1 à ${last}, on trouve ${fr}\u00a0: ` +
          "choisissez dans deno task lessons",
      });
    }, { ...denoHost(), args });
  }
}
