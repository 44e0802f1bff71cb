/**
 * Exercise 15: max-pooling, both ways.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import { mapped, type Matrix, matrixOf } from "../src/practice/tensor.ts";
import { wrongSign } from "./common_mutants.ts";

interface Inputs {
  X: Matrix;
  dP: Matrix;
}
interface Results {
  P: Matrix;
  dX: Matrix;
}
/** The size of a window. */
const SIZE = 2;

/** The pixels of a window by their names, in their order. */
const CORNERS = [
  { en: "top left", fr: "en haut à gauche" },
  { en: "top right", fr: "en haut à droite" },
  { en: "bottom left", fr: "en bas à gauche" },
  { en: "bottom right", fr: "en bas à droite" },
];

/** The four pixels of a window, in their order. */
function window({ X }: Inputs, i: number, j: number): { y: number; x: number; value: number }[] {
  return [0, 1, 2, 3].map((at) => {
    const y = SIZE * i + (at >> 1), x = SIZE * j + at % 2;
    return { y, x, value: X[y][x] };
  });
}

/** A number for each window. */
function each(
  inputs: Inputs,
  number: (values: number[], i: number, j: number) => number,
): Matrix {
  const rows = Math.floor(inputs.X.length / SIZE), columns = Math.floor(inputs.X[0].length / SIZE);
  return matrixOf(
    [rows, columns],
    (i, j) => number(window(inputs, i, j).map(({ value }) => value), i, j),
  );
}

/** dX where each window gives its pixels the shares of dP that are said, of 4 values. */
function spread(
  inputs: Inputs,
  shares: (values: number[], i: number, j: number) => number[],
): Matrix {
  const dX = mapped(inputs.X, () => 0);
  inputs.dP.forEach((row, i) =>
    row.forEach((dp, j) => {
      const places = window(inputs, i, j), part = shares(places.map(({ value }) => value), i, j);
      places.forEach(({ y, x }, at) => dX[y][x] = dp * part[at]);
    })
  );
  return dX;
}
/** 1 for the first of the largest, 0 for the others. */
const firstLargest = (values: number[]) => {
  const at = values.indexOf(Math.max(...values));
  return values.map((_, i) => Number(i === at));
};
const largest = (values: number[]) => values.map((value) => Number(value === Math.max(...values)));

