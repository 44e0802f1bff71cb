/**
 * Plays a lesson in a terminal, at the reader's pace.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import type { Block, StillBlock } from "../lesson/block.ts";
import { type LiveRunner, Pages, runUnseen } from "../lesson/pages.ts";
import { words } from "../lesson/wording.ts";
import { blockText, type StepPlace } from "./block_text.ts";
import type { Key } from "./keys.ts";
import { Redrawn } from "./redrawn.ts";
import type { Terminal } from "./terminal.ts";
import { textWidth } from "./width.ts";

/** How a lesson is played. */
export interface PlayOptions {
  /** Where it is written. */
  readonly terminal: Terminal;
  /** The columns of a line, read anew for each block: a window can be resized. */
  readonly width: () => number;
  /** How many steps there are. */
  readonly total: number;
  /** The step to start at, from 1; 1 by default. */
  readonly start?: number;
  /** The pace: where there is nobody to wait for, left out, and all is written at once. */
  readonly pace?: {
    /** The next key. */
    readonly key: () => Promise<Key>;
    /** The lines of the window; the lesson also waits where a step is longer. */
    readonly height: () => number;
    /** Keeps keys unseen while something is redrawn, until it is disposed of. */
    readonly quiet: () => Disposable;
  };
}

/** How a lesson ended: read, left by the reader (who may also close the pipe), or interrupted by Ctrl-C. */
export type PlayEnd = "read" | "left" | "interrupted";

/** Between two looks at the outside while work goes on, in milliseconds. */
const PAUSE = 50;

/** How a key ends a lesson, where it does. */
const ends: Partial<Record<Key, PlayEnd>> = { quit: "left", interrupt: "interrupted" };

/** Plays a lesson, from `start` to its end or to where the reader leaves it. */
export async function playLesson(
  story: AsyncIterable<Block>,
  options: PlayOptions,
): Promise<PlayEnd> {
  const { terminal, width, total, start = 1, pace } = options;
  const { language, colour } = terminal;
  const pages = new Pages(story);
  /** The lines that can be read at once: below them stand an empty line and the keys. */
  const page = () => pace ? pace.height() - 2 : Infinity;
  const view = () => ({ language, width: width(), colour, height: page() });
  const textOf = (block: StillBlock, step: number) =>
    blockText(block, view(), { number: step + 1, total });
  let step = start - 1;
  let used = 0;
  let previous: StillBlock["kind"] | undefined;
  let end: PlayEnd | undefined;

  /** What stands between a block and the one before: an empty line, but formulas stand together. */
  const gap = (kind: StillBlock["kind"]) =>
    previous === undefined || (previous === "formula" && kind === "formula") ? "" : "\n";

  /** Whether lines would push the top of the page out of the window before it was read. */
  const overflows = (text: string) => used > 0 && used + text.split("\n").length > page();

  /** Starts a page at the top of a clean screen: what stood there is pushed up, and can be scrolled to. */
  const turn = () => {
    if (pace && terminal.redraws) terminal.write("\n".repeat(pace.height() - 1) + "\x1b[H");
  };

  const runSeen: LiveRunner = async ({ frames }) => {
    const redrawn = new Redrawn(terminal);
    let last: StillBlock | undefined;
    let looked = performance.now();
    let quiet = pace?.quiet();
    try {
      for await (const frame of frames()) {
        if (!last && overflows(gap(frame.kind) + textOf(frame, step))) {
          quiet?.[Symbol.dispose]();
          quiet = undefined;
          end = ends[await wait({ isOver: false, canGoBack: false })];
          if (end) return frame;
          turn();
          quiet = pace?.quiet();
        }
        if (!last) terminal.write(gap(frame.kind));
        last = frame;
        redrawn.update(() => textOf(frame, step));
        if (terminal.isClosed) break;
        if (performance.now() - looked < PAUSE) continue;
        await new Promise((resolve) => setTimeout(resolve)); // lets Ctrl-C in
        looked = performance.now();
      }
      if (last) {
        const text = textOf(last, step);
        redrawn.keep(text);
        previous = last.kind;
        used += text.split("\n").length + 1;
      }
      return last;
    } finally {
      quiet?.[Symbol.dispose]();
    }
  };

  /** Waits for a key, and tells where to go. There is nothing before the first step. */
  const wait = async (
    { isOver, canGoBack = step > 0 }: { isOver: boolean; canGoBack?: boolean },
  ): Promise<Key> => {
    const line = footerText({ number: step + 1, total, isOver, canGoBack, language })
      .slice(0, width() - 1);
    terminal.write("\n");
    previous = undefined;
    used = 0;
    for (;;) {
      terminal.write(line);
      const key = await pace!.key();
      if (!terminal.redraws) {
        terminal.write("\n");
        if (key !== "back" || canGoBack) return key;
        continue;
      }
      // A window made narrower has folded the line: go up to where it starts.
      const folds = Math.ceil(textWidth(line) / width()) - 1;
      terminal.write(`${folds > 0 ? `\x1b[${folds}A` : ""}\r\x1b[J`);
      if (key !== "back" || canGoBack) return key;
    }
  };

  const line = new Redrawn(terminal);
  for (let before = 1; before <= step; before++) {
    // The work of the steps that are skipped is done all the same, and may take seconds.
    line.update(() => words.working[language](before, step).slice(0, width() - 1));
    await pages.has(before, runUnseen);
  }
  line.clear();
  reading: for (;;) {
    turn();
    used = 0;
    for (let place = 0;; place++) {
      let shown = false;
      const block = await pages.block(step, place, (live) => (shown = true, runSeen(live)));
      if (end) return end;
      if (terminal.isClosed) return "left";
      if (block === undefined) break;
      if (shown) continue;
      const text = textOf(block, step);
      // What is higher than a page is cut at its empty lines, such as those between rows of images.
      const pieces = text.split("\n").length > page() ? text.split("\n\n") : [text];
      for (const piece of pieces) {
        if (overflows(gap(block.kind) + piece)) {
          const key = await wait({ isOver: false });
          end = ends[key];
          if (end) return end;
          if (key === "back") {
            step--;
            continue reading;
          }
          turn();
        }
        const lines = gap(block.kind) + piece;
        terminal.print(lines);
        previous = block.kind;
        used += lines.split("\n").length;
      }
    }
    if (!pace) {
      if (!await pages.has(++step, runUnseen)) return "read";
      continue;
    }
    const key = await wait({ isOver: true });
    end = ends[key];
    if (end) return end;
    if (key === "back") step--;
    else if (!await pages.has(++step, runUnseen)) return "read";
  }
}

function footerText(
  { number, total, isOver, canGoBack, language }: StepPlace & {
    isOver: boolean;
    canGoBack: boolean;
    language: Language;
  },
): string {
  const { finish, forward, more, back, quit } = words.keys[language];
  const enter = !isOver ? more : number === total ? finish : forward;
  const place = `${words.step[language]} ${number}/${total}`;
  return [place, enter, ...(canGoBack ? [back] : []), quit].join(" · ");
}
