import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { Arena, newMemory } from "../../src/engine/arena.ts";
import { UserError } from "../../src/errors.ts";

Deno.test("Arena hands out pieces that lie apart, on cache lines, past address 0", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 12 }), (lengths) => {
      const arena = new Arena(newMemory(65536));
      let end = 1;
      for (const length of lengths) {
        const start = arena.allocate(length);
        assert.equal(start % 64, 0);
        assert.ok(start >= end && start + length <= arena.buffer.byteLength);
        end = start + length;
      }
    }),
  );
});

Deno.test("Arena gives the same scratch each time, apart from every piece", () => {
  const arena = new Arena(newMemory(3 * 65536 - 128));
  const piece = arena.allocate(1000);
  const small = arena.scratch(500), large = arena.scratch(100_000), again = arena.scratch(10);
  assert.ok(large < small && again === large && large >= piece + 1000);
  assert.ok(large + 100_000 <= arena.buffer.byteLength);
  assert.throws(() => arena.allocate(100_000), /full/);
  assert.throws(() => arena.scratch(196_000), /full/);
  assert.ok(arena.allocate(50_000) + 50_000 <= large);
});

Deno.test("newMemory() and Arena refuse what is not a number of bytes, and more than there is", () => {
  for (const capacity of [NaN, -1]) assert.throws(() => newMemory(capacity), RangeError);
  const arena = new Arena(newMemory(1000));
  for (const length of [NaN, -64, 65536]) assert.throws(() => arena.allocate(length), RangeError);
});

Deno.test("newMemory() refuses more than 32 bits reach, in the reader's language", () => {
  for (const capacity of [65535 * 65536, 2 ** 33, Infinity]) {
    assert.throws(() => newMemory(capacity), (error) => {
      return error instanceof UserError && /--hidden/.test(error.text.fr);
    });
  }
});
