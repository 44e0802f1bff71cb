/**
 * What a notebook shows its reader: the pictures of the lessons, as a cell's last expression.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { type StillBlock } from "../lesson/block.ts";
import { bars, chart, confusion, image, pictures, table } from "../lesson/blocks.ts";
import { blockMarkdown } from "../lesson/markdown.ts";
import type { PicturesBlock } from "../lesson/picture.ts";
import { formatNumber, formatPercent } from "../number_format.js";
import { blockSvg } from "../svg/block.ts";
import { pictureHtml } from "./picture_html.ts";
import { blockText } from "../terminal/block_text.ts";

/** The columns of a picture in plain text. */
const COLUMNS = 80;

/** What Jupyter displays: see https://docs.deno.com/runtime/reference/cli/jupyter/. */
export interface Displayed {
  /** For each media type, the same picture in it. */
  [display: symbol]: () => Record<string, string>;
}

/** Points of a curve, from left to right: pairs, or numbers that stand at 1, 2, 3, … */
export type Points = readonly (readonly [x: number, y: number])[] | readonly number[];

/** An image of rows of numbers: bytes of ink, or weights. */
export type Pixels = ArrayLike<number>;

/** Pictures and tables in one language. */
export interface Show {
  /**
   * Images of bytes next to each other, each under its title.
   *
   * @param images (rows·columns) bytes each, square unless `columns` says otherwise.
   */
  digits(
    images: readonly Pixels[],
    options?: { titles?: readonly string[]; caption?: string; columns?: number },
  ): Displayed;
  /** Numbers with a sign as images: red above zero, blue below. */
  weights(
    images: readonly Pixels[],
    options?: { titles?: readonly string[]; caption?: string; columns?: number },
  ): Displayed;
  /** One image of bytes, large. */
  digit(pixels: Pixels, options?: { title?: string }): Displayed;
  /** Curves by name on common axes, four at most; `log` where equal steps of y are equal factors. */
  curves(
    curves: Readonly<Record<string, Points>>,
    axes: { x: string; y: string; caption?: string; log?: boolean; logX?: boolean },
  ): Displayed;
  /** Bars below each other: a label, a value, and what is written after it. */
  bars(
    bars: readonly (readonly [label: string | number, value: number, text?: string])[],
    options?: { caption?: string; max?: number; highlight?: number },
  ): Displayed;
  /** A confusion matrix: what images show by row, what is read by column. */
  confusion(counts: readonly (readonly number[])[], options?: { caption?: string }): Displayed;
  /** A part of 1 as a percentage, with `digits` digits after the point; 2 by default. */
  percent(part: number, digits?: number): string;
  /** A number with so many digits after the point. */
  number(x: number, digits: number): string;
  /** A table: the titles of its columns, and its rows. */
  table(
    head: readonly string[],
    rows: readonly (readonly (string | number)[])[],
    options?: { caption?: string },
  ): Displayed;
}

/** What is said where a changed cell leaves nothing to draw. */
const NOTHING = {
  none: {
    en: "there is no image to draw: is there any of that class?",
    fr: "il n’y a aucune image à dessiner\u00a0: y en a-t-il de cette classe\u00a0?",
  },
  empty: {
    en: "an image has no pixels: is its number past the last one?",
    fr: "une image n’a aucun pixel\u00a0: son numéro dépasse-t-il le dernier\u00a0?",
  },
};

/** What a notebook in this language shows with. */
export function showIn(language: Language): Show {
  const shown = (block: StillBlock) => displayed(block, language);
  const drawable = (pixels: Pixels) => {
    if (pixels.length === 0) throw new RangeError(NOTHING.empty[language]);
    return pixels;
  };
  const images = (
    all: readonly Pixels[],
    ink: "grey" | "signed",
    { titles, caption, columns }: {
      titles?: readonly string[];
      caption?: string;
      columns?: number;
    },
  ): PicturesBlock => {
    if (all.length === 0) throw new RangeError(NOTHING.none[language]);
    return pictures(
      all.map((pixels, i) => ({
        pixels: drawable(pixels),
        ink,
        ...sizeOf(pixels, columns),
        title: same(titles?.[i]),
      })),
      { caption: same(caption) },
    );
  };
  return {
    digits: (all, options = {}) => shown(images(all, "grey", options)),
    weights: (all, options = {}) => shown(images(all, "signed", options)),
    digit: (pixels, { title } = {}) =>
      shown(image({ pixels: drawable(pixels), ...sizeOf(pixels), title: same(title) })),
    curves: (curves, { x, y, caption, log, logX }) =>
      shown(chart(
        Object.entries(curves).map(([name, points]) => ({
          name: same(name),
          points: pairs(points),
        })),
        { x: { label: same(x), log: logX }, y: { label: same(y), log }, caption: same(caption) },
      )),
    bars: (all, { caption, ...options } = {}) =>
      shown(bars(
        all.map(([label, value, text]) => ({
          label: String(label),
          value,
          text: text ?? value.toLocaleString(language),
        })),
        { ...options, caption: same(caption) },
      )),
    number: (x, digits) => formatNumber(x, { language, digits }),
    percent: (part, digits) => formatPercent(part, { language, digits }),
    confusion: (counts, { caption } = {}) => shown(confusion(counts, { caption: same(caption) })),
    table: (head, rows, { caption } = {}) =>
      shown(table(
        rows.map((row) =>
          row.map((cell) => typeof cell === "number" ? cell.toLocaleString(language) : cell)
        ),
        { head, caption: same(caption) },
      )),
  };
}

/** A block as Jupyter displays it: a picture or Markdown, and plain text for where neither is shown. */
export function displayed(block: StillBlock, language: Language): Displayed {
  const svg = blockSvg(block, language);
  // What others ran, Jupyter shows as Markdown only when it is trusted, but as TeX always.
  const written = block.kind === "formula" ? "text/latex" : "text/markdown";
  const text = blockText(block, { language, width: COLUMNS, colour: false });
  return {
    [Symbol.for("Jupyter.display")]: () => ({
      ...(svg ? { "text/html": pictureHtml(svg) } : { [written]: blockMarkdown(block, language) }),
      "text/plain": text,
    }),
  };
}

/** A text that has been said in the notebook's language. */
function same(text: string): Text;
function same(text: string | undefined): Text | undefined;
function same(text: string | undefined): Text | undefined {
  return text === undefined ? undefined : { en: text, fr: text };
}

function sizeOf(pixels: Pixels, columns: number = Math.sqrt(pixels.length)) {
  return { rows: pixels.length / columns, columns };
}

function pairs(points: Points): (readonly [number, number])[] {
  return points.map((point, i) => typeof point === "number" ? [i + 1, point] as const : point);
}
