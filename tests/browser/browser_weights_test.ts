import assert from "node:assert/strict";
import { loadMnist } from "../../src/data/mnist.ts";
import { createEngine } from "../../src/engine/create.ts";
import { isThorough, THOROUGH } from "../thorough.ts";
import { BROWSERS, reasonToSkip } from "./browsers.ts";
import type { Found, Outcome } from "./page.ts";
import { trainAll } from "./trainings.ts";

/** The process that opens the page may do what the tests may not: listen, on loopback. */
const RUN_PAGE = "run --lock=tools.lock --frozen --no-prompt --allow-read --allow-write " +
  "--allow-env --allow-net=127.0.0.1 --allow-run tests/browser/run_page.ts";

/** Weights of Deno, for all browsers. */
let inDeno: ReturnType<typeof trainAll> | undefined;

for (const [name, path] of Object.entries(BROWSERS)) {
  const reason = reasonToSkip(path) ??
    (name === "Firefox" && !isThorough ? THOROUGH : undefined);
  Deno.test({
    name: `weights are the same in ${name} as in Deno, to the last bit ${
      reason ?? "(needs a browser)"
    }`,
    ignore: reason !== undefined,
    fn: async () => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [...RUN_PAGE.split(" "), path],
        cwd: new URL("../../", import.meta.url),
        env: { NO_COLOR: "1" },
        stdin: "null",
      }).output();
      assert.equal(code, 0, new TextDecoder().decode(stderr));
      const found: Outcome = JSON.parse(new TextDecoder().decode(stdout));
      const weights = await (inDeno ??= loadMnist().then((mnist) => trainAll(createEngine, mnist)));
      const expected = (grew: boolean): Found => ({
        weights,
        growth: { row: [3, 4], product: 34, grew },
      });
      assert.deepEqual(found.asIs, expected(found.isResizable));
      assert.deepEqual(found.withFixedMemory, expected(false));
      assert.match(found.missing, /cannot fetch .*\/nowhere\/strict.wasm: status 404/);
    },
  });
}
