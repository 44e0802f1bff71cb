import assert from "node:assert/strict";
import { Rows } from "../../src/engine/rows.ts";
import { ENGINES } from "../engine/guarded.ts";

for (const { name, engine } of ENGINES) {
  Deno.test(`Rows.first() gives views of one memory (${name})`, () => {
    const rows = new Rows(engine, 3);
    const all = rows.first(4), two = rows.first(2);
    assert.deepEqual([all.rows, all.columns, all.data.length], [4, 3, 12]);
    assert.deepEqual([two.rows, two.columns, two.data.length], [2, 3, 6]);
    all.data.set([1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual([...two.data], [1, 2, 3, 4, 5, 6]);
    assert.equal(rows.first(2), two, "the same view again, so that nothing is allocated");
    assert.equal(rows.first(0).data.length, 0);
  });

  Deno.test(`Rows.first() grows to twice as many rows at least, and shrinks for nobody (${name})`, () => {
    const rows = new Rows(engine, 3), two = rows.first(2), three = rows.first(3);
    assert.deepEqual([three.rows, three.data.length], [3, 9]);
    assert.notEqual(rows.first(2), two, "a view of the larger matrix");
    rows.first(4).data.fill(5);
    assert.deepEqual([...three.data], new Array(9).fill(5), "four rows had room already");
    rows.first(9);
    assert.deepEqual([rows.first(1).data.length, rows.first(9).rows], [3, 9]);
  });
}
