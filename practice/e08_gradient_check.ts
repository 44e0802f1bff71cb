/**
 * Exercise 8: a gradient checker.
 *
 * @module
 */
import { type Text, UserError } from "../src/errors.ts";
import { Draw } from "../src/practice/draw.ts";
import { exercise } from "../src/practice/exercise.ts";
import { scaled, type Tensor, type Vector } from "../src/practice/tensor.ts";
import { drawSuspects, type Suspect } from "./gradient_bank.ts";

interface Inputs {
  /** Factors of L, which is a cubic of its weights. */
  factors: Vector;
  W: Vector;
  epsilon: number;
  a: Vector;
  b: Vector;
  /** Drawn when it is asked for: it takes longer than all the rest. */
  suspects: () => Suspect[];
}
interface Results {
  slopes: Vector;
  W: Vector;
  error: number;
  zeros: number;
  passes: Vector;
}

/** L(W) = Σ f·w³ + the product of neighbours: a slope depends on two or three weights. */
const lossOf = ({ factors }: Inputs) => (W: Vector): number => {
  if (!Array.isArray(W)) {
    throw new UserError({
      en: `L takes the list of all weights, with one of them moved; it was given a ${typeof W}.`,
      fr:
        `L prend la liste de tous les poids, dont un seul a bougé\u00a0; on lui a donné\u00a0: ${typeof W}.`,
    });
  }
  return W.reduce((sum, w, i) => sum + factors[i] * w ** 3 + (i > 0 ? w * W[i - 1] : 0), 0);
};
const moved = (W: Vector, i: number, by: number) => W.map((w, j) => i === j ? w + by : w);

/** What L gives around each weight, made into a slope. */
function around(
  inputs: Inputs,
  slope: (L: { here: number; above: number; below: number }, epsilon: number) => number,
): Vector {
  const { W, epsilon } = inputs, L = lossOf(inputs);
  return W.map((_, i) =>
    slope(
      { here: L(W), above: L(moved(W, i, epsilon)), below: L(moved(W, i, -epsilon)) },
      epsilon,
    )
  );
}
/** The slopes of who leaves each weight moved by so many ε. */
function leaving(inputs: Inputs, by: number): Vector {
  const { epsilon } = inputs, L = lossOf(inputs);
  let W = inputs.W;
  return W.map((_, i) => {
    const slope = (L(moved(W, i, epsilon)) - L(moved(W, i, -epsilon))) / (2 * epsilon);
    W = moved(W, i, by * epsilon);
    return slope;
  });
}

const sum = (list: Vector) => list.reduce((total, x) => total + x, 0);
const norm = (list: Vector) => Math.sqrt(sum(list.map((x) => x * x)));
const manhattan = (list: Vector) => sum(list.map(Math.abs));
const difference = (a: Vector, b: Vector) => a.map((x, i) => x - b[i]);
const relative = (a: Vector, b: Vector) =>
  norm(difference(a, b)) / (Math.max(norm(a), norm(b)) || 1);

/** Which of the bank pass by a rule. */
const passing = (rule: (right: Vector, dW: Vector) => boolean) => ({ suspects }: Inputs) =>
  suspects().map(({ right, dW }) => Number(rule(right, dW)));
const truth = ({ suspects }: Inputs) => suspects().map(({ isRight }) => Number(isRight));

/** For each suspect: the checker errs about it alone. What they are does not depend on the draw. */
const bank = drawSuspects(new Draw(1, { trial: 0, trials: 3 }));
const singles = bank.map(({ does, isRight }, at) => ({
  name: `${isRight ? "accuses" : "misses"} ${at}`,
  of: "passes" as const,
  wrong: (_: Inputs, __: Results, right: Vector) => right.map((x, i) => i === at ? 1 - x : x),
  says: isRight
    ? {
      en: `It accuses a backward pass that ${does.en}.`,
      fr: `Il accuse une rétropropagation qui ${does.fr}.`,
    }
    : {
      en: `It lets a backward pass through that ${does.en}.`,
      fr: `Il laisse passer une rétropropagation qui ${does.fr}.`,
    },
  asks: questionAbout(bank[at]),
}));

