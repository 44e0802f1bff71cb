/// <reference lib="dom" />
/**
 * The worker that trains: the project's own session, a slice at a time, so that it hears the page.
 *
 * @module
 */
import type { Dataset } from "../../data/dataset.ts";
import { WasmEngine } from "../../engine/wasm.ts";
import { type Text, userMessage } from "../../errors.ts";
import { weightsSha256 } from "../../run/model.ts";
import { confusionMatrix } from "../../train/confusion.ts";
import { countRight } from "../../train/evaluate.ts";
import type { EpochMetrics } from "../../train/meter.ts";
import type { TrainingEvent } from "../../train/loop.ts";
import type { Recipe } from "../../train/recipe.ts";
import { Session } from "../../train/session.ts";
import { type DatasetFiles, readDataset } from "./dataset.ts";
import type { Digit } from "./drawing.ts";
import { weightsOf } from "./reader.ts";

/** What the page asks. */
export type ToWorker =
  | { readonly kind: "dataset"; readonly files: DatasetFiles; readonly kernels: WebAssembly.Module }
  | {
    readonly kind: "open";
    readonly training: number;
    readonly recipe?: Recipe;
    readonly speed: number;
  }
  | { readonly kind: "play" | "pause" | "step" }
  | { readonly kind: "speed"; readonly speed: number }
  | { readonly kind: "image"; readonly index: number };

/** Where the curves are after some steps. */
export interface StepPoint {
  /** Steps taken. */
  readonly step: number;
  /** The mean loss of the steps since the point before. */
  readonly loss: number;
  /** The share of their images that were misread. */
  readonly error: number;
}

/** A test image that was misread. */
export interface Mistake extends Digit {
  /** What it was taken for. */
  readonly answer: number;
}

/** What is known when an epoch ends. */
export interface EpochEnd {
  /** What was measured. */
  readonly metrics: EpochMetrics;
  /** How many test images of each class (row) were taken for each class. */
  readonly confusion: number[][];
  /** Some of those that were misread. */
  readonly mistakes: readonly Mistake[];
}

/** What the page is told. */
export type FromWorker =
  | { readonly kind: "failed"; readonly reason: Text }
  | { readonly kind: "image"; readonly digit: Digit }
  | {
    readonly kind: "trained";
    readonly training: number;
    readonly status: "paused" | "playing" | "done";
    readonly step: number;
    readonly steps: number;
    readonly imagesPerSecond: number;
    readonly seconds: number;
    readonly points: readonly StepPoint[];
    readonly epoch?: EpochEnd;
    readonly weights?: Float32Array<ArrayBuffer>;
    readonly sha256?: string;
  };

/** A slice of steps, in milliseconds: the page waits no longer for an answer. */
const SLICE = 24;
/** Milliseconds between two messages on how it stands, where nothing else is to be told. */
const TOLD = 100;
/** Weights that are kept along an epoch, and points of the curves. */
const KEPT = 10, POINTS = 40;
/** Mistakes that are sent after an epoch. */
const MISTAKES = 24;
/** The largest weights that are kept along the way, as bytes of all of them. */
const ROOM = 120e6;

let training = 0, speed = Infinity, isPlaying = false;
let current: Run | undefined;
const given = Promise.withResolvers<{ dataset: Dataset; kernels: WebAssembly.Module }>();

const post = (message: FromWorker, transfer: Transferable[] = []) =>
  (self as unknown as { postMessage(message: FromWorker, transfer: Transferable[]): void })
    .postMessage(message, transfer);

/** A training under way. */
class Run {
  readonly session: Session;
  readonly #steps: Generator<TrainingEvent, void>;
  readonly #number: number;
  readonly stepsPerEpoch: number;
  readonly #points: StepPoint[] = [];
  #sum = { loss: 0, right: 0, images: 0, steps: 0 };
  #step = 0;
  #seconds = 0;
  #imagesPerSecond = 0;
  #told = 0;
  isDone = false;

  constructor(session: Session, number: number) {
    this.session = session;
    this.#number = number;
    this.stepsPerEpoch = Math.ceil(session.train.count / session.recipe.batch);
    this.#steps = session.run();
  }

  /** Takes steps until time is up or `most` are taken, and says how it stands. */
  advance(most: number): void {
    const start = performance.now();
    const { stepsPerEpoch } = this;
    const perPoint = Math.max(1, Math.floor(stepsPerEpoch / POINTS));
    const perKept = this.#stepsPerKept();
    for (let taken = 0; taken < most && performance.now() - start < SLICE;) {
      const before = performance.now(), { value, done } = this.#steps.next();
      if (done || !value) {
        this.isDone = true;
        isPlaying = false;
        return this.#tell({});
      }
      if (value.kind === "epoch") {
        this.#tell({ epoch: this.#epoch(value), isEnd: true });
        continue;
      }
      this.#seconds += (performance.now() - before) / 1000;
      this.#imagesPerSecond = value.imagesPerSecond;
      this.#step++;
      taken++;
      this.#note();
      if (this.#step % perPoint === 0 || this.#step === 1) this.#point();
      if (this.#step % perKept === 0) this.#tell({ isEnd: true });
    }
    if (!isPlaying || performance.now() - this.#told > TOLD) this.#tell({ isEnd: most === 1 });
  }

  /** Says how it stands without a step. */
  rest(): void {
    this.#tell({ isEnd: true });
  }

  #stepsPerKept(): number {
    const { network, recipe } = this.session;
    const most = Math.max(
      1,
      Math.floor(ROOM / (4 * network.parameterCount) / Math.max(1, recipe.epochs)),
    );
    return Math.max(1, Math.ceil(this.stepsPerEpoch / Math.min(KEPT, most)));
  }

  #note(): void {
    const { batch, outcome } = this.session.network.last, { labels } = batch!;
    this.#sum.loss += outcome!.loss * labels.length;
    this.#sum.right += countRight(outcome!.probabilities, labels);
    this.#sum.images += labels.length;
  }

  #point(): void {
    const { loss, right, images } = this.#sum;
    this.#points.push({ step: this.#step, loss: loss / images, error: 1 - right / images });
    this.#sum = { loss: 0, right: 0, images: 0, steps: 0 };
  }

