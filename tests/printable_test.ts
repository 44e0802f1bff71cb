import assert from "node:assert/strict";
import { printable } from "../src/printable.ts";

Deno.test("printable() keeps a text on one short line, without codes for the terminal", () => {
  assert.equal(printable("été"), "été");
  assert.equal(printable("a\nb\x1b[31m\u202e\u200e"), "a\\u000ab\\u001b[31m\\u202e\\u200e");
  assert.equal([...printable("é".repeat(1000))].length, 61);
});
