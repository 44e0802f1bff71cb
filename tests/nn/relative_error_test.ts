import assert from "node:assert/strict";
import { relativeError } from "../../src/nn/relative_error.ts";

Deno.test("relativeError() of one number is the difference over the larger, of many the same with norms", () => {
  assert.equal(relativeError([3], [4]), 1 / 4);
  assert.equal(relativeError([4], [-4]), 2);
  assert.equal(relativeError([3, 4], [0, 0]), 1);
  assert.equal(relativeError([6, 8], [3, 4]), 1 / 2);
  assert.equal(relativeError([0, 0], [0, 0]), 0);
});

Deno.test("relativeError() of what is not a number is infinite", () => {
  for (const bad of [NaN, Infinity]) {
    assert.equal(relativeError([1, bad], [1, 2]), Infinity);
    assert.equal(relativeError([1, 2], [bad, 2]), Infinity);
    assert.equal(relativeError([bad], [bad]), Infinity);
  }
});