  #epoch(
    { metrics, evaluation: { predictions } }: Extract<TrainingEvent, { kind: "epoch" }>,
  ): EpochEnd {
    const { test, rows, columns, labels: { length: classes } } = this.session.dataset;
    const mistakes: Mistake[] = [];
    for (let index = 0; index < test.count && mistakes.length < MISTAKES; index++) {
      if (predictions[index] === test.labels[index]) continue;
      const pixels = test.images.slice(index * rows * columns, (index + 1) * rows * columns);
      mistakes.push({ index, pixels, label: test.labels[index], answer: predictions[index] });
    }
    return { metrics, confusion: confusionMatrix(test.labels, predictions, { classes }), mistakes };
  }

  #tell({ epoch, isEnd = false }: { epoch?: EpochEnd; isEnd?: boolean }): void {
    const { network, recipe } = this.session, isResting = !isPlaying;
    this.#told = performance.now();
    const weights = isEnd || isResting
      ? weightsOf(network) as Float32Array<ArrayBuffer>
      : undefined;
    post({
      kind: "trained",
      training: this.#number,
      status: this.isDone ? "done" : isPlaying ? "playing" : "paused",
      step: this.#step,
      steps: this.stepsPerEpoch * recipe.epochs,
      imagesPerSecond: this.#imagesPerSecond,
      seconds: this.#seconds,
      points: this.#points.splice(0),
      epoch,
      weights,
      sha256: isResting ? weightsSha256(network) : undefined,
    }, weights ? [weights.buffer] : []);
  }
}

async function open(recipe: Recipe, number: number): Promise<void> {
  const { dataset, kernels } = await given.promise;
  if (number !== training) return;
  const engine = new WasmEngine("strict", kernels);
  current = new Run(new Session(engine, { recipe, dataset }), number);
  current.rest();
  if (isPlaying) go();
}

/** Takes a turn of messages between slices: a timer would be slowed down in a hidden tab. */
const channel = new MessageChannel();
let isGoing = false, credit = 0, last = 0;
channel.port1.onmessage = () => {
  isGoing = false;
  if (!isPlaying || !current) return;
  let most = Infinity;
  if (speed < Infinity) {
    const now = performance.now();
    credit = Math.min(credit + (now - last) / 1000 * speed, Math.max(1, speed / 4));
    last = now;
    most = Math.floor(credit);
    credit -= most;
  }
  guard(() => {
    if (most > 0) current!.advance(most);
    if (!isPlaying) return;
    if (speed < Infinity) setTimeout(go, 1000 / Math.min(speed, 60));
    else go();
  });
};

function go(): void {
  if (isGoing) return;
  isGoing = true;
  channel.port2.postMessage(null);
}

/** Does it; what a person can be told of is told. */
function guard(work: () => void | Promise<void>): void {
  const fail = (error: unknown) => {
    isPlaying = false;
    const reason = {
      en: userMessage(error, "en") ?? String(error),
      fr: userMessage(error, "fr") ?? String(error),
    };
    post({ kind: "failed", reason });
  };
  try {
    work()?.catch(fail);
  } catch (error) {
    fail(error);
  }
}

self.onmessage = ({ data: message }: MessageEvent<ToWorker>) => {
  switch (message.kind) {
    case "dataset":
      guard(async () => {
        given.resolve({ dataset: await readDataset(message.files), kernels: message.kernels });
      });
      break;
    case "open": {
      training = message.training;
      isPlaying = false;
      current = undefined;
      ({ speed } = message);
      const { recipe } = message;
      if (recipe) guard(() => open(recipe, training));
      break;
    }
    case "play":
      if (current?.isDone) break;
      isPlaying = true;
      last = performance.now();
      if (current) go();
      break;
    case "pause":
      isPlaying = false;
      current?.rest();
      break;
    case "step":
      isPlaying = false;
      if (current && !current.isDone) guard(() => current!.advance(1));
      break;
    case "speed":
      ({ speed } = message);
      break;
    case "image":
      guard(async () => {
        const { test, rows, columns } = (await given.promise).dataset, size = rows * columns;
        const { index } = message;
        const pixels = test.images.slice(index * size, (index + 1) * size);
        post({ kind: "image", digit: { index, pixels, label: test.labels[index] } });
      });
  }
};
