import assert from "node:assert/strict";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { loadMnist } from "../../src/data/mnist.ts";
import { BUILD, bundleScripts, katexFiles } from "../../src/studio/bundle.ts";
import { makeSmallModel } from "../../src/studio/small_model.ts";
import { lacks } from "../permission.ts";

/** Compares by digests: the files are long, and so would be the message. */
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const HINT = "run deno task build:studio, and commit what it writes";

function assertCommitted(made: Map<string, Uint8Array>): void {
  for (const [name, bytes] of made) {
    const committed = Deno.readFileSync(join(BUILD, name));
    assert.equal(digest(committed), digest(bytes), `${name}: ${HINT}`);
  }
}

Deno.test({
  name:
    "the committed scripts of the studio are what the sources give (needs --allow-read --allow-write --allow-run)",
  ignore: lacks("read", "write", "run"),
  fn: async () => {
    const made = new Map([...await bundleScripts(), ...await katexFiles()]);
    assertCommitted(made);
    const others = ["model.safetensors", "digits.bin", "digits.json"];
    const names = Array.from(Deno.readDirSync(BUILD), ({ name }) => name);
    assert.deepEqual(names.sort(), [...made.keys(), ...others].sort(), HINT);
    for (const [name, bytes] of made) {
      if (!name.endsWith(".js")) continue;
      const outside = /\bDeno\.|\bBuffer\.|"node:|"npm:|\beval\(|new Function/.exec(
        new TextDecoder().decode(bytes),
      );
      assert.equal(outside?.[0], undefined, name);
    }
    const css = new TextDecoder().decode(made.get("katex.css"));
    for (const [, name] of css.matchAll(/url\(([^)]+)\)/g)) assert.ok(made.has(name), name);
  },
});

Deno.test({
  name:
    "the committed network of the studio is that of the default recipe (needs --allow-read --allow-env)",
  ignore: lacks("read", "env"),
  fn: async () => {
    const { model, digits, pixels } = makeSmallModel(await loadMnist());
    const json = new TextEncoder().encode(JSON.stringify(digits));
    assertCommitted(
      new Map([["model.safetensors", model], ["digits.bin", pixels], ["digits.json", json]]),
    );
    assert.match(
      new TextDecoder().decode(model),
      /8d29c21da6e385496c27d270ba92f33c827996f3bdc27d490c89bdaaabc09975/,
    );
    for (let label = 0; label < 10; label++) {
      assert.ok(digits.some((digit) => digit.label === label && digit.isHard));
      assert.equal(digits.filter((digit) => digit.label === label && !digit.isHard).length, 4);
    }
  },
});
