/**
 * Exercise 14: the backward pass of a convolution.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import {
  mapped,
  type Matrix,
  matrixOf,
  scaled,
  transposed,
  type Vector,
} from "../src/practice/tensor.ts";
import { wrongSign } from "./common_mutants.ts";

type Volume = Matrix[];
interface Inputs {
  X: Volume;
  K: Volume[];
  dZ: Volume;
}
interface Results {
  dK: Volume[];
  db: Vector;
  dX: Volume;
}
/** The size of a kernel. */
const SIZE = 3;
/** The sum of a map. */
const total = (map: Matrix) => map.flat().reduce((a, b) => a + b, 0);
/** How many places a kernel has. */
const places = ({ dZ }: Inputs) => dZ[0].length * dZ[0][0].length;

/** dK where the place (i, j) of a map and the number (u, v) of a kernel meet the pixel that is said. */
function kernels(
  { X, dZ }: Inputs,
  pixel: (c: number, i: number, j: number, u: number, v: number) => number = (c, i, j, u, v) =>
    X[c][i + u][j + v],
): Volume[] {
  return dZ.map((map) =>
    X.map((_, c) =>
      matrixOf([SIZE, SIZE], (u, v) => {
        let sum = 0;
        map.forEach((row, i) => row.forEach((dz, j) => sum += dz * pixel(c, i, j, u, v)));
        return sum;
      })
    )
  );
}

/** Every contribution to dX in the order of the loops: its pixel, and the product of dZ and kernel. */
function* contributions({ X, K, dZ }: Inputs) {
  for (const [f, map] of dZ.entries()) {
    for (const c of X.keys()) {
      for (const [i, row] of map.entries()) {
        for (const [j, dz] of row.entries()) {
          for (let u = 0; u < SIZE; u++) {
            for (let v = 0; v < SIZE; v++) {
              yield { f, c, y: i + u, x: j + v, u, v, dz, product: dz * K[f][c][u][v] };
            }
          }
        }
      }
    }
  }
}
type Contribution = ReturnType<typeof contributions> extends Generator<infer Each> ? Each : never;

/** dX, each contribution added as `change` says. */
function pixels(
  inputs: Inputs,
  change: (before: number, contribution: Contribution) => number = (x, { product }) => x + product,
): Volume {
  const dX = mapped(inputs.X, () => 0);
  for (const each of contributions(inputs)) {
    dX[each.c][each.y][each.x] = change(dX[each.c][each.y][each.x], each);
  }
  return dX;
}

