/**
 * The lessons, in their order: lesson 1 is the first. Each is loaded when it is asked for.
 *
 * @module
 */
import type { Lesson } from "../src/lesson/lesson.ts";

/** What loads each lesson. */
export const LESSONS: readonly (() => Promise<{ readonly default: Lesson }>)[] = [
  () => import("./lesson1_data.ts"),
  () => import("./lesson2_linear_baseline.ts"),
  () => import("./lesson3_backpropagation.ts"),
  () => import("./lesson4_gradient_checking.ts"),
  () => import("./lesson5_training.ts"),
  () => import("./lesson6_looking_inside.ts"),
  () => import("./lesson7_making_it_fast.ts"),
];
