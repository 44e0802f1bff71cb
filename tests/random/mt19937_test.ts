import assert from "node:assert/strict";
import { RandomState } from "../../src/random/mt19937.ts";
import { sha256 } from "../../src/sha256.ts";
import { assertClose } from "../assert_close.ts";

// Every number of this file was made by NumPy 2.4, with R = numpy.random.RandomState.

const times = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw);
const bytes = (view: Float64Array | Uint32Array) =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

Deno.test("RandomState gives the integers of NumPy", () => {
  // R(42).randint(0, 2**32, 5, dtype=np.uint64).tolist()
  const random = new RandomState(42);
  const expected = [1608637542, 3421126067, 4083286876, 787846414, 3143890026];
  assert.deepEqual(times(5, () => random.nextUint32()), expected);
});

Deno.test("randomSample() gives the numbers of random_sample(), a long stream of them", () => {
  // R(42).random_sample(4).tolist()
  const random = new RandomState(42);
  const expected = [0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366];
  assert.deepEqual(times(4, () => random.randomSample()), expected);
  // hashlib.sha256(R(7).random_sample(100000).astype("<f8").tobytes()).hexdigest()
  const long = new RandomState(7);
  assert.equal(
    sha256(bytes(Float64Array.from({ length: 100_000 }, () => long.randomSample()))),
    "ca3f60e52b39487506a540bdef0c1c5beadacefa01cd7bd379aec5691ace7be6",
  );
});

Deno.test("randn() gives the numbers of randn(), to the last digit of a logarithm", () => {
  // a = R(42).randn(100001); a[[0, 1, 2, 99999, 100000]].tolist(), a.sum(), (a * a).sum()
  const random = new RandomState(42);
  const a = times(100_001, () => random.randn());
  const found = [a[0], a[1], a[2], a[99_999], a[100_000]];
  const expected = [
    0.4967141530112327,
    -0.13826430117118466,
    0.6476885381006925,
    0.12006294082414522,
    1.0305945879905796,
  ];
  // NumPy takes the logarithm of the system's C library, which may round the other way.
  assertClose(found, expected, { tolerance: 4.5e-16 });
  const sum = a.reduce((total, x) => total + x), squares = a.reduce((total, x) => total + x * x, 0);
  assertClose([sum, squares], [97.71740868295024, 100181.42763944721], { tolerance: 1e-12 });
});

Deno.test("permutation() gives the order of permutation(), for a whole dataset too", () => {
  // R(42).permutation(10).tolist()
  assert.deepEqual([...new RandomState(42).permutation(10)], [8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
  // hashlib.sha256(R(42).permutation(60000).astype("<u4").tobytes()).hexdigest()
  assert.equal(
    sha256(bytes(new RandomState(42).permutation(60_000))),
    "8e649740dc07f11f33c07e99e31f2fd54347ba0d4fb2933c8cfa9e960ee0893b",
  );
});

Deno.test("shuffle() takes the same steps as permutation()", () => {
  const items = Uint32Array.from({ length: 1000 }, (_, i) => i);
  new RandomState(9).shuffle(items);
  assert.deepEqual(items, new RandomState(9).permutation(1000));
});

Deno.test("randint() gives the numbers of randint(), a long stream of them", () => {
  // R(42).randint(0, 100, 8).tolist(), R(42).randint(-5, 100000, 5).tolist()
  const small = new RandomState(42), large = new RandomState(42);
  assert.deepEqual(times(8, () => small.randint(0, 100)), [51, 92, 14, 71, 60, 20, 82, 86]);
  assert.deepEqual(times(5, () => large.randint(-5, 100_000)), [15790, 855, 76815, 54881, 6260]);
  // hashlib.sha256(R(3).randint(0, 1000, 100000).astype("<u4").tobytes()).hexdigest()
  const long = new RandomState(3);
  assert.equal(
    sha256(bytes(Uint32Array.from({ length: 100_000 }, () => long.randint(0, 1000)))),
    "943b78b412146894b5c26722cde6b3f2d160675c6d3b0378258b6b6e6338cf2a",
  );
});

Deno.test("a mixed stream is NumPy's: the second number of a pair waits for the next randn()", () => {
  // r = R(5); r.random_sample(), r.randn(), r.randint(0, 10), r.randn(), r.random_sample(),
  // r.permutation(5).tolist(), r.randint(0, 1), r.random_sample()
  const r = new RandomState(5);
  const found = [r.randomSample(), r.randn(), r.randint(0, 10), r.randn(), r.randomSample()];
  const expected = [
    0.22199317108973948,
    -0.2939598035905121,
    0,
    0.3715905688783965,
    0.979444999161446,
  ];
  assertClose(found, expected, { tolerance: 4.5e-16 });
  assert.deepEqual([...r.permutation(5)], [0, 1, 2, 3, 4]);
  assert.deepEqual([r.randint(0, 1), r.randomSample()], [0, 0.3541380429150014]);
});

Deno.test("RandomState refuses what NumPy refuses", () => {
  for (const seed of [-1, 2 ** 32, 0.5, NaN]) {
    assert.throws(() => new RandomState(seed), RangeError);
  }
  const random = new RandomState(0);
  for (const [low, high] of [[0, 0], [1, 0], [0, 2 ** 32 + 1], [0.5, 2], [0, NaN]]) {
    assert.throws(() => random.randint(low, high), RangeError);
  }
});
