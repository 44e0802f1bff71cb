/**
 * Places of a result that a few words name.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { n, written } from "../lesson/numeral.ts";
import type { Compared } from "./clue.ts";
import { shapeOf } from "./tensor.ts";

type Index = readonly number[];
/** Some places, as the end of a sentence: "It is wrong …". */
export interface Region extends Text {
  /** For each number, whether it is there. */
  readonly places: readonly boolean[];
}

/** The regions of a result; `beside` are arguments with a number for each of its own. */
export function regions(
  { name, wrong }: Compared,
  { isRight, beside }: {
    readonly isRight: readonly boolean[];
    readonly beside: readonly (readonly [string, readonly number[]])[];
  },
): readonly Region[] {
  const shape = shapeOf(wrong.right)!, rank = shape.length;
  const indices = isRight.map((_, at) => indexOf(at, shape));
  const region = (en: string, fr: string, is: (index: Index) => boolean): Region => ({
    en,
    fr,
    places: indices.map(is),
  });
  const ofList = () => {
    const last = shape[0] - 1;
    return [
      region("at the first place", "à la première place", ([i]) => i === 0),
      region("at the last place", "à la dernière place", ([i]) => i === last),
      region("at all places but the first", "partout sauf à la première place", ([i]) => i > 0),
      region("at all places but the last", "partout sauf à la dernière place", ([i]) => i < last),
    ];
  };
  const ofLabels = () => {
    const labels = wrong.inputs.labels as readonly number[] | undefined;
    if (labels?.length !== shape[0]) return [];
    return [
      region(
        "in the label’s column of each row",
        "dans la colonne de l’étiquette, à chaque ligne",
        ([i, j]) => j === labels[i],
      ),
      region(
        "in every column but the label’s",
        "dans toutes les colonnes sauf celle de l’étiquette",
        ([i, j]) => j !== labels[i],
      ),
    ];
  };
  const ofMatrix = () => {
    const last = shape.slice(-2).map((size) => size - 1);
    const inner = (is: (i: number, j: number) => boolean) => (index: Index) =>
      is(index[rank - 2], index[rank - 1]);
    const isEdge = (i: number, j: number) => i === 0 || j === 0 || i === last[0] || j === last[1];
    return [
      region(
        "in the last row and column",
        "dans la dernière ligne et la dernière colonne",
        inner((i, j) => i === last[0] || j === last[1]),
      ),
      region(
        "in the first row and column",
        "dans la première ligne et la première colonne",
        inner((i, j) => i === 0 || j === 0),
      ),
      region("at the edge", "au bord", inner(isEdge)),
      region(
        "inside, but not at the edge",
        "à l’intérieur, mais pas au bord",
        inner((i, j) => !isEdge(i, j)),
      ),
      region(
        "where the two indices are equal",
        "là où les deux indices sont égaux",
        inner((i, j) => i === j),
      ),
      region(
        "where the two indices differ",
        "là où les deux indices diffèrent",
        inner((i, j) => i !== j),
      ),
      region("above the diagonal", "au-dessus de la diagonale", inner((i, j) => i < j)),
      region("below the diagonal", "au-dessous de la diagonale", inner((i, j) => i > j)),
      region(
        "everywhere but at the place [0][0]",
        "partout sauf à la place [0][0]",
        inner((i, j) => i + j > 0),
      ),
    ];
  };
  const ofParts = () =>
    Array.from({ length: shape[0] }, (_, at) => [
      region(`in ${name}[${at}]`, `dans ${name}[${at}]`, ([i]) => i === at),
      region(`outside ${name}[${at}]`, `hors de ${name}[${at}]`, ([i]) => i !== at),
    ]).flat();
  const ofRange = ([other, numbers]: readonly [string, readonly number[]]): Region[] => {
    const range = rangeOf(numbers, isRight);
    if (!range) return [];
    const [low, high] = range, places = numbers.map((x) => x >= low && x <= high);
    const write = (x: number, language: "en" | "fr") => written(n(x, 3), language);
    return [{
      en: `where ${other} is from ${write(low, "en")} to ${write(high, "en")}`,
      fr: `là où ${other} va de ${write(low, "fr")} à ${write(high, "fr")}`,
      places,
    }];
  };
  return [
    ...(rank === 1 ? ofList() : []),
    ...(rank === 2 ? ofLabels() : []),
    ...(rank > 1 ? ofMatrix() : []),
    ...(rank > 2 ? ofParts() : []),
    ...beside.flatMap(ofRange),
  ];
}

function indexOf(at: number, shape: readonly number[]): Index {
  const index: number[] = [];
  for (const size of shape.toReversed()) {
    index.unshift(at % size);
    at = Math.floor(at / size);
  }
  return index;
}

/** The range of an argument's numbers that are all wrong, while all others are right. */
function rangeOf(
  numbers: readonly number[],
  isRight: readonly boolean[],
): readonly [number, number] | undefined {
  const wrong = numbers.filter((_, i) => !isRight[i]);
  if (wrong.length < 3 || numbers.length - wrong.length < 3) return undefined;
  const [low, high] = [Math.min(...wrong), Math.max(...wrong)];
  const isInside = numbers.every((x, i) => !isRight[i] || x < low || x > high);
  return isInside ? [low, high] : undefined;
}
