import assert from "node:assert/strict";
import type { Colours } from "../../src/terminal/abilities.ts";
import { openTerminal } from "../../src/terminal/terminal.ts";

/** An output that takes a few bytes at a time, and can be closed. */
function fakeOutput(isTerminal = false) {
  const bytes: number[] = [];
  return {
    closed: false,
    text: () => new TextDecoder().decode(Uint8Array.from(bytes)),
    isTerminal: () => isTerminal,
    writeSync(chunk: Uint8Array): number {
      if (this.closed) throw new Deno.errors.BrokenPipe("closed");
      const taken = chunk.subarray(0, 3);
      bytes.push(...taken);
      return taken.length;
    },
  };
}

Deno.test("openTerminal() writes all of a text, however little the output takes at a time", () => {
  const output = fakeOutput();
  const terminal = openTerminal("fr", output);
  terminal.say({ en: "Done.", fr: "Terminé." });
  terminal.print("100 %s\n% d");
  terminal.print();
  terminal.write("…");
  assert.equal(output.text(), "Terminé.\n100 %s\n% d\n\n…");
});

Deno.test("openTerminal() goes on in silence when its reader has left", () => {
  const output = fakeOutput();
  const terminal = openTerminal("en", output);
  terminal.print("a");
  output.closed = true;
  terminal.print("b");
  terminal.print("c");
  assert.equal(output.text(), "a\n");
  assert.deepEqual([terminal.isClosed, terminal.failure], [true, undefined]);
});

Deno.test("openTerminal() goes on where the disk is full, and tells; it throws any other error", () => {
  const failing = (error: Error) => {
    const terminal = openTerminal("fr", {
      ...fakeOutput(),
      writeSync: () => {
        throw error;
      },
    });
    terminal.print("a");
    return terminal;
  };
  assert.throws(() => failing(new Deno.errors.Interrupted()), Deno.errors.Interrupted);
  const { isClosed, failure } = failing(new Error("No space left on device (os error 28)"));
  assert.ok(isClosed);
  assert.match(failure!.fr, /disque plein.*os error 28/);
});

Deno.test("openTerminal() is 80 columns wide and has no colour where there is no terminal", () => {
  const { width, colour, isTerminal } = openTerminal("en", fakeOutput());
  assert.deepEqual({ width, colour, isTerminal }, { width: 80, colour: false, isTerminal: false });
});

Deno.test("openTerminal() colours a terminal unless NO_COLOR is set", () => {
  const terminal = openTerminal("en", fakeOutput(true));
  assert.equal(terminal.colour, !Deno.noColor);
  assert.ok(terminal.width > 0);
});

Deno.test("openTerminal() writes the colours that there are, and ASCII where there is no more", () => {
  const text = "\x1b[38;2;255;255;255m▄ époque\x1b[0m";
  const written = (colours: Colours, ascii?: boolean) => {
    const output = fakeOutput(true);
    const told = { colours, escapes: true, ascii: false };
    openTerminal("en", output, { abilities: told, ascii }).write(text);
    return output.text();
  };
  assert.equal(written(16_777_216), text);
  assert.equal(written(256), "\x1b[38;5;231m▄ époque\x1b[0m");
  assert.equal(written(16), "\x1b[97m▄ époque\x1b[0m");
  assert.equal(written(16, true), "\x1b[97m_ epoque\x1b[0m");
});

Deno.test("openTerminal() neither redraws, nor colours, nor links where escape codes are unknown", () => {
  for (const escapes of [true, false]) {
    const abilities = { colours: 16, escapes, ascii: false } as const;
    const terminal = openTerminal("en", fakeOutput(true), { abilities });
    assert.deepEqual([terminal.redraws, terminal.isTerminal], [escapes, true]);
    assert.equal(terminal.colour, escapes && !Deno.noColor);
    assert.equal(
      terminal.link("here", "file:///a"),
      escapes ? "\x1b]8;;file:///a\x1b\\here\x1b]8;;\x1b\\" : "here",
    );
  }
});
