import assert from "node:assert/strict";
import { lacks } from "../permission.ts";
import { bundle } from "./bundle.ts";

/** What a page needs, with all that it imports. */
const FOR_PAGES = [
  "src/data/assemble.ts",
  "src/engine/create_in_browser.ts",
  "src/idx/decode.ts",
  "src/run/model.ts",
  "src/train/session.ts",
  "lessons/list.ts",
];

for (const path of FOR_PAGES) {
  Deno.test({
    name:
      `${path} bundles for a page, without Deno, Node or an import left (needs --allow-read --allow-run)`,
    ignore: lacks("read", "run"),
    fn: async () => {
      const script = await bundle(path);
      assert.ok(script.length > 500);
      const outside =
        /\bDeno\.|\bprocess\.|\bBuffer\.|"node:|"npm:|^import\b|\bimport\(|\brequire\(/m;
      assert.equal(script.match(outside)?.[0], undefined);
    },
  });
}
