import assert from "node:assert/strict";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";

// Made by this Python 3, which also gives F1391922 for the state of the generator's reference vectors
// at github.com/edorfaus/xoshiro-6502, and 11520, 0, 5927040, 70819200 for the state 1, 2, 3, 4:
//
//     from itertools import islice
//     M = 0xffffffff
//     def mix(x):
//         x = (x ^ x >> 16) * 0x85ebca6b & M
//         x = (x ^ x >> 13) * 0xc2b2ae35 & M
//         return x ^ x >> 16
//     def rotl(x, k): return (x << k | x >> 32 - k) & M
//     def xoshiro128(s):
//         while True:
//             yield rotl(s[1] * 5 & M, 7) * 9 & M
//             t = s[1] << 9 & M
//             s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotl(s[3], 11)
//     def stream(seed, number):
//         start = mix(seed ^ mix(number))
//         return xoshiro128([mix(start + i * 0x9e3779b9 & M) for i in (1, 2, 3, 4)])
//     for seed, number in (0, 0), (1, 0), (42, 0), (42, 1), (M, M):
//         numbers = list(islice(stream(seed, number), 10000)); print(numbers[:4], numbers[9999])
const STREAMS = [
  [0, 0, [3809008728, 1133695204, 53579671, 2891528803], 708239143],
  [1, 0, [2639375342, 3274559122, 3467335147, 824295497], 1353919582],
  [42, 0, [2357303435, 3307241920, 3305628281, 2151485137], 3837547570],
  [42, 1, [1473662342, 2247012162, 1282244439, 2747124835], 536201549],
  [4294967295, 4294967295, [2025953387, 1221033579, 4010336442, 3141765981], 3091320426],
] as const;

function first(count: number, random: Xoshiro128): number[] {
  return Array.from({ length: count }, () => random.nextUint32());
}

for (const [seed, stream, start, last] of STREAMS) {
  Deno.test(`Xoshiro128 agrees with Python for seed ${seed}, stream ${stream}`, () => {
    const numbers = first(10_000, new Xoshiro128(seed, stream));
    assert.deepEqual(numbers.slice(0, 4), start);
    assert.equal(numbers[9999], last);
  });
}

// The seeds that make word 0, 1, 2, 3 of the state zero: the inverse of mix() at −1, −2, −3, −4 times
// 0x9e3779b9, modulo 2³². The generator could never leave a state of four zeros.
for (const [word, seed] of [3320720970, 3448719607, 3666362275, 557035591].entries()) {
  Deno.test(`Xoshiro128 leaves a state whose word ${word} is zero`, () => {
    const numbers = first(1000, new Xoshiro128(seed));
    if (word === 1) assert.equal(numbers[0], 0, "the first number is a multiple of word 1");
    assert.ok(new Set(numbers).size > 990);
  });
}

Deno.test("Xoshiro128 is never stuck at zero", () => {
  for (let seed = 0; seed < 10_000; seed++) {
    assert.ok(first(4, new Xoshiro128(seed)).some((number) => number !== 0), `seed ${seed}`);
  }
});

Deno.test("Xoshiro128 gives other numbers for another seed or another stream", () => {
  const starts = new Set<string>();
  for (let seed = 0; seed < 100; seed++) {
    for (let stream = 0; stream < 100; stream++) {
      starts.add(first(2, new Xoshiro128(seed, stream)).join());
    }
  }
  assert.equal(starts.size, 10_000);
  assert.deepEqual(first(5, new Xoshiro128(7)), first(5, new Xoshiro128(7, 0)));
});

Deno.test("Xoshiro128 spreads its numbers evenly over 0 … 2^32 − 1", () => {
  const counts = new Uint32Array(256), random = new Xoshiro128(3);
  for (let i = 0; i < 256_000; i++) counts[random.nextUint32() >>> 24]++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  assert.ok(chiSquare > 180 && chiSquare < 350, `chi-square ${chiSquare}, 255 expected`);
});

Deno.test("Xoshiro128 refuses seeds and streams that are not 32-bit integers", () => {
  for (const wrong of [-1, 0.5, 2 ** 32, NaN, Infinity]) {
    assert.throws(() => new Xoshiro128(wrong), { name: "RangeError", message: /^seed must be/ });
    assert.throws(() => new Xoshiro128(0, wrong), { name: "RangeError", message: /^stream must/ });
  }
});

Deno.test("Xoshiro128 goes on from its state, and from the words that Python has there", () => {
  const random = new Xoshiro128(42, 1), other = new Xoshiro128(0);
  first(10, random);
  const { state } = random, next = first(100, random);
  other.state = JSON.parse(JSON.stringify(state));
  assert.deepEqual(first(100, other), next);
  assert.notDeepEqual(random.state, state, "a copy");
  other.state = [1, 2, 3, 4]; // see above
  assert.deepEqual(other.state, [1, 2, 3, 4]);
  assert.deepEqual(first(4, other), [11520, 0, 5927040, 70819200]);
  for (
    const wrong of [[], [1, 2, 3], [1, 2, 3, 4, 5], [0, 0, 0, 0], [1, 2, 3, -1], [1, 2, 3, NaN]]
  ) {
    assert.throws(() => other.state = wrong, { name: "RangeError", message: /four words/ });
  }
  assert.throws(() => other.state = [1, 2, 3, 2 ** 32], RangeError);
});
