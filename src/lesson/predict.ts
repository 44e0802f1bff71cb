/**
 * Predictions: a question before the number appears, its answer, and why.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { formatCount, formatSignificant } from "../number_format.js";
import { written } from "./numeral.ts";

/** The answer of a prediction, and how it is asked for. */
export type Answer =
  /** One of some texts; `right` counts from 0, a reader types it from 1. */
  | { readonly kind: "choice"; readonly choices: readonly Text[]; readonly right: number }
  /** Whether a number is positive, negative or 0. */
  | { readonly kind: "sign"; readonly value: number }
  /** A number: an answer may be `within` of it. */
  | { readonly kind: "number"; readonly value: number; readonly within: number }
  /** The shape of a matrix: rows, columns. */
  | { readonly kind: "shape"; readonly shape: readonly number[] };

/** A prediction, as a block of a lesson. */
export interface PredictBlock {
  /** What kind of block this is. */
  readonly kind: "predict";
  /** What is asked. */
  readonly question: Text;
  /** The answer. */
  readonly answer: Answer;
  /** Why it is so, in a line or two. */
  readonly why: Text;
}

/** The answer that a story gives: one of four kinds. */
export type PredictSpec =
  & { readonly why: Text }
  & (
    | { readonly choices: readonly Text[]; readonly right: number }
    | { readonly sign: number }
    | { readonly number: number; readonly within?: number }
    | { readonly shape: readonly number[] }
  );

/**
 * A question about what is about to appear: one of `choices` (`right` counts from 0), the `sign` of a
 * number, a `number` (`within` is 1 % of it by default, 0 for a whole one), or a `shape`.
 *
 * @throws {RangeError} an answer that cannot be one: no such choice, no number.
 */
export function predict(question: Text, spec: PredictSpec): PredictBlock {
  const answer: Answer = "choices" in spec
    ? { kind: "choice", choices: spec.choices, right: spec.right }
    : "sign" in spec
    ? { kind: "sign", value: spec.sign }
    : "number" in spec
    ? {
      kind: "number",
      value: spec.number,
      within: spec.within ?? (Number.isInteger(spec.number) ? 0 : Math.abs(spec.number) / 100),
    }
    : { kind: "shape", shape: spec.shape };
  const possible = answer.kind === "choice"
    ? answer.right in answer.choices && answer.choices.length < 10
    : answer.kind === "shape" || Number.isFinite(answer.value);
  if (!possible) throw new RangeError(`Cannot ask for ${JSON.stringify(answer)}`);
  return { kind: "predict", question, answer, why: spec.why };
}

/** Whether what was typed is the answer; `undefined` where it cannot be read as one. */
export function judge(answer: Answer, typed: string): boolean | undefined {
  const text = typed.trim();
  switch (answer.kind) {
    case "choice": {
      const number = /^\d$/.test(text) ? Number(text) : 0;
      return number >= 1 && number <= answer.choices.length
        ? number - 1 === answer.right
        : undefined;
    }
    case "sign": {
      const value = { "+": 1, "-": -1, "−": -1 }[text] ?? readings(text)[0];
      return value === undefined ? undefined : Math.sign(value) === Math.sign(answer.value);
    }
    case "number": {
      const all = readings(text), { value, within } = answer;
      const rounding = 1e-12 * Math.abs(value);
      return all.length === 0
        ? undefined
        : all.some((x) => Math.abs(x - value) <= within + rounding);
    }
    case "shape": {
      const [, ...sizes] = /^\(?\s*(\d+)\s*(?:[×x*,;]|\s)\s*(\d+)\s*\)?$/i.exec(text) ?? [];
      return sizes.length === 0
        ? undefined
        : sizes.every((size, i) => Number(size) === answer.shape[i]);
    }
  }
}

/**
 * The numbers that a text can be: `0.25`, `0,25`, `−1`, `1/10`, `1e-6`, `10^-6`, `92 %` (the 92 alone).
 * `50,890` can be two.
 */
function readings(text: string): number[] {
  const plain = text.replaceAll("−", "-").replace(/\s|%$/g, "");
  const [, base, exponent] = /^(-?\d+)\^(-?\d+)$/.exec(plain) ?? [];
  if (base) return [Number(base) ** Number(exponent)];
  const [above, below, ...others] = plain.split("/");
  if (others.length > 0) return [];
  if (below !== undefined) {
    return decimals(above).flatMap((a) => decimals(below).map((b) => a / b))
      .filter(Number.isFinite);
  }
  return decimals(above);
}

function decimals(text: string): number[] {
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? [text.replaceAll(",", "")] : [];
  return [text.replace(",", "."), ...grouped]
    .filter((digits) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits))
    .map(Number);
}

/** The answer, as it is shown. */
export function answerText(answer: Answer, language: Language): string {
  switch (answer.kind) {
    case "choice":
      return `${answer.right + 1} · ${written(answer.choices[answer.right], language)}`;
    case "sign":
      return signs[Math.sign(answer.value) as -1 | 0 | 1][language];
    case "number":
      return Number.isInteger(answer.value)
        ? formatCount(answer.value, language)
        : formatSignificant(answer.value, { language });
    case "shape":
      return `(${answer.shape.join(",\u00a0")})`;
  }
}

const signs = {
  [-1]: { en: "− (negative)", fr: "− (négatif)" },
  0: { en: "0", fr: "0" },
  1: { en: "+ (positive)", fr: "+ (positif)" },
} as const;
