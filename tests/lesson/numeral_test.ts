import assert from "node:assert/strict";
import { count, fixed, n, numbersOf, percent, seconds, written } from "../../src/lesson/numeral.ts";

Deno.test("written() writes the numbers of a sentence in its language", () => {
  const text = {
    en: `${n(-0.12345)}, ${fixed(2, 2)}, ${count(60000)}, ${percent(0.9203, 2)}, ${
      seconds(0.0123)
    }`,
    fr: `${n(-0.12345)} ; ${fixed(2, 2)} ; ${count(60000)} ; ${percent(0.9203, 2)} ; ${seconds(2)}`,
  };
  assert.equal(written(text, "en"), "−0.123, 2.00, 60,000, 92.03\u00a0%, 12\u00a0ms");
  assert.equal(written(text, "fr"), "−0,123 ; 2,00 ; 60\u202f000 ; 92,03\u00a0% ; 2,0\u00a0s");
  assert.deepEqual(numbersOf(text.en), [-0.12345, 2, 60000, 0.9203, 0.0123]);
  assert.equal(written("no numbers, 1.5", "fr"), "no numbers, 1.5");
});

Deno.test("written() has no minus sign before a zero, and keeps what is not finite", () => {
  assert.equal(written(`${fixed(-0.001, 2)} ${percent(-1e-9)}`, "en"), "0.00 0.0\u00a0%");
  assert.equal(written(`${n(Infinity)} ${n(NaN)} ${fixed(-Infinity, 1)}`, "en"), "∞ NaN −∞");
});