export default exercise<Inputs, Results>({
  number: 14,
  name: "convolution_backward",
  title: { en: "A convolution, backward", fr: "Une convolution, au retour" },
  statement: {
    en: "Z[f][i][j] = b[f] + Σ X[c][i+u][j+v]·K[f][c][u][v] was the way forward. " +
      "convolveBackward(X, K, dZ) goes back, for one image, and returns { dK, db, dX }:\n" +
      "dK[f][c][u][v] = Σ dZ[f][i][j]·X[c][i+u][j+v], over all places i, j;\n" +
      "db[f] = Σ dZ[f][i][j];\n" +
      "dX[c][y][x] = the sum of dZ[f][i][j]·K[f][c][u][v] over every filter and every place whose " +
      "window holds that pixel: y = i+u, x = j+v.\nIt is a sum, not a mean.",
    fr: "Z[f][i][j] = b[f] + Σ X[c][i+u][j+v]·K[f][c][u][v] était l’aller. " +
      "convolveBackward(X, K, dZ) fait le retour, pour une image, et renvoie { dK, db, dX }\u00a0:\n" +
      "dK[f][c][u][v] = Σ dZ[f][i][j]·X[c][i+u][j+v], sur toutes les places i, j\u00a0;\n" +
      "db[f] = Σ dZ[f][i][j]\u00a0;\n" +
      "dX[c][y][x] = la somme de dZ[f][i][j]·K[f][c][u][v] sur chaque filtre et chaque place dont " +
      "la fenêtre contient ce pixel\u00a0: y = i+u, x = j+v.\nC’est une somme, non une moyenne.",
  },
  explanation: {
    en:
      "The rule is that of a dense layer: a weight's gradient is what flowed into it, times the " +
      "slope that came back. But a kernel's number is used at every place, so what each place says " +
      "of it is added up: that is dK, and for the bias db. A pixel, too, is used several times, by " +
      "every window that covers it and by every filter: nine windows of 3×3 in the middle of the " +
      "image, one in a corner. What they say is added up in dX.\n" +
      "So nobody needs a new formula: run the six loops of the forward pass again, and where it " +
      "said z += x·k, say dk += dz·x and dx += dz·k. Written the other way round, dX is a " +
      "convolution of dZ, with zeros around it, by the kernel turned by 180°.",
    fr:
      "La règle est celle d’une couche dense\u00a0: le gradient d’un poids est ce qui y est entré, " +
      "fois la pente qui revient. Mais un nombre du noyau sert à chaque place\u00a0: on ajoute ce que " +
      "chacune en dit\u00a0; c’est dK et, pour le biais, db. Un pixel aussi sert plusieurs fois, à " +
      "chaque fenêtre qui le couvre et à chaque filtre\u00a0: neuf fenêtres de 3×3 au milieu de " +
      "l’image, une seule dans un coin. Ce qu’elles disent s’ajoute dans dX.\n" +
      "Aucune nouvelle formule n’est donc nécessaire\u00a0: refaites les six boucles de l’aller et, là " +
      "où il disait z += x·k, dites dk += dz·x et dx += dz·k. Écrit dans l’autre sens, dX est une " +
      "convolution de dZ, entouré de zéros, par le noyau tourné de 180°.",
  },
  functions: [{ name: "convolveBackward", takes: ["X", "K", "dZ"], gives: ["dK", "db", "dX"] }],
  draw: (draw) => {
    const channels = 2, filters = 4, [rows, columns] = draw.trial === 2 ? [4, 3] : [7, 6];
    return {
      X: Array.from({ length: channels }, () => draw.matrix(rows, columns)),
      K: Array.from(
        { length: filters },
        () => Array.from({ length: channels }, () => draw.matrix(SIZE, SIZE)),
      ),
      dZ: Array.from({ length: filters }, () => draw.matrix(rows - SIZE + 1, columns - SIZE + 1)),
    };
  },
  results: {
    dK: {
      formula: "dK[f,c,u,v] = Σ dZ[f,i,j]·X[c,i+u,j+v]",
      reference: (inputs) => kernels(inputs),
    },
    db: { formula: "db[f] = Σ dZ[f,i,j]", reference: ({ dZ }) => dZ.map(total) },
    dX: {
      formula: "dX[c,i+u,j+v] += dZ[f,i,j]·K[f,c,u,v]",
      reference: (inputs) => pixels(inputs),
    },
  },
  mutants: [
    {
      name: "dK averaged",
      of: "dK",
      wrong: (inputs, _, dK: Volume[]) => scaled(dK, 1 / places(inputs)),
      says: (inputs) => ({
        en: `dK is ${places(inputs)} times too small: divided by the number of places.`,
        fr: `dK est ${places(inputs)} fois trop petit\u00a0: divisé par le nombre de places.`,
      }),
      asks: {
        en: "Is the loss of an image a mean over places?",
        fr: "La perte d’une image est-elle une moyenne sur les places\u00a0?",
      },
    },
    wrongSign("dK", {
      en: "Gradient or step: where does the minus belong?",
      fr: "Gradient ou pas\u00a0: où le moins a-t-il sa place\u00a0?",
    }),
    {
      name: "dK turned",
      of: "dK",
      wrong: (inputs) => {
        const last = SIZE - 1;
        return kernels(inputs, (c, i, j, u, v) => inputs.X[c][i + last - u][j + last - v]);
      },
      says: {
        en: "The numbers of dK are right, but each kernel is turned by 180°.",
        fr: "Les nombres de dK sont justes, mais chaque noyau est tourné de 180°.",
      },
      asks: {
        en: "Which pixel did K[f][c][0][0] meet at the place 0, 0?",
        fr: "Quel pixel K[f][c][0][0] a-t-il rencontré à la place 0, 0\u00a0?",
      },
    },
    {
      name: "dK transposed",
      of: "dK",
      wrong: (_, __, dK: Volume[]) => dK.map((filter) => filter.map(transposed)),
      says: {
        en: "The numbers of dK are right, but rows and columns of each kernel are exchanged.",
        fr:
          "Les nombres de dK sont justes, mais lignes et colonnes de chaque noyau sont échangées.",
      },
      asks: {
        en: "Which of u and v goes down, and which to the right?",
        fr: "Lequel de u et v descend, lequel va vers la droite\u00a0?",
      },
    },
    {
      name: "dK of the last place",
      of: "dK",
      wrong: (inputs) => {
        const { X, dZ } = inputs, i = dZ[0].length - 1, j = dZ[0][0].length - 1;
        return dZ.map((map) =>
          X.map((channel) => matrixOf([SIZE, SIZE], (u, v) => map[i][j] * channel[i + u][j + v]))
        );
      },
      says: {
        en: "Only the last place is in dK: each replaces the one before.",
        fr: "Seule la dernière place est dans dK\u00a0: chacune remplace la précédente.",
      },
      asks: {
        en: "= or +=: how does the sum over the places grow?",
        fr: "= ou +=\u00a0: comment la somme sur les places grandit-elle\u00a0?",
      },
    },
    {
      name: "dK of the first place",
      of: "dK",
      wrong: ({ X, dZ }) =>
        dZ.map((map) =>
          X.map((channel) => matrixOf([SIZE, SIZE], (u, v) => map[0][0] * channel[u][v]))
        ),
      says: {
        en: "Only the place 0, 0 is in dK.",
        fr: "Seule la place 0, 0 est dans dK.",
      },
      asks: {
        en: "At how many places was this number of the kernel used?",
        fr: "À combien de places ce nombre du noyau a-t-il servi\u00a0?",
      },
    },
    {
      name: "dK of one channel",
      of: "dK",
      wrong: (inputs) => kernels(inputs, (_, i, j, u, v) => inputs.X[0][i + u][j + v]),
      says: {
        en: "All channels of dK are the same: that of the image's first channel.",
        fr: "Tous les canaux de dK sont les mêmes\u00a0: ceux du premier canal de l’image.",
      },
      asks: {
        en: "Which channel did K[f][1] meet?",
        fr: "Quel canal K[f][1] a-t-il rencontré\u00a0?",
      },
    },
    {
      name: "dK of one filter",
      of: "dK",
      wrong: (_, __, dK: Volume[]) => dK.map(() => dK[0]),
      says: {
        en: "All filters have the dK of the first one.",
        fr: "Tous les filtres ont le dK du premier.",
      },
      asks: {
        en: "Which map of dZ belongs to filter f?",
        fr: "Quelle carte de dZ appartient au filtre f\u00a0?",
      },
    },
    {
      name: "db averaged",
      of: "db",
      wrong: (inputs, _, db: Vector) => scaled(db, 1 / places(inputs)),
      says: (inputs) => ({
        en: `db is ${places(inputs)} times too small: divided by the number of places.`,
        fr: `db est ${places(inputs)} fois trop petit\u00a0: divisé par le nombre de places.`,
      }),
      asks: {
        en: "The bias is added at every place. Is its gradient a sum or a mean?",
        fr:
          "Le biais est ajouté à chaque place. Son gradient est-il une somme ou une moyenne\u00a0?",
      },
    },
    {
      name: "db not summed",
      of: "db",
      wrong: ({ dZ }) => dZ,
      says: {
        en: "db has a number for each place: the sum over them is missing.",
        fr: "db a un nombre par place\u00a0: il manque la somme sur les places.",
      },
      asks: {
        en: "How many biases has a filter?",
        fr: "Combien un filtre a-t-il de biais\u00a0?",
      },
    },
    {
      name: "db of the last place",
      of: "db",
      wrong: ({ dZ }) => dZ.map((map) => map.at(-1)!.at(-1)!),
      says: {
        en: "Only the last place is in db: each replaces the one before.",
        fr: "Seule la dernière place est dans db\u00a0: chacune remplace la précédente.",
      },
      asks: {
        en: "= or +=: how does the sum over the places grow?",
        fr: "= ou +=\u00a0: comment la somme sur les places grandit-elle\u00a0?",
      },
    },
    {
      name: "db times the channels",
      of: "db",
      wrong: ({ X }, _, db: Vector) => scaled(db, X.length),
      says: ({ X }) => ({
        en: `db is ${X.length} times too large, and there are ${X.length} channels.`,
        fr: `db est ${X.length} fois trop grand, et il y a ${X.length} canaux.`,
      }),
      asks: {
        en: "In which loop do you add to db?",
        fr: "Dans quelle boucle ajoutez-vous à db\u00a0?",
      },
    },
    {
      name: "db times the kernel",
      of: "db",
      wrong: ({ X }, _, db: Vector) => scaled(db, X.length * SIZE * SIZE),
      says: ({ X }) => ({
        en: `db is ${X.length * SIZE * SIZE} times too large: added in the innermost loop.`,
        fr: `db est ${
          X.length * SIZE * SIZE
        } fois trop grand\u00a0: ajouté dans la boucle la plus profonde.`,
      }),
      asks: {
        en: "In which loop do you add to db?",
        fr: "Dans quelle boucle ajoutez-vous à db\u00a0?",
      },
    },
    {
      name: "db of all filters",
      of: "db",
      wrong: (_, __, db: Vector) => {
        const sum = db.reduce((a, b) => a + b);
        return db.map(() => sum);
      },
      says: {
        en: "Every filter has the sum of all the maps.",
        fr: "Chaque filtre a la somme de toutes les cartes.",
      },
      asks: {
        en: "Which map of dZ belongs to filter f?",
        fr: "Quelle carte de dZ appartient au filtre f\u00a0?",
      },
    },
    {
      name: "dK one matrix for all",
      of: "dK",
      wrong: (_, __, right: Volume[]) => {
        const all = right.flat();
        const sum = matrixOf(
          [SIZE, SIZE],
          (u, v) => all.reduce((a, kernel) => a + kernel[u][v], 0),
        );
        return right.map((filter) => filter.map(() => sum));
      },
      says: {
        en: "All kernels of dK are the same, the sum of all: they are one and the same matrix.",
        fr: "Tous les noyaux de dK sont égaux à leur somme\u00a0: c’est une seule et même matrice.",
      },
      asks: {
        en: "Where is the matrix of zeros made: once, or anew for each filter and channel?",
        fr:
          "Où la matrice de zéros est-elle faite\u00a0: une fois, ou de nouveau pour chaque filtre et canal\u00a0?",
      },
    },
    {
      name: "dX without the first places",
      of: "dX",
      wrong: (inputs) =>
        pixels(
          inputs,
          (x, { y, x: column, u, v, product }) => y > u && column > v ? x + product : x,
        ),
      says: {
        en: "In dX, row 0 and column 0 of dZ are left out.",
        fr: "Dans dX, la ligne 0 et la colonne 0 de dZ sont laissées de côté.",
      },
      asks: {
        en: "From which number on are i and j places of dZ?",
        fr: "À partir de quel nombre i et j sont-ils des places de dZ\u00a0?",
      },
    },
    {
      name: "dX overwritten",
      of: "dX",
      wrong: (inputs) => pixels(inputs, (_, { product }) => product),
      says: {
        en: "Each pixel of dX holds only the last product that reached it.",
        fr: "Chaque pixel de dX ne contient que le dernier produit qui l’a atteint.",
      },
      asks: {
        en: "= or +=: how many windows hold a pixel?",
        fr: "= ou +=\u00a0: combien de fenêtres contiennent un pixel\u00a0?",
      },
    },
    {
      name: "kernel turned in dX",
      of: "dX",
      wrong: (inputs) =>
        pixels(
          inputs,
          (x, { f, c, u, v, dz }) => x + dz * inputs.K[f][c][SIZE - 1 - u][SIZE - 1 - v],
        ),
      says: {
        en: "These are the numbers for kernels turned by 180°.",
        fr: "Ce sont les nombres de noyaux tournés de 180°.",
      },
      asks: {
        en: "If you gather from dZ, the kernel is turned; if you scatter to dX, it is not. Which " +
          "one do you do?",
        fr:
          "Si l’on rassemble depuis dZ, le noyau est tourné\u00a0; si l’on disperse vers dX, il ne " +
          "l’est pas. Que faites-vous\u00a0?",
      },
    },
    {
      name: "kernel transposed in dX",
      of: "dX",
      wrong: (inputs) => pixels(inputs, (x, { f, c, u, v, dz }) => x + dz * inputs.K[f][c][v][u]),
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
      name: "dX of one filter",
      of: "dX",
      wrong: (inputs) => pixels(inputs, (x, { f, product }) => f === 0 ? x + product : x),
      says: {
        en: "Only the first filter is in dX.",
        fr: "Seul le premier filtre est dans dX.",
      },
      asks: {
        en: "How many filters look at a pixel?",
        fr: "Combien de filtres regardent un pixel\u00a0?",
      },
    },
    {
      name: "dX of the last filter",
      of: "dX",
      wrong: (inputs) =>
        pixels(inputs, (x, { f, product }) => f === inputs.K.length - 1 ? x + product : x),
      says: {
        en: "Only the last filter is in dX: each replaces those before.",
        fr: "Seul le dernier filtre est dans dX\u00a0: chacun remplace les précédents.",
      },
      asks: {
        en: "Where does dX start at 0: before the loop over the filters, or in it?",
        fr: "Où dX part-il de 0\u00a0: avant la boucle sur les filtres, ou dedans\u00a0?",
      },
    },
    {
      name: "dX of one channel's kernel",
      of: "dX",
      wrong: (inputs) => pixels(inputs, (x, { f, u, v, dz }) => x + dz * inputs.K[f][0][u][v]),
      says: {
        en: "Every channel of dX is made with the kernels of the first one.",
        fr: "Chaque canal de dX est fait avec les noyaux du premier.",
      },
      asks: {
        en: "Which index of K is the channel?",
        fr: "Quel indice de K est le canal\u00a0?",
      },
    },
    {
      name: "dX averaged",
      of: "dX",
      wrong: (inputs, _, dX: Volume) => scaled(dX, 1 / places(inputs)),
      says: (inputs) => ({
        en: `dX is ${places(inputs)} times too small: divided by the number of places.`,
        fr: `dX est ${places(inputs)} fois trop petit\u00a0: divisé par le nombre de places.`,
      }),
      asks: {
        en: "Is what the windows say of a pixel added up, or averaged?",
        fr: "Ce que les fenêtres disent d’un pixel s’ajoute-t-il, ou en fait-on la moyenne\u00a0?",
      },
    },
    {
      name: "dX times X",
      of: "dX",
      wrong: ({ X }, _, dX: Volume) =>
        dX.map((map, c) => map.map((row, y) => row.map((x, at) => x * X[c][y][at]))),
      says: {
        en: "Each number of dX is multiplied by its pixel.",
        fr: "Chaque nombre de dX est multiplié par son pixel.",
      },
      asks: {
        en: "Which of the three formulas has X in it?",
        fr: "Laquelle des trois formules contient X\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "Start from the six loops of the forward pass. Where z grew by x·k, three things grow now.",
      fr:
        "Partez des six boucles de l’aller. Là où z grandissait de x·k, trois choses grandissent.",
    },
    {
      en:
        "Make dK, db and dX of zeros first, in the shapes of K, b and X. db[f] grows in the loop " +
        "over the places, dK and dX in the innermost one.",
      fr:
        "Faites d’abord dK, db et dX de zéros, aux dimensions de K, b et X. db[f] grandit dans la " +
        "boucle sur les places, dK et dX dans la plus profonde.",
    },
    {
      en: "With dz = dZ[f][i][j]: dK[f][c][u][v] += dz * X[c][i + u][j + v]; " +
        "dX[c][i + u][j + v] += dz * K[f][c][u][v].",
      fr: "Avec dz = dZ[f][i][j]\u00a0: dK[f][c][u][v] += dz * X[c][i + u][j + v]\u00a0; " +
        "dX[c][i + u][j + v] += dz * K[f][c][u][v].",
    },
  ],
});
