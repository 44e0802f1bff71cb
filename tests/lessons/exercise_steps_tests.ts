/** The steps that exercises name. Run by every_lesson_test.ts. */
import assert from "node:assert/strict";
import { LESSONS } from "../../lessons/list.ts";
import { EXERCISES } from "../../practice/list.ts";
import { lacks } from "../permission.ts";
import { headings } from "./run_lesson.ts";
import { wholeLesson } from "./whole_lesson.ts";

/** The exercises whose lesson does not exist yet: they explain themselves. */
const WITHOUT_LESSON: readonly number[] = [11, 12, 13, 14, 15, 16, 17];

Deno.test("an exercise names its lesson's step, or explains itself", () => {
  const without = EXERCISES.filter(({ lesson }) => !lesson);
  assert.deepEqual(without.map(({ number }) => number), WITHOUT_LESSON);
  for (const { name, explanation } of without) {
    assert.ok(explanation && explanation.en.length > 600 && explanation.fr.length > 600, name);
  }
  const numbers = EXERCISES.map(({ number }) => number);
  assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b));
});

Deno.test({
  name: "the steps that exercises name are those of their headings (needs --allow-read)",
  ignore: lacks("read", "env"),
  fn: async () => {
    for (const number of new Set(EXERCISES.flatMap(({ lesson }) => lesson?.number ?? []))) {
      const named = EXERCISES.flatMap(({ lesson }) => lesson?.number === number ? [lesson] : []);
      const { default: lesson } = await LESSONS[number - 1]();
      const names = headings(await wholeLesson(lesson));
      for (const { step, heading } of named) assert.equal(names[step - 1], heading);
    }
  },
});
