/**
 * Pictures inside a page that has colours of its own, light or dark.
 *
 * @module
 */
import { colours } from "./element.ts";

/** The colours of pictures on a dark page, each at least 4.5 : 1 where it writes or draws lines. */
const dark: Readonly<Record<keyof typeof colours, string>> = {
  paper: "#182026",
  ink: "#edf2f5",
  muted: "#adbcc7",
  line: "#40505c",
  bar: "#7cc0f2",
  highlight: "#ffac6b",
  input: "#7cc0f2",
  weight: "#ffac6b",
  value: "#93d28f",
  gradient: "#d6a6f0",
  positive: "#ff7a66",
  negative: "#66b3ff",
};

/**
 * A style sheet with the colours of pictures as variables, `--picture-ink` and so on: light ones, and
 * dark ones where the reader's system is dark.
 */
export const pictureCss: string = [
  `:root{${variables(colours)}}`,
  `@media (prefers-color-scheme:dark){:root{${variables(dark)}}}`,
].join("\n");

/**
 * A picture for the inside of a page: its colours are the variables of {@linkcode pictureCss}, where
 * the page has them, and those of a file elsewhere. Shades of images stay as they are.
 */
export function themed(svg: string): string {
  const names = new Map(Object.entries(colours).map(([name, colour]) => [colour, name]));
  return svg.replace(
    /"(#[0-9a-f]{6})"/g,
    (whole, colour) =>
      names.has(colour) ? `"var(--picture-${names.get(colour)}, ${colour})"` : whole,
  );
}

function variables(of: Readonly<Record<string, string>>): string {
  return Object.entries(of).map(([name, colour]) => `--picture-${name}:${colour}`).join(";");
}
