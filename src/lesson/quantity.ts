/**
 * Which kind of quantity a symbol stands for. Each kind has its colour, the same in formulas,
 * matrices, drawings and sentences; a renderer gives the colours.
 *
 * @module
 */

/** The kinds: what comes from the data, what is learnt, what is computed, what the loss's slopes are. */
export type Quantity = "input" | "weight" | "value" | "gradient";

const LETTERS: Readonly<Record<string, Quantity>> = {
  X: "input",
  Y: "input",
  W: "weight",
  b: "weight",
  w: "weight",
  Z: "value",
  A: "value",
  P: "value",
  L: "value",
};

/**
 * The kind of a symbol of the lessons, whatever stands after its letter: `X[0,406]` is an input, `W1`
 * and `b1[0,12]` weights, `Z1`, `A1ᵀ`, `P` and `L(w+ε)` values, `dW1`, `∂L/∂w` and `L′` gradients;
 * `undefined` for all else, such as η.
 */
export function quantityOf(symbol: string): Quantity | undefined {
  if (/^∂|^d[XWbwZAPL]|^[A-Z]′/.test(symbol)) return "gradient";
  const [, letter = ""] = /^([A-Za-z])(?![a-z])/.exec(symbol) ?? [];
  return LETTERS[letter];
}

/**
 * Symbols inside a sentence, such as `dW1[406,12]`: a letter with a number or an index, or one of the
 * letters that are no words. A letter that may be a word (A, b, L) needs its number.
 */
const IN_SENTENCE =
  /(?<![\p{L}\p{N}_.])(?:d?[XYZAPWb]\d?\[[^\]]*\]|d?[ZAWb]\d(?!\p{N})|d[ZAWXb]|∂L\/∂[\p{L}\d]+|[XYZPW])(?![\p{L}\p{N}’'])/gu;

/** The sentence with each symbol in it as `mark` gives it. */
export function markSymbols(
  sentence: string,
  mark: (symbol: string, quantity: Quantity) => string,
): string {
  return sentence.replace(IN_SENTENCE, (symbol) => {
    const quantity = quantityOf(symbol);
    return quantity ? mark(symbol, quantity) : symbol;
  });
}
