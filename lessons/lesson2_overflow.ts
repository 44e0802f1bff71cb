/**
 * The first aside of lesson 2: numbers that are too large, softmax and cross-entropy that overflow,
 * and the same without overflow.
 *
 * @module
 */
import type { Engine } from "../src/engine/engine.ts";
import {
  apply,
  aside,
  formula,
  minus,
  n,
  negative,
  operand,
  over,
  plus,
  prose,
  table,
  times,
} from "../src/lesson/blocks.ts";

/** Two classes, and scores that raw pixels could have made. */
export const overflow = (engine: Engine) =>
  aside({ en: "When exp overflows", fr: "Quand exp déborde" }, function* () {
    yield prose({
      en:
        "The exponential grows fast, and the numbers of a computer have an end. Beyond it comes ∞:",
      fr:
        "L’exponentielle croît vite, et les nombres d’un ordinateur ont une limite. Au-delà, c’est " +
        "∞\u00a0:",
    });
    const exponents = [1, 88, 89, 709, 710];
    yield table([
      [
        { en: "in 32 bits", fr: "sur 32 bits" },
        ...exponents.map((z) => n(Math.fround(Math.exp(z)))),
      ],
      [{ en: "in 64 bits", fr: "sur 64 bits" }, ...exponents.map((z) => n(Math.exp(z)))],
    ], { head: [{ en: "exp", fr: "exp" }, ...exponents.map((z) => `${z}`)] });
    // Logits that the engine is given as they are: z is the first row, y the second.
    const logits = engine.matrix(2, 2), p = engine.matrix(2, 2), losses = engine.matrix(2, 1);
    logits.data.set([800, 790, 800, 0]);
    const labels = engine.bytes(2);
    labels.set([0, 1]);
    engine.softmaxCrossEntropy(p, { losses, logits, labels });
    const [z0, z1] = [operand("z[0]", 800), operand("z[1]", 790)];
    yield prose({
      en: "With scores z of 800 and 790 (pixels left at 0–255 make such), the formula " +
        "is ∞\u00a0/\u00a0∞, which has no value: NaN, not a number.",
      fr: "Avec des scores z de 800 et 790 (des pixels laissés à 0–255 " +
        "en donnent), la formule donne ∞\u00a0/\u00a0∞, qui n’a pas de valeur\u00a0: NaN, «\u00a0pas " +
        "un nombre\u00a0».",
    });
    const exp = (z: Parameters<typeof apply>[1]) => apply("exp", z);
    yield formula("P[0]", over(exp(z0), plus(exp(z0), exp(z1))));
    yield prose({
      en: "The trick: multiply above and below by exp(−M), where M is the largest score. The " +
        "quotient stays the same, and the largest exponent is now 0. ✓ says that the program, " +
        "which does so, has the same number.",
      fr: "L’astuce\u00a0: multiplier le numérateur et le dénominateur par exp(−M), où M est le " +
        "plus grand score. Le quotient reste le même, et le plus grand exposant vaut maintenant " +
        "0. ✓ indique que le programme, qui procède ainsi, trouve le même nombre.",
    });
    const M = operand("M", 800), down = exp(negative(M));
    const shifted = [z0, z1].map((z) => exp(minus(z, M)));
    yield formula(
      { name: "P[0]", traced: p.data[0], digits: 5 },
      over(shifted[0], plus(...shifted)),
      { by: [over(times(down, exp(z0)), plus(times(down, exp(z0)), times(down, exp(z1))))] },
    );
    yield prose({
      en:
        "The loss overflows, too: with scores of 800 and 0, and 1 as the right class, P[1] is too " +
        "small to be told from 0. Computed from the scores, without P, the loss is right.",
      fr:
        "La perte déborde aussi\u00a0: avec des scores de 800 et 0, et 1 pour bonne classe, P[1] est " +
        "trop petit pour se distinguer de 0. Calculée à partir des scores, sans P, la perte est juste.",
    });
    const [y0, y1] = [operand("z[0]", 800), operand("z[1]", 0)];
    const low = [y0, y1].map((z) => exp(minus(z, M)));
    yield formula("L", negative(apply("ln", over(low[1], plus(...low)))));
    yield formula(
      { name: "L", traced: losses.data[1], digits: 4 },
      plus(minus(M, y1), apply("ln", plus(...low))),
    );
  });
