import assert from "node:assert/strict";
import { formula, image, operand, plus, predict, prose } from "../../src/lesson/blocks.ts";
import { minutesOf } from "../../src/lesson/minutes.ts";

const both = (text: string) => ({ en: text, fr: text });
const minutes = (...blocks: Parameters<typeof minutesOf>[0]) => minutesOf(blocks, "en");

Deno.test("minutesOf() counts 200 words a minute, and a formula twice", () => {
  assert.equal(minutes(prose(both("one two ".repeat(100)))), 1);
  assert.equal(minutes(prose(both("type `deno task practice 4`"))), 2 / 200);
  // y = a + b = 1 + 2 = 3: three names, three numbers, five signs.
  const sum = formula("y", plus(operand("a", 1), operand("b", 2)));
  assert.equal(minutes(sum), 2 * 11 / 200);
});

Deno.test("minutesOf() leaves time to look and to think, and none for an aside", () => {
  assert.equal(minutes(image({ pixels: Array(784).fill(0) })), 0.5);
  const question = predict(both("so"), { sign: 1, why: both("because") });
  assert.equal(minutes(question), 0.5 + 2 / 200);
  assert.equal(minutes({ kind: "aside", title: both("by the way"), open: () => [] }), 0);
});
