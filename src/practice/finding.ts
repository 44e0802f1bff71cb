/**
 * What is found in what the learner wrote.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Tensor } from "./tensor.ts";
import type { Call, Returned } from "./transcript.ts";

/** A result of one call beside what is right. */
export interface Judged {
  /** The call. */
  readonly call: Call;
  /** The inputs, drawn again. */
  readonly inputs: Record<string, unknown>;
  /** What was returned; nothing where the call did not come so far. */
  readonly found: Returned | undefined;
  /** What is right, by the learner's own earlier results. */
  readonly right: Tensor;
  /** Whether it is right, by whatever convention. */
  readonly agrees: boolean;
  /** Whether it is right even if an earlier result is not: what follows rightly from a mistake is no success. */
  readonly isTrue: boolean;
  /** What to note of the convention. */
  readonly note?: Text;
}

/** The first thing that is wrong. */
export interface Finding {
  /** What is wrong, and how it shows: a sentence or two. */
  readonly says: Text;
  /** The question that leads to the mend. */
  readonly asks?: Text;
  /** The mistakes of the exercise's bank that were recognised: one, or two at once. */
  readonly mutants?: readonly string[];
  /** The formula of the result that is wrong. */
  readonly formula?: Text | string;
  /** The worst number: where it is, and the two tensors around it. */
  readonly place?: Place;
  /** The line of the learner's file. */
  readonly line?: number;
  /** Its column. */
  readonly column?: number;
}

/** A number that is wrong. */
export interface Place {
  /** The result. */
  readonly name: string;
  /** Its indices. */
  readonly index: readonly number[];
  /** What the learner's code returned. */
  readonly found: Tensor;
  /** What is right. */
  readonly expected: Tensor;
  /** The function's arguments of the same shape, in which the same place may tell why. */
  readonly beside: Readonly<Record<string, Tensor>>;
}

/** What the checker says. */
export interface Verdict {
  /** Whether all is right. */
  readonly solved: boolean;
  /** Whether a function is still to be written, and nothing before it is wrong. */
  readonly unwritten?: boolean;
  /** The results that are right. */
  readonly right: readonly string[];
  /** The first thing that is wrong, if something is. */
  readonly finding?: Finding;
  /** What is right by another convention. */
  readonly notes: readonly Text[];
}

/** The same text in every language, made from it. */
export function texts(make: (language: "en" | "fr") => string): Text {
  return { en: make("en"), fr: make("fr") };
}
