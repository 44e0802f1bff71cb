/// <reference lib="dom" />
/**
 * The training in its worker, as the page sees it.
 *
 * @module
 */
import { type Text, userMessage } from "../../errors.ts";
import type { EpochMetrics } from "../../train/meter.ts";
import type { Recipe } from "../../train/recipe.ts";
import type { Digit } from "./drawing.ts";
import type { Library } from "./library.ts";
import type { FromWorker, Mistake, StepPoint, ToWorker } from "./train_worker.ts";

/** How a training stands. */
export interface Progress {
  /** What it does; `fetching` the dataset comes before all else. */
  readonly status: "none" | "fetching" | "paused" | "playing" | "done" | "failed";
  /** Whether it goes on by itself, now or when the dataset has come. */
  readonly plays: boolean;
  /** The share of the dataset that has come. */
  readonly fetched: number;
  /** Steps taken. */
  readonly step: number;
  /** All that there are. */
  readonly steps: number;
  /** Images a second. */
  readonly imagesPerSecond: number;
  /** Seconds of the training's steps. */
  readonly seconds: number;
  /** A point every few steps. */
  readonly points: readonly StepPoint[];
  /** The epochs that have ended. */
  readonly epochs: readonly EpochMetrics[];
  /** Of the last epoch. */
  readonly confusion?: readonly (readonly number[])[];
  /** Test images that the last epoch misread. */
  readonly mistakes: readonly Mistake[];
  /** Steps whose weights are kept. */
  readonly kept: readonly number[];
  /** The one that is looked at; the last one where it is left out. */
  readonly looking?: number;
  /** Of the weights after the last step, when it rests. */
  readonly sha256?: string;
  /** Why it failed. */
  readonly reason?: Text;
}

/** A training that has not begun. */
export const NOTHING: Progress = {
  status: "none",
  plays: false,
  fetched: 0,
  step: 0,
  steps: 0,
  imagesPerSecond: 0,
  seconds: 0,
  points: [],
  epochs: [],
  mistakes: [],
  kept: [],
};

/** Milliseconds between two pictures of a training that plays. */
const SHOWN = 250;

