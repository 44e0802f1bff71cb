/**
 * Exercise 11: momentum, then Adam.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import { type Matrix, scaled } from "../src/practice/tensor.ts";
import { packMnist } from "./digits.ts";
import e10 from "./e10_training.ts";

interface Inputs {
  W: Matrix;
  dW: Matrix;
  V: Matrix;
  M: Matrix;
  S: Matrix;
  t: number;
  rate: number;
}
interface Results {
  Vnew: Matrix;
  Wm: Matrix;
  Mnew: Matrix;
  Snew: Matrix;
  Wa: Matrix;
}
const BETA = 0.9, BETA1 = 0.9, BETA2 = 0.999, EPSILON = 1e-8;

/** A matrix whose elements are made of the elements of others. */
function of(matrices: readonly Matrix[], element: (...each: number[]) => number): Matrix {
  return matrices[0].map((row, i) => row.map((_, j) => element(...matrices.map((m) => m[i][j]))));
}

/** Adam's step from its two means; `m` and `s` correct them. */
function adam(
  { W, rate }: Inputs,
  { Mnew, Snew }: Results,
  { m = 1, s = 1, sign = -1, epsilon = EPSILON }: {
    readonly m?: number;
    readonly s?: number;
    readonly sign?: number;
    readonly epsilon?: number;
  } = {},
): Matrix {
  return of(
    [W, Mnew, Snew],
    (w, mean, square) => w + sign * rate * mean / m / (Math.sqrt(square / s) + epsilon),
  );
}
const corrections = (t: number) => ({ m: 1 - BETA1 ** t, s: 1 - BETA2 ** t });

