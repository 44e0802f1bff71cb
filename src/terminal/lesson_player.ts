/**
 * Plays a lesson in a terminal, at the reader's pace.
 *
 * @module
 */
import type { Block, StillBlock } from "../lesson/block.ts";
import { type LiveRunner, Pages, runUnseen } from "../lesson/pages.ts";
import { words } from "../lesson/wording.ts";
import { blockText } from "./block_text.ts";
import type { Key } from "./keys.ts";
import { RedrawnBlock } from "./redrawn_block.ts";
import { RedrawnLine } from "./redrawn_line.ts";
import { style } from "./style.ts";
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

/** How a lesson ended: read, left by the reader, or interrupted by Ctrl-C. */
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
  const view = () => ({ language, width: width(), colour });
  const textOf = (block: StillBlock, step: number) =>
    blockText(block, view(), { number: step + 1, total });
  let step = start - 1;
  let used = 0;
  let previous: StillBlock["kind"] | undefined;

  /** What stands between a block and the one before: an empty line, but formulas stand together. */
  const gap = (kind: StillBlock["kind"]) =>
    previous === undefined || (previous === "formula" && kind === "formula") ? "" : "\n";

  const runSeen: LiveRunner = async ({ frames }) => {
    const redrawn = new RedrawnBlock(terminal);
    let last: StillBlock | undefined;
    let looked = performance.now();
    using _quiet = pace?.quiet();
    for await (const frame of frames()) {
      if (!last) terminal.write(gap(frame.kind));
      last = frame;
      redrawn.update(() => textOf(frame, step));
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
  };

  /** Waits for a key, and tells where to go. */
  const wait = async (isOver: boolean): Promise<Key> => {
    const line = footerText({ number: step + 1, total, isOver, language }).slice(0, width() - 1);
    terminal.write("\n");
    previous = undefined;
    used = 0;
    for (;;) {
      terminal.write(style("dim", line, colour));
      const key = await pace!.key();
      // A window made narrower has folded the line: go up to where it starts.
      const folds = Math.ceil(textWidth(line) / width()) - 1;
      terminal.write(`${folds > 0 ? `\x1b[${folds}A` : ""}\r\x1b[J`);
      // There is nothing before the first step.
      if (key !== "back" || step > 0) return key;
    }
  };

  const line = new RedrawnLine(terminal);
  for (let before = 1; before <= step; before++) {
    // The work of the steps that are skipped is done all the same, and may take seconds.
    line.update(() => words.working[language](before, step).slice(0, width() - 1));
    await pages.has(before, runUnseen);
  }
  line.clear();
  reading: for (;;) {
    used = 0;
    for (let place = 0;; place++) {
      let shown = false;
      const block = await pages.block(step, place, (live) => (shown = true, runSeen(live)));
      if (block === undefined) break;
      if (shown) continue;
      const text = textOf(block, step);
      const lines = (gap(block.kind) + text).split("\n").length;
      // A step longer than the window is read in pieces: its top would be gone before it was read.
      if (pace && used > 0 && used + lines > pace.height() - 2) {
        const key = await wait(false), end = ends[key];
        if (end) return end;
        if (key === "back") {
          step--;
          continue reading;
        }
      }
      terminal.print(gap(block.kind) + text);
      previous = block.kind;
      used += lines;
    }
    if (!pace) {
      if (!await pages.has(++step, runUnseen)) return "read";
      continue;
    }
    const key = await wait(true), end = ends[key];
    if (end) return end;
    if (key === "back") step--;
    else if (!await pages.has(++step, runUnseen)) return "read";
  }
}

function footerText(
  { number, total, isOver, language }: {
    number: number;
    total: number;
    isOver: boolean;
    language: "en" | "fr";
  },
): string {
  const place = `${words.step[language]} ${number}/${total}`;
  const last = number === total && isOver;
  const keys = language === "fr"
    ? [
      last ? "Entrée\u00a0: finir" : isOver ? "Entrée\u00a0: continuer" : "Entrée\u00a0: la suite",
      ...(number > 1 ? ["b\u00a0: revenir"] : []),
      "q\u00a0: quitter",
    ]
    : [
      last ? "Enter: finish" : isOver ? "Enter: next step" : "Enter: more",
      ...(number > 1 ? ["b: back"] : []),
      "q: quit",
    ];
  return [place, ...keys].join(" · ");
}
