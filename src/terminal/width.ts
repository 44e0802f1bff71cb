/**
 * Text measured in columns of a terminal: every character of the project's languages takes one, and
 * escape codes take none.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";

/** How many columns a text takes. */
export function textWidth(text: string): number {
  return [...stripVTControlCharacters(text).normalize("NFC")].length;
}

/** The text followed by spaces, up to a number of columns; a longer text comes back as it was. */
export function padRight(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** The text after spaces, up to a number of columns; a longer text comes back as it was. */
export function padLeft(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}

/** How {@linkcode wrapText} lays a text out. */
export interface WrapOptions {
  /** The columns that a line may take, its indent included. */
  readonly width: number;
  /** The spaces before each line; 0 by default. */
  readonly indent?: number;
}

/**
 * Breaks a text into lines at its spaces. Line feeds of the text are kept, and so are the spaces that a
 * line begins with, as in code; a word wider than a line stands alone on its own.
 *
 * Only U+0020 breaks: the no-break spaces of French hold a word and its punctuation together.
 */
export function wrapText(text: string, { width, indent = 0 }: WrapOptions): string {
  return text.split("\n").map((paragraph) => {
    const own = /^ */.exec(paragraph)![0].length, margin = " ".repeat(indent + own);
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ").filter((word) => word !== "")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && margin.length + textWidth(longer) > width) {
        lines.push(margin + line);
        line = word;
      } else line = longer;
    }
    if (line !== "") lines.push(margin + line);
    return lines.join("\n");
  }).join("\n");
}

/** A line of code in lines that fit: what is too long goes on below, indented. */
export function foldCode(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text];
  const indent = text.search(/\S/) + 4;
  const space = text.lastIndexOf(" ", width);
  const end = space > indent ? space : width;
  return [text.slice(0, end), ...foldCode(" ".repeat(indent) + text.slice(end).trimStart(), width)];
}
