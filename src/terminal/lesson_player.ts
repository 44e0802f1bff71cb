/**
 * Plays a lesson in a terminal, at the reader's pace.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import {
  type AsideBlock,
  type Block,
  type PlainBlock,
  prose,
  type StillBlock,
} from "../lesson/block.ts";
import { written } from "../lesson/numeral.ts";
import { type LiveRunner, opened, Pages, runUnseen } from "../lesson/pages.ts";
import { judge, type PredictBlock } from "../lesson/predict.ts";
import { words } from "../lesson/wording.ts";
import { blockText, MEASURE, recallQuestion, type StepPlace } from "./block_text.ts";
import { type Key, type Line, LONGEST } from "./keys.ts";
import { outcomeLines, promptText, questionLines, unreadText } from "./predict_lines.ts";
import { Redrawn } from "./redrawn.ts";
import { style } from "./style.ts";
import type { Terminal } from "./terminal.ts";
import { textWidth, wrapText } from "./width.ts";

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
  /** What is typed to run the lesson, before `--step 3`: to say where to look again. */
  readonly command: string;
  /** The pace: where there is nobody to wait for, left out, and all is written at once. */
  readonly pace?: {
    /** The next key. */
    readonly key: () => Promise<Key>;
    /** What is typed up to Enter, shown by `echo`. */
    readonly line: (echo: (text: string) => void) => Promise<Line>;
    /** Forgets what was typed until now. */
    readonly forget: () => Promise<void>;
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

/** What a key opens: an aside, the answer of a recall, or those of the questions at the end. */
interface Folded {
  /** What it is called where the keys are named. */
  readonly name: "answer" | "answers" | "aside";
  /** Its blocks. */
  readonly open: AsideBlock["open"];
}

/** What a reader answered, and where. */
interface Answered {
  /** What was typed; empty for "I don't know". */
  readonly typed: string;
  /** The number of the step. */
  readonly step: number;
  /** Its heading. */
  readonly heading: string;
}

/** Plays a lesson, from `start` to its end or to where the reader leaves it. */
export async function playLesson(
  story: AsyncIterable<Block>,
  options: PlayOptions,
): Promise<PlayEnd> {
  const { terminal, width, total, start = 1, command, pace } = options;
  const { language, colour } = terminal;
  const pages = new Pages(story);
  /** The lines that can be read at once: below them stand an empty line and the keys. */
  const page = () => pace ? pace.height() - 2 : Infinity;
  const view = () => ({ language, width: width(), colour, height: page() });
  const narrow = () => ({ ...view(), width: Math.min(width(), MEASURE) });
  const textOf = (block: StillBlock) => blockText(block, view(), { number: step + 1, total });
  const answers = new Map<PredictBlock, Answered>();
  let step = start - 1;
  let heading = "";
  let used = 0;
  let previous: StillBlock["kind"] | undefined;
  /** What a key can still open in this step. */
  let folded: Folded[] = [];
  /** The questions of this step that can still be opened, each with its answer. */
  let said: PlainBlock[] = [];
  /** Whether the page of the title and the recall was passed: going back does not lead there. */
  let recalled = false;
  /** Whether something is being opened, and whether all of it is still to be shown. */
  let opening = false, fresh = false;
  /** The key that led away while something was shown. */
  let away: Exclude<Key, "open"> | undefined;

  /** What stands between a block and the one before: an empty line, but formulas stand together. */
  const gap = (kind: StillBlock["kind"]) =>
    previous === undefined || (previous === "formula" && kind === "formula") ? "" : "\n";

  /** Whether lines would push the top of the page out of the window before it was read. */
  const overflows = (text: string) => used > 0 && used + text.split("\n").length > page();

  /** Starts a page at the top of a clean screen: what stood there is pushed up, and can be scrolled to. */
  const turn = () => {
    used = 0;
    if (!pace) return;
    if (terminal.redraws) terminal.write("\n".repeat(pace.height() - 1) + "\x1b[H");
    previous = undefined;
  };

  const print = (text: string, kind: StillBlock["kind"]) => {
    const lines = gap(kind) + text;
    terminal.print(lines);
    fresh = false;
    previous = kind;
    used += lines.split("\n").length;
  };

  /** Makes room for lines, if need be on a new page; false when the reader went away instead. */
  const makeRoom = async (text: string, canGoBack = true): Promise<boolean> => {
    if (!overflows(text)) return true;
    if (fresh) {
      turn(); // a key has just been typed
      return true;
    }
    const key = await wait({ isOver: false, canGoBack });
    if (key !== "next") away = key;
    else turn();
    return key === "next";
  };

  /** Prints lines; what is higher than a page is cut at its empty lines, such as those between images. */
  const put = async (text: string, kind: StillBlock["kind"]) => {
    const pieces = text.split("\n").length > page() ? text.split("\n\n") : [text];
    for (const piece of pieces) {
      if (!await makeRoom(gap(kind) + piece)) return;
      print(piece, kind);
    }
  };

  const runSeen: LiveRunner = async ({ frames }) => {
    const redrawn = new Redrawn(terminal);
    let last: StillBlock | undefined;
    let looked = performance.now();
    let quiet = pace?.quiet();
    try {
      for await (const frame of frames()) {
        if (!last && overflows(gap(frame.kind) + textOf(frame))) {
          quiet?.[Symbol.dispose]();
          quiet = undefined;
          if (!await makeRoom(gap(frame.kind) + textOf(frame), false)) return frame;
          quiet = pace?.quiet();
        }
        if (!last) terminal.write(gap(frame.kind));
        last = frame;
        redrawn.update(() => textOf(frame));
        if (terminal.isClosed) break;
        if (performance.now() - looked < PAUSE) continue;
        await new Promise((resolve) => setTimeout(resolve)); // lets Ctrl-C in
        looked = performance.now();
      }
      if (last) {
        const text = textOf(last);
        redrawn.keep(text);
        previous = last.kind;
        used += text.split("\n").length + 1;
      }
      return last;
    } finally {
      quiet?.[Symbol.dispose]();
    }
  };

  /**
   * Says that something is computed, and keeps keys unseen, until `work` calls `ready` or is done: work
   * that takes long does not let a clock in, so it is said at once.
   */
  const computing = async <Done>(work: (ready: () => void) => Promise<Done>): Promise<Done> => {
    if (!pace || !terminal.redraws) return work(() => {});
    let quiet: Disposable | undefined = pace.quiet();
    terminal.write(words.computing[language]);
    const ready = () => {
      if (quiet) terminal.write("\r\x1b[J");
      quiet?.[Symbol.dispose]();
      quiet = undefined;
    };
    try {
      return await work(ready);
    } finally {
      ready();
    }
  };

  /** Writes a text, lets `typed` read, and wipes the text off again where that is possible. */
  const asking = async <Typed>(text: string, read: () => Promise<Typed>): Promise<Typed> => {
    terminal.write(text);
    const typed = await read();
    if (!terminal.redraws) terminal.write("\n");
    else {
      // A window made narrower has folded the lines: go up to where they start.
      const rows = text.split("\n").reduce(
        (sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / width())),
        -1,
      );
      terminal.write(`${rows > 0 ? `\x1b[${rows}A` : ""}\r\x1b[J`);
    }
    return typed;
  };

  /** Waits for a key that leads on or away. There is nothing before the first step. */
  const wait = async (
    { isOver, canGoBack = true }: { isOver: boolean; canGoBack?: boolean },
  ): Promise<Exclude<Key, "open">> => {
    const back = canGoBack && step > 0 && !opening;
    for (;;) {
      const place = { number: step + 1, total };
      const line = footerText(place, {
        isOver,
        back,
        folded: folded[0]?.name,
        language,
        width: width() - 1,
      });
      await pace!.forget(); // typed before the page stood there, perhaps while it was computed
      terminal.write("\n");
      let key: Key;
      do key = await asking(line, pace!.key); while (
        (key === "back" && !back) || (key === "open" && folded.length === 0)
      );
      if (key !== "open") return key;
      used++;
      previous = undefined;
      const { open } = folded.shift()!, others = folded;
      folded = [];
      opening = fresh = true;
      let title: StillBlock | undefined;
      for await (const block of open()) {
        if (block.kind === "heading" || block.kind === "question") {
          title = block;
          continue;
        }
        // A title stands on the page of what it names, a question on that of its answer.
        const below = title && block.kind !== "live" ? `\n\n${textOf(block)}` : "";
        if (!title || await makeRoom(`${gap(title.kind)}${textOf(title)}${below}`)) {
          if (title) print(textOf(title), title.kind);
          title = undefined;
          await show(block);
        }
        if (away || terminal.isClosed) break;
      }
      opening = fresh = false;
      folded = others;
      const left = away;
      away = undefined;
      if (left) return left;
    }
  };

  /** Asks for a prediction, and shows its answer; one that was answered is shown as it was. */
  const ask = async (block: PredictBlock) => {
    const { answer } = block, question = questionLines(block, narrow());
    const outcome = () => outcomeLines(block, narrow(), answers.get(block)?.typed);
    // Question and answer stand on one page, and a line to answer in.
    if (!await makeRoom(`${gap("predict")}${question}\n${outcome()}\n`)) return;
    print(question, "predict");
    while (!answers.has(block)) {
      const prompt = `${
        wrapText(promptText(answer, language), { width: width() - LONGEST, indent: 2 })
      } `;
      await pace!.forget();
      const line = await asking(prompt, () => pace!.line((text) => terminal.write(text)));
      if ("key" in line) {
        if (line.key === "back" && (step === 0 || opening)) continue;
        away = line.key;
        return;
      }
      const typed = line.typed.trim();
      if (typed === "" || judge(answer, typed) !== undefined) {
        answers.set(block, { typed, step: step + 1, heading });
      } else {
        terminal.print(wrapText(unreadText(answer, language), { width: width(), indent: 2 }));
        used++;
      }
    }
    terminal.print(outcome());
    used += outcome().split("\n").length;
  };

  /** Shows a block; `away` tells whether the reader left it. */
  const show = async (block: Block): Promise<void> => {
    if (block.kind === "live") return void await runSeen(block);
    if (block.kind === "step") heading = written(block.text, language);
    if (!pace) return put(textOf(block), block.kind);
    if (recalled && (block.kind === "title" || block.kind === "recall")) return;
    switch (block.kind) {
      case "predict":
        return ask(block);
      case "recall": {
        await put(recallQuestion(block, view()), "recall");
        folded = [{ name: "answer", open: () => [prose(block.answer)] }];
        const key = away ?? await wait({ isOver: false });
        folded = [];
        recalled = key === "next";
        if (recalled) turn();
        else away = key;
        return;
      }
      case "aside":
        // A key opens what can be seen.
        await put(textOf(block), block.kind);
        folded.push({ name: "aside", open: () => opened(block) });
        return;
      case "question":
        await put(textOf(block), block.kind);
        if (!block.answer) return;
        if (!folded.some(({ name }) => name === "answers")) {
          folded.push({ name: "answers", open: () => said.splice(0) });
        }
        said.push({ kind: "question", text: block.text }, prose(block.answer));
        return;
    }
    return put(textOf(block), block.kind);
  };

  /** At the end: where to look again. */
  const review = async () => {
    const missed = [...answers].filter(([{ answer }, { typed }]) => !judge(answer, typed))
      .map(([, answered]) => answered).sort((a, b) => a.step - b.step);
    if (missed.length > 0) await put(reviewText(missed, { command, language, colour }), "prose");
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
    folded = [];
    said = [];
    for (let place = 0;; place++) {
      let shown = false;
      const block = await computing((ready) =>
        pages.block(step, place, (live) => {
          ready();
          shown = true;
          return runSeen(live);
        })
      );
      if (block !== undefined && !shown && !away) await show(block);
      if (block === undefined && step + 1 === total) await review();
      const end = away && ends[away];
      if (end) return end;
      if (away) {
        away = undefined;
        step--;
        continue reading;
      }
      if (terminal.isClosed) return "left";
      if (block === undefined) break;
    }
    const key = pace ? await wait({ isOver: true }) : "next";
    const end = ends[key];
    if (end) return end;
    if (key === "back") step--;
    else if (!await computing(() => pages.has(++step, runUnseen))) return "read";
  }
}

/** Where to look again: the steps of what was not foreseen, each with its command. */
function reviewText(
  missed: readonly Answered[],
  { command, language, colour }: { command: string; language: Language; colour: boolean },
): string {
  const lines = missed.map(({ step, heading }) =>
    `  ${step} · ${heading}\n    ${style("bold", `${command} --step ${step}`, colour)}`
  );
  return [words.again[language], ...new Set(lines)].join("\n");
}

function footerText(
  { number, total }: StepPlace,
  { isOver, back, folded, language, width }: {
    isOver: boolean;
    back: boolean;
    folded?: Folded["name"];
    language: Language;
    width: number;
  },
): string {
  const keys = words.keys[language];
  const enter = !isOver ? keys.more : number === total ? keys.finish : keys.forward;
  const parts = [
    `${words.step[language]} ${number}/${total}`,
    enter,
    ...(folded ? [keys[folded]] : []),
    ...(back ? [keys.back] : []),
    keys.quit,
  ];
  const line = parts.join(" · ");
  return line.length <= width ? line : parts.slice(1).join(" · ").slice(0, width);
}
