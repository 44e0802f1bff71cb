/**
 * Colours of a terminal. Every function takes `colour`, and gives plain text without it: nothing here
 * looks at the environment.
 *
 * @module
 */
import { styleText } from "node:util";
import type { Quantity } from "../lesson/quantity.ts";

/**
 * The styles in use: few, and never the only sign of anything. `dim` is for rules and frames only: on
 * a light background, some terminals make it so pale that text could not be read.
 */
export type Style = "bold" | "dim";

/** Text in a style, or as it was when `colour` is false. */
export function style(name: Style, text: string, colour: boolean): string {
  // Without validateStream: false, styleText asks the environment, and answers for itself.
  return colour ? styleText(name, text, { validateStream: false }) : text;
}

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Colours of marks on the background that a terminal has, which nobody asks for: the contrast of each
 * with white and with black is at least 3.9. The first four are the report's, in the same order.
 */
export const inks = {
  first: [47, 129, 199],
  second: [205, 92, 30],
  third: [63, 143, 63],
  fourth: [178, 80, 178],
  muted: [120, 130, 138],
} as const satisfies Record<string, Rgb>;
/** The name of such a colour. */
export type Ink = keyof typeof inks;

/** Text in one of the {@linkcode inks}, or as it was when `colour` is false. */
export function inked(ink: Ink, text: string, colour: boolean): string {
  return colour && text !== "" ? `\x1b[38;2;${inks[ink].join(";")}m${text}\x1b[39m` : text;
}

/** The ink of each kind of quantity, in formulas, matrices, drawings and sentences. */
export const quantityInks = {
  input: "first",
  weight: "second",
  value: "third",
  gradient: "fourth",
} as const satisfies Record<Quantity, Ink>;

/** Text in the colour of its quantity, or as it was when it is none, or `colour` is false. */
export function quantityInked(
  quantity: Quantity | undefined,
  text: string,
  colour: boolean,
): string {
  return quantity ? inked(quantityInks[quantity], text, colour) : text;
}

/** The colour at a part, from 0 to 1, of the way between two. */
export function between(from: Rgb, to: Rgb, part: number): Rgb {
  const mix = (i: number) => Math.round(from[i] + part * (to[i] - from[i]));
  return [mix(0), mix(1), mix(2)];
}
