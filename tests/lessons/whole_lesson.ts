/** Lessons told once for all tests of a process: telling them takes a minute. */
import type { StillBlock } from "../../src/lesson/block.ts";
import type { Lesson } from "../../src/lesson/lesson.ts";
import { blocksOf, hurried } from "./run_lesson.ts";

const told = new Map<Lesson, Promise<StillBlock[]>>();

/** All the blocks of a lesson, its asides at the end. Lesson 7 shows times, which mean nothing here. */
export function wholeLesson(lesson: Lesson): Promise<StillBlock[]> {
  let blocks = told.get(lesson);
  if (!blocks) told.set(lesson, blocks = hurried(() => blocksOf(lesson)));
  return blocks;
}
