/**
 * A sheet of characters to draw on, from top left.
 *
 * @module
 */
import { type Ink, inked } from "./style.ts";

/** A character of the sheet, and its colour. */
interface Cell {
  character: string;
  ink?: Ink;
}

/** Characters by row and column. It grows as it is drawn on, and is as wide as its widest line. */
export class Canvas {
  readonly #rows: Cell[][] = [];

  /** What is at a place; a space where nothing was drawn. */
  at(column: number, row: number): string {
    return this.#rows[row]?.[column]?.character ?? " ";
  }

  /** Writes a text from a place to the right, over what is there. */
  put(column: number, row: number, text: string, ink?: Ink): void {
    while (this.#rows.length <= row) this.#rows.push([]);
    const line = this.#rows[row];
    for (const character of text) {
      while (line.length < column) line.push({ character: " " });
      line[column++] = { character, ink };
    }
  }

  /** The lines, without the spaces at their ends. */
  lines(colour: boolean): string[] {
    return this.#rows.map((row) => {
      const last = row.findLastIndex(({ character }) => character !== " ");
      let line = "", run = "", ink: Ink | undefined;
      const flush = () => {
        line += ink ? inked(ink, run, colour) : run;
        run = "";
      };
      for (const cell of row.slice(0, last + 1)) {
        if (cell.ink !== ink) flush();
        ink = cell.ink;
        run += cell.character;
      }
      flush();
      return line;
    });
  }
}
