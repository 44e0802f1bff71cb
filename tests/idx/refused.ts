/**
 * What every refusal of an IDX file has in common.
 *
 * @module
 */

import assert from "node:assert/strict";
import { IdxSyntaxError } from "../../src/errors.ts";

/** Asserts that the error is an `IdxSyntaxError` at this offset, if any, told in two languages. */
export function assertRefusal(error: unknown, offset: number | undefined, words: RegExp): true {
  assert.ok(error instanceof IdxSyntaxError, `wanted an IdxSyntaxError, found ${error}`);
  assert.equal(error.offset, offset);
  assert.match(error.text.en, words);
  assert.ok(error.text.fr.length > 0);
  assert.notEqual(error.text.fr, error.text.en);
  // Its thousands may be apart.
  const told = [
    /\(byte ([\d,]+)\)$/.exec(error.text.en),
    /\(octet ([\d\u202f]+)\)$/.exec(error.text.fr),
  ];
  for (const place of told) {
    assert.equal(place ? Number(place[1].replace(/\D/g, "")) : undefined, offset);
  }
  return true;
}
