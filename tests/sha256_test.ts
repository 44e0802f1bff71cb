import assert from "node:assert/strict";
import { sha256 } from "../src/sha256.ts";

Deno.test("sha256() gives the digest of FIPS 180-4's example", () => {
  assert.equal(
    sha256(new TextEncoder().encode("abc")),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
