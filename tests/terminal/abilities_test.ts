import assert from "node:assert/strict";
import { abilities } from "../../src/terminal/abilities.ts";

const told = (variables: Record<string, string>, os: typeof Deno.build.os = "linux") =>
  abilities((name) => variables[name], os);

Deno.test("abilities() reads the number of colours from TERM and COLORTERM", () => {
  const cases: [Record<string, string>, number, (typeof Deno.build.os)?][] = [
    [{ TERM: "dumb", COLORTERM: "truecolor" }, 2],
    [{ TERM: "linux" }, 16],
    [{}, 16],
    [{ TERM: "xterm-256color" }, 256],
    [{ TERM: "xterm-256color", COLORTERM: "truecolor" }, 16_777_216],
    [{ TERM: "xterm", COLORTERM: "24bit" }, 16_777_216],
    [{ TERM: "tmux-direct" }, 16_777_216],
    [{}, 16_777_216, "windows"],
  ];
  for (const [variables, colours, os] of cases) {
    assert.equal(told(variables, os).colours, colours, JSON.stringify(variables));
  }
  assert.equal(told({ TERM: "dumb" }).escapes, false);
  assert.equal(told({ TERM: "linux" }).escapes, true);
});

Deno.test("abilities() takes the locale from LC_ALL, else LC_CTYPE, else LANG", () => {
  const cases: [Record<string, string>, boolean][] = [
    [{}, false],
    [{ LANG: "fr_FR.UTF-8" }, false],
    [{ LANG: "C" }, true],
    [{ LANG: "fr_FR@euro" }, true],
    [{ LANG: "C", LC_CTYPE: "C.utf8" }, false],
    [{ LANG: "en_GB.UTF-8", LC_ALL: "POSIX" }, true],
    [{ LANG: "en_GB.UTF-8", LC_ALL: "" }, false],
  ];
  for (const [variables, ascii] of cases) {
    assert.equal(told(variables).ascii, ascii, JSON.stringify(variables));
  }
});
