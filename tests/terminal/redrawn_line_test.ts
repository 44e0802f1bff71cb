import assert from "node:assert/strict";
import { RedrawnLine } from "../../src/terminal/redrawn_line.ts";

/** A line whose writings are kept, the escape character as `␛`, and whose clock is set by hand. */
function fake({ isTerminal = true } = {}) {
  const written: string[] = [];
  const world = { now: 0, width: 80, written };
  const terminal = {
    get width() {
      return world.width;
    },
    isTerminal,
    write: (text: string) => void written.push(text.replaceAll("\x1b", "␛")),
  };
  return { world, written, line: new RedrawnLine(terminal, { clock: () => world.now }) };
}

Deno.test("RedrawnLine draws in place, 20 times a second at most, and keeps what is to stay", () => {
  const { world, written, line } = fake();
  line.update(() => "one");
  world.now = 49;
  line.update(() => "two");
  world.now = 50;
  line.update(() => "three");
  line.keep("four");
  line.update(() => "five"); // at once, on the next line
  assert.deepEqual(written, ["\rone␛[J", "\rthree␛[J", "\rfour␛[J", "\n", "\rfive␛[J"]);
});

Deno.test("RedrawnLine goes up over the folds of a window made narrower", () => {
  const { world, written, line } = fake();
  line.update(() => "x".repeat(70));
  world.width = 30;
  line.keep("short");
  assert.equal(written[1], "␛[2A\rshort␛[J");
});

Deno.test("RedrawnLine writes only what is to stay where there is no terminal", () => {
  const { written, line } = fake({ isTerminal: false });
  line.update(() => "one");
  line.keep("two");
  line[Symbol.dispose]();
  assert.deepEqual(written, ["two\n"]);
});

Deno.test("RedrawnLine leaves an unfinished line when it is disposed of", () => {
  const { written, line } = fake();
  line.update(() => "half");
  line[Symbol.dispose]();
  line[Symbol.dispose]();
  assert.deepEqual(written, ["\rhalf␛[J", "\n"]);
});
