/**
 * The progress of a training: a line for each epoch, redrawn in place while it runs.
 *
 * The training loop never waits, so that no timer would ever fire: the line is drawn from within
 * `update`, and its cost is a look at the clock.
 *
 * @module
 */
import { epochLine, type EpochState } from "./epoch_line.ts";
import type { Terminal } from "./terminal.ts";
import { textWidth } from "./width.ts";

/** What a progress needs to know beforehand. */
export interface ProgressOptions {
  /** The number of the last epoch. */
  readonly epochs: number;
  /** How many images an epoch has. */
  readonly images: number;
  /** The number of the first epoch: 1 by default, more when a training goes on from a checkpoint. */
  readonly firstEpoch?: number;
  /** Milliseconds that only go up; `performance.now` by default. */
  readonly clock?: () => number;
}

/** Between two drawings, in milliseconds: 20 a second, which is all that an eye can use. */
const pause = 50;

/**
 * Shows a training in a terminal, or as a plain line for each finished epoch where there is none.
 *
 * @example
 * ```ts ignore
 * using progress = new Progress(terminal, { epochs: 10, images: 60_000 });
 * progress.update({ epoch: 1, images: 6_400, loss: 0.61 });
 * progress.finish({ epoch: 1, images: 60_000, loss: 0.28, accuracy: 0.953 });
 * ```
 */
export class Progress {
  readonly #terminal: Pick<Terminal, "width" | "isTerminal" | "colour" | "language" | "write">;
  readonly #options: Required<ProgressOptions>;
  readonly #start: number;
  #epochStart: number;
  #drawnAt = -Infinity;
  #drawnWidth = 0;

  /** Starts the clock: to be made when the training starts. */
  constructor(
    terminal: Pick<Terminal, "width" | "isTerminal" | "colour" | "language" | "write">,
    options: ProgressOptions,
  ) {
    this.#terminal = terminal;
    this.#options = { firstEpoch: 1, clock: () => performance.now(), ...options };
    this.#start = this.#epochStart = this.#options.clock();
  }

  /** Tells where the training is; as often as one likes, the line is drawn 20 times a second at most. */
  update(state: EpochState): void {
    if (!this.#terminal.isTerminal) return;
    const now = this.#options.clock();
    if (now - this.#drawnAt < pause) return;
    this.#drawnAt = now;
    this.#draw(this.#line(state, { now, finished: false }));
  }

  /**
   * Tells that an epoch is done: its line is drawn a last time and stays. `seconds` is the time that
   * the training steps took, where the caller measured it; all the time since the last epoch if not.
   */
  finish(state: EpochState, seconds?: number): void {
    const now = this.#options.clock();
    const line = this.#line(state, { now, finished: true, seconds });
    if (this.#terminal.isTerminal) this.#draw(line);
    this.#terminal.write(this.#terminal.isTerminal ? "\n" : `${line}\n`);
    this.#drawnWidth = 0;
    this.#drawnAt = -Infinity;
    this.#epochStart = this.#options.clock();
  }

  /** Wipes an unfinished line off, for what is written next to take its place. */
  clear(): void {
    if (this.#drawnWidth > 0) this.#draw("");
    this.#drawnAt = -Infinity;
  }

  /** Leaves an unfinished line as it is, for what is written next to start on a new one. */
  close(): void {
    if (this.#drawnWidth > 0) this.#terminal.write("\n");
    this.#drawnWidth = 0;
  }

  /** Closes at the end of a block, an error's included. */
  [Symbol.dispose](): void {
    this.close();
  }

  #line(
    state: EpochState,
    { now, finished, seconds }: { now: number; finished: boolean; seconds?: number },
  ): string {
    const { epochs, images, firstEpoch } = this.#options;
    const { width, isTerminal, colour, language } = this.#terminal;
    const spent = seconds ?? (now - this.#epochStart) / 1000;
    const done = (state.epoch - firstEpoch) * images + state.images;
    const all = (epochs - firstEpoch + 1) * images;
    const left = (now - this.#start) / 1000 * (all - done) / done;
    return epochLine(state, {
      epochs,
      total: images,
      speed: spent > 0 ? state.images / spent : undefined,
      seconds: finished ? spent : done > 0 ? Math.max(0, left) : undefined,
      finished,
      bar: isTerminal,
      // The last column stays free: some terminals go to the next line as soon as it is written.
      width: width - 1,
      colour,
      language,
    });
  }

  #draw(line: string): void {
    const { width } = this.#terminal;
    // A window made narrower has folded the last drawing over several lines: go up to its first.
    const folds = Math.max(0, Math.ceil(this.#drawnWidth / width) - 1);
    this.#terminal.write(`${folds > 0 ? `\x1b[${folds}A` : ""}\r${line}\x1b[J`);
    this.#drawnWidth = textWidth(line);
  }
}
