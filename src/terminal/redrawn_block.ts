/**
 * Lines of a terminal that are written again and again in the same place.
 *
 * @module
 */
import type { Terminal } from "./terminal.ts";

/** Between two drawings, in milliseconds: 20 a second, which is all that an eye can use. */
const PAUSE = 50;

/** Lines that change while work goes on. Where there is no terminal, only the last ones are written. */
export class RedrawnBlock {
  readonly #terminal: Pick<Terminal, "isTerminal" | "write">;
  readonly #clock: () => number;
  #drawnAt = -Infinity;
  #drawnLines = 0;

  /** Lines of this terminal; `clock` gives milliseconds, `performance.now` by default. */
  constructor(
    terminal: Pick<Terminal, "isTerminal" | "write">,
    { clock = () => performance.now() }: { readonly clock?: () => number } = {},
  ) {
    this.#terminal = terminal;
    this.#clock = clock;
  }

  /** Draws lines in place of the last; as often as one likes, they are made 20 times a second at most. */
  update(lines: () => string): void {
    if (!this.#terminal.isTerminal) return;
    const now = this.#clock();
    if (now - this.#drawnAt < PAUSE) return;
    this.#drawnAt = now;
    this.#draw(lines());
  }

  /** Draws the lines a last time: they stay. */
  keep(lines: string): void {
    this.#draw(lines);
    this.#drawnLines = 0;
  }

  #draw(lines: string): void {
    const home = this.#drawnLines > 0 ? `\x1b[${this.#drawnLines}A\r\x1b[J` : "";
    this.#terminal.write(`${home}${lines}\n`);
    this.#drawnLines = lines.split("\n").length;
  }
}