export default exercise<Inputs, Results>({
  number: 11,
  name: "optimisers",
  title: { en: "Momentum, then Adam", fr: "L’inertie, puis Adam" },
  statement: {
    en: "momentum(W, dW, V, rate) makes one step and returns { Vnew, Wm }:\n" +
      "Vnew = 0.9·V + dW; Wm = W − rate·Vnew.\n" +
      "adam(W, dW, M, S, t, rate) makes step number t, from 1, and returns { Mnew, Snew, Wa }:\n" +
      "Mnew = 0.9·M + 0.1·dW; Snew = 0.999·S + 0.001·dW², element by element;\n" +
      "Wa = W − rate·(Mnew / (1 − 0.9ᵗ)) / (√(Snew / (1 − 0.999ᵗ)) + 10⁻⁸).\n" +
      "What is given stays as it was: return new matrices.",
    fr: "momentum(W, dW, V, rate) fait un pas et renvoie { Vnew, Wm }\u00a0:\n" +
      "Vnew = 0,9·V + dW\u00a0; Wm = W − rate·Vnew.\n" +
      "adam(W, dW, M, S, t, rate) fait le pas numéro t, à partir de 1, et renvoie " +
      "{ Mnew, Snew, Wa }\u00a0:\n" +
      "Mnew = 0,9·M + 0,1·dW\u00a0; Snew = 0,999·S + 0,001·dW², élément par élément\u00a0;\n" +
      "Wa = W − rate·(Mnew / (1 − 0,9ᵗ)) / (√(Snew / (1 − 0,999ᵗ)) + 10⁻⁸).\n" +
      "Ce qui est donné reste tel quel\u00a0: renvoyez de nouvelles matrices.",
  },
  explanation: {
    en: "In a narrow valley, plain gradient descent goes from wall to wall and hardly forward. " +
      "Momentum keeps a velocity: steps that agree add up, up to ten times with 0.9, and steps " +
      "that alternate cancel.\n" +
      "Adam keeps two running means of each weight: M of its gradient, S of the gradient's square. " +
      "M / √S is about 1 where the gradient keeps its sign, however large it is, and about 0 where " +
      "it changes: so every weight takes steps of its own size, the rate at most. Both means start " +
      "at 0 and so are too small at first, by 1 − 0.9ᵗ and 1 − 0.999ᵗ: dividing by these corrects " +
      "it. Without it the first step would be 0.1 / √0.001 = 3.16 times the rate.\n" +
      "(Kingma and Ba, Adam, 2015, algorithm 1.)",
    fr:
      "Dans une vallée étroite, la descente de gradient simple va d’une paroi à l’autre et n’avance " +
      "guère. L’inertie garde une vitesse\u00a0: les pas qui s’accordent s’ajoutent, jusqu’à dix fois " +
      "avec 0,9, et ceux qui alternent s’annulent.\n" +
      "Adam garde pour chaque poids deux moyennes mobiles\u00a0: M de son gradient, S du carré de son " +
      "gradient. M / √S vaut environ 1 là où le gradient garde son signe, quelle que soit sa taille, " +
      "et environ 0 là où il en change\u00a0: chaque poids fait donc des pas à sa taille, au plus le " +
      "taux. Les deux moyennes partent de 0 et sont d’abord trop petites, d’un facteur 1 − 0,9ᵗ et " +
      "1 − 0,999ᵗ\u00a0: diviser par ces nombres le corrige. Sinon, le premier pas vaudrait " +
      "0,1 / √0,001 = 3,16 fois le taux.\n" +
      "(Kingma et Ba, Adam, 2015, algorithme 1.)",
  },
  functions: [
    { name: "momentum", takes: ["W", "dW", "V", "rate"], gives: ["Vnew", "Wm"] },
    { name: "adam", takes: ["W", "dW", "M", "S", "t", "rate"], gives: ["Mnew", "Snew", "Wa"] },
  ],
  draw: (draw) => {
    const matrix = () => draw.matrix(draw.h, draw.k), first = draw.trial === 0;
    return {
      W: matrix(),
      dW: matrix(),
      V: matrix(),
      // Adam's means before its first step are zeros.
      M: first ? scaled(matrix(), 0) : matrix(),
      S: first ? scaled(matrix(), 0) : matrix().map((row) => row.map((x) => x * x)),
      t: [1, 2, 5][draw.trial],
      rate: 0.1 + 0.2 * draw.uniform(),
    };
  },
  uses: [e10],
  seconds: 20,
  // While the learner watches, the three race; a check only checks.
  data: (_, { isWhole }) => isWhole ? packMnist(2_500) : Promise.resolve(new Uint8Array()),
  async finale(mine, tools) {
    const { optimiserRace } = await import("./optimiser_race.ts");
    optimiserRace(mine, tools);
  },
  results: {
    Vnew: {
      formula: "Vnew = 0.9·V + dW",
      reference: ({ V, dW }) => of([V, dW], (v, g) => BETA * v + g),
    },
    Wm: {
      formula: "Wm = W − rate·Vnew",
      reference: ({ W, rate }, { Vnew }) => of([W, Vnew], (w, v) => w - rate * v),
    },
    Mnew: {
      formula: "Mnew = 0.9·M + 0.1·dW",
      reference: ({ M, dW }) => of([M, dW], (m, g) => BETA1 * m + (1 - BETA1) * g),
    },
    Snew: {
      formula: "Snew = 0.999·S + 0.001·dW²",
      reference: ({ S, dW }) => of([S, dW], (s, g) => BETA2 * s + (1 - BETA2) * g * g),
    },
    Wa: {
      formula: "Wa = W − rate·(Mnew/(1 − 0.9ᵗ)) / (√(Snew/(1 − 0.999ᵗ)) + 10⁻⁸)",
      reference: (inputs, mine) => adam(inputs, mine, corrections(inputs.t)),
    },
  },
  mutants: [
    {
      name: "velocity as an average",
      of: "Vnew",
      wrong: ({ V, dW }) => of([V, dW], (v, g) => BETA * v + (1 - BETA) * g),
      says: {
        en: "dW enters V times 0.1: a running mean. Three steps of 1 would give 0.1, 0.19, 0.271 " +
          "where 1, 1.9, 2.71 are wanted.",
        fr:
          "dW entre dans V multiplié par 0,1\u00a0: une moyenne mobile. Trois pas de 1 donneraient " +
          "0,1, 0,19, 0,271 au lieu de 1, 1,9, 2,71.",
      },
      asks: {
        en: "What stands before dW in the formula of momentum?",
        fr: "Qu’est-ce qui précède dW dans la formule de l’inertie\u00a0?",
      },
    },
    {
      name: "velocity forgotten",
      of: "Vnew",
      wrong: ({ dW }) => dW,
      says: {
        en: "Vnew is dW: what was there before is forgotten at each step.",
        fr: "Vnew est dW\u00a0: ce qu’il y avait avant est oublié à chaque pas.",
      },
      asks: {
        en: "Where does the old V come in?",
        fr: "Où l’ancien V intervient-il\u00a0?",
      },
    },
    {
      name: "velocity not slowed",
      of: "Vnew",
      wrong: ({ V, dW }) => of([V, dW], (v, g) => v + g),
      says: {
        en: "The old V comes in whole: nothing slows it down.",
        fr: "L’ancien V intervient en entier\u00a0: rien ne le freine.",
      },
      asks: {
        en: "What is left of V after a step?",
        fr: "Que reste-t-il de V après un pas\u00a0?",
      },
    },
    {
      name: "velocity against the gradient",
      of: "Vnew",
      wrong: ({ V, dW }) => of([V, dW], (v, g) => BETA * v - g),
      says: {
        en: "dW is subtracted in V; here the minus comes later, in W.",
        fr: "dW est retranché dans V\u00a0; ici, le moins vient plus tard, dans W.",
      },
      asks: { en: "In which line is the minus?", fr: "Dans quelle ligne est le moins\u00a0?" },
    },
    {
      name: "rate in the velocity",
      of: "Vnew",
      wrong: ({ V, dW, rate }) => of([V, dW], (v, g) => BETA * v + rate * g),
      says: {
        en:
          "The rate is already in V. That is another convention, and differs as soon as the rate " +
          "changes.",
        fr:
          "Le taux est déjà dans V. C’est une autre convention, qui diffère dès que le taux change.",
      },
      asks: { en: "In which line is the rate?", fr: "Dans quelle ligne est le taux\u00a0?" },
    },
    {
      name: "step up",
      of: "Wm",
      wrong: ({ W, rate }, { Vnew }) => of([W, Vnew], (w, v) => w + rate * v),
      says: {
        en: "The step has the wrong sign: it climbs.",
        fr: "Le pas a le mauvais signe\u00a0: il monte.",
      },
      asks: {
        en: "The gradient points uphill. Which way should W go?",
        fr: "Le gradient indique la montée. Dans quel sens W doit-il aller\u00a0?",
      },
    },
    {
      name: "old velocity",
      of: "Wm",
      wrong: ({ W, V, rate }) => of([W, V], (w, v) => w - rate * v),
      says: {
        en: "The step is made with the old V.",
        fr: "Le pas est fait avec l’ancien V.",
      },
      asks: {
        en: "Which comes first, the new velocity or the step?",
        fr: "Qu’est-ce qui vient d’abord, la nouvelle vitesse ou le pas\u00a0?",
      },
    },
    {
      name: "plain descent",
      of: "Wm",
      wrong: ({ W, dW, rate }) => of([W, dW], (w, g) => w - rate * g),
      says: {
        en: "The step is made with dW: that is plain gradient descent.",
        fr: "Le pas est fait avec dW\u00a0: c’est la descente de gradient simple.",
      },
      asks: { en: "What is Vnew for?", fr: "À quoi sert Vnew\u00a0?" },
    },
    {
      name: "Nesterov",
      of: "Wm",
      wrong: ({ W, dW, rate }, { Vnew }) =>
        of([W, Vnew, dW], (w, v, g) => w - rate * (g + BETA * v)),
      says: {
        en: "The step is dW + 0.9·Vnew: that is Nesterov's momentum, which looks one step ahead.",
        fr:
          "Le pas est dW + 0,9·Vnew\u00a0: c’est l’inertie de Nesterov, qui regarde un pas plus loin.",
      },
      asks: {
        en: "What does the statement's formula of Wm have after the rate?",
        fr: "Qu’y a-t-il après le taux dans la formule de Wm de l’énoncé\u00a0?",
      },
    },
    {
      name: "no rate",
      of: "Wm",
      wrong: ({ W }, { Vnew }) => of([W, Vnew], (w, v) => w - v),
      says: { en: "The rate is missing in the step.", fr: "Le taux manque dans le pas." },
      asks: {
        en: "How long is the step to be?",
        fr: "Quelle longueur le pas doit-il avoir\u00a0?",
      },
    },
    {
      name: "M as a velocity",
      of: "Mnew",
      wrong: ({ M, dW }) => of([M, dW], (m, g) => BETA1 * m + g),
      says: {
        en: "dW enters M whole, as in momentum; Adam's M is a running mean.",
        fr:
          "dW entre dans M en entier, comme pour l’inertie\u00a0; le M d’Adam est une moyenne mobile.",
      },
      asks: {
        en: "What do the two factors of a mean sum to?",
        fr: "Quelle est la somme des deux facteurs d’une moyenne\u00a0?",
      },
    },
    {
      name: "factors of M exchanged",
      of: "Mnew",
      wrong: ({ M, dW }) => of([M, dW], (m, g) => (1 - BETA1) * m + BETA1 * g),
      says: {
        en: "0.9 and 0.1 are exchanged in M.",
        fr: "0,9 et 0,1 sont échangés dans M.",
      },
      asks: {
        en: "Should the mean change fast or slowly?",
        fr: "La moyenne doit-elle changer vite ou lentement\u00a0?",
      },
    },
    {
      name: "M with the other factor",
      of: "Mnew",
      wrong: ({ M, dW }) => of([M, dW], (m, g) => BETA2 * m + (1 - BETA2) * g),
      says: {
        en: "M is made with 0.999, which belongs to S.",
        fr: "M est fait avec 0,999, qui appartient à S.",
      },
      asks: { en: "Which β is whose?", fr: "Quel β est à qui\u00a0?" },
    },
    {
      name: "M returned corrected",
      of: "Mnew",
      wrong: ({ t }, _, Mnew: Matrix) => scaled(Mnew, 1 / (1 - BETA1 ** t)),
      says: {
        en: "Mnew is already divided by 1 − 0.9ᵗ. The next step would start from the wrong mean.",
        fr: "Mnew est déjà divisé par 1 − 0,9ᵗ. Le pas suivant partirait de la mauvaise moyenne.",
      },
      asks: {
        en: "Which M should the next step get: the mean, or the corrected one?",
        fr:
          "Quel M le pas suivant doit-il recevoir\u00a0: la moyenne, ou la moyenne corrigée\u00a0?",
      },
    },
    {
      name: "gradient not squared",
      of: "Snew",
      wrong: ({ S, dW }) => of([S, dW], (s, g) => BETA2 * s + (1 - BETA2) * g),
      says: { en: "dW is not squared in S.", fr: "dW n’est pas au carré dans S." },
      asks: {
        en: "S is a mean of what?",
        fr: "S est la moyenne de quoi\u00a0?",
      },
    },
    {
      name: "square of M",
      of: "Snew",
      wrong: ({ S }, { Mnew }) => of([S, Mnew], (s, m) => BETA2 * s + (1 - BETA2) * m * m),
      says: {
        en: "S is made of the square of M, not of dW.",
        fr: "S est fait du carré de M, et non de dW.",
      },
      asks: {
        en: "The mean of squares, or the square of the mean?",
        fr: "La moyenne des carrés, ou le carré de la moyenne\u00a0?",
      },
    },
    {
      name: "magnitude in S",
      of: "Snew",
      wrong: ({ S, dW }) => of([S, dW], (s, g) => BETA2 * s + (1 - BETA2) * Math.abs(g)),
      says: {
        en: "S is made of the magnitude of dW, not of its square.",
        fr: "S est fait de la valeur absolue de dW, et non de son carré.",
      },
      asks: { en: "S is a mean of what?", fr: "S est la moyenne de quoi\u00a0?" },
    },
    {
      name: "S with the other factor",
      of: "Snew",
      wrong: ({ S, dW }) => of([S, dW], (s, g) => BETA1 * s + (1 - BETA1) * g * g),
      says: {
        en: "S is made with 0.9, which belongs to M.",
        fr: "S est fait avec 0,9, qui appartient à M.",
      },
      asks: { en: "Which β is whose?", fr: "Quel β est à qui\u00a0?" },
    },
    {
      name: "S not averaged",
      of: "Snew",
      wrong: ({ S, dW }) => of([S, dW], (s, g) => BETA2 * s + g * g),
      says: {
        en: "dW² enters S whole, not times 0.001.",
        fr: "dW² entre dans S en entier, et non multiplié par 0,001.",
      },
      asks: {
        en: "What do the two factors of a mean sum to?",
        fr: "Quelle est la somme des deux facteurs d’une moyenne\u00a0?",
      },
    },
    {
      name: "S returned corrected",
      of: "Snew",
      wrong: ({ t }, _, Snew: Matrix) => scaled(Snew, 1 / (1 - BETA2 ** t)),
      says: {
        en: "Snew is already divided by 1 − 0.999ᵗ. The next step would start from the wrong mean.",
        fr: "Snew est déjà divisé par 1 − 0,999ᵗ. Le pas suivant partirait de la mauvaise moyenne.",
      },
      asks: {
        en: "Which S should the next step get: the mean, or the corrected one?",
        fr:
          "Quel S le pas suivant doit-il recevoir\u00a0: la moyenne, ou la moyenne corrigée\u00a0?",
      },
    },
    {
      name: "not corrected",
      of: "Wa",
      wrong: (inputs, mine) => adam(inputs, mine),
      says: {
        en: "The means are not corrected: the first step is 3.16 times the rate.",
        fr: "Les moyennes ne sont pas corrigées\u00a0: le premier pas vaut 3,16 fois le taux.",
      },
      asks: {
        en: "Both means start at 0. What does that do to the first steps?",
        fr: "Les deux moyennes partent de 0. Quel effet sur les premiers pas\u00a0?",
      },
    },
    {
      name: "only M corrected",
      of: "Wa",
      wrong: (inputs, mine) => adam(inputs, mine, { m: corrections(inputs.t).m }),
      says: {
        en: "M is corrected, S is not.",
        fr: "M est corrigé, S ne l’est pas.",
      },
      asks: {
        en: "Both means start at 0. Which one is still too small?",
        fr: "Les deux moyennes partent de 0. Laquelle est encore trop petite\u00a0?",
      },
    },
    {
      name: "only S corrected",
      of: "Wa",
      wrong: (inputs, mine) => adam(inputs, mine, { s: corrections(inputs.t).s }),
      says: {
        en: "S is corrected, M is not.",
        fr: "S est corrigé, M ne l’est pas.",
      },
      asks: {
        en: "Both means start at 0. Which one is still too small?",
        fr: "Les deux moyennes partent de 0. Laquelle est encore trop petite\u00a0?",
      },
    },
    {
      name: "t stuck at 1",
      of: "Wa",
      wrong: (inputs, mine) => adam(inputs, mine, corrections(1)),
      says: {
        en: "The first step is right, later ones are not: they are corrected as if t were 1.",
        fr:
          "Le premier pas est juste, les suivants non\u00a0: ils sont corrigés comme si t valait 1.",
      },
      asks: {
        en: "Where is t in your two corrections?",
        fr: "Où est t dans vos deux corrections\u00a0?",
      },
    },
    {
      name: "t from 0",
      of: "Wa",
      wrong: (inputs, mine) => adam(inputs, mine, corrections(inputs.t - 1)),
      says: {
        en: "The corrections take t − 1: at the first step they divide by 0.",
        fr: "Les corrections prennent t − 1\u00a0: au premier pas, elles divisent par 0.",
      },
      asks: {
        en: "t counts from 1. What is 1 − 0.9⁰?",
        fr: "t compte à partir de 1. Que vaut 1 − 0,9⁰\u00a0?",
      },
    },
    {
      name: "corrected by multiplying",
      of: "Wa",
      wrong: (inputs, mine) => {
        const { m, s } = corrections(inputs.t);
        return adam(inputs, mine, { m: 1 / m, s: 1 / s });
      },
      says: {
        en: "The means are multiplied by their corrections: still smaller, not larger.",
        fr:
          "Les moyennes sont multipliées par leurs corrections\u00a0: encore plus petites, au lieu de " +
          "plus grandes.",
      },
      asks: { en: "· or /?", fr: "· ou /\u00a0?" },
    },
    {
      name: "no root",
      of: "Wa",
      wrong: ({ W, rate, t }, { Mnew, Snew }) => {
        const { m, s } = corrections(t);
        return of(
          [W, Mnew, Snew],
          (w, mean, square) => w - rate * mean / m / (square / s + EPSILON),
        );
      },
      says: { en: "The root of S is missing.", fr: "Il manque la racine de S." },
      asks: {
        en: "S is a mean of squares. What has the unit of a gradient?",
        fr: "S est une moyenne de carrés. Qu’est-ce qui a l’unité d’un gradient\u00a0?",
      },
    },
    {
      name: "Adam climbs",
      of: "Wa",
      wrong: (inputs, mine) => adam(inputs, mine, { ...corrections(inputs.t), sign: 1 }),
      says: {
        en: "The step has the wrong sign: it climbs.",
        fr: "Le pas a le mauvais signe\u00a0: il monte.",
      },
      asks: {
        en: "The gradient points uphill. Which way should W go?",
        fr: "Le gradient indique la montée. Dans quel sens W doit-il aller\u00a0?",
      },
    },
    {
      name: "dW in place of M",
      of: "Wa",
      wrong: ({ W, dW, rate, t }, { Snew }) =>
        of(
          [W, dW, Snew],
          (w, g, square) => w - rate * g / (Math.sqrt(square / corrections(t).s) + EPSILON),
        ),
      says: {
        en: "The step is made with dW, not with M: that is nearly RMSProp.",
        fr: "Le pas est fait avec dW, et non avec M\u00a0: c’est presque RMSProp.",
      },
      asks: { en: "What is Mnew for?", fr: "À quoi sert Mnew\u00a0?" },
    },
  ],
  hints: [
    {
      en:
        "Everything goes element by element: two loops, over rows and columns, are enough for each " +
        "function.",
      fr: "Tout se fait élément par élément\u00a0: deux boucles, sur les lignes et les colonnes, " +
        "suffisent à chaque fonction.",
    },
    {
      en: "Compute the new state first, then the step from it. Adam returns the plain means, and " +
        "uses corrected ones only inside the step.",
      fr:
        "Calculez d’abord le nouvel état, puis le pas à partir de lui. Adam renvoie les moyennes " +
        "simples, et n’emploie les corrigées que dans le pas.",
    },
    {
      en:
        "m = 0.9 * M[i][j] + 0.1 * dW[i][j]; s = 0.999 * S[i][j] + 0.001 * dW[i][j] ** 2; the step " +
        "is rate * (m / (1 − 0.9 ** t)) / (Math.sqrt(s / (1 − 0.999 ** t)) + 1e-8).",
      fr:
        "m = 0.9 * M[i][j] + 0.1 * dW[i][j]\u00a0; s = 0.999 * S[i][j] + 0.001 * dW[i][j] ** 2\u00a0; " +
        "le pas est rate * (m / (1 − 0.9 ** t)) / (Math.sqrt(s / (1 − 0.999 ** t)) + 1e-8).",
    },
  ],
});
