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
import type { PicturesBlock } from "./picture.ts";

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
}

/** The heading of a step: on a terminal, a lesson waits for a key before the next one. */
export interface StepBlock {
  /** What kind of block this is. */
  readonly kind: "step";
  /** The heading. */
  readonly text: Text;
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

/** A block that does not change any more. */
export type StillBlock =
  | TitleBlock
  | StepBlock
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
  | QuestionBlock
  | NextBlock;

/** Work that shows itself: on a terminal each frame takes the place of the last, elsewhere the last one stays. */
export interface LiveBlock {
  /** What kind of block this is. */
  readonly kind: "live";
  /** Does the work, and gives what to draw from time to time; the last frame stays. Run once. */
  readonly frames: () => AsyncIterable<StillBlock> | Iterable<StillBlock>;
}

/** A block of a lesson. */
export type Block = StillBlock | LiveBlock;

/** The heading of a step. */
export function step(text: Text): StepBlock {
  return { kind: "step", text };
}

/** A paragraph; `**strong**` and `` `code` `` are marked as in Markdown. */
export function prose(text: Text): ProseBlock {
  return { kind: "prose", text };
}

/**
 * Work that shows itself while it runs, such as a training: a generator that gives blocks to draw in
 * the same place. Give one whenever there is something new; it is drawn 20 times a second at most.
 */
export function live(frames: LiveBlock["frames"]): LiveBlock {
  return { kind: "live", frames };
}
