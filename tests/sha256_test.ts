import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { sha256 } from "../src/sha256.ts";

Deno.test("sha256() gives the digest of FIPS 180-4's example", () => {
  assert.equal(
    sha256(new TextEncoder().encode("abc")),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

Deno.test("sha256() gives the digests of node:crypto, for every length up to four blocks and a view", () => {
  const bytes = Uint8Array.from({ length: 200_001 }, (_, i) => i * i >> 3);
  for (const length of [...Array(257).keys(), bytes.length - 1]) {
    const view = bytes.subarray(1, 1 + length);
    assert.equal(sha256(view), createHash("sha256").update(view).digest("hex"), `${length} bytes`);
  }
});
