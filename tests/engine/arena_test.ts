import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { Arena, KERNELS_OWN, newMemory } from "../../src/engine/arena.ts";
import { UserError } from "../../src/errors.ts";

Deno.test("Arena hands out pieces that lie apart, on cache lines, past what the kernels keep", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 12 }), (lengths) => {
      const arena = new Arena(newMemory(65536));
      let end = KERNELS_OWN;
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
  const arena = new Arena(newMemory(3 * 65536 - KERNELS_OWN - 64));
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

Deno.test("Arena gives each of several threads the same pieces, and scratch of its own", () => {
  for (const count of [2, 3, 8]) {
    const memory = newMemory(2 ** 20);
    const arenas = Array.from({ length: count }, (_, index) => new Arena(memory, { index, count }));
    const [first, ...others] = [100, 0, 5000].map((length) => {
      const starts = arenas.map((arena) => arena.allocate(length));
      assert.equal(new Set(starts).size, 1);
      return starts[0];
    });
    assert.ok(first < others[0] && others[0] <= others[1]);
    const zone = 2 ** 18 / count - 128; // some of the upper quarter
    const scratch = arenas.map((arena) => arena.scratch(zone)).toSorted((a, b) => a - b);
    const { byteLength } = memory.buffer;
    assert.ok(scratch[0] >= byteLength / 4 * 3);
    for (const [i, start] of scratch.entries()) {
      assert.ok(start + zone + 64 <= (scratch[i + 1] ?? byteLength), "none reaches into another's");
    }
    assert.deepEqual(arenas.map((arena) => arena.scratch(1)).toSorted((a, b) => a - b), scratch);
    assert.throws(() => arenas[0].scratch(2 ** 19 / count), /full/);
    assert.throws(() => arenas[0].allocate(byteLength / 4 * 3), /full/);
  }
});
