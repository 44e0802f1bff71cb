/// <reference lib="dom" />
/**
 * The worker that tells lessons: their stories run here, and their blocks go to the page.
 *
 * @module
 */
import { LESSONS } from "../../../lessons/list.ts";
import type { Part } from "../../data/assemble.ts";
import type { Dataset } from "../../data/dataset.ts";
import type { EngineName } from "../../engine/engine.ts";
import { PlainEngine } from "../../engine/plain.ts";
import { WasmEngine } from "../../engine/wasm.ts";
import { type Text, UserError, userMessage } from "../../errors.ts";
import type { AsideBlock, Block, StillBlock } from "../../lesson/block.ts";
import type { Controls } from "../../lesson/controls.ts";
import type { Lesson, LessonExercise } from "../../lesson/lesson.ts";
import { type DatasetFiles, readDataset, readFile } from "./dataset.ts";

/** What a lesson is, before it is told. */
export interface LessonCard {
  /** Its number. */
  readonly number: number;
  /** Its title. */
  readonly title: Text;
  /** What is learnt. */
  readonly summary: Text;
  /** How long it takes. */
  readonly minutes: number;
  /** How many steps it has. */
  readonly steps: number;
  /** What a reader may choose. */
  readonly controls: Controls;
}

/** The compiled kernels. */
export type Kernels = Readonly<Record<"strict" | "relaxed", WebAssembly.Module>>;

/** What the page asks. */
export type ToLessons =
  | {
    readonly kind: "begin";
    readonly kernels: Kernels;
    readonly sources: Readonly<Record<string, string>>;
    readonly exercises: readonly LessonExercise[];
  }
  | { readonly kind: "dataset"; readonly files: DatasetFiles }
  | { readonly kind: "no-dataset"; readonly reason: Text }
  | {
    readonly kind: "tell";
    readonly telling: number;
    readonly number: number;
    readonly options: Readonly<Record<string, unknown>>;
  }
  | { readonly kind: "more"; readonly steps: number }
  | { readonly kind: "open"; readonly index: number };

/** What the page is told; `index` counts the blocks of a telling, and those of an aside follow it. */
export type FromLessons =
  | { readonly kind: "cards"; readonly cards: readonly LessonCard[] }
  | { readonly kind: "wants-dataset" }
  | {
    readonly kind: "block";
    readonly telling: number;
    readonly index: number;
    readonly aside?: number;
    readonly block: StillBlock;
  }
  | { readonly kind: "waits"; readonly telling: number; readonly ended: boolean }
  | { readonly kind: "failed"; readonly telling: number; readonly reason: Text };

/** Frames of live work a second, at most. */
const FRAMES = 20;

const post = (message: FromLessons) =>
  (self as unknown as { postMessage(message: FromLessons): void }).postMessage(message);

const begun = Promise.withResolvers<Extract<ToLessons, { kind: "begin" }>>();
let given: PromiseWithResolvers<DatasetFiles> | undefined;
let dataset: Promise<Dataset> | undefined, lessons: Lesson[] = [], telling = 0;
let more = Promise.withResolvers<void>(), wanted = 1;
const asides = new Map<number, AsideBlock>();

/** The dataset's files; the page fetches them when a lesson first needs them. */
function files(): Promise<DatasetFiles> {
  if (!given) {
    given = Promise.withResolvers();
    post({ kind: "wants-dataset" });
  }
  return given.promise;
}

async function surroundings() {
  const { kernels, sources, exercises } = await begun.promise;
  return {
    mnist: () => dataset ??= files().then(readDataset),
    mnistFile: async (part: Part) => await readFile((await files())[part]),
    createEngine: (name: EngineName) =>
      name === "plain" ? new PlainEngine() : new WasmEngine(name, kernels[name]),
    kernels: (build: "strict" | "relaxed") => kernels[build],
    source: (path: string) => Promise.resolve(sources[path]),
    exercises: () => Promise.resolve(exercises),
  };
}

/** Lets messages in: another lesson may be asked for. */
function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Sends a block, and the frames of one that is live; false when another telling has begun. */
async function send(block: Block, at: { telling: number; index: number; aside?: number }) {
  if (block.kind === "aside") {
    asides.set(at.index, block);
    post({ kind: "block", ...at, block: { kind: "aside", title: block.title } as StillBlock });
  } else if (block.kind === "live") {
    let last: StillBlock | undefined, sent = 0;
    for await (const frame of block.frames()) {
      last = frame;
      if (performance.now() - sent < 1000 / FRAMES) continue;
      sent = performance.now();
      post({ kind: "block", ...at, block: frame });
      last = undefined;
      await turn();
      if (telling !== at.telling) return false;
    }
    if (last) post({ kind: "block", ...at, block: last });
  } else post({ kind: "block", ...at, block });
  await turn();
  return telling === at.telling;
}

async function tell({ number, options, telling: mine }: Extract<ToLessons, { kind: "tell" }>) {
  const lesson = lessons.find((one) => one.number === number)!;
  const context = { ...await surroundings(), options } as unknown as Parameters<
    Lesson["blocks"]
  >[0];
  let index = 0, steps = 0;
  for await (const block of lesson.blocks(context)) {
    if (telling !== mine) return;
    // The heading of a step, and what comes before the first one, are told at once.
    if (block.kind === "step" && ++steps > wanted) {
      post({ kind: "waits", telling: mine, ended: false });
      await more.promise;
      if (telling !== mine) return;
    }
    if (!await send(block, { telling: mine, index: index++ })) return;
  }
  post({ kind: "waits", telling: mine, ended: true });
}

/** Tells what a person can be told of. */
function guard(work: Promise<void>, mine: number): void {
  work.catch((error) => {
    const reason = {
      en: userMessage(error, "en") ?? String(error),
      fr: userMessage(error, "fr") ?? String(error),
    };
    post({ kind: "failed", telling: mine, reason });
  });
}

self.onmessage = ({ data: message }: MessageEvent<ToLessons>) => {
  switch (message.kind) {
    case "begin":
      begun.resolve(message);
      Promise.all(LESSONS.map((load) => load())).then((modules) => {
        lessons = modules.map((module) => module.default);
        post({
          kind: "cards",
          cards: lessons.map(({ number, title, summary, minutes, steps, controls }) => (
            { number, title, summary, minutes, steps, controls }
          )),
        });
      });
      break;
    case "dataset":
      given!.resolve(message.files);
      break;
    case "no-dataset":
      given!.reject(new UserError(message.reason));
      given = dataset = undefined; // the next lesson asks again
      break;
    case "tell":
      telling = message.telling;
      wanted = 1;
      asides.clear();
      more.resolve(); // one that waits ends
      more = Promise.withResolvers();
      guard(tell(message), telling);
      break;
    case "more":
      wanted += message.steps;
      more.resolve();
      more = Promise.withResolvers();
      break;
    case "open": {
      const aside = asides.get(message.index), mine = telling;
      if (!aside) break;
      asides.delete(message.index);
      guard(
        (async () => {
          let index = 0;
          for await (const block of aside.open()) {
            if (!await send(block, { telling: mine, index: index++, aside: message.index })) return;
          }
        })(),
        mine,
      );
    }
  }
};
