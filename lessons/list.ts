/**
 * The lessons, in their order.
 *
 * @module
 */
import type { Lesson } from "../src/cli/lesson.ts";
import lesson3 from "./lesson3_backpropagation.ts";

/** Every lesson, first to last. */
export const LESSONS: readonly Lesson[] = [lesson3];
