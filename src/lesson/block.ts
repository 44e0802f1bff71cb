/**
 * The blocks that a lesson is made of: data, which a renderer turns into text or into a page.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { BarsBlock, ChartBlock, ConfusionBlock, TableBlock } from "./chart.ts";
import type { CheckBlock } from "./check.ts";
import type { CodeBlock } from "./code.ts";
import type { FormulaBlock } from "./formula.ts";
import type { LanesBlock } from "./lanes.ts";
import type { MatrixBlock } from "./matrix.ts";
import type { NetworkBlock } from "./network_drawing.ts";
import type { PicturesBlock } from "./picture.ts";
import type { PlaneBlock } from "./plane.ts";
import type { PredictBlock } from "./predict.ts";
import type { TangentBlock } from "./tangent.ts";
import type { GlossaryEntry } from "./term.ts";
import type { ValleyBlock } from "./valley.ts";

/** The title of a lesson, and what it is about. */
export interface TitleBlock {
  /** What kind of block this is. */
  readonly kind: "title";
  /** The number of the lesson. */
  readonly number: number;
  /** The title. */
  readonly text: Text;
  /** What is learnt, in a sentence. */
  readonly summary: Text;
  /** How long it takes, in minutes. */
  readonly minutes: number;
  /** What a reader should know. */
  readonly supposes: Text;
}

/** A question from the lesson before, to be answered from memory: a key shows the answer. */
export interface RecallBlock {
  /** What kind of block this is. */
  readonly kind: "recall";
  /** The question. */
  readonly question: Text;
  /** Its answer. */
  readonly answer: Text;
}

/** The heading of a step: on a terminal, a lesson waits for a key before the next one. */
export interface StepBlock {
  /** What kind of block this is. */
  readonly kind: "step";
  /** The heading. */
  readonly text: Text;
}

/** The heading of a part without a number, such as that of an aside. */
export interface HeadingBlock {
  /** What kind of block this is. */
  readonly kind: "heading";
  /** The heading. */
  readonly text: Text;
}

/** Items below each other. */
export interface ListBlock {
  /** What kind of block this is. */
  readonly kind: "list";
  /** What stands above. */
  readonly caption?: Text;
  /** The items, marked as sentences are. */
  readonly items: readonly Text[];
}

/** The words of the field that a lesson brings. */
export interface TermsBlock {
  /** What kind of block this is. */
  readonly kind: "terms";
  /** The words, with what they mean. */
  readonly entries: readonly GlossaryEntry[];
}

/** A paragraph. */
export interface ProseBlock {
  /** What kind of block this is. */
  readonly kind: "prose";
  /** The sentences; `**strong**` and `` `code` `` are marked as in Markdown. */
  readonly text: Text;
}

/** A question to think about. */
export interface QuestionBlock {
  /** What kind of block this is. */
  readonly kind: "question";
  /** The question. */
  readonly text: Text;
  /** Its answer: a key shows it. */
  readonly answer?: Text;
}

/** What to run next. */
export interface NextBlock {
  /** What kind of block this is. */
  readonly kind: "next";
  /** The command. */
  readonly command: string;
  /** What it does. */
  readonly text: Text;
}

/**
 * A side road: its title is shown, a key opens it. The lesson is whole without it. Where there are no
 * keys, it stands at the end. `Inner` is what is in it: blocks, or what a story makes them of.
 */
export interface AsideBlock<Inner = InnerBlock> {
  /** What kind of block this is. */
  readonly kind: "aside";
  /** Its title. */
  readonly title: Text;
  /** Makes its blocks, when it is opened. */
  readonly open: () => AsyncIterable<Inner> | Iterable<Inner>;
}

/** A drawing: text on a terminal, SVG elsewhere. */
export type DrawingBlock = NetworkBlock | TangentBlock | PlaneBlock | ValleyBlock;

/** A block that does not change any more, and is no aside. */
export type PlainBlock =
  | TitleBlock
  | RecallBlock
  | StepBlock
  | HeadingBlock
  | ListBlock
  | TermsBlock
  | PredictBlock
  | ProseBlock
  | FormulaBlock
  | MatrixBlock
  | PicturesBlock
  | ChartBlock
  | BarsBlock
  | TableBlock
  | ConfusionBlock
  | CheckBlock
  | CodeBlock
  | LanesBlock
  | DrawingBlock
  | QuestionBlock
  | NextBlock;

/** A block that does not change any more. */
export type StillBlock = PlainBlock | AsideBlock;

/** Work that shows itself: on a terminal each frame takes the place of the last, elsewhere the last one stays. */
export interface LiveBlock {
  /** What kind of block this is. */
  readonly kind: "live";
  /** Does the work, and gives what to draw from time to time; the last frame stays. Run once. */
  readonly frames: () => AsyncIterable<StillBlock> | Iterable<StillBlock>;
}

/** A block of a lesson. */
export type Block = StillBlock | LiveBlock;

/** A block of an aside: there are no asides in it, and should be no steps. */
export type InnerBlock = PlainBlock | LiveBlock;

/** The heading of a step. */
export function step(text: Text): StepBlock {
  return { kind: "step", text };
}

/** A paragraph; `**strong**` and `` `code` `` are marked as in Markdown. */
export function prose(text: Text): ProseBlock {
  return { kind: "prose", text };
}

/**
 * A side road, such as an overflow that could happen: `yield aside(title, function* () { … })`. Its
 * blocks are made when it is opened. Two a lesson at most.
 */
export function aside<Inner>(
  title: Text,
  open: AsideBlock<Inner>["open"],
): AsideBlock<Inner> {
  return { kind: "aside", title, open };
}

/**
 * Work that shows itself while it runs, such as a training: a generator that gives blocks to draw in
 * the same place. Give one whenever there is something new; it is drawn 20 times a second at most.
 */
export function live(frames: LiveBlock["frames"]): LiveBlock {
  return { kind: "live", frames };
}
