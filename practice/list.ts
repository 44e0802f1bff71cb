/**
 * The exercises, in their order.
 *
 * @module
 */
import type { LessonExercise } from "../src/lesson/lesson.ts";
import type { Exercise } from "../src/practice/exercise.ts";
import e01 from "./e01_idx.ts";
import e02 from "./e02_softmax.ts";
import e03 from "./e03_cross_entropy.ts";
import e04 from "./e04_dense.ts";
import e05 from "./e05_logits.ts";
import e06 from "./e06_dense_backward.ts";
import e07 from "./e07_relu.ts";
import e08 from "./e08_gradient_check.ts";
import e09 from "./e09_backward.ts";
import e10 from "./e10_training.ts";
import e11 from "./e11_optimisers.ts";
import e12 from "./e12_regularisation.ts";
import e13 from "./e13_convolution.ts";
import e14 from "./e14_convolution_backward.ts";
import e15 from "./e15_max_pool.ts";
import e16 from "./e16_values.ts";
import e17 from "./e17_fooling.ts";
import e18 from "./e18_simd.ts";

/** Every exercise. */
export const EXERCISES: readonly Exercise[] = [
  e01,
  e02,
  e03,
  e04,
  e05,
  e06,
  e07,
  e08,
  e09,
  e10,
  e11,
  e12,
  e13,
  e14,
  e15,
  e16,
  e17,
  e18,
];

/** Those that belong to a lesson, as it names them at its end. */
export const LESSON_EXERCISES: readonly LessonExercise[] = EXERCISES.flatMap(
  ({ lesson, number, title }) => lesson ? [{ lesson: lesson.number, number, title }] : [],
);
