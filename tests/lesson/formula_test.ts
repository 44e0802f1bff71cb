import assert from "node:assert/strict";
import {
  apply,
  constant,
  evaluate,
  type Expression,
  hadamard,
  minus,
  negative,
  operand,
  over,
  plus,
  positive,
  series,
  shorten,
  symbol,
  times,
} from "../../src/lesson/expression.ts";
import { formula } from "../../src/lesson/formula.ts";
import { formulaSides, shapesSide } from "../../src/lesson/formula_text.ts";
import { formulaTex, texName } from "../../src/lesson/tex.ts";

const [a, b, c] = [operand("a", 2), operand("b", -3), operand("c", 0.25)];
const sides = (expression: Expression) =>
  formulaSides(formula("y", expression), "en").map((side) => side.replaceAll("\u00a0", "~"));

Deno.test("evaluate() computes each kind of expression", () => {
  const value = (expression: Expression) => evaluate(expression).value;
  assert.equal(value(plus(a, b, c)), -0.75);
  assert.equal(value(minus(a, b, c)), 4.75);
  assert.equal(value(negative(b)), 3);
  assert.equal(value(times(a, b, c)), -1.5);
  assert.equal(value(over(a, c)), 8);
  assert.equal(value(apply("exp", a)), Math.exp(2));
  assert.equal(value(apply("ln", a)), Math.log(2));
  assert.equal(value(apply("relu", b)), 0);
  assert.equal(value(apply("sqrt", c)), 0.5);
  assert.deepEqual([value(positive(a)), value(positive(b)), value(positive(constant(0)))], [
    1,
    0,
    0,
  ]);
  assert.equal(value(series("i", 4, { term: (i) => times(operand("x", i), constant(2)) })), 12);
  assert.ok(Number.isNaN(value(plus(a, symbol("x")))));
});

Deno.test("formula() shows letters, numbers and result, negative numbers in parentheses", () => {
  const cases: [Expression, string[]][] = [
    [plus(times(b, a), times(b, c), b), ["b·a +~b·c +~b", "−3·2 +~(−3)·0.25 +~(−3)", "−9.75"]],
    [minus(a, b), ["a −~b", "2 −~(−3)", "5"]],
    [minus(a, plus(b, c)), ["a −~(b +~c)", "2 −~(−3 +~0.25)", "4.75"]],
    [times(plus(a, b), c), ["(a +~b)·c", "(2 +~(−3))·0.25", "−0.25"]],
    [
      over(minus(a, b), plus(a, c)),
      ["(a −~b)~/~(a +~c)", "(2 −~(−3))~/~(2 +~0.25)", "2.22"],
    ],
    [negative(apply("ln", c)), ["−ln(c)", "−ln(0.25)", "1.39"]],
    [times(b, positive(a)), ["b·[a~>~0]", "−3·[2~>~0]", "−3"]],
    [times(a, operand("η", 1.2e-5)), ["a·η", "2·(1.2·10⁻⁵)", "2.4·10⁻⁵"]],
    [a, ["a", "2"]],
    [constant(7), ["7"]],
  ];
  for (const [expression, expected] of cases) assert.deepEqual(sides(expression), expected);
});

Deno.test("formula() writes out the largest terms of a series and that which is followed", () => {
  const x = [0, 5, 0.1, -7, 0.2, 6, 0, 8];
  const sum = series("i", 8, { term: (i) => operand("x[i]", x[i]), shown: 4, follow: 2 });
  assert.deepEqual(shorten(sum as Extract<Expression, { kind: "series" }>), {
    kept: [2, 3, 5, 7],
    others: 2,
    zeros: 2,
    rest: 5.2,
  });
  assert.deepEqual(sides(sum), [
    "Σᵢ~x[i]",
    "0.1 +~(−7) +~6 +~8 +~…~(2~more~non-zero,~sum~5.2)",
    "12.3",
  ]);
  const french = formulaSides(formula("y", sum), "fr")[1];
  assert.ok(
    french.endsWith("…\u00a0(2\u00a0autres\u00a0non\u00a0nuls,\u00a0somme\u00a05,2)"),
    french,
  );
});

Deno.test("formula() writes a series out when one term only would be left, and says so when all is 0", () => {
  const of = (x: number[], shown = 2) =>
    sides(series("j", x.length, { term: (i) => operand("x[j]", x[i]), shown }))[1];
  assert.equal(of([1, 2, 3]), "1 +~2 +~3");
  assert.equal(of([1, 2, 3, 4]), "3 +~4 +~…~(2~more~terms,~sum~3)");
  assert.equal(of([0, 0, 0, 0]), "(4~terms,~all~0)");
  assert.equal(of([5, 0, 0, 0]), "5");
});

Deno.test("formula() puts thousands apart: in numbers, results and what is counted", () => {
  const address = plus(constant(16), times(constant(784), operand("k", 7000)), operand("p", 406));
  assert.deepEqual(sides(address), ["16 +~784·k +~p", "16 +~784·7,000 +~406", "5,488,422"]);
  const french = formulaSides(formula("a", address), "fr").at(-1);
  assert.equal(french, "5\u202f488\u202f422");
  const sum = series("i", 5000, { term: () => operand("x", 2), shown: 1 });
  assert.equal(sides(sum)[1], "2 +~…~(4,999~more~terms,~sum~9,998)");
  const zeros = series("i", 5000, { term: () => operand("x", 0) });
  assert.equal(sides(zeros)[1], "(5,000~terms,~all~0)");
});

