/**
 * Braille dots, eight to a character, two across and four down; and characters among them.
 *
 * @module
 */
import { Canvas } from "./canvas.ts";
import type { Ink } from "./style.ts";

/** The dots of a character, by row and column: Unicode, chapter 21.1, "Braille". */
const bits = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/** How a line is drawn. */
export interface Stroke {
  /** Its colour. */
  readonly ink: Ink;
  /** How many dots are drawn and then left out, in turn; all are drawn by default. */
  readonly dash?: readonly [drawn: number, left: number];
}

/** Dots in so many characters by so many lines. Lines are drawn by dots, characters by characters. */
export class Dots {
  /** How many dots from left to right. */
  readonly width: number;
  /** How many from top to bottom. */
  readonly depth: number;
  readonly #canvas = new Canvas();
  readonly #bits: Uint8Array;
  readonly #columns: number;

  /** No dots yet. */
  constructor({ columns, rows }: { readonly columns: number; readonly rows: number }) {
    this.#columns = columns;
    this.width = 2 * columns;
    this.depth = 4 * rows;
    this.#bits = new Uint8Array(columns * rows);
    if (rows > 0) this.#canvas.put(0, rows - 1, "");
  }

  /** Puts a character, over what is there. What is outside is left out. */
  put(column: number, row: number, text: string, ink?: Ink): void {
    if (row < 0 || row >= this.depth / 4) return;
    for (const character of text) {
      if (column >= 0 && column < this.#columns) this.#canvas.put(column, row, character, ink);
      column++;
    }
  }

  /** The character at a place. */
  at(column: number, row: number): string {
    return this.#canvas.at(column, row);
  }

  /**
   * Draws lines from dot to dot; what is outside is left out. Gives the last row of characters that
   * was drawn on in each column.
   */
  line(path: readonly (readonly [x: number, y: number])[], stroke: Stroke): Map<number, number> {
    const seen = new Map<number, number>(), [drawn, left] = stroke.dash ?? [1, 0];
    let place = 0;
    const dot = (x: number, y: number) => {
      if (place++ % (drawn + left) >= drawn) return;
      const column = x >> 1, row = y >> 2;
      if (x < 0 || x >= this.width || y < 0 || y >= this.depth) return;
      const cell = row * this.#columns + column;
      this.#bits[cell] |= bits[y & 3][x & 1];
      this.#canvas.put(column, row, String.fromCodePoint(0x2800 + this.#bits[cell]), stroke.ink);
      seen.set(column, row);
    };
    for (const [i, [x, y]] of path.entries()) {
      const [fromX, fromY] = path[Math.max(0, i - 1)];
      const steps = Math.max(Math.abs(x - fromX), Math.abs(y - fromY));
      // A curve that has run away would take for ever to draw.
      if (steps > 100_000) continue;
      for (let step = i === 0 ? 0 : 1; step <= steps; step++) {
        const part = steps === 0 ? 0 : step / steps;
        dot(Math.round(fromX + part * (x - fromX)), Math.round(fromY + part * (y - fromY)));
      }
    }
    return seen;
  }

  /** The lines, without the spaces at their ends. */
  lines(colour: boolean): string[] {
    return this.#canvas.lines(colour);
  }
}
