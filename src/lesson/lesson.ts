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
import { type AsideBlock, type Block, type InnerBlock, step } from "./block.ts";
import { codeBlock, type ExcerptBlock } from "./code.ts";
import {
  type Controls,
  type ControlValues,
  type SharedControls,
  sharedControls,
} from "./controls.ts";
import type { GlossaryEntry } from "./term.ts";
import { words } from "./wording.ts";

/** What a teacher is told of a lesson, besides what its blocks tell. */
export interface Teacher {
  /** What pupils know or can do afterwards. */
  readonly learnt: readonly Text[];
  /** Mistakes that pupils make. */
  readonly mistakes: readonly Text[];
  /** How its steps fill 50 minutes in class. */
  readonly plan?: Text;
  /** One thing to do on paper. */
  readonly paper: Text;
  /** What comes out of it. */
  readonly paperAnswer?: Text;
  /** The items of the pupil's sheet: a text in which `___` is a blank, and what is to be written. */
  readonly sheet: readonly { readonly text: Text; readonly answer: Text }[];
}

/** What a lesson teaches, and how it is asked for. */
export interface LessonSpec<Table extends Controls> {
  /** Its number: it is run by `deno task lesson<number>`. */
  readonly number: number;
  /** Its title. */
  readonly title: Text;
  /** What is learnt, in a sentence. */
  readonly summary: Text;
  /** How long it takes, in minutes, to the next 5: a test computes it from the blocks. */
  readonly minutes: number;
  /** What a reader should know; said on the first page. */
  readonly supposes: Text;
  /** A question from the lesson before, and its answer: the first lesson has none. */
  readonly recall?: { readonly question: Text; readonly answer: Text };
  /** The words that it brings: those of the glossary. */
  readonly terms: readonly GlossaryEntry[];
  /** How many steps it has: the headings of the story, and the questions after it. */
  readonly steps: number;
  /** What a reader may choose, besides the seed and the engine. */
  readonly controls: Table;
  /** What computes at first; `plain` by default. */
  readonly engine?: EngineName;
  /** Three questions to think about, at the end. */
  readonly questions: readonly [Text, Text, Text];
  /** Their answers, a paragraph each. */
  readonly answers: readonly [Text, Text, Text];
  /** What a teacher is told. */
  readonly teacher: Teacher;
  /** What to run next. */
  readonly next: { readonly command: string; readonly text: Text };
}

/** An exercise of a lesson: `deno task practice <number>` asks for it. */
export interface LessonExercise {
  /** The number of the lesson. */
  readonly lesson: number;
  /** Its number. */
  readonly number: number;
  /** Its title. */
  readonly title: Text;
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
  /** The exercises of all lessons, in their order. */
  exercises(): Promise<readonly LessonExercise[]>;
}

/** What a story is given: what the reader chose, and its surroundings. */
export interface LessonContext<Table extends Controls = Controls> extends Surroundings {
  /** The values of the lesson's own controls, the seed and the engine. */
  readonly options: ControlValues<Table & SharedControls>;
}

/** What a story yields: blocks, and excerpts of source that are still to be read, in asides as well. */
export type StoryBlock =
  | InnerBlock
  | ExcerptBlock
  | AsideBlock<InnerBlock | ExcerptBlock>;

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
      const { number, title, summary, minutes, supposes, recall } = spec;
      yield { kind: "title", number, text: title, summary, minutes, supposes };
      if (recall) yield { kind: "recall", ...recall };
      for await (const block of story(context)) {
        if (block.kind !== "aside") yield await read(block, context);
        else {
          yield {
            ...block,
            async *open() {
              for await (const inner of block.open()) yield await read(inner, context);
            },
          };
        }
      }
      const exercises = await context.exercises();
      yield* ending(spec, exercises.filter(({ lesson }) => lesson === number));
    },
  };
}

/** A block of a story, its excerpt read. */
async function read(
  block: InnerBlock | ExcerptBlock,
  { source }: Surroundings,
): Promise<InnerBlock> {
  return block.kind === "excerpt" ? codeBlock(block, await source(block.file)) : block;
}

/** What follows a story: the questions, the words, the exercises, what to run next. */
function* ending(
  { questions, answers, terms, next }: LessonSpec<Controls>,
  exercises: readonly LessonExercise[],
): Generator<Block> {
  yield step(words.thinkAbout);
  for (const [i, text] of questions.entries()) {
    yield { kind: "question", text, answer: answers[i] };
  }
  yield { kind: "terms", entries: terms };
  if (exercises.length > 0) {
    const items = exercises.map(({ number, title }) => ({
      en: `\`deno task practice ${number}\` — ${title.en}`,
      fr: `\`deno task practice ${number}\` — ${title.fr}`,
    }));
    yield { kind: "list", caption: words.exercises, items };
  }
  yield { kind: "next", ...next };
}
