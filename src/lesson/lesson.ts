/**
 * What a lesson is: what it teaches, and its story. It knows neither Deno nor a terminal, so that a
 * page can tell the same story: what it needs of the outside, whoever tells it gives in its context.
 *
 * @module
 */
import type { Part } from "../data/assemble.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Engine, EngineName } from "../engine/engine.ts";
import type { Text } from "../errors.ts";
import { type Block, step } from "./block.ts";
import { codeBlock, type ExcerptBlock } from "./code.ts";
import {
  type Controls,
  type ControlValues,
  type SharedControls,
  sharedControls,
} from "./controls.ts";
import { words } from "./wording.ts";

/** What a lesson teaches, and how it is asked for. */
export interface LessonSpec<Table extends Controls> {
  /** Its number: it is run by `deno task lesson<number>`. */
  readonly number: number;
  /** Its title. */
  readonly title: Text;
  /** What is learnt, in a sentence. */
  readonly summary: Text;
  /** How many steps it has: the headings of the story, and the questions after it. */
  readonly steps: number;
  /** What a reader may choose, besides the seed and the engine. */
  readonly controls: Table;
  /** What computes at first; `plain` by default. */
  readonly engine?: EngineName;
  /** Three questions to think about, at the end. */
  readonly questions: readonly [Text, Text, Text];
  /** What to run next. */
  readonly next: { readonly command: string; readonly text: Text };
}

/** What stories need of the outside: on the command line Deno gives it, on a page a browser. */
export interface Surroundings {
  /** MNIST, read once, when it is first asked for. */
  mnist(): Promise<Dataset>;
  /** All the bytes of one of the four files of MNIST. */
  mnistFile(part: Part): Promise<Uint8Array<ArrayBuffer>>;
  /** Makes an engine. */
  createEngine(name: EngineName): Engine;
  /** The compiled kernels, for a lesson that calls them one by one. */
  kernels(build: "strict" | "relaxed"): WebAssembly.Module;
  /** The text of a source file of the project, such as `src/nn/dense.ts`. */
  source(path: string): Promise<string>;
}

/** What a story is given: what the reader chose, and its surroundings. */
export interface LessonContext<Table extends Controls = Controls> extends Surroundings {
  /** The values of the lesson's own controls, the seed and the engine. */
  readonly options: ControlValues<Table & SharedControls>;
}

/** What a story yields: blocks, and excerpts of source that are still to be read. */
export type StoryBlock = Block | ExcerptBlock;

/** A lesson: what it teaches, and its story. */
export interface Lesson<Table extends Controls = Controls> extends LessonSpec<Table> {
  /** All that a reader may choose. */
  readonly controls: Table & SharedControls;
  /** All its blocks, from the title to what to run next. */
  blocks(context: LessonContext<Table>): AsyncGenerator<Block>;
}

/**
 * Makes a lesson of what it teaches and its story, a generator of blocks. Each step starts with its
 * heading, and what is computed after it is computed when the reader gets there.
 */
export function lesson<const Table extends Controls>(
  spec: LessonSpec<Table>,
  story: (context: LessonContext<Table>) => AsyncGenerator<StoryBlock>,
): Lesson<Table> {
  return {
    ...spec,
    controls: { ...spec.controls, ...sharedControls(spec.engine ?? "plain") },
    async *blocks(context) {
      const { number, title, summary, questions, next } = spec;
      yield { kind: "title", number, text: title, summary };
      for await (const block of story(context)) {
        yield block.kind === "excerpt" ? codeBlock(block, await context.source(block.file)) : block;
      }
      yield step(words.thinkAbout);
      for (const text of questions) yield { kind: "question", text };
      yield { kind: "next", ...next };
    },
  };
}
