/**
 * How wrong numbers relate to the right ones, everywhere in the same way: a factor, an offset, a
 * function, an argument too much, rows in other places.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { n } from "../lesson/numeral.ts";
import {
  type Clue,
  type Compared,
  isEverywhere,
  isTelling,
  knownTensors,
  onlySometimes,
} from "./clue.ts";
import type { Finding, Judged } from "./finding.ts";
import {
  agrees,
  mapped,
  type Matrix,
  near,
  numbersIn,
  scaled,
  shapeOf,
  type Tensor,
  transposed,
} from "./tensor.ts";
import { isTensor } from "./transcript.ts";

/** The relation, if there is one. */
export function relation(clue: Compared): Finding | undefined {
  return ofRatio(clue) ?? ofAnother(clue) ??
    (isTelling(clue)
      ? ofFunction(clue) ?? ofRows(clue) ?? ofSum(clue) ?? ofArgument(clue) ?? ofRowFactor(clue)
      : undefined);
}

/** One ratio everywhere. */
function ofRatio(clue: Compared): Finding | undefined {
  const { name, wrong, judged } = clue;
  const ratios = judged.flatMap((one) => {
    const ratio = isTensor(one.found)
      ? ratioOf(numbersIn(one.found), numbersIn(one.right))
      : undefined;
    return ratio === undefined ? [] : [{ one, ratio }];
  });
  const ratio = ratios.find(({ one }) => one === wrong)?.ratio;
  if (ratio === undefined) return undefined;
  // One number has a ratio always: it tells something if it is that of all trials, or a size in all.
  const [size, only] = [sizeBehind(clue, ratios), onlySometimes(clue)];
  const isSame = ratios.length > 1 && ratios.every((one) => near(one.ratio, ratio, 1));
  if (shapeOf(wrong.right)!.length === 0 && !isSame && !size.en) return undefined;
  if (near(ratio, -1, 1)) {
    return {
      says: {
        en: `${name} has the wrong sign everywhere.`,
        fr: `${name} a partout le mauvais signe.`,
      },
      asks: { en: "What is subtracted from what?", fr: "Que soustrait-on de quoi\u00a0?" },
    };
  }
  return {
    says: {
      en: `${name} is ${n(ratio, 4)} times what is right, everywhere.${size.en}${only.en}`,
      fr: `${name} vaut partout ${n(ratio, 4)} fois la valeur juste.${size.fr}${only.fr}`,
    },
    asks: {
      en: "Which factor is missing, or is there twice?",
      fr: "Quel facteur manque, ou apparaît deux fois\u00a0?",
    },
  };
}

/** What a result is exactly in place of itself: an argument, another result, what that should be. */
export function ofAnother(clue: Clue): Finding | undefined {
  const { exercise, name, wrong } = clue;
  if (!isTelling(clue)) return undefined;
  const at = (one: Judged, other: string) => knownTensors(clue, one)[other];
  for (const other of Object.keys(knownTensors(clue, wrong))) {
    const found = [
      [other, (one: Judged) => at(one, other)],
      [`−${other}`, (one: Judged) => scaled(at(one, other), -1)],
    ] as const;
    for (const [what, value] of found) {
      if (!isEverywhere(clue, value)) continue;
      return {
        says: {
          en: `Your ${name} is exactly ${what}.`,
          fr: `Votre ${name} est exactement ${what}.`,
        },
        asks: { en: "Which step is still missing?", fr: "Quelle étape manque encore\u00a0?" },
      };
    }
  }
  for (const [other, { reference }] of Object.entries(exercise.results)) {
    const should = (one: Judged) => {
      try {
        return reference(one.inputs, one.call.results as Record<string, Tensor>);
      } catch {
        return undefined;
      }
    };
    if (other === name || !isEverywhere(clue, should)) continue;
    return {
      says: {
        en: `Your ${name} is exactly what ${other} should be.`,
        fr: `Votre ${name} est exactement ce que ${other} devrait être.`,
      },
      asks: {
        en: `Which name does each result get, where you return them?`,
        fr: `Quel nom chaque résultat reçoit-il, là où vous les renvoyez\u00a0?`,
      },
    };
  }
}

