/**
 * The source of a notebook: one TypeScript module for both languages, in cells.
 *
 * A line `// %% name` starts a cell of code, `// %% [markdown] name` one of text, as in the percent
 * format of Jupytext (https://jupytext.readthedocs.io/en/latest/formats-scripts.html); the name is
 * the cell's id. What stands before the first cell is for the module alone. A cell of text holds two
 * comments, the first word of which is its language. In a cell of code,
 *
 * - a line that is a comment `// en: …` or `// fr: …` is for one language only;
 * - `say({ en: "…", fr: "…" })` becomes the string of the language;
 * - a list that now fits on one line is put on one.
 *
 * @module
 */
import type { Language } from "../errors.ts";

/** A cell in one language. */
export interface Cell {
  /** Its id in the notebook; letters, digits, `-` and `_`. */
  readonly id: string;
  /** Markdown, or TypeScript. */
  readonly kind: "markdown" | "code";
  /** What it holds, without a line feed at its end. */
  readonly text: string;
}

/** A cell that can't be read is a bug of the source: the message names it. */
class CellError extends Error {
  constructor(id: string, problem: string) {
    super(`cell ${id}: ${problem}`);
  }
}

/**
 * The cells of a source in one language.
 *
 * @throws {Error} When two cells have one id, or a text lacks a language.
 */
export function cellsOf(source: string, language: Language): Cell[] {
  const parts = source.replaceAll("\r\n", "\n").split(/^\/\/ %% (\[markdown\] )?([\w-]+)\n/m).slice(
    1,
  );
  const cells: Cell[] = [];
  for (let i = 0; i < parts.length; i += 3) {
    const [markdown, id, text] = parts.slice(i, i + 3);
    if (cells.some((cell) => cell.id === id)) throw new CellError(id, "its id is taken");
    cells.push({
      id,
      kind: markdown ? "markdown" : "code",
      text: markdown ? prose(id, text, language) : code(text, language),
    });
  }
  return cells;
}

/** The comment of a language: what stands between its first line and its end. */
function prose(id: string, text: string, language: Language): string {
  const found = text.match(new RegExp(`^/\\* ${language}\\n([^]*?)\\n\\*/`, "m"));
  if (!found) throw new CellError(id, `no text in ${language}`);
  const whole = found[1].replace(/(?<=\d) (?=%)/g, "\u00a0");
  return language === "fr" ? frenchSpaces(whole) : whole;
}

/** Plain spaces of French prose as no-break ones where the language wants those; not in code or formulas. */
function frenchSpaces(text: string): string {
  return text.split(/(\$[^$]+\$|`[^`]+`)/).map((part, i) =>
    i % 2 === 1 ? part : part
      .replace(/ (?=[:;?!»%])/g, "\u00a0")
      .replace(/« /g, "«\u00a0")
      .replace(/(?<=\d) (?=\d{3}(?!\d))/g, "\u202f")
  ).join("");
}

/** The longest line that joins others: what a page of Jupyter shows without scrolling. */
const LINE = 90;

const string = String.raw`("(?:[^"\\]|\\.)*"|\`(?:[^\`\\]|\\.)*\`)`;
const saying = String.raw`say\(\{\s*en: ${string},\s*fr: ${string},?\s*\}\)(?: as "en")?`;
const inTemplate = new RegExp(String.raw`\$\{${saying}\}`, "g"), inCode = new RegExp(saying, "g");

function code(text: string, language: Language): string {
  const other = language === "en" ? "fr" : "en";
  const said = text.trim()
    .replace(new RegExp(`^ *// ${other}: .*\\n`, "gm"), "")
    .replace(new RegExp(`^( *// )${language}: `, "gm"), "$1")
    .replace(inTemplate, (_, en, fr) => (language === "en" ? en : frenchSpaces(fr)).slice(1, -1))
    .replace(inCode, (_, en, fr) => language === "en" ? en : frenchSpaces(fr));
  return said
    .replace(/\[("[^"]*")\]:/g, "$1:") // a key that was computed
    .replace(/^(.*\[)\n([^[\]]*),\n *(\].*)$/gm, (list, before, items, after) => {
      const line = before + items.trim().replace(/\n */g, " ") + after;
      return line.length > LINE || items.includes("//") ? list : line;
    });
}
