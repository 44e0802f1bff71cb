import assert from "node:assert/strict";
import { alternatives, quoted, suggestion } from "../../../src/cli/options/text.ts";

Deno.test("alternatives() joins words as each language does", () => {
  assert.equal(alternatives(["a", "b", "c"], "en"), "a, b or c");
  assert.equal(alternatives(["a", "b", "c"], "fr"), "a, b ou c");
});

Deno.test("quoted() uses the quotation marks of the language", () => {
  assert.equal(quoted("a", "en"), '"a"');
  assert.equal(quoted("a", "fr"), "«\u00a0a\u00a0»");
});

Deno.test("suggestion() finds the word behind a slip, and nothing behind nonsense", () => {
  const words = ["epochs", "rate", "data", "batch-size", "no-shuffle"];
  const cases: Record<string, string | undefined> = {
    epoch: "epochs",
    ep: "epochs",
    epcohs: "epochs",
    EPOCHS: "epochs",
    "batch-sise": "batch-size",
    dta: "data",
    "no-shufle": "no-shuffle",
    xyz: undefined,
    "": undefined,
    r: undefined,
  };
  for (const [typed, word] of Object.entries(cases)) assert.equal(suggestion(typed, words), word);
});
