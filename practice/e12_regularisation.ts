/**
 * Exercise 12: L2 and dropout.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import { type Matrix, numbersIn, scaled } from "../src/practice/tensor.ts";

interface Inputs {
  dW: Matrix;
  W: Matrix;
  lambda: number;
  A: Matrix;
  mask: Matrix;
  rate: number;
  dA: Matrix;
}
interface Results {
  penalty: number;
  dWl2: Matrix;
  D: Matrix;
  dD: Matrix;
  T: Matrix;
}
/** A matrix whose elements are made of the elements of others. */
function of(matrices: readonly Matrix[], element: (...each: number[]) => number): Matrix {
  return matrices[0].map((row, i) => row.map((_, j) => element(...matrices.map((m) => m[i][j]))));
}
const squares = (W: Matrix) => numbersIn(W).reduce((sum, w) => sum + w * w, 0);

export default exercise<Inputs, Results>({
  number: 12,
  name: "regularisation",
  title: { en: "L2 and dropout", fr: "L2 et dropout" },
  statement: {
    en: "Two ways to keep a network from learning its images by heart.\n" +
      "l2(W, dW, lambda) returns { penalty, dWl2 }: what is added to the loss, λ/2·ΣW², and the " +
      "gradient with it, dW + λ·W.\n" +
      "dropout(A, mask, rate) gives D in training: mask has 1 for each number that stays and 0 for " +
      "each that is dropped, a share `rate` of them on average. What stays is divided by 1 − rate.\n" +
      "dropoutBackward(dA, mask, rate) gives dD, the way back through the same mask.\n" +
      "dropoutTest(A, rate) gives T, what the layer does when nothing is learnt: nothing.",
    fr: "Deux façons d’empêcher un réseau d’apprendre ses images par cœur.\n" +
      "l2(W, dW, lambda) renvoie { penalty, dWl2 }\u00a0: ce qui s’ajoute à la perte, λ/2·ΣW², et le " +
      "gradient qui en tient compte, dW + λ·W.\n" +
      "dropout(A, mask, rate) donne D à l’entraînement\u00a0: mask a 1 pour chaque nombre qui reste et " +
      "0 pour chacun qui est éteint, une part `rate` d’entre eux en moyenne. Ce qui reste est divisé " +
      "par 1 − rate.\n" +
      "dropoutBackward(dA, mask, rate) donne dD, le retour à travers le même masque.\n" +
      "dropoutTest(A, rate) donne T, ce que fait la couche quand on n’apprend pas\u00a0: rien.",
  },
  explanation: {
    en:
      "A network that has seen few images fits them too well: its loss on them falls, the loss on " +
      "others rises. L2 makes large weights cost something, so that a weight is only as large as " +
      "the images ask for. Biases are left out: they do not make the answer depend on a pixel more.\n" +
      "Dropout switches neurons off at random, others for each image and step, so that no neuron can " +
      "rely on one other alone. If a share of 0.3 is off, the next layer would get 0.7 of its sums; " +
      "dividing what stays by 0.7 keeps their mean. So at test time, with all neurons on, nothing is " +
      "to be done. Backward, a neuron that was off has changed nothing and gets 0; the others get " +
      "what came back, divided by the same 0.7.",
    fr:
      "Un réseau qui a vu peu d’images s’y ajuste trop bien\u00a0: sa perte y baisse, et monte sur les " +
      "autres. L2 fait payer les grands poids\u00a0: un poids n’est grand que si les images le " +
      "demandent. Les biais n’y sont pas soumis\u00a0: ils ne rendent pas la réponse plus sensible à un " +
      "pixel.\n" +
      "Le dropout éteint des neurones au hasard, d’autres pour chaque image et chaque pas, si bien " +
      "qu’aucun neurone ne peut compter sur un seul autre. Si une part de 0,3 est éteinte, la couche " +
      "suivante recevrait 0,7 de ses sommes\u00a0; diviser ce qui reste par 0,7 en garde la moyenne. Au " +
      "test, tous les neurones allumés, il n’y a donc rien à faire. Au retour, un neurone éteint n’a " +
      "rien changé et reçoit 0\u00a0; les autres reçoivent ce qui revient, divisé par le même 0,7.",
  },
  functions: [
    { name: "l2", takes: ["W", "dW", "lambda"], gives: ["penalty", "dWl2"] },
    { name: "dropout", takes: ["A", "mask", "rate"], gives: "D" },
    { name: "dropoutBackward", takes: ["dA", "mask", "rate"], gives: "dD" },
    { name: "dropoutTest", takes: ["A", "rate"], gives: "T" },
  ],
  draw: (draw) => ({
    W: draw.matrix(draw.d, draw.h),
    dW: draw.matrix(draw.d, draw.h),
    lambda: 0.05 + 0.1 * draw.uniform(),
    A: draw.matrix(draw.m, draw.h),
    dA: draw.matrix(draw.m, draw.h),
    // Never all or none: the first stays, the second is dropped.
    mask: draw.matrix(draw.m, draw.h).map((row) =>
      row.map((x, j) => j === 0 ? 1 : j === 1 ? 0 : Number(x > 0))
    ),
    rate: 0.25 + 0.15 * draw.uniform(),
  }),
  results: {
    penalty: {
      formula: { en: "penalty = λ/2·ΣW²", fr: "pénalité = λ/2·ΣW²" },
      reference: ({ W, lambda }) => lambda / 2 * squares(W),
    },
    dWl2: {
      formula: "dWl2 = dW + λ·W",
      reference: ({ W, dW, lambda }) => of([W, dW], (w, dw) => dw + lambda * w),
    },
    D: {
      formula: "D = A ⊙ mask / (1 − rate)",
      reference: ({ A, mask, rate }) => of([A, mask], (a, on) => a * on / (1 - rate)),
    },
    dD: {
      formula: "dD = dA ⊙ mask / (1 − rate)",
      reference: ({ dA, mask, rate }) => of([dA, mask], (da, on) => da * on / (1 - rate)),
    },
    T: { formula: "T = A", reference: ({ A }) => A },
  },
  mutants: [
    {
      name: "penalty not squared",
      of: "penalty",
      wrong: ({ W, lambda }) => W.flat().reduce((sum, w) => sum + lambda / 2 * w, 0),
      says: {
        en: "The weights are added up as they are: those above and below 0 cancel.",
        fr: "Les poids sont additionnés tels quels\u00a0: positifs et négatifs se compensent.",
      },
      asks: {
        en: "What is done to each weight before the sum?",
        fr: "Que fait-on de chaque poids avant la somme\u00a0?",
      },
    },
    {
      name: "penalty without the half",
      of: "penalty",
      wrong: (_, __, penalty: number) => 2 * penalty,
      says: { en: "The penalty is twice too large.", fr: "La pénalité est deux fois trop grande." },
      asks: {
        en: "The gradient of w² is 2w. Which factor makes that of the penalty λ·w?",
        fr: "Le gradient de w² est 2w. Quel facteur donne λ·w pour la pénalité\u00a0?",
      },
    },
    {
      name: "penalty as a mean",
      of: "penalty",
      wrong: ({ W }, _, penalty: number) => penalty / (W.length * W[0].length),
      says: ({ W }) => ({
        en: `The penalty is ${W.length * W[0].length} times too small: a mean over the weights.`,
        fr: `La pénalité est ${
          W.length * W[0].length
        } fois trop petite\u00a0: une moyenne sur les poids.`,
      }),
      asks: {
        en: "Does the formula have a mean or a sum?",
        fr: "La formule contient-elle une moyenne ou une somme\u00a0?",
      },
    },
    {
      name: "penalty of magnitudes",
      of: "penalty",
      wrong: ({ W, lambda }) => lambda / 2 * numbersIn(W).reduce((sum, w) => sum + Math.abs(w), 0),
      says: {
        en: "The penalty sums magnitudes: that is L1.",
        fr: "La pénalité somme des valeurs absolues\u00a0: c’est L1.",
      },
      asks: { en: "What does the 2 of L2 say?", fr: "Que dit le 2 de L2\u00a0?" },
    },
    {
      name: "root of the squares",
      of: "penalty",
      wrong: ({ W, lambda }) => lambda / 2 * Math.sqrt(squares(W)),
      says: {
        en: "A root is taken: this is the norm, and its square is wanted.",
        fr: "Une racine est prise\u00a0: c’est la norme, et l’on veut son carré.",
      },
      asks: {
        en: "Is there a root in λ/2·ΣW²?",
        fr: "Y a-t-il une racine dans λ/2·ΣW²\u00a0?",
      },
    },
    {
      name: "penalty without λ",
      of: "penalty",
      wrong: ({ W }) => squares(W) / 2,
      says: { en: "λ is missing in the penalty.", fr: "Il manque λ dans la pénalité." },
      asks: { en: "How strong is it to be?", fr: "Quelle force doit-elle avoir\u00a0?" },
    },
    {
      name: "penalty for dW",
      of: "penalty",
      wrong: ({ dW, lambda }) => lambda / 2 * squares(dW),
      says: {
        en: "The penalty is made of dW, not of W.",
        fr: "La pénalité est faite de dW, et non de W.",
      },
      asks: { en: "What is to stay small?", fr: "Qu’est-ce qui doit rester petit\u00a0?" },
    },
    {
      name: "penalty missing in dW",
      of: "dWl2",
      wrong: ({ dW }) => dW,
      says: {
        en: "dWl2 is dW: the penalty has no effect on it.",
        fr: "dWl2 est dW\u00a0: la pénalité n’y a aucun effet.",
      },
      asks: {
        en: "What is the derivative of λ/2·w²?",
        fr: "Quelle est la dérivée de λ/2·w²\u00a0?",
      },
    },
    {
      name: "2λ in dW",
      of: "dWl2",
      wrong: ({ W, dW, lambda }) => of([W, dW], (w, dw) => dw + 2 * lambda * w),
      says: {
        en: "2λ·W is added; the penalty has a half before λ.",
        fr: "2λ·W est ajouté\u00a0; la pénalité a un demi devant λ.",
      },
      asks: {
        en: "What is the derivative of λ/2·w²?",
        fr: "Quelle est la dérivée de λ/2·w²\u00a0?",
      },
    },
    {
      name: "half λ in dW",
      of: "dWl2",
      wrong: ({ W, dW, lambda }) => of([W, dW], (w, dw) => dw + lambda * w / 2),
      says: { en: "λ/2·W is added.", fr: "λ/2·W est ajouté." },
      asks: {
        en: "What is the derivative of λ/2·w²?",
        fr: "Quelle est la dérivée de λ/2·w²\u00a0?",
      },
    },
    {
      name: "squares in dW",
      of: "dWl2",
      wrong: ({ W, dW, lambda }) => of([W, dW], (w, dw) => dw + lambda * w * w),
      says: {
        en: "λ·W² is added: the penalty itself, not its derivative.",
        fr: "λ·W² est ajouté\u00a0: la pénalité même, et non sa dérivée.",
      },
      asks: {
        en: "What is the derivative of λ/2·w²?",
        fr: "Quelle est la dérivée de λ/2·w²\u00a0?",
      },
    },
    {
      name: "sign of W in dW",
      of: "dWl2",
      wrong: ({ W, dW, lambda }) => of([W, dW], (w, dw) => dw + lambda * Math.sign(w)),
      says: {
        en: "λ times the sign of W is added: that is L1.",
        fr: "λ fois le signe de W est ajouté\u00a0: c’est L1.",
      },
      asks: {
        en: "What is the derivative of λ/2·w²?",
        fr: "Quelle est la dérivée de λ/2·w²\u00a0?",
      },
    },
    {
      name: "weights grow",
      of: "dWl2",
      wrong: ({ W, dW, lambda }) => of([W, dW], (w, dw) => dw - lambda * w),
      says: {
        en: "λ·W is subtracted: a step down this gradient makes weights larger.",
        fr: "λ·W est retranché\u00a0: un pas contre ce gradient agrandit les poids.",
      },
      asks: {
        en: "The step is W − η·dW. Which sign shrinks W?",
        fr: "Le pas est W − η·dW. Quel signe réduit W\u00a0?",
      },
    },
    {
      name: "only λW",
      of: "dWl2",
      wrong: ({ W, lambda }) => scaled(W, lambda),
      says: {
        en: "dW itself is missing: only the penalty's gradient is there.",
        fr: "dW lui-même manque\u00a0: il n’y a que le gradient de la pénalité.",
      },
      asks: {
        en: "What becomes of the images' own gradient?",
        fr: "Que devient le gradient des images elles-mêmes\u00a0?",
      },
    },
    ...(["D", "dD"] as const).flatMap((of_) => {
      const given = ({ A, dA }: Inputs) => of_ === "D" ? A : dA;
      return [
        {
          name: `${of_} not divided`,
          of: of_,
          wrong: ({ rate }: Inputs, _: Results, right: Matrix) => scaled(right, 1 - rate),
          says: {
            en: `The mask is right; what stays in ${of_} is not divided by 1 − rate.`,
            fr:
              `Le masque est juste\u00a0; ce qui reste dans ${of_} n’est pas divisé par 1 − rate.`,
          },
          asks: {
            en: "With a third of the neurons off, what becomes of the mean?",
            fr: "Avec un tiers des neurones éteints, que devient la moyenne\u00a0?",
          },
        },
        {
          name: `${of_} divided by the rate`,
          of: of_,
          wrong: (inputs: Inputs) =>
            of([given(inputs), inputs.mask], (a, on) => a * on / inputs.rate),
          says: {
            en: `What stays in ${of_} is divided by the rate, not by 1 − rate.`,
            fr: `Ce qui reste dans ${of_} est divisé par le taux, et non par 1 − taux.`,
          },
          asks: {
            en: "Which share stays: rate or 1 − rate?",
            fr: "Quelle part reste\u00a0: rate ou 1 − rate\u00a0?",
          },
        },
        {
          name: `${of_} multiplied`,
          of: of_,
          wrong: (inputs: Inputs) =>
            of([given(inputs), inputs.mask], (a, on) => a * on * (1 - inputs.rate)),
          says: {
            en: `What stays in ${of_} is multiplied by 1 − rate, not divided by it.`,
            fr: `Ce qui reste dans ${of_} est multiplié par 1 − rate, et non divisé.`,
          },
          asks: { en: "· or /?", fr: "· ou /\u00a0?" },
        },
        {
          name: `${of_} without the mask`,
          of: of_,
          wrong: (inputs: Inputs) => scaled(given(inputs), 1 / (1 - inputs.rate)),
          says: {
            en: `Nothing is switched off in ${of_}: the mask is missing.`,
            fr: `Rien n’est éteint dans ${of_}\u00a0: il manque le masque.`,
          },
          asks: { en: "What does a 0 in the mask do?", fr: "Que fait un 0 du masque\u00a0?" },
        },
        {
          name: `${of_} unchanged`,
          of: of_,
          wrong: (inputs: Inputs) => given(inputs),
          says: {
            en: `${of_} is what was given: that is the layer when nothing is learnt.`,
            fr: `${of_} est ce qui était donné\u00a0: c’est la couche quand on n’apprend pas.`,
          },
          asks: {
            en: "Is this function called in training or at test time?",
            fr: "Cette fonction est-elle appelée à l’entraînement ou au test\u00a0?",
          },
        },
        {
          name: `${of_} with the mask inverted`,
          of: of_,
          wrong: (inputs: Inputs) =>
            of([given(inputs), inputs.mask], (a, on) => a * (1 - on) / (1 - inputs.rate)),
          says: {
            en: `${of_} has zeros where the others should be: the mask is inverted.`,
            fr: `${of_} a ses zéros à la place des autres\u00a0: le masque est inversé.`,
          },
          asks: {
            en: "In the mask, what does 1 say?",
            fr: "Dans le masque, que veut dire 1\u00a0?",
          },
        },
      ];
    }),
    {
      name: "on at test",
      of: "T",
      wrong: ({ A, mask, rate }) => of([A, mask], (a, on) => a * on / (1 - rate)),
      says: {
        en: "Dropout is on at test time: two readings of an image would differ.",
        fr: "Le dropout est actif au test\u00a0: deux lectures d’une image différeraient.",
      },
      asks: {
        en: "Which neurons are on when nothing is learnt?",
        fr: "Quels neurones sont allumés quand on n’apprend pas\u00a0?",
      },
    },
    {
      name: "shrunk at test",
      of: "T",
      wrong: ({ A, rate }) => scaled(A, 1 - rate),
      says: {
        en:
          "A is multiplied by 1 − rate. That belongs to the dropout that does not divide in training.",
        fr:
          "A est multiplié par 1 − rate. Cela va avec le dropout qui ne divise pas à l’entraînement.",
      },
      asks: {
        en: "Training has divided already. What is left to do?",
        fr: "L’entraînement a déjà divisé. Que reste-t-il à faire\u00a0?",
      },
    },
    {
      name: "enlarged at test",
      of: "T",
      wrong: ({ A, rate }) => scaled(A, 1 / (1 - rate)),
      says: {
        en: "A is divided by 1 − rate at test time, too.",
        fr: "A est divisé par 1 − rate au test aussi.",
      },
      asks: {
        en: "Nobody is off: what would the division make up for?",
        fr: "Personne n’est éteint\u00a0: que compenserait la division\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "The penalty is one number, a sum over all weights; everything else goes element by element.",
      fr:
        "La pénalité est un seul nombre, une somme sur tous les poids\u00a0; tout le reste se fait " +
        "élément par élément.",
    },
    {
      en:
        "A 0 in the mask gives 0, both ways; a 1 gives what was there, divided by the share that " +
        "stays.",
      fr:
        "Un 0 du masque donne 0, à l’aller comme au retour\u00a0; un 1 donne ce qui était là, divisé " +
        "par la part qui reste.",
    },
    {
      en: "dW[i][j] + lambda * W[i][j]; A[i][j] * mask[i][j] / (1 − rate), and the same with dA.",
      fr:
        "dW[i][j] + lambda * W[i][j]\u00a0; A[i][j] * mask[i][j] / (1 − rate), et de même avec dA.",
    },
  ],
});
