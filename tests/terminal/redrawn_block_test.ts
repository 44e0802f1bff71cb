import assert from "node:assert/strict";
import { RedrawnBlock } from "../../src/terminal/redrawn_block.ts";

/** Lines whose writings are kept, the escape character as `␛`, and whose clock is set by hand. */
function fake({ isTerminal = true } = {}) {
  const written: string[] = [], world = { now: 0 };
  const write = (text: string) => void written.push(text.replaceAll("\x1b", "␛"));
  const block = new RedrawnBlock({ isTerminal, write }, { clock: () => world.now });
  return { world, written, block };
}

Deno.test("RedrawnBlock draws in place, 20 times a second at most, and keeps what is to stay", () => {
  const { world, written, block } = fake();
  block.update(() => "one\ntwo");
  world.now = 49;
  block.update(() => "never");
  world.now = 50;
  block.update(() => "three\nfour\nfive");
  block.keep("six");
  assert.deepEqual(written, [
    "one\ntwo\n",
    "␛[2A\r␛[Jthree\nfour\nfive\n",
    "␛[3A\r␛[Jsix\n",
  ]);
});

Deno.test("RedrawnBlock writes only what is to stay where there is no terminal", () => {
  const { written, block } = fake({ isTerminal: false });
  block.update(() => "one");
  block.keep("two");
  assert.deepEqual(written, ["two\n"]);
});
