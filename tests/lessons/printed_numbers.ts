/** The numbers that lessons print outside of their formulas, for tests that compute each once more. */
import assert from "node:assert/strict";
import type { Text } from "../../src/errors.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import type { CheckBlock } from "../../src/lesson/check.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";

/** A number as it was computed elsewhere, and how far from it the printed one may be. */
export interface Expected {
  /** The number. */
  readonly value: number;
  /** The largest difference. */
  readonly within: number;
}

/** The numbers of a text that went through `n`, `count`, `percent` and their like. */
function inText(text: Text | string | undefined): number[] {
  return numbersOf(typeof text === "string" ? text : text?.en ?? "");
}

/**
 * The numbers of a block, in the order of the page. Formulas are left to `formulaAgain`; the numbers
 * of a code block are lines of a file.
 */
export function printedNumbers(block: StillBlock): number[] {
  switch (block.kind) {
    case "formula":
    case "code":
      return [];
    case "table":
      return [block.caption, ...block.head, ...block.rows.flat()].flatMap(inText);
    case "confusion":
      return block.counts.flat().filter((images) => images !== 0);
    case "bars":
      return block.bars.flatMap(({ value, text }) => [value, ...inText(text)]);
    case "chart":
      return block.series.flatMap(({ points }) => points.flat());
    case "matrix":
      return [...block.shape, ...block.rows, ...block.columns, ...block.values];
    case "pictures":
      return block.pictures.flatMap(({ pixels, mark = [] }) => [...pixels, ...mark]);
    case "check":
      return [...inText(block.claim), ...numbersOfCheck(block)];
    case "predict": {
      const { question, answer, why } = block;
      const choices = answer.kind === "choice" ? answer.choices : [];
      const given = answer.kind === "choice"
        ? [answer.right]
        : answer.kind === "shape"
        ? answer.shape
        : [answer.value];
      return [...[question, ...choices].flatMap(inText), ...given, ...inText(why)];
    }
    case "recall":
      return [block.question, block.answer].flatMap(inText);
    case "question":
      return [block.text, block.answer].flatMap(inText);
    case "list":
      return block.items.flatMap(inText);
    case "network":
      return block.layers.flatMap(({ neurons, edges }) =>
        [...neurons, ...edges].flatMap(({ numbers }) => numbers.map(({ value }) => value))
      );
    case "tangent":
      return [...block.point, block.slope, ...block.secants.map(({ slope }) => slope)];
    case "plane":
      return block.planes.flatMap(({ points }) => points.flatMap(({ at }) => at));
    case "valley":
      return block.descents.flatMap(({ steps }) => steps.flat());
    case "lanes":
      return block.rows.flatMap(({ name, values }) => [name, ...values].flatMap(inText));
    default:
      return inText("text" in block ? block.text : undefined);
  }
}

function numbersOfCheck({ found, expected, measure, error, tolerance }: CheckBlock): number[] {
  const sides = [found.value, expected.value];
  return measure === "below" ? sides : [...sides, error, tolerance];
}

/** Asserts that blocks print these numbers, and no others. */
export function assertPrinted(
  blocks: readonly StillBlock[],
  expected: readonly Expected[],
  { what }: { what: string },
): void {
  const printed = blocks.flatMap(printedNumbers);
  assert.equal(printed.length, expected.length, `${what}: how many numbers are printed`);
  for (const [i, { value, within }] of expected.entries()) {
    if (Object.is(printed[i], value)) continue;
    const distance = Math.abs(printed[i] - value);
    assert.ok(distance <= within, `${what}: number ${i} is ${printed[i]}, expected ${value}`);
  }
}

/** Numbers that must be printed as they are. */
export function exactly(...values: number[]): Expected[] {
  return values.map((value) => ({ value, within: 0 }));
}

/** Numbers with a bound common to all of them. */
export function near(values: ArrayLike<number>, { within }: { within: number }): Expected[] {
  return Array.from(values, (value) => ({ value, within }));
}

/** Rounding errors, of which no two engines make the same: only their size can be told. */
export function below(...limits: number[]): Expected[] {
  return limits.map((limit) => ({ value: 0, within: limit }));
}

/**
 * The digits that are typed into the texts of blocks, English, as one string for each text: those of
 * the sentences in `known` left out, which a test has checked word by word.
 */
export function typedDigits(
  blocks: readonly StillBlock[],
  { known }: { known: readonly string[] },
): string[] {
  const left = (text: string) =>
    known.reduce((rest, sentence) => rest.replaceAll(sentence, ""), text)
      .replace(/\ue000[^\ue001]*\ue001/g, "").match(/\d+/g)?.join(" ") ?? "";
  return textsOf(blocks).map(({ en }) => left(en)).filter((digits) => digits !== "");
}

/** Every text of some blocks: any object with one of the languages, which should have both. */
export function textsOf(value: unknown): Text[] {
  if (typeof value !== "object" || value === null) return [];
  const { en, fr } = value as Partial<Text>;
  if (typeof en === "string" || typeof fr === "string") return [value as Text];
  return Object.values(value).flatMap(textsOf);
}
