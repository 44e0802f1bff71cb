import assert from "node:assert/strict";
import { defaultRunName, isPlainName } from "../../src/run/run_name.ts";

Deno.test("isPlainName() takes what is the name of a folder on every system", () => {
  const names = ["a", "essai_n2", "2026-11-22_15-04-05_784-64-10", "v1.2", "réseau", "console"];
  for (const name of [...names, "com10", "x".repeat(100), "字".repeat(80)]) {
    assert(isPlainName(name), name);
  }
});

Deno.test("isPlainName() refuses what could leave the folder or is not valid everywhere", () => {
  const wrong = ["", ".", "..", "../x", "a/b", "a\\b", "/etc", "C:", "C:x", "\\\\host", ".x", "-x"];
  const odd = [
    "a b",
    " ",
    "a\u0000",
    "a\n",
    "a:b",
    "a*",
    "a?",
    "x.",
    "a..b",
    "x".repeat(101),
    "字".repeat(81),
    "\u0301",
  ];
  const devices = ["con", "CON", "Nul", "nul.txt", "con.tar.gz", "COM1", "lpt9.x", "aux", "prn"];
  for (const name of [...wrong, ...odd, ...devices]) {
    assert(!isPlainName(name), JSON.stringify(name));
  }
});

Deno.test("defaultRunName() is the local time and the recipe, and a valid name", () => {
  const now = new Date(2026, 0, 2, 3, 4, 5);
  assert.equal(defaultRunName(now, "784-64-10"), "2026-01-02_03-04-05_784-64-10");
  assert.equal(defaultRunName(now, "../a b:c"), "2026-01-02_03-04-05_a-b-c");
  assert.equal(defaultRunName(now, ""), "2026-01-02_03-04-05");
  assert(isPlainName(defaultRunName(now, "é".repeat(300))));
});
