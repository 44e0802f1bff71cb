/**
 * Where a result is wrong, if that has a shape: some rows, the label's column, where an argument is
 * negative, the edge; and what stands there.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { n } from "../lesson/numeral.ts";
import { type Compared, knownTensors, onlySometimes } from "./clue.ts";
import type { Finding } from "./finding.ts";
import { regions } from "./regions.ts";
import { type Matrix, near, numbersIn, scaleOf, shapeOf, transposed } from "./tensor.ts";

/** Where it is wrong, if a few words say it. */
export function places(clue: Compared): Finding | undefined {
  return sameColumns(clue) ?? bySign(clue) ?? rowsOrColumns(clue) ?? region(clue);
}

/** The places of all numbers, and which of them are right. */
function placed({ found, wrong }: Compared) {
  const { right } = wrong, b = numbersIn(right), scale = scaleOf(right);
  return {
    shape: shapeOf(right)!,
    mine: numbersIn(found),
    isRight: numbersIn(found).map((x, i) => near(x, b[i], scale)),
  };
}

/** Arguments with a number at each place of the result. */
function beside(clue: Compared): [string, number[]][] {
  const shape = `${shapeOf(clue.wrong.right)}`;
  return Object.entries(knownTensors(clue, clue.wrong)).flatMap(([name, value]) =>
    `${shapeOf(value)}` === shape && shape.length > 0 ? [[name, numbersIn(value)]] : []
  );
}

/** Right where an argument's number at the same place has one sign, wrong where it has the other. */
function bySign(clue: Compared): Finding | undefined {
  const { name } = clue, { isRight } = placed(clue), only = onlySometimes(clue);
  for (const [other, numbers] of beside(clue)) {
    const where = (sign: number) => isRight.filter((_, i) => Math.sign(numbers[i]) === sign);
    const [above, below] = [where(1), where(-1)];
    if (Math.min(above.length, below.length) < 2) continue;
    const wrongAbove = below.every(Boolean) && !above.some(Boolean);
    const wrongBelow = above.every(Boolean) && !below.some(Boolean);
    if (!wrongAbove && !wrongBelow) continue;
    const [good, bad] = wrongAbove ? ["<", ">"] : [">", "<"];
    const fill = filling(clue);
    return {
      says: {
        en:
          `${name} is right where ${other} ${good} 0, and wrong where ${other} ${bad} 0${fill.en}.${only.en}`,
        fr:
          `${name} est juste là où ${other} ${good} 0, et faux là où ${other} ${bad} 0${fill.fr}.${only.fr}`,
      },
      asks: {
        en: `What does your code do where ${other} ${bad} 0, and what does the formula say there?`,
        fr:
          `Que fait votre code là où ${other} ${bad} 0, et que dit la formule à cet endroit\u00a0?`,
      },
    };
  }
}

/** Rows that are right and others that are not; else columns. */
function rowsOrColumns(clue: Compared): Finding | undefined {
  const { name, found, wrong } = clue, { shape, isRight } = placed(clue);
  if (shape.length !== 2) return undefined;
  const scale = scaleOf(wrong.right);
  const rows = wrong.right as Matrix, mine = found as Matrix;
  const good = (of: Matrix, right: Matrix) =>
    right.flatMap((row, i) => row.every((x, j) => near(of[i][j], x, scale)) ? [i] : []);
  const goodRows = good(mine, rows), goodColumns = good(transposed(mine), transposed(rows));
  const [which, goods, size] = goodRows.length > 0
    ? [{ en: "row", fr: "ligne" }, goodRows, shape[0]] as const
    : [{ en: "column", fr: "colonne" }, goodColumns, shape[1]] as const;
  const wrongs = isRight.filter((one) => !one).length;
  const isWhole = 2 * wrongs > (size - goods.length) * isRight.length / size;
  if (goods.length === 0 || goods.length === size || !isWhole) return undefined;
  const bad = Array.from({ length: size }, (_, i) => i).filter((i) => !goods.includes(i));
  const [right, list] = [goods.join(", "), bad.join(", ")];
  const only = onlySometimes(clue), fill = filling(clue);
  return {
    says: {
      en: `In ${name}, ${plural(which.en, goods)} ${right} ${are(goods, "en")} right, ${
        plural(which.en, bad)
      } ${list} not${fill.en}.${only.en}`,
      fr: `Dans ${name}, ${goods.length > 1 ? "les" : "la"} ${plural(which.fr, goods)} ${right} ${
        are(goods, "fr")
      }, pas ${bad.length > 1 ? "les" : "la"} ${
        plural(which.fr, bad)
      } ${list}${fill.fr}.${only.fr}`,
    },
    asks: {
      en: `What is different about ${plural(which.en, bad)} ${list}?`,
      fr: `Qu’${bad.length > 1 ? "ont" : "a"} de particulier ${bad.length > 1 ? "les" : "la"} ${
        plural(which.fr, bad)
      } ${list}\u00a0?`,
    },
  };
}