/** The same function of each right number. */
const FUNCTIONS: readonly (readonly [string, (x: number) => number])[] = [
  ["x²", (x) => x * x],
  ["√x", Math.sqrt],
  ["|x|", Math.abs],
  ["−|x|", (x) => -Math.abs(x)],
  ["1/x", (x) => 1 / x],
  ["1 − x", (x) => 1 - x],
  ["exp(x)", Math.exp],
  ["ln(x)", Math.log],
  ["max(0, x)", (x) => Math.max(0, x)],
  ["min(0, x)", (x) => Math.min(0, x)],
  ["max(0, min(1, x))", (x) => Math.max(0, Math.min(1, x))],
  ["Math.round(x)", Math.round],
  ["Math.floor(x)", Math.floor],
  ["Math.ceil(x)", Math.ceil],
];

function ofFunction(clue: Compared): Finding | undefined {
  const { found, wrong } = clue;
  const only = onlySometimes(clue);
  const offset = numbersIn(found)[0] - numbersIn(wrong.right)[0];
  const isOffset = numbersIn(found).length > 1 && Number.isFinite(offset) &&
    isEverywhere({ ...clue, judged: [wrong] }, ({ right }) => mapped(right, (x) => x + offset));
  if (isOffset) {
    const what = n(Math.abs(offset), 4);
    return {
      says: offset > 0
        ? {
          en: `Everywhere, yours is ${what} too large.`,
          fr: `Partout, le vôtre a ${what} de trop.`,
        }
        : {
          en: `Everywhere, yours is ${what} too small.`,
          fr: `Partout, il manque ${what} au vôtre.`,
        },
      asks: {
        en: "What is added once too often, or not at all? Where does the sum start?",
        fr: "Qu’est-ce qui est ajouté une fois de trop, ou jamais\u00a0? D’où part la somme\u00a0?",
      },
    };
  }
  for (const [what, of] of FUNCTIONS) {
    if (!isEverywhere(clue, ({ right }) => mapped(right, of))) continue;
    return {
      says: {
        en: `Where x is right, yours is ${what}, everywhere.${only.en}`,
        fr: `Là où il faut x, vous avez ${what}, partout.${only.fr}`,
      },
      asks: {
        en: "Which step of your code does that, and does the formula have it?",
        fr: "Quelle étape de votre code fait cela, et la formule l’a-t-elle\u00a0?",
      },
    };
  }
}

/** Rows and columns in other places, each right. */
function ofRows(clue: Compared): Finding | undefined {
  const { name, wrong } = clue;
  const shape = shapeOf(wrong.right)!;
  const asks = {
    en: "With which indices is each number written, and with which is it computed?",
    fr: "Avec quels indices chaque nombre est-il écrit, et avec lesquels est-il calculé\u00a0?",
  };
  if (shape.length === 2) {
    const turned = isEverywhere(clue, ({ right }) => transposed(right as Matrix));
    if (turned) {
      return {
        says: { en: `${name} is right, but transposed.`, fr: `${name} est juste, mais transposé.` },
        asks: { en: "Which index is the row?", fr: "Quel indice est celui de la ligne\u00a0?" },
      };
    }
    const reshaped = isEverywhere(clue, ({ right }) => {
      const list = transposed(right as Matrix).flat(), columns = (right as Matrix)[0].length;
      return (right as Matrix).map((row, i) => row.map((_, j) => list[i * columns + j]));
    });
    if (reshaped) {
      return {
        says: {
          en:
            `The numbers of ${name} are right, but they fill its rows in the order of the columns.`,
          fr:
            `Les nombres de ${name} sont justes, mais remplissent ses lignes dans l’ordre des colonnes.`,
        },
        asks,
      };
    }
  }
  const found = numbersIn(clue.found).toSorted((a, b) => a - b);
  const right = numbersIn(wrong.right).toSorted((a, b) => a - b);
  if (agrees(found, right)) {
    return {
      says: {
        en: `The numbers of ${name} are all right, but they stand in other places.`,
        fr: `Les nombres de ${name} sont tous justes, mais à d’autres places.`,
      },
      asks,
    };
  }
}

