/**
 * Exercise 13: the forward pass of a convolution.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import { mapped, type Matrix, matrixOf, type Vector } from "../src/practice/tensor.ts";

type Volume = Matrix[];
interface Inputs {
  X: Volume;
  K: Volume[];
  b: Vector;
}
/** The size of a kernel. */
const SIZE = 3;

/** A number for each filter, row and column, of so many rows and columns. */
function each(
  { X, K }: Inputs,
  number: (f: number, i: number, j: number) => number,
  cut: number = SIZE - 1,
): Volume {
  const [rows, columns] = [X[0].length - cut, X[0][0].length - cut];
  return K.map((_, f) => matrixOf([rows, columns], (i, j) => number(f, i, j)));
}

/** Σ over channels and kernel of `x(c, i + u, j + v) · k(f, c, u, v)`; what is outside counts 0. */
function sumOf(
  { X, K }: Inputs,
  { f, i, j, k = (f, c, u, v) => K[f][c][u][v], channels = X.map((_, c) => c) }: {
    readonly f: number;
    readonly i: number;
    readonly j: number;
    readonly k?: (f: number, c: number, u: number, v: number) => number;
    readonly channels?: readonly number[];
  },
): number {
  let sum = 0;
  for (const c of channels) {
    for (let u = 0; u < SIZE; u++) {
      for (let v = 0; v < SIZE; v++) sum += (X[c][i + u]?.[j + v] ?? 0) * k(f, c, u, v);
    }
  }
  return sum;
}

