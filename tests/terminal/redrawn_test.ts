import assert from "node:assert/strict";
import { Redrawn } from "../../src/terminal/redrawn.ts";

/** A drawing whose writings are kept, the escape character as `␛`, and whose clock is set by hand. */
function fake({ redraws = true } = {}) {
  const written: string[] = [];
  const world = { now: 0, width: 80, written };
  const terminal = {
    get width() {
      return world.width;
    },
    redraws,
    write: (text: string) => void written.push(text.replaceAll("\x1b", "␛")),
  };
  return { world, written, drawing: new Redrawn(terminal, { clock: () => world.now }) };
}

Deno.test("Redrawn draws in place, 20 times a second at most, and keeps what is to stay", () => {
  const { world, written, drawing } = fake();
  drawing.update(() => "one\ntwo");
  world.now = 49;
  drawing.update(() => "never");
  world.now = 50;
  drawing.update(() => "three");
  drawing.keep("four");
  drawing.update(() => "five"); // at once, below
  drawing.clear();
  drawing.clear();
  assert.deepEqual(written, [
    "one\ntwo\n",
    "␛[2A\r␛[Jthree\n",
    "␛[1A\r␛[Jfour\n",
    "five\n",
    "␛[1A\r␛[J",
  ]);
});

Deno.test("Redrawn goes up over the folds of a window made narrower", () => {
  const { world, written, drawing } = fake();
  drawing.update(() => `${"x".repeat(70)}\n\n${"\x1b[1mx\x1b[22m".repeat(30)}`);
  world.width = 30;
  drawing.keep("short");
  assert.equal(written[1], "␛[5A\r␛[Jshort\n");
});

Deno.test("Redrawn writes only what is to stay where there is no terminal", () => {
  const { written, drawing } = fake({ redraws: false });
  drawing.update(() => "one");
  drawing.clear();
  drawing.keep("two");
  assert.deepEqual(written, ["two\n"]);
});
