import assert from "node:assert/strict";
import { inBytes } from "../../src/idx/refusal.ts";

Deno.test("inBytes() has the plural of each language: French begins it at two", () => {
  assert.deepEqual([0, 1, 2, 6416].map((count) => inBytes(count).en), [
    "0 bytes",
    "1 byte",
    "2 bytes",
    "6,416 bytes",
  ]);
  assert.deepEqual([0, 1, 2, 6416].map((count) => inBytes(count).fr), [
    "0 octet",
    "1 octet",
    "2 octets",
    "6\u202f416 octets",
  ]);
});
