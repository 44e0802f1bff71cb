/**
 * Exercise 7: ReLU, forward and backward.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import { type Matrix, matrixOf, scaled } from "../src/practice/tensor.ts";
import { wrongSign } from "./common_mutants.ts";

interface Inputs {
  Z: Matrix;
  dA: Matrix;
}
interface Results {
  A: Matrix;
  dZ: Matrix;
}
const each = ({ Z, dA }: Inputs, element: (z: number, da: number) => number) =>
  matrixOf([Z.length, Z[0].length], (i, j) => element(Z[i][j], dA[i][j]));

export default exercise<Inputs, Results>({
  number: 7,
  name: "relu",
  title: { en: "ReLU, both ways", fr: "ReLU, dans les deux sens" },
  statement: {
    en: "relu(Z) gives A: each number above 0 as it is, and 0 for all others.\n" +
      "reluBackward(dA, Z) gives dZ: where Z was above 0, the slope goes back unchanged; elsewhere " +
      "nothing does: dZ = dA ⊙ (Z > 0).",
    fr:
      "relu(Z) donne A\u00a0: chaque nombre strictement positif tel quel, et 0 pour tous les autres.\n" +
      "reluBackward(dA, Z) donne dZ\u00a0: là où Z était strictement positif, la pente revient " +
      "inchangée\u00a0; ailleurs, rien ne passe\u00a0: dZ = dA ⊙ (Z > 0).",
  },
  lesson: { number: 3, step: 12, heading: "Through ReLU to W1[406,12]" },
  functions: [
    { name: "relu", takes: ["Z"], gives: "A" },
    { name: "reluBackward", takes: ["dA", "Z"], gives: "dZ" },
  ],
  draw(draw) {
    const Z = draw.matrix(draw.m, draw.h), dA = draw.matrix(draw.m, draw.h);
    // Of each pair of signs there is one, and a Z that is exactly 0.
    for (const [i, j, z, da] of [[0, 0, 1, 1], [0, 1, 1, -1], [0, 2, -1, 1], [1, 1, -1, -1]]) {
      Z[i][j] = z * Math.abs(Z[i][j]);
      dA[i][j] = da * Math.abs(dA[i][j]);
    }
    Z[1][2] = 0;
    return { Z, dA };
  },
  results: {
    A: {
      formula: "A = max(0, Z)",
      reference: (inputs) => each(inputs, (z) => Math.max(0, z)),
    },
    dZ: {
      formula: "dZ = dA ⊙ (Z > 0)",
      reference: (inputs) => each(inputs, (z, da) => z > 0 ? da : 0),
      conventions: [{
        compute: (inputs) => each(inputs, (z, da) => z >= 0 ? da : 0),
        note: {
          en:
            "Where Z is exactly 0, ReLU has no slope. You let dA through there; this project, like PyTorch, takes 0. Both are right.",
          fr:
            "Là où Z vaut exactement 0, ReLU n’a pas de pente. Vous y laissez passer dA\u00a0; ce projet, comme PyTorch, prend 0. Les deux sont justes.",
        },
      }],
    },
  },
  mutants: [
    {
      name: "identity",
      of: "A",
      wrong: ({ Z }) => Z,
      says: {
        en: "This is Z: the numbers below 0 are still there.",
        fr: "C’est Z\u00a0: les nombres négatifs y sont encore.",
      },
      asks: { en: "What becomes of −0.7?", fr: "Que devient −0,7\u00a0?" },
    },
    {
      name: "absolute value",
      of: "A",
      wrong: (inputs) => each(inputs, Math.abs),
      says: {
        en: "Numbers below 0 have lost their sign: they should be 0.",
        fr: "Les nombres négatifs ont perdu leur signe\u00a0: ils devraient valoir 0.",
      },
      asks: { en: "What becomes of −0.7?", fr: "Que devient −0,7\u00a0?" },
    },
    {
      name: "minimum for maximum",
      of: "A",
      wrong: (inputs) => each(inputs, (z) => Math.min(0, z)),
      says: {
        en: "You keep the numbers below 0, and not those above.",
        fr: "Vous gardez les nombres négatifs, et non les positifs.",
      },
      asks: {
        en: "Which of 0 and z is to remain: the larger or the smaller?",
        fr: "Lequel de 0 et de z doit rester\u00a0: le plus grand ou le plus petit\u00a0?",
      },
    },
    {
      name: "step",
      of: "A",
      wrong: (inputs) => each(inputs, (z) => Number(z > 0)),
      says: {
        en: "There are only 0 and 1: this says where Z is above 0, not how far.",
        fr: "Il n’y a que 0 et 1\u00a0: cela dit où Z est positif, pas de combien.",
      },
      asks: { en: "What becomes of 0.7?", fr: "Que devient 0,7\u00a0?" },
    },
    {
      name: "leaky",
      of: "A",
      wrong: (inputs) => each(inputs, (z) => z > 0 ? z : 0.01 * z),
      says: {
        en: "Below 0 a hundredth is left: that is leaky ReLU.",
        fr: "Au-dessous de 0, il reste un centième\u00a0: c’est leaky ReLU.",
      },
      asks: { en: "What becomes of −0.7?", fr: "Que devient −0,7\u00a0?" },
    },
    {
      name: "sigmoid",
      of: "A",
      wrong: (inputs) => each(inputs, (z) => 1 / (1 + Math.exp(-z))),
      says: {
        en: "This is the sigmoid: everything lies between 0 and 1.",
        fr: "C’est la sigmoïde\u00a0: tout est compris entre 0 et 1.",
      },
      asks: {
        en: "Is there an exponential in the formula?",
        fr: "Y a-t-il une exponentielle dans la formule\u00a0?",
      },
    },
    {
      name: "clipped at 1",
      of: "A",
      wrong: (inputs) => each(inputs, (z) => Math.min(1, Math.max(0, z))),
      says: {
        en: "What is above 1 becomes 1.",
        fr: "Ce qui dépasse 1 devient 1.",
      },
      asks: { en: "What becomes of 1.3?", fr: "Que devient 1,3\u00a0?" },
    },
    {
      name: "sign",
      of: "A",
      wrong: (_, __, right: Matrix) => scaled(right, -1),
      says: { en: "A has the wrong sign.", fr: "A a le mauvais signe." },
      asks: { en: "What becomes of 0.7?", fr: "Que devient 0,7\u00a0?" },
    },
    {
      name: "mask forgotten",
      of: "dZ",
      wrong: ({ dA }) => dA,
      says: {
        en: "dZ is right where Z is above 0; elsewhere it should be 0, and you give dA.",
        fr:
          "dZ est juste là où Z est positif\u00a0; ailleurs il devrait valoir 0, et vous donnez dA.",
      },
      asks: {
        en:
          "If a neuron sends 0 on, and still would after a tiny push, what does the loss feel of it?",
        fr:
          "Si un neurone transmet 0, et le ferait encore après une poussée minuscule, que ressent la perte\u00a0?",
      },
    },
    {
      name: "mask of dA",
      of: "dZ",
      wrong: (inputs) => each(inputs, (_, da) => Math.max(0, da)),
      says: {
        en: "Your dZ is never negative: you look at the sign of dA, not of Z.",
        fr: "Votre dZ n’est jamais négatif\u00a0: vous regardez le signe de dA, et non de Z.",
      },
      asks: {
        en: "What decided whether the neuron let its number through on the way forward?",
        fr: "Qu’est-ce qui a décidé, à l’aller, si le neurone laissait passer son nombre\u00a0?",
      },
    },
    {
      name: "mask of both",
      of: "dZ",
      wrong: (inputs) => each(inputs, (z, da) => z > 0 ? Math.max(0, da) : 0),
      says: {
        en: "Your dZ is never negative: where Z is above 0, negative slopes go back, too.",
        fr:
          "Votre dZ n’est jamais négatif\u00a0: là où Z est positif, les pentes négatives reviennent aussi.",
      },
      asks: {
        en: "Does the sign of dA decide anything?",
        fr: "Le signe de dA décide-t-il de quelque chose\u00a0?",
      },
    },
    ...[true, false].map((isStrict) => ({
      name: "mask inverted",
      of: "dZ" as const,
      wrong: (inputs: Inputs) => each(inputs, (z, da) => (isStrict ? z < 0 : z <= 0) ? da : 0),
      says: {
        en: "Yours and the right dZ add up to dA: the mask is inverted.",
        fr: "Le vôtre et le bon dZ ont pour somme dA\u00a0: le masque est inversé.",
      },
      asks: {
        en: "Where did ReLU let numbers through: above 0 or below?",
        fr: "Où ReLU a-t-il laissé passer les nombres\u00a0: au-dessus de 0 ou au-dessous\u00a0?",
      },
    })),
    {
      name: "times A",
      of: "dZ",
      wrong: (inputs) => each(inputs, (z, da) => da * Math.max(0, z)),
      says: {
        en: "Where Z is above 0 you multiply by A; its slope there is 1.",
        fr: "Là où Z est positif, vous multipliez par A\u00a0; la pente y vaut 1.",
      },
      asks: {
        en: "If z = 1.3 grows by a tiny ε, by how much does relu(z) grow?",
        fr: "Si z = 1,3 augmente d’un tout petit ε, de combien relu(z) augmente-t-il\u00a0?",
      },
    },
    {
      name: "times Z",
      of: "dZ",
      wrong: (inputs) => each(inputs, (z, da) => da * z),
      says: {
        en: "You multiply dA by Z; the slope of ReLU is 1 or 0.",
        fr: "Vous multipliez dA par Z\u00a0; la pente de ReLU vaut 1 ou 0.",
      },
      asks: {
        en: "If z = 1.3 grows by a tiny ε, by how much does relu(z) grow?",
        fr: "Si z = 1,3 augmente d’un tout petit ε, de combien relu(z) augmente-t-il\u00a0?",
      },
    },
    {
      name: "mask alone",
      of: "dZ",
      wrong: (inputs) => each(inputs, (z) => Number(z > 0)),
      says: {
        en: "There are only 0 and 1: this is the slope of ReLU itself; dA is missing.",
        fr: "Il n’y a que 0 et 1\u00a0: c’est la pente de ReLU elle-même\u00a0; il manque dA.",
      },
      asks: {
        en: "Along a path, what becomes of slopes?",
        fr: "Le long d’un chemin, que deviennent les pentes\u00a0?",
      },
    },
    {
      name: "A in place of dZ",
      of: "dZ",
      wrong: (inputs) => each(inputs, (z) => Math.max(0, z)),
      says: {
        en: "This is relu(Z): the way forward once more.",
        fr: "C’est relu(Z)\u00a0: l’aller une nouvelle fois.",
      },
      asks: { en: "Where does dA come in?", fr: "Où dA intervient-il\u00a0?" },
    },
    wrongSign("dZ", { en: "Where does a minus come from?", fr: "D’où vient un moins\u00a0?" }),
    {
      name: "divided by the batch",
      of: "dZ",
      wrong: ({ Z }, _, right: Matrix) => scaled(right, 1 / Z.length),
      says: ({ Z }) => ({
        en:
          `dZ is ${Z.length} times too small, and there are ${Z.length} examples: 1/m belongs in dW and db only.`,
        fr:
          `dZ est ${Z.length} fois trop petit, et il y a ${Z.length} exemples\u00a0: 1/m n’a sa place que dans dW et db.`,
      }),
      asks: {
        en: "Is there a mean in the formula?",
        fr: "Y a-t-il une moyenne dans la formule\u00a0?",
      },
    },
    {
      name: "slope of the sigmoid",
      of: "dZ",
      wrong: (inputs) =>
        each(inputs, (z, da) => {
          const a = 1 / (1 + Math.exp(-z));
          return da * a * (1 - a);
        }),
      says: {
        en: "This is the slope of the sigmoid, a(1 − a).",
        fr: "C’est la pente de la sigmoïde, a(1 − a).",
      },
      asks: {
        en: "What is the slope of max(0, z) on each side of 0?",
        fr: "Quelle est la pente de max(0, z) de chaque côté de 0\u00a0?",
      },
    },
  ],
  hints: [
    {
      en: "Both functions work number by number: row.map inside Z.map.",
      fr: "Les deux fonctions travaillent nombre par nombre\u00a0: row.map dans Z.map.",
    },
    {
      en: "Forward, Math.max(0, z). Backward, Z decides whether, and dA says what.",
      fr: "À l’aller, Math.max(0, z). Au retour, Z décide si ça passe, et dA dit quoi.",
    },
    {
      en: "dA.map((row, i) => row.map((slope, j) => Z[i][j] > 0 ? slope : 0))",
      fr: "dA.map((row, i) => row.map((pente, j) => Z[i][j] > 0 ? pente : 0))",
    },
  ],
});
