/**
 * The progress of a training: a line for each epoch, redrawn in place while it runs. A finished one shows
 * its error as a bar: a full one is the error of the first.
 *
 * The training loop never waits, so that no timer would ever fire: the line is drawn from within
 * `update`, and its cost is a look at the clock.
 *
 * @module
 */
import { epochLine, type EpochState } from "./epoch_line.ts";
import { Redrawn } from "./redrawn.ts";
import type { Terminal } from "./terminal.ts";

/** What a progress needs to know beforehand. */
export interface ProgressOptions {
  /** The number of the last epoch. */
  readonly epochs: number;
  /** How many images an epoch has. */
  readonly images: number;
  /** Which images it is judged on; `test` by default. */
  readonly judged?: "test" | "validation";
  /** Milliseconds that only go up; `performance.now` by default. */
  readonly clock?: () => number;
}

/**
 * Shows a training in a terminal, or as a plain line for each finished epoch where there is none.
 *
 * @example
 * ```ts ignore
 * const progress = new Progress(terminal, { epochs: 10, images: 60_000 });
 * progress.update({ epoch: 1, images: 6_400, loss: 0.61 });
 * progress.finish({ epoch: 1, images: 60_000, loss: 0.28, accuracy: 0.953 });
 * ```
 */
export class Progress {
  readonly #terminal: Pick<Terminal, "width" | "redraws" | "colour" | "language" | "write">;
  readonly #options: Required<ProgressOptions>;
  readonly #line: Redrawn;
  readonly #start: number;
  #epochStart: number;
  /** The error of the first epoch, which the bars of all are drawn against. */
  #fullError?: number;

  /** Starts the clock: to be made when the training starts. */
  constructor(
    terminal: Pick<Terminal, "width" | "redraws" | "colour" | "language" | "write">,
    options: ProgressOptions,
  ) {
    this.#terminal = terminal;
    this.#options = { judged: "test", clock: () => performance.now(), ...options };
    this.#line = new Redrawn(terminal, this.#options);
    this.#start = this.#epochStart = this.#options.clock();
  }

  /** Tells where the training is; as often as one likes, the line is drawn 20 times a second at most. */
  update(state: EpochState): void {
    this.#line.update(() => this.#text(state, { now: this.#options.clock(), finished: false }));
  }

  /**
   * Tells that an epoch is done: its line is drawn a last time and stays. `seconds` is the time that
   * the training steps took, where the caller measured it; all the time since the last epoch if not.
   */
  finish(state: EpochState, seconds?: number): void {
    this.#fullError ??= state.accuracy === undefined ? undefined : 1 - state.accuracy || 1;
    this.#line.keep(this.#text(state, { now: this.#options.clock(), finished: true, seconds }));
    this.#epochStart = this.#options.clock();
  }

  /** Wipes an unfinished line off, for what is written next to take its place. */
  clear(): void {
    this.#line.clear();
  }

  #text(
    state: EpochState,
    { now, finished, seconds }: { now: number; finished: boolean; seconds?: number },
  ): string {
    const { epochs, images, judged } = this.#options;
    const { width, redraws, colour, language } = this.#terminal;
    const spent = seconds ?? (now - this.#epochStart) / 1000;
    const done = (state.epoch - 1) * images + state.images;
    const all = epochs * images;
    const left = (now - this.#start) / 1000 * (all - done) / done;
    return epochLine(state, {
      epochs,
      total: images,
      speed: spent > 0 ? state.images / spent : undefined,
      seconds: finished ? spent : done > 0 ? Math.max(0, left) : undefined,
      finished,
      judged,
      bar: redraws,
      fullError: this.#fullError,
      // The last column stays free: some terminals go to the next line as soon as it is written.
      width: width - 1,
      colour,
      language,
    });
  }
}
