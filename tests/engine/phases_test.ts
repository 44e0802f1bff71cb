import assert from "node:assert/strict";
import { Phases } from "../../src/engine/phases.ts";
import { newStamps } from "../../src/engine/shared_matrix.ts";

/** Phases with a count of their meetings. */
function counted() {
  let meetings = 0;
  const phases = new Phases(() => meetings++);
  /** How many meetings an operation takes. */
  const meets = (operation: () => void) => {
    const before = meetings;
    operation();
    return meetings - before;
  };
  return { phases, meets };
}

Deno.test("Phases does not wait for what nobody has touched, nor for a thread's own part", () => {
  const { phases, meets } = counted(), [a, b, c] = [newStamps(4), newStamps(4), newStamps(4)];
  assert.equal(meets(() => phases.begin(a, 4)), 0);
  assert.equal(meets(() => phases.begin(a, 4)), 0, "again, over its own part");
  assert.equal(meets(() => phases.begin(b, 4, undefined)), 0, "from its own part of a");
  assert.equal(meets(() => phases.begin(c, 4, newStamps(4))), 0, "from what was there before");
});

Deno.test("Phases waits once before all of what was written in this phase is read", () => {
  const { phases, meets } = counted(), [a, b, c] = [newStamps(4), newStamps(4), newStamps(4)];
  phases.begin(a, 4);
  assert.equal(meets(() => phases.begin(b, 4, a)), 1);
  assert.equal(meets(() => phases.begin(c, 4, a)), 0, "it is complete since");
  assert.equal(meets(() => phases.begin(a, 4, b, c)), 1, "one meeting for all of it");
});

Deno.test("Phases waits before it writes what others may be reading in this phase", () => {
  const { phases, meets } = counted(), [a, b] = [newStamps(4), newStamps(4)];
  phases.begin(b, 4, a);
  assert.equal(meets(() => phases.begin(a, 4)), 1);
  assert.equal(meets(() => phases.begin(a, 4)), 0, "nobody has read it since");
  phases.begin(b, 4, a);
  phases.meet();
  assert.equal(meets(() => phases.begin(a, 4)), 0, "they have met since");
});

Deno.test("Phases waits before another number of rows, which is shared out anew", () => {
  const { phases, meets } = counted(), a = newStamps(64);
  assert.equal(meets(() => phases.begin(a, 64)), 0);
  assert.equal(meets(() => phases.begin(a, 5)), 1);
  assert.equal(meets(() => phases.begin(a, 5)), 0);
  assert.equal(meets(() => phases.begin(a, 64)), 1);
});

Deno.test("Phases.complete() waits once where something was written in this phase, and guards the reading", () => {
  const { phases, meets } = counted(), [a, b] = [newStamps(4), newStamps(4)];
  assert.equal(meets(() => phases.complete([a, b])), 0);
  assert.equal(meets(() => phases.begin(b, 4)), 1, "somebody reads it");
  assert.equal(meets(() => phases.complete([a, b])), 1);
  assert.equal(meets(() => phases.complete([a, b])), 0);
  assert.equal(meets(() => phases.begin(a, 4)), 1);
});

/** However fast each thread is: what is read and written in one phase may happen in any order. */
Deno.test("Phases keeps every reading of others' parts apart from their writing", () => {
  const program: [output: number, rows: number, ...foreign: number[]][] = [];
  for (let i = 0, state = 1; i < 400; i++) {
    const draw = (below: number) => (state = state * 48271 % 2147483647) % below;
    const foreign = Array.from({ length: draw(3) }, () => draw(5));
    program.push([draw(5), draw(8) === 0 ? 3 : 4, ...foreign]);
  }
  let phase = 0;
  const phases = new Phases(() => phase++);
  const stamps = Array.from({ length: 5 }, () => newStamps(4));
  const written = new Map<number, number>(), read = new Map<number, number>();
  for (const [output, rows, ...foreign] of program) {
    const others = foreign.filter((matrix) => matrix !== output);
    phases.begin(stamps[output], rows, ...others.map((matrix) => stamps[matrix]));
    assert.notEqual(read.get(output), phase, "written while others read it");
    for (const matrix of others) assert.notEqual(written.get(matrix), phase, "read half-written");
    written.set(output, phase);
    for (const matrix of others) read.set(matrix, phase);
  }
  assert.ok(phase > 50 && phase < 350, `${phase} meetings for 400 operations`);
});
