import assert from "node:assert/strict";
import { ceilingWorks } from "../../bench/kernels/ceiling.ts";
import { checkClose } from "../../bench/kernels/check.ts";
import { timeInRounds } from "../../bench/kernels/rounds.ts";
import { median } from "../../bench/median.ts";

/** A clock that moves when works take time, and a record of which one did. */
function pretend() {
  let now = 0;
  const done: string[] = [];
  const work = (name: string, milliseconds: number) => () => {
    now += milliseconds;
    done.push(name);
  };
  return { clock: () => now, done, work };
}

Deno.test("median() is the middle number, or the mean of the two in the middle", () => {
  assert.equal(median([3, 1, 20]), 3);
  assert.equal(median([10, 9, 1, 2]), 5.5);
  assert.throws(() => median([]), RangeError);
});

Deno.test("timeInRounds() gives the seconds of one call, for each work and round", () => {
  const { clock, work } = pretend();
  const times = timeInRounds([work("a", 0.25), work("b", 3)], { rounds: 2, clock });
  assert.deepEqual(times, [[0.000_25, 0.000_25], [0.003, 0.003]]);
});

Deno.test("timeInRounds() takes turns, as many calls as fill a slice", () => {
  const { clock, done, work } = pretend();
  const begin = () => {
    done.length = 0;
  };
  timeInRounds([work("a", 1), work("b", 5)], { rounds: 2, slice: 2, begin, clock });
  assert.equal(done.join(""), "aabaab");
});

Deno.test("timeInRounds() calls often before it begins, but no work for long", () => {
  const { clock, done, work } = pretend();
  let warm: string[] = [];
  const begin = () => {
    warm = [...done];
  };
  timeInRounds([work("quick", 0.01), work("slow", 50)], { rounds: 1, begin, clock });
  const calls = (name: string) => warm.filter((each) => each === name).length;
  assert.ok(calls("quick") >= 500);
  assert.ok(calls("slow") <= 4);
});

Deno.test("checkClose() passes over rounding, and throws where a kernel is wrong", () => {
  const check = (found: number[], expected: number[]) => {
    const wanted = { expected: Float64Array.from(expected), tolerance: 1e-3, what: "X·W" };
    checkClose(Float32Array.from(found), wanted);
  };
  check([1.0005, -200.1], [1, -200]);
  assert.throws(() => check([0, 1.002], [0, 1]), /X·W is wrong at element 1: 1\.00/);
  assert.throws(() => check([NaN], [0]), /wrong at element 0: NaN, not 0/);
  assert.throws(() => check([0], [NaN]), /wrong/);
  assert.throws(() => check([0], [0, 0]), /has 1 numbers, not 2/);
});

Deno.test("ceilingWorks() give the loops of a build, which compute what they should", () => {
  for (const build of ["strict", "relaxed"] as const) {
    for (const work of ceilingWorks(build)) work();
  }
});
