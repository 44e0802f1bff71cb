/**
 * What an exercise is: what is to be written, what is right, and the mistakes that are known by name.
 *
 * It is loaded by the runner, and by the process of the learner's code too, which has no permissions:
 * so a file of `practice/` imports nothing that needs one.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Draw } from "./draw.ts";
import type { EpochMetrics } from "../train/meter.ts";
import type { Tensor, Vector } from "./tensor.ts";

/** A function that the learner writes and exports. */
export interface LearnerFunction {
  /** Its name. */
  readonly name: string;
  /** The names of its arguments, in their order; they are names of inputs. */
  readonly takes: readonly string[];
  /** The name of what it returns; a list: it returns an object with these. */
  readonly gives: string | readonly string[];
}

/** A result that is checked. */
export interface Result<In, Out, Value> {
  /** Its formula, such as `Z = X·W + b`; a text where there are words in it. */
  readonly formula: Text | string;
  /** What is right, computed from the inputs and from the learner's own earlier results. */
  reference(inputs: In, mine: Out): Value;
  /** Other answers that are right by another convention, and what to note of them. */
  readonly conventions?: readonly {
    compute(inputs: In, mine: Out, right: Value): Value;
    readonly note: Text;
  }[];
}

/** A wrong way to compute a result, as somebody would write it. */
export interface Mutant<In, Out> {
  /** A short name, for tests. */
  readonly name: string;
  /** The result that it gets wrong. */
  readonly of: keyof Out & string;
  /**
   * The wrong result. Where it is the right one with a twist, such as 7 times too large, make it of
   * `right`: two such twists are recognised together, too.
   */
  wrong(inputs: In, mine: Out, right: never): Tensor;
  /** What was done, and how it shows; in a sentence or two. */
  readonly says: Text | ((inputs: In) => Text);
  /** The question that leads to the mend. */
  readonly asks: Text;
}

/** A network of dense layers that the learner's code trained, and how. */
export interface TrainedNetwork {
  /** Whose functions computed it. */
  readonly of: "mine" | "kernels";
  /** The weights (inputs, outputs) and biases (outputs) of each layer, first to last. */
  readonly layers: readonly { readonly W: readonly Vector[]; readonly b: Vector }[];
  /** Images in a batch. */
  readonly size: number;
  /** The learning rate. */
  readonly rate: number;
  /** Images that were kept apart, for validation. */
  readonly validation: number;
  /** What was measured in each epoch. */
  readonly epochs: readonly EpochMetrics[];
}

/** What `play` can do besides calling the learner's functions. */
export interface Tools {
  /** Notes results that are there already, to be judged even if what follows fails. */
  give(results: Readonly<Record<string, unknown>>): void;
  /**
   * Shows a line at once, such as how far a training is; `instead` of the last that was said. The
   * seconds of the exercise count from there again.
   */
  say(text: Text, options?: { readonly instead?: boolean }): void;
  /** Hands the runner what is to outlive the process: a network that was trained. */
  keep(trained: TrainedNetwork): void;
  /** What the learner wrote for the exercises of `uses`: of those that are solved. */
  readonly earlier: Mine;
  /** What the exercise's `data` gave. */
  readonly data: Uint8Array;
}

/** The functions that the learner's file exports. */
// deno-lint-ignore no-explicit-any
export type Mine = Readonly<Record<string, (...args: any[]) => any>>;

/** An exercise, with the types of its inputs and of its results by name. */
export interface Exercise<
  In extends object = Record<string, unknown>,
  Out extends object = Record<string, Tensor>,
> {
  /** Its number. */
  readonly number: number;
  /** Its file: `softmax` stands for `practice/mine/02_softmax.ts`. */
  readonly name: string;
  /** Its title. */
  readonly title: Text;
  /** What is to be written; it opens the learner's file. Line feeds are kept. */
  readonly statement: Text;
  /** The lesson's step that it belongs to, with its English heading; none: see `explanation`. */
  readonly lesson?: { readonly number: number; readonly step: number; readonly heading: string };
  /** Half a page of explanation, where no lesson has it. */
  readonly explanation?: Text;
  /** AssemblyScript, which `data` compiles and `play` runs; TypeScript if left out. */
  readonly language?: "assembly";
  /** What the learner writes, in the order in which it is called. */
  readonly functions: readonly LearnerFunction[];
  /** The inputs of a trial. Called with the same draw, it gives the same. */
  draw(draw: Draw): In;
  /** How many trials there are; 3 by default: 7 examples twice, then 2. */
  readonly trials?: number;
  /** Each result, in the order of the formula. */
  readonly results: { readonly [Name in keyof Out]: Result<In, Out, Out[Name]> };
  /** Mistakes, the likelier first. */
  readonly mutants: readonly Mutant<In, Out>[];
  /** Three hints, each more telling; the last is nearly the line. */
  readonly hints: readonly [Text, Text, Text];
  /** Calls the functions, where it takes more than calling each once in its turn. */
  play?(mine: Mine, inputs: In, tools: Tools): Partial<Out> | Promise<Partial<Out>>;
  /** What comes once all is right: a race, say. What it says is shown; it is not judged. */
  finale?(mine: Mine, tools: Tools): void | Promise<void>;
  /** Earlier exercises whose functions `play` and `finale` are given, too. */
  readonly uses?: readonly Exercise[];
  /**
   * Bytes for `play`, made by the runner of what the learner wrote; a `UserError` is shown as it is.
   * Not `isWhole`: the learner waits for an answer, and a part of the data will do.
   */
  data?(source: string, options: { readonly isWhole: boolean }): Promise<Uint8Array>;
  /** The seconds after which the learner's code is ended; 4 by default. */
  readonly seconds?: number;
  /** The heap that the learner's code may use, in MB; 200 by default. */
  readonly megabytes?: number;
  /** Whether a second call with equal arguments gives the same; true by default. */
  readonly repeats?: boolean;
}

/** Makes an exercise, whose types are checked here and forgotten afterwards. */
export function exercise<In extends object, Out extends object>(
  spec: Exercise<In, Out>,
): Exercise {
  return spec as unknown as Exercise;
}

/** How many trials an exercise has. */
export function trialsOf({ trials = 3 }: Exercise): number {
  return trials;
}

/** The learner's file, in `practice/mine/`. */
export function fileOf({ number, name }: Exercise): string {
  return `${`${number}`.padStart(2, "0")}_${name}.ts`;
}
