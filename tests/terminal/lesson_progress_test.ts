import assert from "node:assert/strict";
import { type Block, live, prose, step } from "../../src/lesson/block.ts";
import { collect } from "../../src/lesson/pages.ts";
import { withProgress } from "../../src/terminal/lesson_progress.ts";
import { openTerminal } from "../../src/terminal/terminal.ts";

const sentence = (text: string) => prose({ en: text, fr: text });

/** Two steps; the second works for longer than a line stays before it is drawn again. */
async function* story(): AsyncGenerator<Block> {
  yield step({ en: "One", fr: "Un" });
  yield sentence("a");
  yield step({ en: "Two", fr: "Deux" });
  yield live(async function* () {
    for (const frame of ["b", "c", "d"]) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      yield sentence(frame);
    }
  });
}

/** What a story writes on the error output while it goes to a file, and the blocks that it gives. */
async function written({ isTerminal }: { isTerminal: boolean }) {
  let text = "";
  const terminal = openTerminal("fr", {
    writeSync: (bytes) => (text += new TextDecoder().decode(bytes), bytes.length),
    isTerminal: () => isTerminal,
  });
  const blocks = await collect(withProgress(story(), { terminal, total: 2 }));
  return { text, blocks };
}

Deno.test("withProgress() says which step is made, and wipes its line off", async () => {
  const { text, blocks } = await written({ isTerminal: true });
  assert.deepEqual(blocks, await collect(story()));
  assert.match(text, /étape 1\/2…[^]*étape 2\/2…/);
  // deno-lint-ignore no-control-regex
  assert.match(text, /\r\x1b\[J$/);
});

Deno.test("withProgress() writes nothing where nobody watches", async () => {
  const { text, blocks } = await written({ isTerminal: false });
  assert.equal(text, "");
  assert.deepEqual(blocks, await collect(story()));
});
