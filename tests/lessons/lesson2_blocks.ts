/** The blocks of lesson 2, for its tests. */
import assert from "node:assert/strict";
import lesson2 from "../../lessons/lesson2_linear_baseline.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { blocksOf } from "./run_lesson.ts";

/** The steps before the first training: the story is not asked for more. */
export function beforeTraining(
  given: Readonly<Record<string, unknown>> = {},
): Promise<StillBlock[]> {
  return blocksOf({
    ...lesson2,
    async *blocks(context) {
      for await (const block of lesson2.blocks(context)) {
        if (block.kind === "step" && block.text.en === "The race") return;
        yield block;
      }
    },
  }, given);
}

/** The headings of the steps. */
export function headings(blocks: readonly StillBlock[]): string[] {
  return only(blocks, "step").map(({ text }) => text.en);
}

/** The blocks of the step with this heading. */
export function stepOf(blocks: readonly StillBlock[], heading: string): StillBlock[] {
  const start = blocks.findIndex((block) => block.kind === "step" && block.text.en === heading);
  assert.ok(start > 0, heading);
  const end = blocks.findIndex(({ kind }, i) => kind === "step" && i > start);
  return blocks.slice(start + 1, end === -1 ? undefined : end);
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