export default exercise<Inputs, Results>({
  number: 15,
  name: "max_pool",
  title: { en: "Max-pooling, both ways", fr: "Le max-pooling, aller et retour" },
  statement: {
    en: "maxPool(X) cuts a matrix into windows of 2×2 that do not overlap, and keeps the largest " +
      "number of each: P[i][j] = the largest of X[2i][2j], X[2i][2j+1], X[2i+1][2j], X[2i+1][2j+1].\n" +
      "maxPoolBackward(X, dP) gives dX: each dP[i][j] goes to the pixel that was the largest, all " +
      "others get 0. Of equal ones the first gets it, row by row. A last row or column that fills " +
      "no window is left out, and gets 0.",
    fr:
      "maxPool(X) découpe une matrice en fenêtres de 2×2 qui ne se chevauchent pas, et garde le plus " +
      "grand nombre de chacune\u00a0: P[i][j] = le plus grand de X[2i][2j], X[2i][2j+1], " +
      "X[2i+1][2j], X[2i+1][2j+1].\n" +
      "maxPoolBackward(X, dP) donne dX\u00a0: chaque dP[i][j] va au pixel qui était le plus grand, les " +
      "autres reçoivent 0. De plusieurs égaux, c’est le premier, ligne par ligne. Une dernière ligne " +
      "ou colonne qui ne remplit aucune fenêtre est laissée de côté, et reçoit 0.",
  },
  explanation: {
    en: "After a convolution one often asks only whether something was found around here, not at " +
      "which pixel. Pooling makes the map half as high and half as wide, and what is found may " +
      "move by a pixel without a change. There is nothing to learn in it. A network that reads " +
      "digits puts one behind each convolution: the maps get smaller, the window of the next " +
      "kernel covers more of the image.\n" +
      "Backward: the loss depends on the largest number of a window only. Change one of the others " +
      "a little, and nothing happens: its slope is 0. So what comes back goes to the largest alone. " +
      "Where two are equal there is no slope (the maximum has a corner there), and one of them is " +
      "chosen: the first, so that a window never hands on more than it got.",
    fr:
      "Après une convolution, on demande souvent seulement si quelque chose a été trouvé par ici, et " +
      "non à quel pixel. Le pooling rend la carte deux fois moins haute et deux fois moins large, et " +
      "ce qui est trouvé peut se déplacer d’un pixel sans rien changer. Il n’a rien à apprendre. Un " +
      "réseau qui lit des chiffres en met un derrière chaque convolution\u00a0: les cartes " +
      "rétrécissent, et la fenêtre du noyau suivant couvre une plus grande part de l’image.\n" +
      "Au retour\u00a0: la perte ne dépend que du plus grand nombre d’une fenêtre. Changez un peu l’un " +
      "des autres, et rien ne se passe\u00a0: sa pente est 0. Ce qui revient ne va donc qu’au plus " +
      "grand. Là où deux sont égaux, il n’y a pas de pente (le maximum y fait un angle), et l’on en " +
      "choisit un\u00a0: le premier, pour qu’une fenêtre ne transmette jamais plus qu’elle n’a reçu.",
  },
  functions: [
    { name: "maxPool", takes: ["X"], gives: "P" },
    { name: "maxPoolBackward", takes: ["X", "dP"], gives: "dX" },
  ],
  draw: (draw) => {
    // Five rows and seven columns: the last of each fill no window; one window has ties, in one all are
    // below 0, and the other four have their largest in another corner each.
    const [rows, columns] = draw.trial === 2 ? [4, 2] : [5, 7];
    const X = draw.matrix(rows, columns);
    X[0][1] = X[1][0] = Math.max(X[0][0], X[1][1]) + 0.25;
    if (rows > 4) { for (const [y, x] of [[0, 2], [0, 5], [3, 2], [3, 5]]) X[y][x] += 3; }
    for (const [y, x] of [[2, 0], [2, 1], [3, 0], [3, 1]]) X[y][x] = -Math.abs(X[y][x]);
    return { X, dP: draw.matrix(Math.floor(rows / SIZE), Math.floor(columns / SIZE)) };
  },
  results: {
    P: {
      formula: "P[i,j] = max of X[2i,2j], X[2i,2j+1], X[2i+1,2j], X[2i+1,2j+1]",
      reference: (inputs) => each(inputs, (values) => Math.max(...values)),
    },
    dX: {
      formula: {
        en: "dX[y,x] = dP[i,j] where X[y,x] is the largest of its window, else 0",
        fr: "dX[y,x] = dP[i,j] là où X[y,x] est le plus grand de sa fenêtre, 0 ailleurs",
      },
      reference: (inputs) => spread(inputs, firstLargest),
      conventions: [{
        compute: (inputs) =>
          spread(inputs, (values) => firstLargest(values.toReversed()).toReversed()),
        note: {
          en: "Of equal ones, yours is the last; here and in most libraries it is the first.",
          fr: "De plusieurs égaux, vous prenez le dernier\u00a0; ici et dans la plupart des " +
            "bibliothèques, c’est le premier.",
        },
      }],
    },
  },
  mutants: [
    ...CORNERS.map(({ en, fr }, corner) => ({
      name: `${en} left out`,
      of: "P" as const,
      wrong: (inputs: Inputs) =>
        each(inputs, (values) => Math.max(...values.filter((_, at) => at !== corner))),
      says: {
        en: `The pixel at the ${en} of a window is never looked at.`,
        fr: `Le pixel ${fr} d’une fenêtre n’est jamais regardé.`,
      },
      asks: {
        en: "Which four pairs of indices does the formula have?",
        fr: "Quelles quatre paires d’indices la formule a-t-elle\u00a0?",
      },
    })),
    {
      name: "mean",
      of: "P",
      wrong: (inputs) => each(inputs, (values) => values.reduce((a, b) => a + b) / 4),
      says: {
        en: "P holds the means of the windows.",
        fr: "P contient les moyennes des fenêtres.",
      },
      asks: {
        en: "Which pooling is asked for: the mean or the largest?",
        fr: "Quel pooling est demandé\u00a0: la moyenne ou le plus grand\u00a0?",
      },
    },
    {
      name: "minimum",
      of: "P",
      wrong: (inputs) => each(inputs, (values) => Math.min(...values)),
      says: {
        en: "P holds the smallest number of each window.",
        fr: "P contient le plus petit nombre de chaque fenêtre.",
      },
      asks: { en: "< or >?", fr: "< ou >\u00a0?" },
    },
    {
      name: "sum",
      of: "P",
      wrong: (inputs) => each(inputs, (values) => values.reduce((a, b) => a + b)),
      says: { en: "P holds the sums of the windows.", fr: "P contient les sommes des fenêtres." },
      asks: {
        en: "What is kept of four numbers?",
        fr: "Que garde-t-on de quatre nombres\u00a0?",
      },
    },
    {
      name: "starts at zero",
      of: "P",
      wrong: (inputs) => each(inputs, (values) => Math.max(0, ...values)),
      says: {
        en: "Where all four numbers are negative, you give 0.",
        fr: "Là où les quatre nombres sont négatifs, vous donnez 0.",
      },
      asks: {
        en: "With which number does the search for the largest start?",
        fr: "De quel nombre part la recherche du plus grand\u00a0?",
      },
    },
    {
      name: "largest magnitude",
      of: "P",
      wrong: (inputs) => each(inputs, (values) => Math.max(...values.map(Math.abs))),
      says: {
        en: "P holds the largest magnitudes: signs are lost.",
        fr: "P contient les plus grandes valeurs absolues\u00a0: les signes sont perdus.",
      },
      asks: { en: "Which is larger, −3 or 1?", fr: "Lequel est le plus grand, −3 ou 1\u00a0?" },
    },
    {
      name: "windows overlap",
      of: "P",
      wrong: ({ X }) =>
        matrixOf(
          [X.length - 1, X[0].length - 1],
          (i, j) => Math.max(X[i][j], X[i][j + 1], X[i + 1][j], X[i + 1][j + 1]),
        ),
      says: {
        en: "The windows overlap: each starts one pixel after the one before.",
        fr: "Les fenêtres se chevauchent\u00a0: chacune commence un pixel après la précédente.",
      },
      asks: {
        en: "Where does the window of P[0][1] start?",
        fr: "Où commence la fenêtre de P[0][1]\u00a0?",
      },
    },
    {
      name: "windows at i, j",
      of: "P",
      wrong: (inputs) => {
        const { X } = inputs;
        return each(
          inputs,
          (_, i, j) => Math.max(X[i][j], X[i][j + 1], X[i + 1][j], X[i + 1][j + 1]),
        );
      },
      says: {
        en: "P has the right size, but its windows overlap: they start at i, j.",
        fr:
          "P a la bonne taille, mais ses fenêtres se chevauchent\u00a0: elles commencent en i, j.",
      },
      asks: {
        en: "Where does the window of P[0][1] start?",
        fr: "Où commence la fenêtre de P[0][1]\u00a0?",
      },
    },
    {
      name: "incomplete windows",
      of: "P",
      wrong: ({ X }) =>
        matrixOf([Math.ceil(X.length / SIZE), Math.ceil(X[0].length / SIZE)], (i, j) => {
          const rows = X.slice(SIZE * i, SIZE * i + SIZE);
          return Math.max(...rows.flatMap((row) => row.slice(SIZE * j, SIZE * j + SIZE)));
        }),
      says: {
        en: "The last row and column have windows that are not full.",
        fr: "La dernière ligne et la dernière colonne ont des fenêtres incomplètes.",
      },
      asks: {
        en: "How many whole windows of 2 fit into 5 rows?",
        fr: "Combien de fenêtres entières de 2 tiennent dans 5 lignes\u00a0?",
      },
    },
    {
      name: "first row of the window only",
      of: "P",
      wrong: (inputs) => each(inputs, ([a, b]) => Math.max(a, b)),
      says: {
        en: "Only the first row of each window is looked at.",
        fr: "Seule la première ligne de chaque fenêtre est regardée.",
      },
      asks: { en: "Where does X[2i+1] come in?", fr: "Où X[2i+1] intervient-il\u00a0?" },
    },
    {
      name: "first column of the window only",
      of: "P",
      wrong: (inputs) => each(inputs, ([a, , c]) => Math.max(a, c)),
      says: {
        en: "Only the first column of each window is looked at.",
        fr: "Seule la première colonne de chaque fenêtre est regardée.",
      },
      asks: { en: "Where does X[…][2j+1] come in?", fr: "Où X[…][2j+1] intervient-il\u00a0?" },
    },
    {
      name: "the diagonal only",
      of: "P",
      wrong: (inputs) => each(inputs, ([a, , , d]) => Math.max(a, d)),
      says: {
        en: "Only the diagonal of each window is looked at.",
        fr: "Seule la diagonale de chaque fenêtre est regardée.",
      },
      asks: {
        en: "Do u and v go their own ways?",
        fr: "u et v avancent-ils chacun de leur côté\u00a0?",
      },
    },
    {
      name: "no search",
      of: "P",
      wrong: (inputs) => each(inputs, ([a]) => a),
      says: {
        en: "P holds the top left number of each window.",
        fr: "P contient le nombre en haut à gauche de chaque fenêtre.",
      },
      asks: {
        en: "Where are the other three compared with it?",
        fr: "Où les trois autres lui sont-ils comparés\u00a0?",
      },
    },
    {
      name: "feeds every tie",
      of: "dX",
      wrong: (inputs) => spread(inputs, largest),
      says: {
        en: "Where two numbers are equal, both get dP: that window hands on twice what it got.",
        fr:
          "Là où deux nombres sont égaux, tous deux reçoivent dP\u00a0: cette fenêtre transmet le " +
          "double de ce qu’elle a reçu.",
      },
      asks: {
        en: "Of two that are equal, which one does the statement say?",
        fr: "De deux nombres égaux, lequel l’énoncé désigne-t-il\u00a0?",
      },
    },
    {
      name: "shares among ties",
      of: "dX",
      wrong: (inputs) =>
        spread(inputs, (values) => {
          const ones = largest(values), count = ones.reduce((a, b) => a + b);
          return ones.map((one) => one / count);
        }),
      says: {
        en: "Where two numbers are equal, each gets half of dP.",
        fr: "Là où deux nombres sont égaux, chacun reçoit la moitié de dP.",
      },
      asks: {
        en: "Of two that are equal, which one does the statement say?",
        fr: "De deux nombres égaux, lequel l’énoncé désigne-t-il\u00a0?",
      },
    },
    {
      name: "all four fed",
      of: "dX",
      wrong: (inputs) => spread(inputs, () => [1, 1, 1, 1]),
      says: {
        en: "All four pixels of a window get its dP.",
        fr: "Les quatre pixels d’une fenêtre reçoivent son dP.",
      },
      asks: {
        en: "If a pixel that is not the largest changes a little, does P?",
        fr: "Si un pixel qui n’est pas le plus grand change un peu, P change-t-il\u00a0?",
      },
    },
    {
      name: "mean backward",
      of: "dX",
      wrong: (inputs) => spread(inputs, () => [0.25, 0.25, 0.25, 0.25]),
      says: {
        en: "Each pixel gets a quarter of dP: that is the way back of mean pooling.",
        fr: "Chaque pixel reçoit un quart de dP\u00a0: c’est le retour du pooling par la moyenne.",
      },
      asks: {
        en: "If a pixel that is not the largest changes a little, does P?",
        fr: "Si un pixel qui n’est pas le plus grand change un peu, P change-t-il\u00a0?",
      },
    },
    {
      name: "always the first",
      of: "dX",
      wrong: (inputs) => spread(inputs, () => [1, 0, 0, 0]),
      says: {
        en: "dP always goes to the top left pixel.",
        fr: "dP va toujours au pixel en haut à gauche.",
      },
      asks: {
        en: "How does the way back know where the largest was?",
        fr: "Comment le retour sait-il où était le plus grand\u00a0?",
      },
    },
    {
      name: "times the largest",
      of: "dX",
      wrong: ({ X }, _, dX: Matrix) => dX.map((row, y) => row.map((dx, x) => dx * X[y][x])),
      says: {
        en: "Each number of dX is multiplied by its pixel.",
        fr: "Chaque nombre de dX est multiplié par son pixel.",
      },
      asks: {
        en: "If the largest grows by ε, by how much does P grow?",
        fr: "Si le plus grand augmente de ε, de combien P augmente-t-il\u00a0?",
      },
    },
    {
      name: "only ones",
      of: "dX",
      wrong: (_, __, dX: Matrix) => mapped(dX, (dx) => Number(dx !== 0)),
      says: {
        en: "dX holds only 0 and 1: dP is missing in it.",
        fr: "dX ne contient que 0 et 1\u00a0: il y manque dP.",
      },
      asks: {
        en: "What did P hand back to this window?",
        fr: "Qu’est-ce que P a renvoyé à cette fenêtre\u00a0?",
      },
    },
    {
      name: "negative largest get nothing",
      of: "dX",
      wrong: ({ X }, _, dX: Matrix) => dX.map((row, y) => row.map((dx, x) => X[y][x] > 0 ? dx : 0)),
      says: {
        en: "Where the largest is negative, nothing goes back.",
        fr: "Là où le plus grand est négatif, rien ne revient.",
      },
      asks: {
        en: "Is there a ReLU in this layer?",
        fr: "Y a-t-il un ReLU dans cette couche\u00a0?",
      },
    },
    {
      name: "dX as small as P",
      of: "dX",
      wrong: ({ dP }) => dP,
      says: {
        en: "dX is as small as dP: what belongs to which pixel is missing.",
        fr: "dX est aussi petit que dP\u00a0: il manque ce qui revient à chaque pixel.",
      },
      asks: { en: "Which shape has dX?", fr: "Quelles sont les dimensions de dX\u00a0?" },
    },
    wrongSign("dX", { en: "Where does a minus come from?", fr: "D’où vient un moins\u00a0?" }),
  ],
  hints: [
    {
      en:
        "The window of P[i][j] starts at row 2i and column 2j. Both ways search it for the largest.",
      fr:
        "La fenêtre de P[i][j] commence à la ligne 2i et à la colonne 2j. L’aller et le retour y " +
        "cherchent le plus grand.",
    },
    {
      en:
        "Keep the place of the largest so far, not its value: start with (2i, 2j), and change it " +
        "only where a number is truly larger.",
      fr:
        "Gardez la place du plus grand jusqu’ici, non sa valeur\u00a0: partez de (2i, 2j), et n’en " +
        "changez que si un nombre est vraiment plus grand.",
    },
    {
      en: "Back: dX of zeros, as large as X; for each window find y, x of its first largest, and " +
        "dX[y][x] = dP[i][j].",
      fr:
        "Au retour\u00a0: dX de zéros, aussi grand que X\u00a0; pour chaque fenêtre, trouvez y, x de " +
        "son premier plus grand, et dX[y][x] = dP[i][j].",
    },
  ],
});
