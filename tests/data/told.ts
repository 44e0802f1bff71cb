/**
 * What every message to the user has in common.
 *
 * @module
 */

import assert from "node:assert/strict";
import { IdxSyntaxError, UserError } from "../../src/errors.ts";

/** Asserts that the error is the user's, told in one line of each language, with these words in both. */
export function assertTold(error: unknown, ...words: string[]): true {
  assert.ok(error instanceof UserError || error instanceof IdxSyntaxError, `not told: ${error}`);
  const { en, fr } = error.text;
  assert.ok(en.length > 0 && fr.length > 0);
  assert.notEqual(en, fr);
  for (const text of [en, fr]) {
    assert.doesNotMatch(text, /\n/);
    for (const word of words) assert.ok(text.includes(word), `"${word}" is not in "${text}"`);
  }
  assert.doesNotMatch(fr, / [:;?!»]|« |'/, "French spaces and apostrophes");
  return true;
}
