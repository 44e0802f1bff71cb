/**
 * The lessons, in their order.
 *
 * @module
 */
import type { Lesson } from "../src/cli/lesson.ts";
import lesson1 from "./lesson1_data.ts";
import lesson2 from "./lesson2_linear_baseline.ts";
import lesson3 from "./lesson3_backpropagation.ts";
import lesson4 from "./lesson4_gradient_checking.ts";
import lesson5 from "./lesson5_training.ts";
import lesson6 from "./lesson6_looking_inside.ts";
import lesson7 from "./lesson7_making_it_fast.ts";

/** Every lesson, first to last. */
export const LESSONS: readonly Lesson[] = [
  lesson1,
  lesson2,
  lesson3,
  lesson4,
  lesson5,
  lesson6,
  lesson7,
];
