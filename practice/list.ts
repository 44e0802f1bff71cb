/**
 * The exercises, in their order.
 *
 * @module
 */
import type { Exercise } from "../src/practice/exercise.ts";
import e02 from "./e02_softmax.ts";
import e04 from "./e04_dense.ts";

/** Every exercise. */
export const EXERCISES: readonly Exercise[] = [e02, e04];
