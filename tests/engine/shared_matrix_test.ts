import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { partOf, share } from "../../src/engine/shared_matrix.ts";

const threads = (count: number) => Array.from({ length: count }, (_, index) => ({ index, count }));

Deno.test("share() gives each of n to one thread, in order, for 1 to 8 threads", () => {
  for (let count = 1; count <= 8; count++) {
    for (let n = 0; n <= 600; n++) {
      let next = 0;
      for (const thread of threads(count)) {
        const { from, to } = share(n, thread);
        assert.equal(from, next, `${n} for ${count}`);
        assert.ok(to >= from);
        next = to;
      }
      assert.equal(next, n, `${n} for ${count}`);
    }
  }
});

Deno.test("share() leaves nobody idle where there is something for each, and cuts at 16", () => {
  for (let count = 1; count <= 8; count++) {
    for (let n = count; n <= 600; n++) {
      for (const thread of threads(count)) {
        const { from, to } = share(n, thread);
        if (n >= 16 * count) assert.ok(from % 16 === 0 && to - from >= 16 || to === n);
        assert.ok(n < 4 * count || n >= 16 * count || to > from, `${n} for ${count}`);
      }
    }
  }
  assert.deepEqual(threads(2).map((thread) => share(784, thread)), [
    { from: 0, to: 384 },
    { from: 384, to: 784 },
  ]);
});

Deno.test("partOf() gives each element of a matrix to one thread", () => {
  const size = fc.integer({ min: 0, max: 90 });
  fc.assert(fc.property(size, size, fc.integer({ min: 1, max: 8 }), (rows, columns, count) => {
    const owners = new Uint8Array(rows * columns);
    for (const thread of threads(count)) {
      const { of, split, top, left, height, width } = partOf({ rows, columns }, thread);
      assert.equal(of, thread);
      assert.ok(
        split === "columns" ? height === rows : width === columns,
        "whole in the other way",
      );
      assert.equal(split, columns >= 16 * count ? "columns" : "rows");
      for (let i = top; i < top + height; i++) {
        for (let j = left; j < left + width; j++) owners[i * columns + j]++;
      }
    }
    assert.ok(owners.every((count) => count === 1));
  }));
});

Deno.test("partOf() is all of a matrix for a thread that is alone", () => {
  for (const [rows, columns] of [[3, 40], [40, 3], [0, 5], [1, 1]]) {
    const { top, left, height, width } = partOf({ rows, columns }, { index: 0, count: 1 });
    assert.deepEqual([top, left, height, width], [0, 0, rows, columns]);
  }
});
