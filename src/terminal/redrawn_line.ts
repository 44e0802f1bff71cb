/**
 * A line of a terminal that is written again and again in the same place.
 *
 * @module
 */
import type { Terminal } from "./terminal.ts";
import { textWidth } from "./width.ts";

/** Between two drawings, in milliseconds: 20 a second, which is all that an eye can use. */
const PAUSE = 50;

/** A line that changes while work goes on. Where there is no terminal, only lines kept are written. */
export class RedrawnLine {
  readonly #terminal: Pick<Terminal, "width" | "isTerminal" | "write">;
  readonly #clock: () => number;
  #drawnAt = -Infinity;
  #drawnWidth = 0;

  /** A line of this terminal; `clock` gives milliseconds, `performance.now` by default. */
  constructor(
    terminal: Pick<Terminal, "width" | "isTerminal" | "write">,
    { clock = () => performance.now() }: { readonly clock?: () => number } = {},
  ) {
    this.#terminal = terminal;
    this.#clock = clock;
  }

  /** Draws the line in place of the last; as often as one likes, it is made 20 times a second at most. */
  update(line: () => string): void {
    if (!this.#terminal.isTerminal) return;
    const now = this.#clock();
    if (now - this.#drawnAt < PAUSE) return;
    this.#drawnAt = now;
    this.#draw(line());
  }

  /** Draws the line a last time: it stays, and the next one goes below. */
  keep(line: string): void {
    if (this.#terminal.isTerminal) this.#draw(line);
    this.#terminal.write(this.#terminal.isTerminal ? "\n" : `${line}\n`);
    this.#drawnWidth = 0;
    this.#drawnAt = -Infinity;
  }

  /** Wipes an unfinished line off, for what is written next to take its place. */
  clear(): void {
    if (this.#drawnWidth > 0) this.#draw("");
    this.#drawnAt = -Infinity;
  }

  /** Leaves an unfinished line as it is, for what is written next to start on a new one. */
  [Symbol.dispose](): void {
    if (this.#drawnWidth > 0) this.#terminal.write("\n");
    this.#drawnWidth = 0;
  }

  #draw(line: string): void {
    const { width } = this.#terminal;
    // A window made narrower has folded the last drawing over several lines: go up to its first.
    const folds = Math.max(0, Math.ceil(this.#drawnWidth / width) - 1);
    this.#terminal.write(`${folds > 0 ? `\x1b[${folds}A` : ""}\r${line}\x1b[J`);
    this.#drawnWidth = textWidth(line);
  }
}
