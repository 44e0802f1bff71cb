/** Running a lesson without a terminal, for the tests of this folder. */
import type { Lesson } from "../../src/cli/lesson.ts";
import { lessonOptions } from "../../src/cli/options/lesson_options.ts";
import type { OptionTable } from "../../src/cli/options/command.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import type { CheckBlock } from "../../src/lesson/check.ts";
import type { FormulaBlock } from "../../src/lesson/formula.ts";
import { collect } from "../../src/lesson/pages.ts";

let dataset: Promise<Dataset> | undefined;

/** MNIST, read once for all tests of a file. */
export function mnist(): Promise<Dataset> {
  return dataset ??= loadMnist();
}

/** All the blocks of a lesson, live ones run to their end; options that are left out have their defaults. */
export function blocksOf<Table extends OptionTable>(
  lesson: Lesson<Table>,
  given: Readonly<Record<string, unknown>> = {},
): Promise<StillBlock[]> {
  const table: OptionTable = { ...lesson.options, ...lessonOptions(lesson) };
  const fallbacks = Object.entries(table).map(([key, option]) => [key, option.fallback()]);
  const options = { ...Object.fromEntries(fallbacks), ...given };
  return collect(lesson.blocks({ options, mnist }));
}

/** The formulas among blocks. */
export function formulasOf(blocks: readonly StillBlock[]): FormulaBlock[] {
  return blocks.filter((block) => block.kind === "formula");
}

/** The checks among blocks. */
export function checksOf(blocks: readonly StillBlock[]): CheckBlock[] {
  return blocks.filter((block) => block.kind === "check");
}
