import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { below, normal, type RandomSource, shuffle, uniform } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { sha256 } from "../../src/sha256.ts";

const MOST = 0xffffffff;

/** A source that gives these numbers and no more. */
function scripted(...numbers: number[]): RandomSource & { left: number[] } {
  const left = [...numbers];
  return {
    left,
    nextUint32() {
      assert.ok(left.length > 0, "more numbers drawn than expected");
      return left.shift()!;
    },
  };
}

Deno.test("uniform() goes from 0 to just below 1, in steps of 2^-53", () => {
  assert.equal(uniform(scripted(0, 0)), 0);
  assert.equal(uniform(scripted(31, 63)), 0); // the bits that are dropped
  assert.equal(uniform(scripted(0, 64)), 2 ** -53);
  assert.equal(uniform(scripted(32, 0)), 2 ** -27);
  assert.equal(uniform(scripted(2 ** 31, 0)), 0.5);
  assert.equal(uniform(scripted(MOST, MOST)), 1 - 2 ** -53);
});

Deno.test("uniform() has the mean and the variance of [0, 1)", () => {
  const random = new Xoshiro128(11), count = 200_000;
  let sum = 0, squares = 0;
  for (let i = 0; i < count; i++) {
    const x = uniform(random);
    assert.ok(x >= 0 && x < 1);
    sum += x;
    squares += (x - 0.5) ** 2;
  }
  assert.ok(Math.abs(sum / count - 1 / 2) < 0.003, "mean");
  assert.ok(Math.abs(squares / count - 1 / 12) < 0.001, "variance");
});

Deno.test("normal() has the moments and the tails of the standard normal distribution", () => {
  const random = new Xoshiro128(12), count = 400_000;
  let mean = 0, variance = 0, skewness = 0, kurtosis = 0, past1 = 0, past2 = 0, past3 = 0;
  for (let i = 0; i < count; i++) {
    const x = normal(random);
    mean += x / count;
    variance += x ** 2 / count;
    skewness += x ** 3 / count;
    kurtosis += x ** 4 / count;
    if (Math.abs(x) > 1) past1++;
    if (Math.abs(x) > 2) past2++;
    if (Math.abs(x) > 3) past3++;
  }
  // Bounds of four or more standard deviations of each estimate.
  assert.ok(Math.abs(mean) < 0.007, `mean ${mean}`);
  assert.ok(Math.abs(variance - 1) < 0.01, `variance ${variance}`);
  assert.ok(Math.abs(skewness) < 0.025, `skewness ${skewness}`);
  assert.ok(Math.abs(kurtosis - 3) < 0.065, `kurtosis ${kurtosis}`);
  assert.ok(Math.abs(past1 / count - 0.3173) < 0.003, `P(|x| > 1) ${past1 / count}`);
  assert.ok(Math.abs(past2 / count - 0.0455) < 0.0014, `P(|x| > 2) ${past2 / count}`);
  assert.ok(Math.abs(past3 / count - 0.0027) < 0.00035, `P(|x| > 3) ${past3 / count}`);
});

Deno.test("normal() draws again outside the unit circle, and at its centre", () => {
  const [corner, centre, inside] = [[0, 0, 0, 0], [2 ** 31, 0, 2 ** 31, 0], [2 ** 31, 0, 0, 64]];
  const source = scripted(...corner, ...centre, ...inside, ...corner);
  assert.equal(normal(source), 0, "x = 0, y = −1 + 2^-52");
  assert.equal(source.left.length, 4);
});

Deno.test("normal() gives the same bits on every machine", () => {
  const random = new Xoshiro128(13), numbers = new DataView(new ArrayBuffer(8 * 10_000));
  for (let i = 0; i < 10_000; i++) numbers.setFloat64(8 * i, normal(random), true);
  // Not from elsewhere: what the function gave when the tests above first passed.
  assert.equal(
    sha256(new Uint8Array(numbers.buffer)),
    "d6a45b56988fc3c8941eeced79da3d4e7635c335356a466049103736ef13cd4d",
  );
});

Deno.test("below() takes the remainder of a number under the last whole multiple", () => {
  assert.equal(below(scripted(17), 5), 2);
  assert.equal(below(scripted(MOST), 1), 0);
  assert.equal(below(scripted(MOST), 2 ** 32), MOST);
  assert.equal(below(scripted(0), 2 ** 32), 0);
  assert.equal(below(scripted(MOST), 2 ** 31), 2 ** 31 - 1);
  assert.equal(below(scripted(MOST - 1), 3), 2);
});

Deno.test("below() draws again past the last whole multiple", () => {
  assert.equal(below(scripted(MOST, 4), 3), 1); // 2^32 = 3·1431655765 + 1
  assert.equal(below(scripted(2 ** 31 + 1, MOST, 2 ** 31), 2 ** 31 + 1), 2 ** 31);
  assert.equal(below(scripted(MOST, 6), MOST), 6);
});

Deno.test("below() is unbiased where taking remainders is not", () => {
  // With plain remainders, the lower half of 0 … 3·2^30 − 1 would come twice as often as the rest.
  const random = new Xoshiro128(14), limit = 3 * 2 ** 30, thirds = [0, 0, 0];
  for (let i = 0; i < 90_000; i++) thirds[Math.floor(below(random, limit) / 2 ** 30)]++;
  for (const count of thirds) assert.ok(Math.abs(count - 30_000) < 600, `thirds ${thirds}`);
});

Deno.test("below() refuses limits that are not integers from 1 to 2^32", () => {
  for (const limit of [0, -1, 1.5, 2 ** 32 + 1, NaN, Infinity]) {
    assert.throws(() => below(scripted(), limit), {
      name: "RangeError",
      message: /from 1 to 2\^32/,
    });
  }
});

Deno.test("shuffle() makes a permutation", () => {
  fc.assert(fc.property(fc.uint32Array(), fc.nat(), (items, seed) => {
    const shuffled = items.slice();
    shuffle(new Xoshiro128(seed), shuffled);
    assert.deepEqual(shuffled.toSorted(), items.toSorted());
  }));
});

Deno.test("shuffle() draws nothing for no item or one", () => {
  for (const items of [[], [7]]) {
    const shuffled = Uint32Array.from(items);
    shuffle(scripted(), shuffled);
    assert.deepEqual([...shuffled], items);
  }
});

Deno.test("shuffle() makes every order equally likely", () => {
  for (const [length, orders, limit] of [[3, 6, 20.5], [4, 24, 49.7]]) { // chi-square at 0.1 %
    const random = new Xoshiro128(15), counts = new Map<string, number>();
    for (let i = 0; i < 1000 * orders; i++) {
      const items = Uint32Array.from({ length }, (_, place) => place);
      shuffle(random, items);
      counts.set(items.join(), (counts.get(items.join()) ?? 0) + 1);
    }
    assert.equal(counts.size, orders);
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    assert.ok(chiSquare < limit, `chi-square ${chiSquare} for ${orders} orders`);
  }
});

Deno.test("shuffle() gives the same order for the same seed, and another for another", () => {
  const order = (seed: number) => {
    const items = Uint32Array.from({ length: 100 }, (_, place) => place);
    shuffle(new Xoshiro128(seed), items);
    return items;
  };
  assert.deepEqual(order(1), order(1));
  assert.notDeepEqual(order(1), order(2));
});
