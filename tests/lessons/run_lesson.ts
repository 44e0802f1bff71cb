/** Running a lesson without a terminal, for the tests of this folder. */
import assert from "node:assert/strict";
import { denoSurroundings } from "../../src/cli/surroundings.ts";
import type { Block, StillBlock } from "../../src/lesson/block.ts";
import { type CheckBlock, passes } from "../../src/lesson/check.ts";
import type { FormulaBlock } from "../../src/lesson/formula.ts";
import type { Lesson, LessonContext, Surroundings } from "../../src/lesson/lesson.ts";
import { runUnseen, withAsidesAtEnd } from "../../src/lesson/pages.ts";

/** What Deno gives to a story; MNIST is read once for all tests of a file. */
export const surroundings: Surroundings = denoSurroundings();
/** MNIST, read once for all tests of a file. */
export const { mnist } = surroundings;

/**
 * The blocks of a lesson, live ones run to their end, up to the step with the heading `before`, which
 * is not asked for. What is not given of the options and the surroundings is as usual.
 */
export function blocksOf(
  lesson: Lesson,
  given: Readonly<Record<string, unknown>> = {},
  { before, ...other }: { readonly before?: string } & Partial<Surroundings> = {},
): Promise<StillBlock[]> {
  const fallbacks = Object.entries(lesson.controls).map(([key, control]) => [key, control.default]);
  const options = { ...Object.fromEntries(fallbacks), ...given } as LessonContext["options"];
  return told(lesson.blocks({ ...surroundings, ...other, options }), { before });
}

/**
 * What `tell` gives, with a clock that goes on by so many milliseconds at each look, in turn: no
 * stopwatch is waited for.
 */
export async function hurried<T>(
  tell: () => Promise<T>,
  advances: readonly number[] = [110],
): Promise<T> {
  const { now } = performance;
  let time = 0, looks = 0;
  performance.now = () => time += advances[looks++ % advances.length];
  try {
    return await tell();
  } finally {
    performance.now = now;
  }
}

/** The same for a part of a lesson. */
export async function told(
  part: Iterable<Block> | AsyncIterable<Block>,
  { before }: { readonly before?: string } = {},
): Promise<StillBlock[]> {
  const blocks: StillBlock[] = [];
  const whole = withAsidesAtEnd((async function* () {
    yield* part;
  })());
  for await (const block of whole) {
    if (block.kind === "step" && block.text.en === before) break;
    const still = block.kind === "live" ? await runUnseen(block) : block;
    if (still) blocks.push(still);
  }
  return blocks;
}

/** The blocks of the step with this heading. */
export function stepOf(blocks: readonly StillBlock[], heading: string): StillBlock[] {
  const start = blocks.findIndex((block) => block.kind === "step" && block.text.en === heading);
  assert.ok(start >= 0, heading);
  const end = blocks.findIndex(({ kind }, i) => kind === "step" && i > start);
  return blocks.slice(start + 1, end === -1 ? undefined : end);
}

/** The headings of the steps. */
export function headings(blocks: readonly StillBlock[]): string[] {
  return only(blocks, "step").map(({ text }) => text.en);
}

/** The blocks of one kind, in the order of the lesson. */
export function only<Kind extends StillBlock["kind"]>(blocks: readonly StillBlock[], kind: Kind) {
  return blocks.filter((block): block is Extract<StillBlock, { kind: Kind }> =>
    block.kind === kind
  );
}

/** The only block of its kind in a step. */
export function sole<Kind extends StillBlock["kind"]>(blocks: readonly StillBlock[], kind: Kind) {
  const found = only(blocks, kind);
  assert.equal(found.length, 1, kind);
  return found[0];
}

/** The formulas among blocks. */
export function formulasOf(blocks: readonly StillBlock[]): FormulaBlock[] {
  return only(blocks, "formula");
}

/** The checks among blocks. */
export function checksOf(blocks: readonly StillBlock[]): CheckBlock[] {
  return only(blocks, "check");
}

/** Asserts that every formula agrees with the network, and that every check passes. */
export function assertHolds(blocks: readonly StillBlock[]): void {
  for (const { name, value, traced, agrees } of formulasOf(blocks)) {
    assert.ok(agrees, `${name}: ${value} from its operands, ${traced} in the network`);
  }
  for (const check of checksOf(blocks)) assert.ok(passes(check), JSON.stringify(check));
}
