/**
 * Lines of a terminal that are written again and again in the same place.
 *
 * @module
 */
import type { Terminal } from "./terminal.ts";
import { textWidth } from "./width.ts";

/** Between two drawings, in milliseconds: 20 a second, which is all that an eye can use. */
const PAUSE = 50;

/** Lines that change while work goes on. Where nothing can be redrawn, only lines kept are written. */
export class Redrawn {
  readonly #terminal: Pick<Terminal, "width" | "redraws" | "write">;
  readonly #clock: () => number;
  #drawnAt = -Infinity;
  #drawn: string[] = [];

  /** Lines of this terminal; `clock` gives milliseconds, `performance.now` by default. */
  constructor(
    terminal: Pick<Terminal, "width" | "redraws" | "write">,
    { clock = () => performance.now() }: { readonly clock?: () => number } = {},
  ) {
    this.#terminal = terminal;
    this.#clock = clock;
  }

  /** Draws text in place of the last; as often as one likes, it is made 20 times a second at most. */
  update(text: () => string): void {
    if (!this.#terminal.redraws) return;
    const now = this.#clock();
    if (now - this.#drawnAt < PAUSE) return;
    this.#drawnAt = now;
    const lines = text();
    this.#terminal.write(`${this.#home()}${lines}\n`);
    this.#drawn = lines.split("\n");
  }

  /** Draws text a last time: it stays, and what is written next goes below. */
  keep(text: string): void {
    this.#terminal.write(`${this.#home()}${text}\n`);
    this.#forget();
  }

  /** Wipes off what was not kept, for what is written next to take its place. */
  clear(): void {
    const home = this.#home();
    if (home) this.#terminal.write(home);
    this.#forget();
  }

  #forget(): void {
    this.#drawn = [];
    this.#drawnAt = -Infinity;
  }

  /** Goes up to where the last drawing starts; a window made narrower has folded its lines. */
  #home(): string {
    const { width } = this.#terminal;
    const rows = this.#drawn.reduce(
      (sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / width)),
      0,
    );
    return rows > 0 ? `\x1b[${rows}A\r\x1b[J` : "";
  }
}
