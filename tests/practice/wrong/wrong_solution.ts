/** What a learner wrote, and what a teacher would call the mistakes in it. */

import type { Mine } from "../../../src/practice/exercise.ts";

export interface WrongSolution {
  /** For the test's name. */
  readonly name: string;
  /** What the learner's file exports. */
  readonly functions: Mine;
  /** As a teacher would put it; the first in the order of the formula comes first. */
  readonly mistakes: readonly [string] | readonly [string, string];
}