function questionAbout({ isRight, right, dW }: Suspect): Text {
  if (dW.some(Number.isNaN)) {
    return {
      en: "What does NaN > limit give? And NaN < limit?",
      fr: "Que donne NaN > limite\u00a0? Et NaN < limite\u00a0?",
    };
  }
  if (right.every((x) => x === 0)) {
    return {
      en: "What does your relative error give for 0 and 0?",
      fr: "Que donne votre erreur relative pour 0 et 0\u00a0?",
    };
  }
  const size = norm(right);
  if (size < 1e-3 || size > 1e3) {
    return {
      en:
        "With what does your checker compare the difference: a fixed number, or the size of the gradients?",
      fr:
        "À quoi votre vérificateur compare-t-il l’écart\u00a0: à un nombre fixe, ou à la taille des gradients\u00a0?",
    };
  }
  if (isRight) {
    return {
      en: "Print the relative error. Is your limit too small, or your ε too large or too small?",
      fr:
        "Affichez l’erreur relative. Votre limite est-elle trop petite, ou votre ε trop grand ou trop petit\u00a0?",
    };
  }
  if (Math.abs(sum(difference(dW, right))) < 1e-9) {
    return {
      en: "Can a difference above 0 and one below 0 cancel in your sum?",
      fr: "Un écart positif et un écart négatif peuvent-ils se compenser dans votre somme\u00a0?",
    };
  }
  return relative(right, dW) < 0.05
    ? {
      en: "Print the relative error of this one, and of a right one. Where should the limit be?",
      fr:
        "Affichez l’erreur relative de celle-ci, et d’une juste. Où la limite doit-elle être\u00a0?",
    }
    : {
      en: "Print both gradients: which numbers differ, and does your error see them all?",
      fr:
        "Affichez les deux gradients\u00a0: quels nombres diffèrent, et votre erreur les voit-elle tous\u00a0?",
    };
}

/** The formula asked for again. */
const READ_ERROR: Text = {
  en: "Read it again: ‖a − b‖ / max(‖a‖, ‖b‖). Which part is missing or too much?",
  fr: "Relisez\u00a0: ‖a − b‖ / max(‖a‖, ‖b‖). Qu’est-ce qui manque, ou est de trop\u00a0?",
};
const ONE_AT_A_TIME: Text = {
  en: "When the next weight moves, where is the one before?",
  fr: "Quand le poids suivant bouge, où est le précédent\u00a0?",
};