Deno.test("formula() agrees with the traced number up to rounding, and no further", () => {
  const agrees = (traced: number, expression: Expression) =>
    formula({ name: "y", traced }, expression).agrees;
  assert.ok(agrees(5, minus(a, b)));
  assert.ok(agrees(Math.fround(5.0000001), minus(a, b)));
  assert.ok(!agrees(5.01, minus(a, b)));
  // Cancelled terms leave the rounding of large numbers.
  assert.ok(agrees(1.0001, plus(operand("x", 1000), operand("z", -999))));
  assert.ok(!agrees(1.1, plus(operand("x", 1000), operand("z", -999))));
  assert.ok(!agrees(NaN, minus(a, b)));
  assert.ok(agrees(Infinity, apply("exp", operand("z", 1000))));
});

Deno.test("formula() with shapes shows them in the place of the letters", () => {
  const block = formula(
    { name: "dW1", shape: [784, 64] },
    over(times(symbol("Xᵀ", [784, 32]), symbol("dZ1", [32, 64])), operand("m", 32)),
  );
  assert.deepEqual(formulaSides(block, "en"), ["Xᵀ·dZ1\u00a0/\u00a0m"]);
  assert.equal(shapesSide(block, "en")?.replaceAll("\u00a0", ""), "(784,32)·(32,64)/32");
  const masked = hadamard(symbol("dA1", [1, 4]), positive(symbol("Z1", [1, 4])));
  assert.equal(
    shapesSide(formula("dZ1", masked), "en")?.replaceAll("\u00a0", "~"),
    "(1,~4) ⊙~(1,~4)",
  );
  assert.equal(shapesSide(formula("y", a), "en"), undefined);
});

Deno.test("formulaTex() typesets names, fractions, sums and numbers", () => {
  assert.equal(texName("dZ2[0,3]"), "dZ_{2}[0,3]");
  assert.equal(texName("∂L/∂W1[2,3]"), "\\frac{\\partial L}{\\partial W_{1}[2,3]}");
  assert.equal(texName("Xᵀ"), "X^{\\top}");
  const tex = formulaTex(formula("P", over(apply("exp", b), plus(a, c))), "fr");
  assert.equal(
    tex,
    "\\begin{aligned}\n" +
      "P &= \\frac{\\exp\\left(b\\right)}{a + c} \\\\\n" +
      " &= \\frac{\\exp\\left(-3\\right)}{2 + 0{,}25} \\\\\n" +
      " &= 0{,}0221\n\\end{aligned}",
  );
  const large = formula("n", times(operand("k", 60000), operand("p", 1234.5)));
  assert.match(formulaTex(large, "en"), /= 60\{,\}000 \\cdot 1\{,\}235 /);
  const french = formulaTex(formula({ name: "n", digits: 6 }, operand("x", 1234.5)), "fr");
  assert.match(french, /= 1\\,234\{,\}5$/m);
  const sum = formula("y", series("i", 5000, { term: () => operand("x", 2), shown: 1 }));
  assert.match(formulaTex(sum, "en"), /_\{4\{,\}999: 9\{,\}998\}/);
  const small = formulaTex(formula("w", times(a, operand("η", 1.2e-5))), "en");
  assert.ok(small.includes("1.2 \\cdot 10^{-5}"), small);
  assert.ok(
    formulaTex(formula("y", series("i", 3, { term: () => a })), "en").includes("\\sum_{i} a"),
  );
});

Deno.test("text and TeX put a minus that follows an operator in parentheses", () => {
  const d = operand("d", -1), product = times(d, a);
  const cases: [Expression, text: string, tex: string][] = [
    [negative(d), "−(−1)", "-\\left(-1\\right)"],
    [negative(negative(d)), "−(−(−1))", "-\\left(-\\left(-1\\right)\\right)"],
    [minus(a, d), "2 −~(−1)", "2 - \\left(-1\\right)"],
    [plus(a, negative(a)), "2 +~(−2)", "2 + \\left(-2\\right)"],
    [negative(product), "−(−1)·2", "-\\left(-1\\right) \\cdot 2"],
    [plus(a, product), "2 +~(−1)·2", "2 + \\left(-1\\right) \\cdot 2"],
    [times(a, d), "2·(−1)", "2 \\cdot \\left(-1\\right)"],
    [times(plus(plus(a, d)), a), "(2 +~(−1))·2", "\\left(2 + \\left(-1\\right)\\right) \\cdot 2"],
    [negative(over(d, a)), "−(−1)~/~2", "-\\frac{-1}{2}"],
  ];
  for (const [expression, text, tex] of cases) {
    assert.equal(sides(expression)[1], text);
    assert.equal(formulaTex(formula("y", expression), "en").split("\n")[2], ` &= ${tex} \\\\`);
  }
});
