import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import { Rows } from "../../src/nn/rows.ts";
import { ENGINES } from "../engine/guarded.ts";

for (const { name, engine } of ENGINES) {
  Deno.test(`Rows.first() gives views of one memory (${name})`, () => {
    const rows = new Rows(engine, { capacity: 4, columns: 3 });
    const all = rows.first(4), two = rows.first(2);
    assert.deepEqual([all.rows, all.columns, all.data.length], [4, 3, 12]);
    assert.deepEqual([two.rows, two.columns, two.data.length], [2, 3, 6]);
    all.data.set([1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual([...two.data], [1, 2, 3, 4, 5, 6]);
    assert.equal(rows.first(2), two, "the same view again, so that nothing is allocated");
    assert.equal(rows.first(0).data.length, 0);
  });

  Deno.test(`Rows.first() refuses more rows than there is room for (${name})`, () => {
    const rows = new Rows(engine, { capacity: 4, columns: 3 });
    assert.throws(() => rows.first(5), ShapeError);
  });
}