/** Exactly the places that a few words name. */
function region(clue: Compared): Finding | undefined {
  const { name } = clue, { isRight } = placed(clue);
  const only = onlySometimes(clue), fill = filling(clue);
  const where = regions(clue, { isRight, beside: beside(clue) }).find(({ places }) =>
    places.some(Boolean) && !places.every(Boolean) &&
    places.every((is, at) => is !== isRight[at])
  );
  return where && {
    says: {
      en: `${name} is wrong ${where.en}${fill.en}, and right elsewhere.${only.en}`,
      fr: `${name} est faux ${where.fr}${fill.fr}, et juste ailleurs.${only.fr}`,
    },
    asks: {
      en: "What does your code do differently there, and what does the formula say?",
      fr: "Que fait votre code de différent à cet endroit, et que dit la formule\u00a0?",
    },
  };
}

/** What stands where it is wrong, if it is the same everywhere there. */
function filling(clue: Compared): Text {
  const { mine, isRight } = placed(clue);
  const there = mine.filter((_, i) => !isRight[i]);
  if (there.length > 1 && there.every((x) => Object.is(x + 0, there[0] + 0))) {
    const x = n(there[0], 3);
    return { en: ` (${x} stands there)`, fr: ` (on y trouve ${x})` };
  }
  for (const [other, numbers] of beside(clue)) {
    const is = (sign: number) => mine.every((x, i) => isRight[i] || near(x, sign * numbers[i], 1));
    if (there.length < 2 || there.every((x) => x === 0)) continue;
    for (const [sign, what] of [[1, other], [-1, `−${other}`]] as const) {
      if (is(sign)) return { en: ` (${what} stands there)`, fr: ` (on y trouve ${what})` };
    }
  }
  return { en: "", fr: "" };
}

const isSame = (rows: Matrix) =>
  rows.length > 1 && rows.every((row) => row.every((x, j) => near(x, rows[0][j], scaleOf(row))));

/** Rows that are all the same. */
export function sameRows({ name, found, wrong }: Compared): Finding | undefined {
  if (shapeOf(wrong.right)!.length !== 2) return undefined;
  const mine = found as Matrix, right = wrong.right as Matrix;
  if (!isSame(mine) || isSame(right)) return undefined;
  const at = right.findIndex((row) => isSame([row, mine[0]]));
  const [en, fr] = at < 0
    ? ["the same", "identiques"]
    : [`what row ${at} should be`, `ce que la ligne ${at} devrait être`];
  return {
    says: { en: `All rows of ${name} are ${en}.`, fr: `Toutes les lignes de ${name} sont ${fr}.` },
    asks: at >= 0 && at < right.length - 1
      ? {
        en: "Which index should change from row to row, and does it in your code?",
        fr:
          "Quel indice devrait changer d’une ligne à l’autre, et change-t-il dans votre code\u00a0?",
      }
      : {
        en:
          "Is each row a list of its own? new Array(m).fill(row) puts one and the same list in every place.",
        fr:
          "Chaque ligne est-elle une liste à part\u00a0? new Array(m).fill(ligne) met une seule et même liste partout.",
      },
  };
}

/** Numbers that are all the same within each row. */
function sameColumns({ name, found, wrong }: Compared): Finding | undefined {
  if (shapeOf(wrong.right)!.length !== 2) return undefined;
  const isOnce = isSame(transposed(found as Matrix)) && !isSame(transposed(wrong.right as Matrix));
  if (!isOnce) return undefined;
  return {
    says: {
      en: `In each row of ${name}, all numbers are the same.`,
      fr: `Dans chaque ligne de ${name}, tous les nombres sont identiques.`,
    },
    asks: {
      en: "What do you compute once for a whole row, that each of its numbers should have anew?",
      fr:
        "Que calculez-vous une seule fois pour toute la ligne, qu’il faudrait pour chacun de ses nombres\u00a0?",
    },
  };
}

const plural = (word: string, list: readonly unknown[]) => list.length > 1 ? `${word}s` : word;
const are = (list: readonly unknown[], language: "en" | "fr") =>
  language === "en"
    ? (list.length > 1 ? "are" : "is")
    : list.length > 1
    ? "sont justes"
    : "est juste";
