import assert from "node:assert/strict";
import { join } from "node:path";
import { inAscii } from "../../src/terminal/ascii.ts";
import { lacks } from "../permission.ts";

Deno.test("inAscii() writes words without accents, and signs as people type them", () => {
  const cases: [string, string][] = [
    ["époque\u00a0: «\u00a01\u202f000\u00a0» …", 'epoque : " 1 000 " ...'],
    ["Z = X·W + b · 1.20·10⁻⁵ ≤ ∂L/∂wᵢⱼ", "Z = X*W + b - 1.20*10^-5 <= dL/dw_ij"],
    ["1   ·   23   ·\n", "1   .   23   .\n"],
    ["━━╸ ░ ◀ ✓ ✗", "==- . < ok WRONG"],
    ["⠉⣀⣿⠀", "'.: "],
    ["\x1b[1mé\x1b[0m\n\t漢", "\x1b[1me\x1b[0m\n\t?"],
  ];
  for (const [text, ascii] of cases) assert.equal(inAscii(text), ascii);
});

Deno.test({
  name: "inAscii() knows every character of the sources",
  ignore: lacks("read"),
  fn: async () => {
    const root = join(import.meta.dirname!, "..", "..");
    const unknown = new Set<string>();
    const read = async (folder: string) => {
      for await (const { name, isDirectory } of Deno.readDir(folder)) {
        const path = join(folder, name);
        if (isDirectory) await read(path);
        else if (/\.(ts|js)$/.test(name)) {
          const text = await Deno.readTextFile(path);
          for (const [character] of text.matchAll(/[^\p{ASCII}]/gu)) {
            if (inAscii(character).includes("?")) unknown.add(character);
          }
        }
      }
    };
    for (
      const folder of [
        "src/lesson",
        "src/cli",
        "src/terminal",
        "src/train",
        "src/practice",
        "practice",
        "lessons",
      ]
    ) {
      await read(join(root, folder));
    }
    assert.deepEqual([...unknown], ["⎋"]); // the escape character, in what keys type
  },
});
