/**
 * From a lesson to a command: a lesson's file says what it teaches, and this does all the rest.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { loadMnist } from "../data/mnist.ts";
import type { EngineName } from "../engine/engine.ts";
import type { Language, Text } from "../errors.ts";
import { type Block, step } from "../lesson/block.ts";
import { blockMarkdown } from "../lesson/markdown.ts";
import { runUnseen } from "../lesson/pages.ts";
import { words } from "../lesson/wording.ts";
import { Keys } from "../terminal/keys.ts";
import { playLesson } from "../terminal/lesson_player.ts";
import { withProgress } from "../terminal/lesson_progress.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { type Command, command, type OptionTable, type Parsed } from "./options/command.ts";
import { lessonOptions, type SharedOptions } from "./options/lesson_options.ts";
import { CommandEnd, runCommand } from "./run.ts";

/** What a lesson teaches, and how it is asked for. */
export interface LessonSpec<Table extends OptionTable> {
  /** Its number: it is run by `deno task lesson<number>`. */
  readonly number: number;
  /** Its title. */
  readonly title: Text;
  /** What is learnt, in a sentence. */
  readonly summary: Text;
  /** How many steps it has: the headings of the story, and the questions after it. */
  readonly steps: number;
  /** Its own options. */
  readonly options: Table;
  /** What computes unless told; `plain` by default. */
  readonly engine?: EngineName;
  /** Three questions to think about, at the end. */
  readonly questions: readonly [Text, Text, Text];
  /** What to run next. */
  readonly next: { readonly command: string; readonly text: Text };
}

/** The options that every lesson has, and its story is told. */
export interface LessonOptions {
  /** The seed of all that is random. */
  readonly seed: number;
  /** What computes. */
  readonly engine: EngineName;
}

/** What the story of a lesson is given. */
export interface LessonContext<Table extends OptionTable> {
  /** Its own options, the seed and the engine. */
  readonly options: Parsed<Command<Table>> & LessonOptions;
  /** MNIST, read when it is first asked for. */
  readonly mnist: () => Promise<Dataset>;
}

/** A lesson: what it teaches, and its story. */
export interface Lesson<Table extends OptionTable = OptionTable> extends LessonSpec<Table> {
  /** All its blocks, from the title to what to run next. */
  blocks(context: LessonContext<Table>): AsyncGenerator<Block>;
}

/**
 * Makes a lesson of what it teaches and its story, a generator of blocks. Each step starts with its
 * heading, and what is computed after it is computed when the reader gets there.
 */
export function lesson<const Table extends OptionTable>(
  spec: LessonSpec<Table>,
  story: (context: LessonContext<Table>) => AsyncGenerator<Block>,
): Lesson<Table> {
  return {
    ...spec,
    async *blocks(context) {
      const { number, title, summary, questions, next } = spec;
      yield { kind: "title", number, text: title, summary };
      yield* story(context);
      yield step(words.thinkAbout);
      for (const text of questions) yield { kind: "question", text };
      yield { kind: "next", ...next };
    },
  };
}

/** The command of a lesson. */
export function lessonCommand<Table extends OptionTable>(
  lesson: Lesson<Table>,
): Command<Table & SharedOptions> {
  const { number, title, summary, options } = lesson;
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
        args: "--format markdown > lesson.md",
        text: { en: "As Markdown, its formulas in TeX", fr: "En Markdown, les formules en TeX" },
      },
    ],
    options: { ...options, ...lessonOptions(lesson) },
  });
}

/** Runs a lesson as a command: what `deno task lesson<number>` does. */
export async function runLesson<Table extends OptionTable>(lesson: Lesson<Table>): Promise<void> {
  await runCommand(lessonCommand(lesson), async (parsed, { terminal, language }) => {
    const options = parsed as unknown as
      & LessonContext<Table>["options"]
      & Parsed<Command<SharedOptions>>;
    let dataset: Promise<Dataset> | undefined;
    const told = lesson.blocks({ options, mnist: () => dataset ??= loadMnist() });
    const blocks = terminal.isTerminal ? told : withProgress(told, {
      terminal: openTerminal(language, Deno.stderr),
      total: lesson.steps,
    });
    if (options.format === "markdown") {
      let number = 0;
      for await (const block of blocks) {
        const still = block.kind === "live" ? await runUnseen(block) : block;
        if (still?.kind === "step") number++;
        const isWanted = options.step === 1 || number >= options.step; // the title is before step 1
        if (still && isWanted) terminal.print(`${blockMarkdown(still, language)}\n`);
      }
      return;
    }
    const paced = options.pause && terminal.isTerminal && Deno.stdin.isTerminal();
    const keys = new Keys(Deno.stdin);
    const end = await playLesson(blocks, {
      terminal,
      // The last column stays free: some terminals go to the next line as soon as it is written.
      width: () => options.width ?? (terminal.isTerminal ? terminal.width - 1 : 80),
      total: lesson.steps,
      start: options.step,
      pace: paced
        ? { key: () => keys.next(), height: windowHeight, quiet: () => keys.quiet() }
        : undefined,
    });
    if (end === "interrupted") throw new CommandEnd(130);
    // Work that nobody waits for any more.
    if (end === "left") await blocks.return(undefined);
  });
}

function windowHeight(): number {
  try {
    return Deno.consoleSize().rows || 24;
  } catch {
    return 24;
  }
}