/** Sums that go on: from number to number, from row to row. */
function ofSum(clue: Compared): Finding | undefined {
  const { name, wrong } = clue;
  const shape = shapeOf(wrong.right)!;
  const running = (list: readonly number[]) => {
    let sum = 0;
    return list.map((x) => sum += x);
  };
  const ways: readonly [Text, (right: Tensor) => Tensor][] = shape.length === 1
    ? [[
      { en: "the numbers before it", fr: "les nombres qui le précèdent" },
      (right) => running(right as number[]),
    ]]
    : shape.length === 2
    ? [
      [
        { en: "those before it in its row", fr: "ceux qui le précèdent dans sa ligne" },
        (right) => (right as Matrix).map(running),
      ],
      [
        { en: "those above it in its column", fr: "ceux qui sont au-dessus dans sa colonne" },
        (right) => transposed(transposed(right as Matrix).map(running)),
      ],
      [
        {
          en: "all those before it, from row to row",
          fr: "tous ceux qui le précèdent, de ligne en ligne",
        },
        (right) => {
          const columns = (right as Matrix)[0].length, all = running((right as Matrix).flat());
          return (right as Matrix).map((_, i) => all.slice(i * columns, (i + 1) * columns));
        },
      ],
    ]
    : [];
  for (const [which, make] of ways) {
    if (!isEverywhere(clue, ({ right }) => make(right))) continue;
    return {
      says: {
        en: `Each number of ${name} is the right one plus ${which.en}: the sum goes on.`,
        fr: `Chaque nombre de ${name} est le bon plus ${which.fr}\u00a0: la somme continue.`,
      },
      asks: {
        en: "In which loop should the sum be set back to where it starts?",
        fr: "Dans quelle boucle la somme doit-elle repartir de sa valeur initiale\u00a0?",
      },
    };
  }
}

/** An argument at the same place too much or missing: as a factor, or as a term. */
function ofArgument(clue: Compared): Finding | undefined {
  const { name, wrong } = clue;
  for (const argument of Object.keys(knownTensors(clue, wrong))) {
    const spread = (one: Judged) => spreadTo(knownTensors(clue, one)[argument], one.right);
    if (spread(wrong) === undefined) continue;
    const ways: readonly [Text, (right: number, x: number) => number][] = [
      [{ en: `times ${argument}`, fr: `multiplié par ${argument}` }, (right, x) => right * x],
      [{ en: `divided by ${argument}`, fr: `divisé par ${argument}` }, (right, x) => right / x],
      [{ en: `plus ${argument}`, fr: `plus ${argument}` }, (right, x) => right + x],
      [{ en: `minus ${argument}`, fr: `moins ${argument}` }, (right, x) => right - x],
      [{ en: `plus 2·${argument}`, fr: `plus 2·${argument}` }, (right, x) => right + 2 * x],
      [{ en: `minus 2·${argument}`, fr: `moins 2·${argument}` }, (right, x) => right - 2 * x],
      [
        { en: `times 1 − ${argument}`, fr: `multiplié par 1 − ${argument}` },
        (right, x) => right * (1 - x),
      ],
      [
        {
          en: `times ${argument}·(1 − ${argument})`,
          fr: `multiplié par ${argument}·(1 − ${argument})`,
        },
        (right, x) => right * x * (1 - x),
      ],
    ];
    for (const [what, combine] of ways) {
      const fits = isEverywhere(clue, (one) => {
        const other = spread(one);
        return other === undefined ? undefined : combined(one.right, other, combine);
      });
      if (!fits) continue;
      return {
        says: {
          en: `Everywhere, your ${name} is the right one ${what.en}.`,
          fr: `Partout, votre ${name} est le bon ${what.fr}.`,
        },
        asks: {
          en: `How often does ${argument} come into the formula, and how often into your code?`,
          fr:
            `Combien de fois ${argument} intervient-il dans la formule, et combien de fois dans votre code\u00a0?`,
        },
      };
    }
    const multiple = multipleOf(clue, spread);
    if (multiple !== undefined) {
      return {
        says: {
          en: `What yours has too much, everywhere, is ${n(multiple, 4)} times ${argument}.`,
          fr: `Ce que le vôtre a de trop, partout, est ${n(multiple, 4)} fois ${argument}.`,
        },
        asks: {
          en: `With which factor should ${argument} come in, and with which sign?`,
          fr: `Avec quel facteur ${argument} doit-il intervenir, et avec quel signe\u00a0?`,
        },
      };
    }
  }
}

/** How many times an argument the difference is, the same in all calls. */
function multipleOf(
  { judged, wrong }: Compared,
  spread: (one: Judged) => Tensor | undefined,
): number | undefined {
  const excess = (one: Judged) => combined(one.found as Tensor, one.right, (x, y) => x - y);
  const other = spread(wrong)!;
  if (numbersIn(other).length < 4) return undefined;
  const factor = ratioOf(numbersIn(excess(wrong)), numbersIn(other));
  if (factor === undefined) return undefined;
  const isSame = judged.every((one) => {
    const beside = spread(one);
    return isTensor(one.found) && beside !== undefined &&
      agrees(one.found, combined(one.right, beside, (x, y) => x + factor * y));
  });
  return isSame ? factor : undefined;
}

