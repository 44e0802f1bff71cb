import assert from "node:assert/strict";
import { weightsSha256 } from "../../src/run/model.ts";
import { Session } from "../../src/train/session.ts";
import { BROWSERS, reasonToSkip } from "./browsers.ts";
import { SHORT_TRAININGS } from "./trainings.ts";

/** The process that opens the page may do what the tests may not: listen, on loopback. */
const SERVE = "run --lock=deno.lock --frozen --no-prompt --allow-read --allow-write --allow-env " +
  "--allow-net=127.0.0.1 --allow-run tests/browser/serve.ts";

for (const [name, path] of Object.entries(BROWSERS)) {
  const reason = reasonToSkip(path);
  Deno.test({
    name: `weights are the same in ${name}, with one thread and two ${
      reason ?? "(needs a browser)"
    }`,
    ignore: reason !== undefined,
    fn: async () => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [...SERVE.split(" "), path],
        cwd: new URL("../../", import.meta.url),
        env: { NO_COLOR: "1" },
        stdin: "null",
      }).output();
      assert.equal(code, 0, new TextDecoder().decode(stderr));
      const { browser, error, digests } = JSON.parse(new TextDecoder().decode(stdout));
      assert.equal(error, undefined, `${browser}: ${error}`);
      assert.match(browser, new RegExp(name === "Chromium" ? "Chrome" : name));
      const expected: Record<string, string> = {};
      for (const [what, { recipe, dataset }] of Object.entries(SHORT_TRAININGS)) {
        const session = new Session(recipe, dataset);
        for (const _event of session.run());
        const sha256 = weightsSha256(session.network);
        for (const threads of ["one thread", "two threads"]) {
          expected[`${what}, ${threads}`] = sha256;
        }
      }
      assert.deepEqual(digests, expected, browser);
    },
  });
}
