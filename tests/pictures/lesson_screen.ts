/**
 * What a reader of a lesson sees.
 *
 * @module
 */
import type { Lesson } from "../../src/lesson/lesson.ts";
import type { Language } from "../../src/errors.ts";
import { playLesson } from "../../src/terminal/lesson_player.ts";
import { openTerminal } from "../../src/terminal/terminal.ts";
import { blocksOf } from "../lessons/run_lesson.ts";

/** More lines than any step has. */
const PAGE = 200;

/** Which page of a lesson. */
export interface Screen {
  /** Its language. */
  readonly language: Language;
  /** The step, from 1. */
  readonly step: number;
  /** The columns of the terminal. */
  readonly columns: number;
}

/**
 * What stands on a terminal with colours when the lesson, started at a step, waits for the first key:
 * the step, and the line that names the keys.
 *
 * @throws {RangeError} When the lesson has fewer steps.
 */
export async function lessonScreen(lesson: Lesson, screen: Screen): Promise<string> {
  const { language, step, columns } = screen;
  if (step > lesson.steps) throw new RangeError(`lesson ${lesson.number} has no step ${step}`);
  const decoder = new TextDecoder();
  let written = "", seen: string | undefined;
  const terminal = {
    ...openTerminal(language, {
      isTerminal: () => true,
      writeSync: (bytes) => {
        written += decoder.decode(bytes, { stream: true });
        return bytes.length;
      },
    }, { abilities: { colours: 16_777_216, escapes: true, ascii: false } }),
    colour: true,
    redraws: true,
  };
  const blocks = await blocksOf(lesson);
  await playLesson(stream(blocks), {
    terminal,
    width: () => columns,
    total: lesson.steps,
    start: step,
    command: "",
    pace: {
      line: () => Promise.resolve({ typed: "" }),
      key: () => {
        // Lines that were wiped off, about work that was done meanwhile, are seen no more.
        const before = new RegExp("^[^\\n]*\\n\x1b\\[1A\\r\x1b\\[J"),
          top = new RegExp("^\\n+\x1b\\[H");
        const wiped = new RegExp("[^\\n]*\\r\x1b\\[J", "g");
        seen ??= written.replace(before, "").replace(top, "").replaceAll(wiped, "");
        return Promise.resolve("quit");
      },
      height: () => PAGE,
      forget: () => Promise.resolve(),
      quiet: () => ({ [Symbol.dispose]() {} }),
    },
  });
  return seen!;
}

async function* stream<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}
