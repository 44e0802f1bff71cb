/**
 * Colours of a terminal. Every function takes `colour`, and gives plain text without it: nothing here
 * looks at the environment.
 *
 * @module
 */
import { styleText } from "node:util";

/**
 * The styles in use: few, and never the only sign of anything. `dim` is for rules and frames only: on
 * a light background, some terminals make it so pale that text could not be read.
 */
export type Style = "bold" | "dim" | "cyan";

/** Text in a style, or as it was when `colour` is false. */
export function style(name: Style, text: string, colour: boolean): string {
  // Without validateStream: false, styleText asks the environment, and answers for itself.
  return colour ? styleText(name, text, { validateStream: false }) : text;
}
