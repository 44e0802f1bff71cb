/** The steps of lesson 4, for its tests. */
import assert from "node:assert/strict";
import lesson4 from "../../lessons/lesson4_gradient_checking.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { blocksOf } from "./run_lesson.ts";

/** The steps before the zoo, which trains for seconds. */
export function beforeTheZoo(given: Readonly<Record<string, unknown>> = {}): Promise<StillBlock[]> {
  return blocksOf({
    ...lesson4,
    async *blocks(context) {
      for await (const block of lesson4.blocks(context)) {
        if (block.kind === "step" && block.text.en === "Seven formulas") return;
        yield block;
      }
    },
  }, given);
}

/** The blocks of the step whose English heading is given. */
export function stepOf(blocks: readonly StillBlock[], heading: string): StillBlock[] {
  const start = blocks.findIndex((block) => block.kind === "step" && block.text.en === heading);
  assert.ok(start >= 0, heading);
  const end = blocks.findIndex((block, i) => i > start && block.kind === "step");
  return blocks.slice(start, end < 0 ? undefined : end);
}