export default exercise<Inputs, { Z: Volume }>({
  number: 13,
  name: "convolution",
  title: { en: "A convolution, forward", fr: "Une convolution, à l’aller" },
  statement: {
    en: "convolve(X, K, b) slides small kernels over an image. X[c] is the image's channel c, a " +
      `matrix; K[f][c] is the ${SIZE}×${SIZE} kernel of filter f for channel c; b[f] is its bias.\n` +
      "Z[f][i][j] = b[f] + Σ X[c][i+u][j+v]·K[f][c][u][v], summed over c, u and v.\n" +
      "The kernel never leaves the image: of 6 rows, a kernel of 3 leaves 4.",
    fr: "convolve(X, K, b) fait glisser de petits noyaux sur une image. X[c] est le canal c de " +
      `l’image, une matrice\u00a0; K[f][c] est le noyau ${SIZE}×${SIZE} du filtre f pour le canal c\u00a0; ` +
      "b[f] est son biais.\n" +
      "Z[f][i][j] = b[f] + Σ X[c][i+u][j+v]·K[f][c][u][v], somme sur c, u et v.\n" +
      "Le noyau ne sort jamais de l’image\u00a0: de 6 lignes, un noyau de 3 en laisse 4.",
  },
  explanation: {
    en:
      "A dense layer gives every pixel a weight of its own, so a digit that is moved meets other " +
      "weights. A convolution uses the same few weights everywhere: the kernel. It is laid on the " +
      "top left corner, the pixels below it are multiplied by its numbers and added up, and that " +
      "is one number of the result; then it moves one column to the right, and at the end of a " +
      "row one row down. What the kernel looks for, such as an edge, is found wherever it is. " +
      "With several channels (colours, or the results of filters before), each has its kernel, " +
      "and their sums are added. A layer has several filters, each with kernels and a bias of its " +
      "own, and each gives an image: a feature map.\n" +
      "Mathematicians turn the kernel by 180° and call this cross-correlation when it is not " +
      "turned. Networks learn their kernels, so nobody turns them, and everybody says convolution.",
    fr: "Une couche dense donne à chaque pixel un poids à lui\u00a0: un chiffre décalé rencontre " +
      "d’autres poids. Une convolution emploie partout les mêmes quelques poids\u00a0: le noyau. On " +
      "le pose sur le coin supérieur gauche, on multiplie les pixels qu’il couvre par ses nombres, " +
      "on additionne, et c’est un nombre du résultat\u00a0; puis il avance d’une colonne vers la " +
      "droite et, au bout de la ligne, descend d’une ligne. Ce que cherche le noyau, un bord par " +
      "exemple, est trouvé où qu’il soit. S’il y a plusieurs canaux (des couleurs, ou les résultats " +
      "de filtres précédents), chacun a son noyau, et l’on ajoute leurs sommes. Une couche a " +
      "plusieurs filtres, chacun avec ses noyaux et son biais, et chacun donne une image\u00a0: une " +
      "carte de caractéristiques.\n" +
      "Les mathématiciens retournent le noyau de 180° et parlent de corrélation croisée quand on ne " +
      "le retourne pas. Les réseaux apprennent leurs noyaux\u00a0: personne ne les retourne, et tout " +
      "le monde dit convolution.",
  },
  functions: [{ name: "convolve", takes: ["X", "K", "b"], gives: "Z" }],
  draw: (draw) => {
    const channels = 2, filters = 4, [rows, columns] = draw.trial === 2 ? [4, 3] : [7, 6];
    return {
      X: Array.from({ length: channels }, () => draw.matrix(rows, columns)),
      K: Array.from(
        { length: filters },
        () => Array.from({ length: channels }, () => draw.matrix(SIZE, SIZE)),
      ),
      b: draw.vector(filters),
    };
  },
  results: {
    Z: {
      formula: "Z[f,i,j] = b[f] + Σ X[c,i+u,j+v]·K[f,c,u,v]",
      reference: (inputs) => each(inputs, (f, i, j) => inputs.b[f] + sumOf(inputs, { f, i, j })),
    },
  },
  mutants: [
    ...(["row", "map"] as const).map((what) => ({
      name: `sum not reset in a ${what}`,
      of: "Z" as const,
      wrong: ({ b }: Inputs, _: object, right: Volume) =>
        right.map((map, f) => {
          let sum = b[f];
          return map.map((row) => {
            if (what === "row") sum = b[f];
            return row.map((z) => sum += z - b[f]);
          });
        }),
      says: what === "row"
        ? {
          en:
            "The sum goes on from column to column: each number holds those before it in its row.",
          fr:
            "La somme continue de colonne en colonne\u00a0: chaque nombre contient ceux d’avant, sur sa ligne.",
        }
        : {
          en: "The sum goes on over a whole map: each number holds all those before it.",
          fr:
            "La somme continue sur toute la carte\u00a0: chaque nombre contient tous ceux d’avant.",
        },
      asks: {
        en: "In which loop does the sum begin anew with b[f]?",
        fr: "Dans quelle boucle la somme repart-elle de b[f]\u00a0?",
      },
    })),
    {
      name: "last product only",
      of: "Z",
      wrong: ({ X, K }) =>
        each(
          { X, K } as Inputs,
          (f, i, j) => X.at(-1)![i + SIZE - 1][j + SIZE - 1] * K[f].at(-1)![SIZE - 1][SIZE - 1],
        ),
      says: {
        en: "Only the last product is left, of the last channel and the kernel's last number.",
        fr:
          "Il ne reste que le dernier produit, celui du dernier canal et du dernier nombre du noyau.",
      },
      asks: {
        en: "= or +=: how does the sum grow?",
        fr: "= ou +=\u00a0: comment la somme grandit-elle\u00a0?",
      },
    },
    ...(["u", "v"] as const).map((index) => ({
      name: `${index} left out`,
      of: "Z" as const,
      wrong: ({ X, K, b }: Inputs) =>
        each({ X, K, b }, (f, i, j) => {
          let sum = b[f];
          X.forEach((matrix, c) =>
            K[f][c].forEach((row, u) =>
              row.forEach((k, v) =>
                sum += k * (index === "u" ? matrix[i][j + v] : matrix[i + u][j])
              )
            )
          );
          return sum;
        }),
      says: {
        en: `${index} moves in the kernel, but not in the image.`,
        fr: `${index} avance dans le noyau, mais pas dans l’image.`,
      },
      asks: {
        en: "Which pixel meets K[f][c][u][v], when the corner lies at i, j?",
        fr: "Quel pixel rencontre K[f][c][u][v], quand le coin est en i, j\u00a0?",
      },
    })),
    {
      name: "kernel flipped",
      of: "Z",
      wrong: (inputs) => {
        const { K, b } = inputs;
        const k = (f: number, c: number, u: number, v: number) =>
          K[f][c][SIZE - 1 - u][SIZE - 1 - v];
        return each(inputs, (f, i, j) => b[f] + sumOf(inputs, { f, i, j, k }));
      },
      says: {
        en: "These are the numbers for a kernel turned by 180°.",
        fr: "Ce sont les nombres d’un noyau tourné de 180°.",
      },
      asks: {
        en: "Which pixel meets K[f][c][0][0]: the top left one of the window, or the last?",
        fr:
          "Quel pixel rencontre K[f][c][0][0]\u00a0: le premier de la fenêtre, ou le dernier\u00a0?",
      },
    },
    {
      name: "kernel transposed",
      of: "Z",
      wrong: (inputs) => {
        const { K, b } = inputs;
        const k = (f: number, c: number, u: number, v: number) => K[f][c][v][u];
        return each(inputs, (f, i, j) => b[f] + sumOf(inputs, { f, i, j, k }));
      },
      says: {
        en: "These are the numbers for kernels whose rows and columns are exchanged.",
        fr: "Ce sont les nombres de noyaux dont lignes et colonnes sont échangées.",
      },
      asks: {
        en: "Which of u and v goes down, and which to the right?",
        fr: "Lequel de u et v descend, lequel va vers la droite\u00a0?",
      },
    },
    {
      name: "one output too few",
      of: "Z",
      wrong: (inputs) => each(inputs, (f, i, j) => inputs.b[f] + sumOf(inputs, { f, i, j }), SIZE),
      says: ({ X }) => {
        const [n, found, wanted] = [X[0].length, X[0].length - SIZE, X[0].length - SIZE + 1];
        return {
          en: `Of ${n} rows you keep ${found}; the kernel has ${wanted} places from top to bottom.`,
          fr:
            `De ${n} lignes vous gardez ${found}\u00a0; de haut en bas, le noyau a ${wanted} places.`,
        };
      },
      asks: {
        en: "The first place is 0. Which is the last one where the kernel still fits?",
        fr: "La première place est 0. Quelle est la dernière où le noyau tient encore\u00a0?",
      },
    },
    ...[0, 1].map((half) => ({
      name: "zeros around",
      of: "Z" as const,
      wrong: (inputs: Inputs) =>
        each(
          inputs,
          (f, i, j) => inputs.b[f] + sumOf(inputs, { f, i: i - half, j: j - half }),
          0,
        ),
      says: {
        en: "The result is as large as the image: the kernel is let out of it, over zeros.",
        fr: "Le résultat est aussi grand que l’image\u00a0: le noyau en sort, sur des zéros.",
      },
      asks: {
        en: "At which i does a kernel of 3 rows reach the last row of the image?",
        fr: "Pour quel i un noyau de 3 lignes atteint-il la dernière ligne de l’image\u00a0?",
      },
    })),
    {
      name: "no bias",
      of: "Z",
      wrong: (inputs) => each(inputs, (f, i, j) => sumOf(inputs, { f, i, j })),
      says: {
        en: "The sums are right; b is missing.",
        fr: "Les sommes sont justes\u00a0; il manque b.",
      },
      asks: {
        en: "Every filter has its own bias: where is b[f] added?",
        fr: "Chaque filtre a son biais\u00a0: où ajoute-t-on b[f]\u00a0?",
      },
    },
    {
      name: "bias in every channel",
      of: "Z",
      wrong: (inputs, _, Z: Volume) =>
        Z.map((map, f) => mapped(map, (z) => z + (inputs.X.length - 1) * inputs.b[f])),
      says: ({ X }) => ({
        en: `b is added ${X.length} times: once for each channel.`,
        fr: `b est ajouté ${X.length} fois\u00a0: une fois par canal.`,
      }),
      asks: {
        en: "In which loop does b[f] belong?",
        fr: "Dans quelle boucle b[f] a-t-il sa place\u00a0?",
      },
    },
    {
      name: "bias in every term",
      of: "Z",
      wrong: ({ X, b }, _, Z: Volume) =>
        Z.map((map, f) => mapped(map, (z) => z + (X.length * SIZE * SIZE - 1) * b[f])),
      says: ({ X }) => ({
        en: `b is added ${X.length * SIZE * SIZE} times: once for each term of the sum.`,
        fr: `b est ajouté ${X.length * SIZE * SIZE} fois\u00a0: une fois par terme de la somme.`,
      }),
      asks: {
        en: "In which loop does b[f] belong?",
        fr: "Dans quelle boucle b[f] a-t-il sa place\u00a0?",
      },
    },
    {
      name: "one bias for all",
      of: "Z",
      wrong: ({ b }, _, Z: Volume) => Z.map((map, f) => mapped(map, (z) => z - b[f] + b[0])),
      says: {
        en: "Only the first map is right: all of them get the bias b[0].",
        fr: "Seule la première carte est juste\u00a0: toutes reçoivent le biais b[0].",
      },
      asks: { en: "Which index should b have?", fr: "Quel indice b doit-il avoir\u00a0?" },
    },
    {
      name: "first channel only",
      of: "Z",
      wrong: (inputs) =>
        each(inputs, (f, i, j) => inputs.b[f] + sumOf(inputs, { f, i, j, channels: [0] })),
      says: {
        en: "Only the first channel of the image is in the sum.",
        fr: "Seul le premier canal de l’image est dans la somme.",
      },
      asks: {
        en: "How many channels does a filter look at?",
        fr: "Combien de canaux un filtre regarde-t-il\u00a0?",
      },
    },
    ...[0, 1].map((with_) => ({
      name: "last channel only",
      of: "Z" as const,
      wrong: (inputs: Inputs) =>
        each(
          inputs,
          (f, i, j) =>
            with_ * inputs.b[f] + sumOf(inputs, { f, i, j, channels: [inputs.X.length - 1] }),
        ),
      says: {
        en: "Only the last channel is left in the sum: each replaces the one before.",
        fr: "Il ne reste que le dernier canal dans la somme\u00a0: chacun remplace le précédent.",
      },
      asks: {
        en: "= or +=: how does the sum over the channels grow?",
        fr: "= ou +=\u00a0: comment la somme sur les canaux grandit-elle\u00a0?",
      },
    })),
    {
      name: "kernel of the first channel",
      of: "Z",
      wrong: (inputs) => {
        const { K, b } = inputs;
        const k = (f: number, _: number, u: number, v: number) => K[f][0][u][v];
        return each(inputs, (f, i, j) => b[f] + sumOf(inputs, { f, i, j, k }));
      },
      says: {
        en: "Every channel meets the kernel of the first one.",
        fr: "Chaque canal rencontre le noyau du premier.",
      },
      asks: {
        en: "Which index of K is the channel?",
        fr: "Quel indice de K est le canal\u00a0?",
      },
    },
    {
      name: "first filter only",
      of: "Z",
      wrong: (inputs) => each(inputs, (f, i, j) => inputs.b[f] + sumOf(inputs, { f: 0, i, j })),
      says: {
        en: "Every filter uses the kernels of the first one.",
        fr: "Chaque filtre emploie les noyaux du premier.",
      },
      asks: {
        en: "Which index of K is the filter?",
        fr: "Quel indice de K est le filtre\u00a0?",
      },
    },
    {
      name: "window stays",
      of: "Z",
      wrong: (inputs) => each(inputs, (f) => inputs.b[f] + sumOf(inputs, { f, i: 0, j: 0 })),
      says: {
        en: "Each map holds one number everywhere: the window never leaves the top left corner.",
        fr:
          "Chaque carte contient partout le même nombre\u00a0: la fenêtre ne quitte pas le coin supérieur gauche.",
      },
      asks: {
        en: "Which pixel meets K[f][c][u][v] when the window stands at i, j?",
        fr: "Quel pixel rencontre K[f][c][u][v] quand la fenêtre est en i, j\u00a0?",
      },
    },
    {
      name: "stride of 2",
      of: "Z",
      wrong: (inputs) =>
        each(inputs, (f, i, j) => inputs.b[f] + sumOf(inputs, { f, i: 2 * i, j: 2 * j })),
      says: {
        en: "The window moves two pixels at a time: a stride of 2.",
        fr: "La fenêtre avance de deux pixels à la fois\u00a0: un pas de 2.",
      },
      asks: {
        en: "From Z[f][0][0] to Z[f][0][1], how far does the window move?",
        fr: "De Z[f][0][0] à Z[f][0][1], de combien la fenêtre avance-t-elle\u00a0?",
      },
    },
    {
      name: "mean for sum",
      of: "Z",
      wrong: ({ X, b }, _, Z: Volume) =>
        Z.map((map, f) => mapped(map, (z) => (z - b[f]) / (X.length * SIZE * SIZE) + b[f])),
      says: ({ X }) => ({
        en: `The sum is divided by ${X.length * SIZE * SIZE}, the number of its terms.`,
        fr: `La somme est divisée par ${X.length * SIZE * SIZE}, le nombre de ses termes.`,
      }),
      asks: {
        en: "Does the formula have a mean or a sum?",
        fr: "La formule contient-elle une moyenne ou une somme\u00a0?",
      },
    },
    {
      name: "ReLU too",
      of: "Z",
      wrong: (_, __, Z: Volume) => mapped(Z, (z) => Math.max(0, z)),
      says: {
        en: "Where Z is above 0 it is right; below, you give 0: that is already ReLU.",
        fr:
          "Là où Z est positif, il est juste\u00a0; ailleurs vous donnez 0\u00a0: c’est déjà ReLU.",
      },
      asks: {
        en: "Which of the two layers is to be written here?",
        fr: "Laquelle des deux couches faut-il écrire ici\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "First the size: how many places has a kernel of 3 rows in an image of n rows? Then, for " +
        "one place and one filter, one sum.",
      fr:
        "D’abord la taille\u00a0: combien de places un noyau de 3 lignes a-t-il dans une image de n " +
        "lignes\u00a0? Puis, pour une place et un filtre, une seule somme.",
    },
    {
      en:
        "Six loops: over f, i and j for the results; over c, u and v for the sum, which starts at b[f].",
      fr:
        "Six boucles\u00a0: sur f, i et j pour les résultats\u00a0; sur c, u et v pour la somme, qui " +
        "part de b[f].",
    },
    {
      en: "i goes from 0 to X[0].length − 3; inside: z += X[c][i + u][j + v] * K[f][c][u][v].",
      fr:
        "i va de 0 à X[0].length − 3\u00a0; à l’intérieur\u00a0: z += X[c][i + u][j + v] * K[f][c][u][v].",
    },
  ],
});