/** Trains in a worker, and keeps weights along the way. */
export class Training {
  /** How it stands. */
  progress: Progress = NOTHING;
  /** Whether a recipe was given. */
  isOpen = false;
  readonly #library: Library;
  readonly #tell: {
    weights: (weights: Float32Array) => void;
    progress: (progress: Progress) => void;
  };
  readonly #kept = new Map<number, Float32Array>();
  readonly #asked = new Map<number, ((digit: Digit) => void)[]>();
  #worker?: Worker;
  #unshown?: Float32Array;
  #timer?: ReturnType<typeof setTimeout>;
  #training = 0;
  #speed = Infinity;

  /** `tell` hears of weights to show, and of how it stands. */
  constructor(
    library: Library,
    tell: { weights: (weights: Float32Array) => void; progress: (progress: Progress) => void },
  ) {
    this.#library = library;
    this.#tell = tell;
    library.listen((fetched) => {
      if (this.isOpen && this.progress.status === "fetching") {
        this.#set({ ...this.progress, fetched });
      }
    });
  }

  /** A new training of a recipe, at its first weights. */
  open(recipe: Recipe): void {
    this.isOpen = true;
    this.#set({ ...NOTHING, status: "fetching" });
    this.#post({ kind: "open", training: ++this.#training, recipe, speed: this.#speed });
  }

  /** Forgets the training. */
  discard(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#kept.clear();
    this.#unshown = undefined;
    this.#post({ kind: "open", training: ++this.#training, speed: this.#speed });
    this.#set(NOTHING);
  }

  /** Goes on. */
  play(): void {
    this.#backToLast();
    this.#set({ ...this.progress, plays: true });
    this.#post({ kind: "play" });
  }

  /** Stops after this step. */
  pause(): void {
    this.#set({ ...this.progress, plays: false });
    this.#post({ kind: "pause" });
  }

  /** One step. */
  step(): void {
    this.#backToLast();
    this.#post({ kind: "step" });
  }

  /** Steps a second at most. */
  set speed(speed: number) {
    this.#speed = speed;
    if (this.isOpen) this.#post({ kind: "speed", speed });
  }

  /** Shows the weights that were kept at the step nearest to this one; the last ones with `undefined`. */
  look(step: number | undefined): void {
    const { kept } = this.progress;
    if (kept.length === 0) return;
    const wanted = step ?? kept.at(-1)!;
    const nearest = kept.reduce((a, b) => Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a);
    this.#set({ ...this.progress, looking: nearest === kept.at(-1) ? undefined : nearest });
    this.#tell.weights(this.#kept.get(nearest)!);
  }

  /** A test image, when the dataset is there. */
  testImage(index: number): Promise<Digit> {
    return new Promise((resolve) => {
      this.#asked.set(index, [...this.#asked.get(index) ?? [], resolve]);
      this.#post({ kind: "image", index });
    });
  }

  #backToLast(): void {
    if (this.progress.looking !== undefined) this.look(undefined);
  }

  /** Tells how it stands; while it plays, a few times a second, so that drawing has its time. */
  #show(isPlaying: boolean): void {
    if (isPlaying) {
      this.#timer ??= setTimeout(() => this.#show(false), SHOWN);
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.isOpen) return;
    this.#tell.progress(this.progress);
    // Not in the same frame as the curves: together they take too long.
    if (this.progress.plays) setTimeout(() => this.#showWeights(), SHOWN / 2);
    else this.#showWeights();
  }

  #showWeights(): void {
    const weights = this.#unshown;
    this.#unshown = undefined;
    if (weights && this.progress.looking === undefined) this.#tell.weights(weights);
  }

  #set(progress: Progress): void {
    this.progress = progress;
    this.#tell.progress(progress);
  }

  #post(message: ToWorker): void {
    if (!this.#worker) {
      const worker = new Worker(this.#library.script("train_worker.js"), { type: "module" });
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
      // A script that cannot be loaded gives no message.
      worker.onerror = ({ message = "" }) =>
        this.#lose(worker, {
          en: `the training did not come, or stopped; try again. ${message}`,
          fr: `l’entraînement n’est pas venu, ou s’est arrêté\u00a0; réessayez. ${message}`,
        });
      this.#worker = worker;
      this.#give(worker);
    }
    this.#worker.postMessage(message);
  }

  /** Gives the worker the dataset, when it has come. */
  async #give(worker: Worker): Promise<void> {
    const { kernels } = this.#library;
    try {
      const files = await this.#library.files();
      worker.postMessage({ kind: "dataset", files, kernels } satisfies ToWorker);
    } catch (error) {
      this.#lose(worker, {
        en: userMessage(error, "en") ?? `${error}`,
        fr: userMessage(error, "fr") ?? `${error}`,
      });
    }
  }

  /** Ends a worker that cannot go on; the next training gets another one. */
  #lose(worker: Worker, reason: Text): void {
    if (worker !== this.#worker) return;
    worker.terminate();
    this.#worker = undefined;
    this.isOpen = false;
    this.#fail(reason);
  }

  #fail(reason: Text): void {
    this.#set({ ...this.progress, status: "failed", plays: false, reason });
  }

  #hear(message: FromWorker): void {
    if (message.kind === "image") {
      for (const resolve of this.#asked.get(message.digit.index) ?? []) resolve(message.digit);
      this.#asked.delete(message.digit.index);
      return;
    }
    if (message.kind === "failed") return this.#fail(message.reason);
    if (message.training !== this.#training) return; // of one that was discarded
    const { step, steps, imagesPerSecond, seconds, status, sha256, weights } = message;
    const { progress } = this;
    if (weights) this.#kept.set(step, weights);
    this.progress = {
      ...progress,
      status,
      plays: status === "playing",
      step,
      steps,
      imagesPerSecond,
      seconds,
      sha256,
      fetched: 1,
      points: message.points.length > 0 ? [...progress.points, ...message.points] : progress.points,
      ...(message.epoch && {
        epochs: [...progress.epochs, message.epoch.metrics],
        confusion: message.epoch.confusion,
        mistakes: message.epoch.mistakes,
      }),
      kept: weights && progress.kept.at(-1) !== step ? [...progress.kept, step] : progress.kept,
    };
    if (weights) this.#unshown = weights;
    this.#show(status === "playing");
  }
}
