/**
 * The line of an iteration of a fit: how far, how low, how flat, how long still.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { formatDuration, formatNumber } from "../number_format.js";
import { padLeft, textWidth } from "./width.ts";

/** What is known after an iteration. */
export interface IterationState {
  /** How many were made. */
  readonly iteration: number;
  /** What is made small. */
  readonly objective: number;
  /** The largest partial derivative, in size. */
  readonly gradientNorm: number;
}

/** What the line shows besides the state, and where. */
export interface IterationLineOptions {
  /** The most iterations. */
  readonly iterations: number;
  /** Seconds since the fit began. */
  readonly seconds: number;
  /** The columns that the line may take. */
  readonly width: number;
  /** The reader's language. */
  readonly language: Language;
}

/**
 * The line, such as `iteration  20/100  objective 0.24873  gradient 2.1e-3  1.6 s`. Where there is
 * less room, the time goes first, then the gradient.
 */
export function iterationLine(state: IterationState, options: IterationLineOptions): string {
  const { iterations, seconds, width, language } = options;
  const number = String(state.iteration).padStart(String(iterations).length);
  const [mantissa, exponent] = state.gradientNorm.toExponential(1).split("e");
  const gradient = `${formatNumber(Number(mantissa), { language, digits: 1 })}e${exponent}`;
  const objective = formatNumber(state.objective, { language, digits: 5 });
  const fields = [
    `${language === "fr" ? "itération" : "iteration"} ${number}/${iterations}`,
    `${language === "fr" ? "objectif" : "objective"} ${objective}`,
    `gradient ${gradient}`,
    padLeft(formatDuration(seconds, { language, digits: 1 }), 6),
  ];
  while (fields.length > 1 && textWidth(fields.join("  ")) > width) fields.pop();
  return fields.join("  ").slice(0, width);
}