/** Each row, or each column, times a factor of its own. */
function ofRowFactor(clue: Compared): Finding | undefined {
  const { name, found, wrong } = clue;
  const shape = shapeOf(wrong.right)!;
  if (shape.length !== 2 || Math.min(...shape) < 3) return undefined;
  const factors = (mine: Matrix, right: Matrix) => mine.map((row, i) => ratioOf(row, right[i]));
  const mine = found as Matrix, right = wrong.right as Matrix;
  const ways = [
    [{ en: "row", fr: "ligne" }, factors(mine, right)],
    [{ en: "column", fr: "colonne" }, factors(transposed(mine), transposed(right))],
  ] as const;
  for (const [which, all] of ways) {
    if (!all.every((one) => one !== undefined && !near(one, 1, 1))) continue;
    const some = all.slice(0, 3).map((one) => n(one!, 3)).join(", ");
    return {
      says: {
        en: `Each ${which.en} of ${name} is right but for a factor of its own: ${some}…`,
        fr: `Chaque ${which.fr} de ${name} est juste à un facteur près, le sien\u00a0: ${some}…`,
      },
      asks: {
        en: `By what do you multiply or divide a whole ${which.en}?`,
        fr: `Par quoi multipliez-vous ou divisez-vous toute une ${which.fr}\u00a0?`,
      },
    };
  }
}

/** A tensor with the same shape as another: itself, or a list along its rows or columns. */
function spreadTo(value: Tensor, like: Tensor): Tensor | undefined {
  const [own, shape] = [shapeOf(value), shapeOf(like)];
  if (!own || !shape || shape.length === 0) return undefined;
  if (`${own}` === `${shape}`) return value;
  if (shape.length !== 2 || own.length !== 1) return undefined;
  if (own[0] === shape[1]) return (like as Matrix).map(() => value);
  if (own[0] === shape[0]) {
    return (like as Matrix).map((row, i) => row.map(() => (value as number[])[i]));
  }
}

function combined(a: Tensor, b: Tensor, make: (x: number, y: number) => number): Tensor {
  return typeof a === "number"
    ? make(a, b as number)
    : a.map((part, i) => combined(part, (b as Tensor[])[i], make));
}

/** The one ratio of all pairs, where there is one. */
export function ratioOf(a: readonly number[], b: readonly number[]): number | undefined {
  const most = b.reduce((at, x, i) => Math.abs(x) > Math.abs(b[at]) ? i : at, 0);
  const ratio = a[most] / b[most];
  if (!Number.isFinite(ratio) || ratio === 0) return undefined;
  return agrees(a, scaled(b, ratio)) ? ratio : undefined;
}

/** Where the ratios may come from: a size of an argument such as the rows of X, or a number. */
function sizeBehind(
  clue: Compared,
  ratios: readonly { readonly one: Judged; readonly ratio: number }[],
): Text {
  const isBehind = (value: (one: Judged) => number) =>
    ratios.every(({ one, ratio }) => {
      const x = value(one), size = Math.abs(ratio);
      return near(size, x, 1) || near(1 / size, x, 1);
    });
  const tensors = clue.wrong.inputs as Record<string, Tensor>;
  for (const [name, value] of Object.entries(tensors)) {
    if (!isTensor(value)) continue;
    const sizes = shapeOf(value) ?? [];
    if (sizes.length === 0) {
      const own = (one: Judged) => Math.abs(one.inputs[name] as number);
      const less = (one: Judged) => Math.abs(1 - (one.inputs[name] as number));
      for (const [what, of] of [[name, own], [`1 − ${name}`, less]] as const) {
        if (near(of(clue.wrong), 1, 1) || !isBehind(of)) continue;
        const number = n(of(clue.wrong), 4);
        return { en: ` (${what} is ${number}.)`, fr: ` (${what} vaut ${number}.)` };
      }
      continue;
    }
    const axis = sizes.findIndex((size, axis) =>
      size > 1 && isBehind((one) => shapeOf(one.inputs[name] as Tensor)![axis])
    );
    if (axis < 0) continue;
    const what = sizes.length === 1
      ? { en: "numbers", fr: "nombres" }
      : axis === sizes.length - 2
      ? { en: "rows", fr: "lignes" }
      : axis === sizes.length - 1
      ? { en: "columns", fr: "colonnes" }
      : { en: "matrices", fr: "matrices" };
    return {
      en: ` (${name} has ${sizes[axis]} ${what.en}.)`,
      fr: ` (${name} a ${sizes[axis]} ${what.fr}.)`,
    };
  }
  return { en: "", fr: "" };
}
