/**
 * What the sections of `deno task explore` are made of: headings, sentences, images with labels.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import type { Language, Text } from "../errors.ts";
import { sideBySide } from "../terminal/side_by_side.ts";
import { style } from "../terminal/style.ts";
import { formatThumbnail } from "../terminal/thumbnail.ts";
import { textWidth, wrapText } from "../terminal/width.ts";

/** For whom a section is written. */
export interface View {
  /** The reader's language. */
  readonly language: Language;
  /** The columns of the terminal. */
  readonly width: number;
  /** Whether to colour. */
  readonly colour: boolean;
}

/** The most classes that a table or a chart lists: all of them for digits and for letters. */
const MOST_CLASSES = 30;

/** A title, as a line. */
export function heading(text: Text, { language, colour }: View): string {
  return style("bold", text[language], colour);
}

/** Sentences, in lines that are not too long to read. */
export function prose(text: Text, { language, width }: View): string {
  return wrapText(text[language], { width: Math.min(width, 80) });
}

/** How wide an image is drawn, so that five stand next to each other: 14 columns, up to 28. */
export function thumbnailWidth({ width }: Pick<View, "width">): number {
  return Math.min(Math.max(Math.floor((width - 4 * 2) / 5), 14), 28);
}

/** Training images next to each other, each under its label; `indices` says which. */
export function labelledImages(
  { rows, columns, labels, train }: Dataset,
  { indices, view }: { readonly indices: readonly number[]; readonly view: View },
): string {
  const { colour, width } = view;
  const size = rows * columns;
  return sideBySide(
    indices.map((index) => {
      const drawing = formatThumbnail(train.images.subarray(index * size, (index + 1) * size), {
        rows,
        columns,
        colour,
        width: thumbnailWidth(view),
      });
      const label = String(labels[train.labels[index]]);
      const middle = (textWidth(drawing.split("\n")[0]) - textWidth(label)) >> 1;
      return `${" ".repeat(Math.max(0, middle))}${style("bold", label, colour)}\n${drawing}`;
    }),
    { width },
  );
}

/** The classes that occur, those past the thirtieth left out, and how many these are. */
export function listedClasses(...counts: readonly ArrayLike<number>[]): {
  readonly classes: number[];
  readonly others: number;
} {
  const all = Array.from({ length: 256 }, (_, label) => label)
    .filter((label) => counts.some((count) => count[label] > 0));
  return { classes: all.slice(0, MOST_CLASSES), others: Math.max(0, all.length - MOST_CLASSES) };
}

/** The line that says that classes were left out, where some were. */
export function othersLine(others: number, view: View): string[] {
  if (others === 0) return [];
  return [prose({
    en: `… and ${others} more ${others === 1 ? "class" : "classes"}`,
    fr: `… et ${others} ${others === 1 ? "autre classe" : "autres classes"}`,
  }, view)];
}