export default exercise<Inputs, Results>({
  number: 8,
  name: "gradient_check",
  title: { en: "A gradient checker", fr: "Un vérificateur de gradients" },
  statement: {
    en: "L(W) gives the loss for the list W of all weights. Three functions:\n" +
      "slopes(L, W, epsilon): for each weight w alone, (L(w + ε) − L(w − ε)) / 2ε, all others as " +
      "they are. W is afterwards what it was.\n" +
      "relativeError(a, b) = ‖a − b‖ / max(‖a‖, ‖b‖) of two lists, where ‖a‖ = √(a[0]² + a[1]² + …); " +
      "0 if both are 0 everywhere.\n" +
      "isRight(L, W, dW): true if dW is the gradient. Take your two functions, an ε that you choose " +
      "and a limit of 10⁻⁵. It is then given a bank of backward passes: it must find each that is wrong, and accuse " +
      "none that is right.",
    fr: "L(W) donne la perte pour la liste W de tous les poids. Trois fonctions\u00a0:\n" +
      "slopes(L, W, epsilon)\u00a0: pour chaque poids w, un à la fois, (L(w + ε) − L(w − ε)) / 2ε, " +
      "sans toucher aux autres. À la fin, W est tel qu’au départ.\n" +
      "relativeError(a, b) = ‖a − b‖ / max(‖a‖, ‖b‖) pour deux listes, avec ‖a‖ = √(a[0]² + a[1]² + …)" +
      "\u00a0; 0 si les deux sont nulles partout.\n" +
      "isRight(L, W, dW)\u00a0: true si dW est le gradient. Servez-vous de vos deux fonctions, d’un ε " +
      "à choisir et d’une limite de 10⁻⁵. On lui soumet ensuite une collection de rétropropagations\u00a0: elle " +
      "doit trouver toutes les fausses, et n’en accuser aucune juste.",
  },
  lesson: { number: 4, step: 3, heading: "From both sides" },
  functions: [
    { name: "slopes", takes: ["L", "W", "epsilon"], gives: ["slopes", "W"] },
    { name: "relativeError", takes: ["a", "b"], gives: ["error", "zeros"] },
    { name: "isRight", takes: ["L", "W", "dW"], gives: "passes" },
  ],
  draw: (draw) => {
    let suspects: Suspect[] | undefined;
    const lists = [draw.vector(6), draw.vector(6)].sort((a, b) => norm(a) - norm(b));
    // Once each of the two is the larger.
    const [a, b] = draw.trial % 2 === 0 ? lists : lists.reverse();
    return {
      factors: draw.vector(5),
      W: draw.vector(5),
      // So long that the difference between both sides and one shows.
      epsilon: 0.1 + 0.1 * draw.uniform(),
      a,
      b,
      suspects: () => suspects ??= drawSuspects(draw),
    };
  },
  results: {
    slopes: {
      formula: "slopes[i] = (L(w[i] + ε) − L(w[i] − ε)) / 2ε",
      reference: (inputs) => around(inputs, ({ above, below }, e) => (above - below) / (2 * e)),
    },
    W: { formula: "W as it was", reference: ({ W }) => W },
    error: {
      formula: {
        en: "relative error = ‖a − b‖ / max(‖a‖, ‖b‖)",
        fr: "erreur relative = ‖a − b‖ / max(‖a‖, ‖b‖)",
      },
      reference: ({ a, b }) => relative(a, b),
      conventions: [{
        compute: ({ a, b }) => norm(difference(a, b)) / (norm(a) + norm(b)),
        note: {
          en: "You divide by ‖a‖ + ‖b‖, as some books do; here it is by the larger of the two.",
          fr: "Vous divisez par ‖a‖ + ‖b‖, comme certains livres\u00a0; ici, c’est par la plus " +
            "grande des deux normes.",
        },
      }],
    },
    zeros: {
      formula: { en: "relative error of 0 and 0 = 0", fr: "erreur relative de 0 et 0 = 0" },
      reference: () => 0,
    },
    passes: {
      formula: { en: "right = relative error < 10⁻⁵", fr: "juste = erreur relative < 10⁻⁵" },
      reference: truth,
    },
  },
  play(mine, inputs, { give }) {
    const { W, epsilon, a, b, suspects } = inputs, given = [...W];
    const slopes = mine.slopes(lossOf(inputs), given, epsilon);
    give({ slopes, W: given });
    give({ error: mine.relativeError([...a], [...b]) });
    give({ zeros: mine.relativeError([0, 0, 0], [0, 0, 0]) });
    const passes = suspects().map(({ L, W, dW }) => {
      const said: unknown = mine.isRight(L, [...W], [...dW]);
      return typeof said === "boolean" ? Number(said) : 2;
    });
    return { passes };
  },
  mutants: [
    {
      name: "one-sided",
      of: "slopes",
      wrong: (inputs) => around(inputs, ({ above, here }, e) => (above - here) / e),
      says: {
        en:
          "This is (L(w + ε) − L(w)) / ε: the slope from one side, which errs by the curve's bend.",
        fr: "C’est (L(w + ε) − L(w)) / ε\u00a0: la pente d’un seul côté, faussée par la courbure.",
      },
      asks: {
        en: "Where is the other side, w − ε?",
        fr: "Où est l’autre côté, w − ε\u00a0?",
      },
    },
    {
      name: "one-sided from below",
      of: "slopes",
      wrong: (inputs) => around(inputs, ({ here, below }, e) => (here - below) / e),
      says: {
        en:
          "This is (L(w) − L(w − ε)) / ε: the slope from one side, which errs by the curve's bend.",
        fr: "C’est (L(w) − L(w − ε)) / ε\u00a0: la pente d’un seul côté, faussée par la courbure.",
      },
      asks: { en: "Where is the other side, w + ε?", fr: "Où est l’autre côté, w + ε\u00a0?" },
    },
    {
      name: "half one-sided",
      of: "slopes",
      wrong: (inputs) => around(inputs, ({ above, here }, e) => (above - here) / (2 * e)),
      says: {
        en: "From w to w + ε is one ε, and it is divided by two.",
        fr: "De w à w + ε il y a un ε, et vous divisez par deux.",
      },
      asks: {
        en: "Between which two points is the slope?",
        fr: "Entre quels points est la pente\u00a0?",
      },
    },
    ...([
      {
        name: "divided by ε",
        factor: () => 2,
        en: "Every slope is twice too large: from w − ε to w + ε it is 2ε.",
        fr: "Chaque pente est deux fois trop grande\u00a0: de w − ε à w + ε il y a 2ε.",
      },
      {
        name: "not divided",
        factor: (e: number) => 2 * e,
        en: "This is the difference of two losses: it is not divided by the distance.",
        fr: "C’est la différence de deux pertes\u00a0: elle n’est pas divisée par la distance.",
      },
      {
        name: "/ 2 * ε",
        factor: (e: number) => e * e,
        en:
          "The difference is halved and then multiplied by ε: / 2 * epsilon goes from left to right.",
        fr:
          "La différence est divisée par 2 puis multipliée par ε\u00a0: / 2 * epsilon se lit de gauche à droite.",
      },
      {
        name: "wrong sign",
        factor: () => -1,
        en: "Every slope has the wrong sign.",
        fr: "Chaque pente a le mauvais signe.",
      },
    ].map(({ name, factor, en, fr }) => ({
      name,
      of: "slopes" as const,
      wrong: ({ epsilon }: Inputs, _: Results, right: Vector) => scaled(right, factor(epsilon)),
      says: { en, fr },
      asks: {
        en: "A slope is a rise over a distance: which rise, over which distance?",
        fr:
          "Une pente est une montée divisée par une distance\u00a0: laquelle, par laquelle\u00a0?",
      },
    }))),
    ...[1, -1, 0.5].map((by) => ({
      name: `left ${by}ε beside`,
      of: "slopes" as const,
      wrong: (inputs: Inputs) => leaving(inputs, by),
      says: {
        en: "The first slope is right; the later ones are taken with the earlier weights moved.",
        fr:
          "La première pente est juste\u00a0; les suivantes sont prises avec les poids précédents déplacés.",
      },
      asks: ONE_AT_A_TIME,
    })),
    {
      name: "all moved at once",
      of: "slopes",
      wrong: (inputs) => {
        const { W, epsilon } = inputs, L = lossOf(inputs);
        const at = (by: number) => L(W.map((w) => w + by));
        return W.map(() => (at(epsilon) - at(-epsilon)) / (2 * epsilon));
      },
      says: {
        en: "All slopes are equal: every weight moves at the same time.",
        fr: "Toutes les pentes sont égales\u00a0: tous les poids bougent en même temps.",
      },
      asks: {
        en: "Which weights stay when one moves?",
        fr: "Quels poids restent quand l’un bouge\u00a0?",
      },
    },
    {
      name: "first slope only",
      of: "slopes",
      wrong: (_, __, right: Vector): Tensor => right[0],
      says: {
        en: "One slope comes back; there should be one for each weight.",
        fr: "Une seule pente revient\u00a0; il en faut une par poids.",
      },
      asks: { en: "Where does your loop return?", fr: "Où votre boucle renvoie-t-elle\u00a0?" },
    },
    ...[1, -1].map((by) => ({
      name: `W moved by ${by}ε`,
      of: "W" as const,
      wrong: ({ W, epsilon }: Inputs) => W.map((w) => w + by * epsilon),
      says: {
        en: "The slopes are right, but W comes back moved.",
        fr: "Les pentes sont justes, mais W revient déplacé.",
      },
      asks: {
        en: "Which line puts each weight back where it was?",
        fr: "Quelle ligne remet chaque poids à sa place\u00a0?",
      },
    })),
    ...([
      {
        name: "not relative",
        rule: (a: Vector, b: Vector) => norm(difference(a, b)),
        en: "This is ‖a − b‖ alone: nothing says whether that is much.",
        fr: "C’est ‖a − b‖ seul\u00a0: rien ne dit si c’est beaucoup.",
      },
      {
        name: "by the first",
        rule: (a: Vector, b: Vector) => norm(difference(a, b)) / norm(a),
        en: "It is divided by ‖a‖ alone.",
        fr: "La division ne se fait que par ‖a‖.",
      },
      {
        name: "by the second",
        rule: (a: Vector, b: Vector) => norm(difference(a, b)) / norm(b),
        en: "It is divided by ‖b‖ alone.",
        fr: "La division ne se fait que par ‖b‖.",
      },
      {
        name: "by the smaller",
        rule: (a: Vector, b: Vector) => norm(difference(a, b)) / Math.min(norm(a), norm(b)),
        en: "It is divided by the smaller of the two norms.",
        fr: "La division se fait par la plus petite des deux normes.",
      },
      {
        name: "by the norm of the sum",
        rule: (a: Vector, b: Vector) => norm(difference(a, b)) / norm(a.map((x, i) => x + b[i])),
        en: "It is divided by ‖a + b‖, not by the larger of ‖a‖ and ‖b‖.",
        fr: "La division se fait par ‖a + b‖, et non par la plus grande de ‖a‖ et ‖b‖.",
      },
      {
        name: "squares",
        rule: (a: Vector, b: Vector) =>
          norm(difference(a, b)) ** 2 / Math.max(norm(a), norm(b)) ** 2,
        en: "The roots are missing: these are sums of squares.",
        fr: "Les racines manquent\u00a0: ce sont des sommes de carrés.",
      },
      {
        name: "absolute values",
        rule: (a: Vector, b: Vector) =>
          manhattan(difference(a, b)) / Math.max(manhattan(a), manhattan(b)),
        en: "Absolute values are summed, not squares.",
        fr: "On a sommé des valeurs absolues, et non des carrés.",
      },
      {
        name: "sums that cancel",
        rule: (a: Vector, b: Vector) =>
          Math.abs(sum(difference(a, b))) / Math.max(norm(a), norm(b)),
        en: "The differences are summed with their signs: they cancel.",
        fr: "Les écarts sont sommés avec leur signe\u00a0: ils se compensent.",
      },
      {
        name: "largest difference",
        rule: (a: Vector, b: Vector) => Math.max(...difference(a, b).map(Math.abs)),
        en: "This is the largest single difference.",
        fr: "C’est le plus grand écart pris seul.",
      },
      {
        name: "mean of the ratios",
        rule: (a: Vector, b: Vector) => sum(a.map((x, i) => relative([x], [b[i]]))) / a.length,
        en: "This is the mean of the relative errors of each pair.",
        fr: "C’est la moyenne des erreurs relatives de chaque paire.",
      },
      {
        name: "difference of the norms",
        rule: (a: Vector, b: Vector) => Math.abs(norm(a) - norm(b)) / Math.max(norm(a), norm(b)),
        en: "This is ‖a‖ − ‖b‖: two lists that are as long differ by nothing then.",
        fr: "C’est ‖a‖ − ‖b‖\u00a0: deux listes de même longueur n’ont alors aucun écart.",
      },
    ].map(({ name, rule, en, fr }) => ({
      name,
      of: "error" as const,
      wrong: ({ a, b }: Inputs) => rule(a, b),
      says: { en, fr },
      asks: READ_ERROR,
    }))),
    ...[NaN, 1].map((value) => ({
      name: `zeros give ${value}`,
      of: "zeros" as const,
      wrong: () => value,
      says: {
        en: `Of two lists of zeros, it is ${value}: they are equal.`,
        fr: `Pour deux listes de zéros, elle vaut ${value}\u00a0; elles sont pourtant égales.`,
      },
      asks: {
        en: "What is divided by what, when both norms are 0?",
        fr: "Que divise-t-on par quoi quand les deux normes sont nulles\u00a0?",
      },
    })),
    {
      name: "everything passes",
      of: "passes",
      wrong: ({ suspects }) => suspects().map(() => 1),
      says: {
        en: "Your checker lets everything through.",
        fr: "Votre vérificateur laisse tout passer.",
      },
      asks: {
        en: "Print the relative error. Is it compared with the right limit, and on the right side?",
        fr:
          "Affichez l’erreur relative. Est-elle comparée à la bonne limite, et du bon côté\u00a0?",
      },
    },
    {
      name: "nothing passes",
      of: "passes",
      wrong: ({ suspects }) => suspects().map(() => 0),
      says: {
        en: "Your checker accuses everybody, those that are right, too.",
        fr: "Votre vérificateur accuse tout le monde, même les justes.",
      },
      asks: {
        en: "Print the relative error of the first, which is right. What does your ε do to it?",
        fr: "Affichez l’erreur relative de la première, qui est juste. Qu’y fait votre ε\u00a0?",
      },
    },
    {
      name: "only zeros pass",
      of: "passes",
      wrong: passing((right) => right.every((x) => x === 0)),
      says: {
        en: "Your checker accuses every pass that is right, but the one whose slopes are all 0.",
        fr: "Votre vérificateur accuse toutes les justes, sauf celle dont les pentes sont nulles.",
      },
      asks: {
        en: "Print the relative error of the first, which is right. What does your ε do to it?",
        fr: "Affichez l’erreur relative de la première, qui est juste. Qu’y fait votre ε\u00a0?",
      },
    },
    {
      name: "inverted",
      of: "passes",
      wrong: (inputs) => truth(inputs).map((x) => 1 - x),
      says: {
        en: "It is just the other way round: the wrong ones pass, the right ones do not.",
        fr: "C’est exactement l’inverse\u00a0: les fausses passent, et pas les justes.",
      },
      asks: {
        en: "When is it true: below the limit or above?",
        fr: "Quand est-ce true\u00a0: sous la limite ou au-dessus\u00a0?",
      },
    },
    {
      name: "neither true nor false",
      of: "passes",
      wrong: ({ suspects }) => suspects().map(() => 2),
      says: {
        en: "isRight returns neither true nor false.",
        fr: "isRight ne renvoie ni true ni false.",
      },
      asks: { en: "What does it return?", fr: "Que renvoie-t-elle\u00a0?" },
    },
    {
      name: "limit of a tenth",
      of: "passes",
      wrong: passing((right, dW) => relative(right, dW) < 0.1),
      says: {
        en: "Gross mistakes are found; small ones, of 1 to 3 per cent, pass.",
        fr: "Les grosses erreurs sont trouvées\u00a0; les petites, de 1 à 3 %, passent.",
      },
      asks: {
        en:
          "Print the relative error of a right pass, and of one that is 1 % off: where is the limit to be?",
        fr:
          "Affichez l’erreur relative d’une juste, et d’une fausse de 1 %\u00a0: où la limite doit-elle être\u00a0?",
      },
    },
    {
      name: "only the norms",
      of: "passes",
      wrong: passing((right, dW) =>
        Math.abs(norm(right) - norm(dW)) <= 1e-5 * Math.max(norm(right), norm(dW))
      ),
      says: {
        en:
          "A gradient of the wrong sign passes, and numbers that are exchanged: only lengths are compared.",
        fr:
          "Un gradient de signe contraire passe, et des nombres échangés aussi\u00a0: seules les longueurs sont comparées.",
      },
      asks: READ_ERROR,
    },
    {
      name: "only the first number",
      of: "passes",
      wrong: passing((right, dW) => Math.abs(right[0] - dW[0]) <= 1e-5 * Math.abs(right[0])),
      says: {
        en: "Mistakes that leave the first number right pass.",
        fr: "Les erreurs qui laissent juste le premier nombre passent.",
      },
      asks: {
        en: "How many of the numbers does your checker compare?",
        fr: "Combien de nombres votre vérificateur compare-t-il\u00a0?",
      },
    },
    {
      name: "absolute limit",
      of: "passes",
      wrong: passing((right, dW) => norm(difference(right, dW)) < 1e-5),
      says: {
        en:
          "It errs where gradients are very small or very large: a wrong one passes, a right one is accused.",
        fr:
          "Il se trompe là où les gradients sont très petits ou très grands\u00a0: une fausse passe, une juste est accusée.",
      },
      asks: {
        en:
          "With what does your checker compare the difference: a fixed number, or the size of the gradients?",
        fr:
          "À quoi votre vérificateur compare-t-il l’écart\u00a0: à un nombre fixe, ou à la taille des gradients\u00a0?",
      },
    },
    ...singles,
  ],
  hints: [
    {
      en:
        "Copy W for each weight, and change one number of the copy: nothing has to be put back then. " +
        "W.with(i, value) does both.",
      fr:
        "Copiez W pour chaque poids, et changez un nombre de la copie\u00a0: rien n’est à remettre en place. " +
        "W.with(i, valeur) fait les deux.",
    },
    {
      en:
        "The rounding of L is about 10⁻¹⁶: divided by 2ε it must stay far below the slopes, and ε² " +
        "must, too. 10⁻⁵ does both.",
      fr:
        "L’arrondi de L vaut environ 10⁻¹⁶\u00a0: divisé par 2ε, il doit rester bien au-dessous des pentes, et " +
        "ε² aussi. 10⁻⁵ convient pour les deux.",
    },
    {
      en: "slopes: W.map((w, i) => (L(W.with(i, w + epsilon)) − …) / (2 * epsilon)). " +
        "isRight: return relativeError(slopes(L, W, 1e-5), dW) < 1e-5.",
      fr: "slopes\u00a0: W.map((w, i) => (L(W.with(i, w + epsilon)) − …) / (2 * epsilon)). " +
        "isRight\u00a0: return relativeError(slopes(L, W, 1e-5), dW) < 1e-5.",
    },
  ],
});
