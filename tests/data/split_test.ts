import assert from "node:assert/strict";
import { trainTestSplit } from "../../src/data/split.ts";
import { countBytes } from "../../src/data/statistics.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import fc from "../fast_check.ts";

/** Labels of few classes and of many, of one image and of hundreds. */
const someLabels = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.uint8Array({ max: 3, maxLength: 300 }),
);
const someShare = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.2, 1));

function split(labels: Uint8Array, share: number, { seed = 42, stratified = false } = {}) {
  return trainTestSplit(labels, { share, random: new Xoshiro128(seed), stratified });
}

Deno.test("trainTestSplit() puts every image on one side, as many as the share asks for", () => {
  fc.assert(
    fc.property(
      someLabels,
      someShare,
      fc.boolean(),
      fc.nat(),
      (labels, share, stratified, seed) => {
        const { train, test } = split(labels, share, { seed, stratified });
        assert.equal(test.length, Math.round(share * labels.length));
        assert.deepEqual(
          [...train, ...test].sort((a, b) => a - b),
          [...labels.keys()],
        );
      },
    ),
  );
});

Deno.test("trainTestSplit() stratified gives each class its share, within one image", () => {
  fc.assert(fc.property(someLabels, someShare, fc.nat(), (labels, share, seed) => {
    const { test } = split(labels, share, { seed, stratified: true });
    const kept = countBytes(Uint8Array.from(test, (index) => labels[index]));
    countBytes(labels).forEach((count, label) => {
      assert.ok(Math.abs(kept[label] - share * count) <= 1 + 1e-9, `class ${label}`);
    });
  }));
});

Deno.test("trainTestSplit() stratified splits every class exactly where it can", () => {
  const labels = Uint8Array.from({ length: 1000 }, (_, i) => i % 10);
  const { train, test } = split(labels, 0.2, { stratified: true });
  const sizes = (side: Uint32Array) => countBytes(Uint8Array.from(side, (i) => labels[i]));
  assert.deepEqual([...sizes(train).subarray(0, 11)], [...Array(10).fill(80), 0]);
  assert.deepEqual([...sizes(test).subarray(0, 11)], [...Array(10).fill(20), 0]);
});

Deno.test("trainTestSplit() gives the same split for the same seed, another for another", () => {
  const labels = Uint8Array.from({ length: 200 }, (_, i) => i % 7);
  for (const stratified of [false, true]) {
    const first = split(labels, 0.2, { seed: 1, stratified });
    assert.deepEqual(split(labels, 0.2, { seed: 1, stratified }), first);
    assert.notDeepEqual(split(labels, 0.2, { seed: 2, stratified }), first);
  }
});

Deno.test("trainTestSplit() keeps every image of a class apart equally often", () => {
  const labels = Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
  const random = new Xoshiro128(3);
  for (const stratified of [false, true]) {
    const often = new Float64Array(10);
    for (let draw = 0; draw < 2000; draw++) {
      for (const i of trainTestSplit(labels, { share: 0.2, random, stratified }).test) often[i]++;
    }
    // 400 expected, with a deviation of √(2000 · 0.2 · 0.8) = 18.
    assert.ok(often.every((times) => Math.abs(times - 400) < 5 * 18), often.join());
  }
});

Deno.test("trainTestSplit() mixes the classes on both sides, from the first image to the last", () => {
  // Classes fill their share at different times: what is left then begins with the first of them.
  const labels = Uint8Array.from({ length: 1000 }, (_, i) => i % 10);
  const random = new Xoshiro128(11);
  const uniform = [0, 0, 0, 0]; // how often five images in a row show at most two classes
  for (let draw = 0; draw < 300; draw++) {
    const { train, test } = trainTestSplit(labels, { share: 0.2, random, stratified: true });
    const fives = [
      train.subarray(0, 5),
      train.subarray(-5),
      test.subarray(0, 5),
      test.subarray(-5),
    ];
    fives.forEach((five, k) => {
      if (new Set(Array.from(five, (i) => labels[i])).size <= 2) uniform[k]++;
    });
  }
  // (10 + 45 · 30) / 10⁵ of the fives that chance draws: 4 of 300.
  assert.ok(uniform.every((times) => times < 20), uniform.join());
});

Deno.test("trainTestSplit() of classes of one image keeps a share of the classes apart", () => {
  const labels = Uint8Array.from({ length: 256 }, (_, i) => i);
  const { train, test } = split(labels, 0.25, { stratified: true });
  assert.equal(train.length, 192);
  assert.equal(test.length, 64);
});

Deno.test("trainTestSplit() leaves a side empty when the share rounds to nothing, or to all", () => {
  for (const stratified of [false, true]) {
    assert.equal(split(new Uint8Array(0), 0.2, { stratified }).train.length, 0);
    assert.equal(split(Uint8Array.of(5), 0.2, { stratified }).test.length, 0);
    assert.equal(split(Uint8Array.of(5), 0.8, { stratified }).train.length, 0);
  }
});

Deno.test("trainTestSplit() throws on a share that is not from 0 to 1", () => {
  for (const share of [-0.1, 1.1, 20, NaN]) {
    assert.throws(() => split(Uint8Array.of(0, 1), share), RangeError);
  }
});
