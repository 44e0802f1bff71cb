/**
 * The middle of lesson 7: six rungs, each shown, checked, timed and drawn.
 *
 * @module
 */
import { brightPixel } from "../src/lesson/digits.ts";
import type { Text } from "../src/errors.ts";
import {
  bars,
  check,
  code,
  formula,
  n,
  operand,
  percent,
  prose,
  series,
  step,
  table,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { laneStep } from "./lesson7_lanes.ts";
import { SIZES, stopwatch, type Way, type Workbench } from "./lesson7_workbench.ts";

/** A way to compute the product, and how fast it is. */
export interface Rung {
  /** What it is called. */
  readonly name: Text;
  /** Seconds of the fastest call. */
  readonly time: number;
  /** GFLOP/s, counted as if no operation were left out. */
  readonly speed: number;
}

/** A speed for people: GFLOP/s, and the share of the ceiling. */
export function speedText(speed: number, ceiling: number): string {
  return `${n(speed)} GFLOP/s · ${percent(speed / ceiling, 0)}`;
}

const TYPESCRIPT = { en: "TypeScript", fr: "TypeScript" };
const BY_ROWS = { en: "row by row", fr: "ligne par ligne" };
const ASSEMBLYSCRIPT = { en: "AssemblyScript", fr: "AssemblyScript" };
const SIMD = { en: "SIMD", fr: "SIMD" };
const TILES = { en: "register tiles", fr: "tuiles en registres" };
const SPARSE = { en: "skipping zeros", fr: "sans les zéros" };

/** Climbs from plain TypeScript to the kernel that training uses. */
export function* climb(
  { factors, ways, ceiling }: Pick<Workbench, "factors" | "ways"> & { readonly ceiling: number },
): Generator<StoryBlock, Rung[]> {
  const { m, k, n: columns } = SIZES, { a, b } = factors;
  const rungs: Rung[] = [];
  /** Checks a way against the first one, times it, and draws it above the others. */
  function* measured(name: Text, { run, result }: Way): Generator<StoryBlock> {
    const { best: time } = stopwatch(run);
    rungs.push({ name, time, speed: 2 * m * k * columns / time / 1e9 });
    if (rungs.length > 1) {
      yield check({
        claim: { en: "the same product as on rung 1", fr: "le même produit qu’au barreau 1" },
        found: { name, value: result },
        expected: { name: rungs[0].name, value: ways.naive.result },
        tolerance: 1e-6,
      });
    }
    const drawn = rungs.map(({ name, speed }) => {
      return { label: name, value: speed, text: speedText(speed, ceiling) };
    });
    const max = Math.max(ceiling, ...rungs.map(({ speed }) => speed));
    yield bars(drawn, { max, highlight: rungs.length - 1 });
  }

  yield step({ en: "Rung 1: as it is defined", fr: "Barreau 1\u00a0: comme la définition" });
  yield prose({
    en: "X is `a`, W1 is `b`, Z is `out`: lists in which the rows follow each other, as in " +
      "lesson 1. Row i, column p of X is `a[i\u00a0*\u00a0k\u00a0+\u00a0p]`.",
    fr: "X s’appelle `a`, W1 `b`, Z `out`\u00a0: des listes où les lignes se suivent, comme à la " +
      "leçon 1. La ligne i, colonne p de X est `a[i\u00a0*\u00a0k\u00a0+\u00a0p]`.",
  });
  yield code({ file: "lessons/lesson7_products.ts", from: "export function naive" });
  const timed = [...measured(TYPESCRIPT, ways.naive)];
  const p = brightPixel(a.subarray(0, k)), j = 12;
  const sum = series("p", k, {
    term: (p) => times(operand(`X[0,p]`, a[p]), operand(`W1[p,${j}]`, b[p * columns + j])),
    shown: 3,
  });
  yield formula({ name: `Z[0,${j}]`, traced: ways.naive.result[j] }, sum);
  yield* timed;

  yield step({ en: "Rung 2: walk straight on", fr: "Barreau 2\u00a0: marcher tout droit" });
  yield prose({
    en: `Down a column of W1, each number lies ${columns} numbers, ${4 * columns} bytes, after ` +
      "the last. Memory comes in lines of mostly 64 bytes, 16 numbers: rung 1 takes one of them " +
      "and moves on. Exchange the two inner loops, and W1 and Z are read row by row, number " +
      "after number.",
    fr: `Quand on descend une colonne de W1, chaque nombre se trouve ${columns} nombres, soit ` +
      `${4 * columns} octets, après le précédent. La mémoire arrive par lignes, le plus ` +
      "souvent de 64 octets, soit 16 nombres\u00a0: le barreau 1 en prend un et passe à la " +
      "suivante. Échangeons les deux boucles intérieures\u00a0: W1 et Z se lisent ligne par " +
      "ligne, nombre après nombre.",
  });
  yield code({ file: "lessons/lesson7_products.ts", from: "export function byRows" });
  yield* measured(BY_ROWS, ways.byRows);

  yield step({ en: "Rung 3: AssemblyScript", fr: "Barreau 3\u00a0: AssemblyScript" });
  yield prose({
    en: "The loops of rung 1 again, in a language that looks like TypeScript, but whose numbers " +
      "have the types of the machine, f32 (with a point, in 32 bits) and i32 (an integer). It " +
      "is compiled before anything runs, to WebAssembly, close to what processors understand. " +
      "`number(a,\u00a0i,\u00a0k,\u00a0p)` is row i, column p.",
    fr: "De nouveau les boucles du barreau 1, dans un langage qui ressemble à TypeScript, mais " +
      "où les nombres ont les types de la machine, f32 (à virgule, sur 32 bits) et i32 (un " +
      "entier). Il est compilé avant toute exécution, en WebAssembly, proche de ce que " +
      "comprennent les processeurs. `number(a,\u00a0i,\u00a0k,\u00a0p)` est la ligne i, " +
      "colonne p.",
  });
  yield code({ file: "assembly/plain.ts", from: "let sum: f32 = 0", to: "}" });
  yield* measured(ASSEMBLYSCRIPT, ways.plain);
  const factor = rungs[2].speed / rungs[0].speed;
  yield prose({
    en: `The language alone multiplies the speed of rung 1 by ${n(factor, 2)}. In either, each ` +
      "addition waits for the one before it: a sum is a chain.",
    fr: `À lui seul, le langage multiplie la vitesse du barreau 1 par ${n(factor, 2)}. Dans l’un ` +
      "comme dans l’autre, chaque addition attend la précédente\u00a0: une somme est une chaîne.",
  });

  yield* laneStep(factors, { pixel: p, neuron: j });

  yield step({ en: "Rung 4: SIMD", fr: "Barreau 4\u00a0: SIMD" });
  yield prose({
    en: "One row of X by four columns of W1 at a time. `a` and `b` are now places in memory, " +
      "counted in bytes: a number takes `F32`, 4 of them. `splat` puts one number in all four " +
      "lanes, `loadFirst` reads four, `madd(x,\u00a0w,\u00a0s)` is x·w\u00a0+\u00a0s, lane by " +
      "lane:",
    fr: "Une ligne de X par quatre colonnes de W1 à la fois. `a` et `b` sont maintenant des " +
      "places en mémoire, comptées en octets\u00a0: un nombre en prend `F32`, soit 4. `splat` " +
      "met un nombre dans les quatre voies, `loadFirst` en lit quatre, " +
      "`madd(x,\u00a0w,\u00a0s)` est x·w\u00a0+\u00a0s, voie par voie\u00a0:",
  });
  yield code({ file: "assembly/simd.ts", from: "let sums = f32x4.splat(0)", to: "return sums" });
  yield* measured(SIMD, ways.simd);

  yield step({ en: "What the loop still waits for", fr: "Ce que la boucle attend encore" });
  const nanoseconds = 1e9 * rungs[3].time / (m * k * columns / 4);
  yield prose({
    en:
      `A turn of that loop, one multiplication and one addition, took ${
        n(nanoseconds, 2)
      }\u00a0ns. ` +
      `At the ceiling, that is time for ${n(nanoseconds * ceiling / 4, 2)} such operations on ` +
      "four lanes. Two things hold it up. The four sums are one chain: an addition takes a few " +
      "ticks of the clock, and the next one waits. And each multiplication needs two loads. So " +
      "hold more sums at once: 5 rows of X by 8 columns of W1, ten vectors of sums, all in " +
      "registers. None waits for another, and what is loaded is used again and again.",
    fr: "Un tour de cette boucle, une multiplication et une addition, a pris " +
      `${n(nanoseconds, 2)}\u00a0ns. Au plafond, c’est le temps de ` +
      `${n(nanoseconds * ceiling / 4, 2)} opérations de ce genre, sur quatre voies. Deux choses ` +
      "la retiennent. Les quatre sommes forment une seule chaîne\u00a0: une addition dure " +
      "quelques tops d’horloge, et la suivante attend. Et chaque multiplication demande deux " +
      "lectures. Gardons donc plus de sommes à la fois\u00a0: 5 lignes de X par 8 colonnes de " +
      "W1, dix vecteurs de sommes, tous dans des registres. Aucun n’attend l’autre, et ce qui " +
      "est lu sert et ressert.",
  });
  yield table([
    [SIMD, "1 + 1", "1"],
    [TILES, "2 + 5", "10"],
  ], {
    head: [
      { en: "for each p", fr: "pour chaque p" },
      { en: "taken of W1 + of X", fr: "pris dans W1 + dans X" },
      { en: "products", fr: "produits" },
    ],
  });

  yield step({ en: "Rung 5: register tiles", fr: "Barreau 5\u00a0: des tuiles en registres" });
  yield prose({
    en: "For each p: `b0` and `b1` are eight numbers of row p of W1, kept in `panel`; `x` is " +
      "pixel p of a digit, in all four lanes, and multiplies both. Four more digits follow. The " +
      "pixels of the five lie in a `strip`, at an address that stands in the code itself. Deno " +
      "checks every address that is computed, to know that it is in the memory; this one it " +
      "checks once. `F32` is the four bytes of a number.",
    fr: "Pour chaque p\u00a0: `b0` et `b1` sont huit nombres de la ligne p de W1, rangés dans " +
      "`panel`\u00a0; `x` est le pixel p d’un chiffre, dans les quatre voies, et les multiplie " +
      "tous. Quatre autres chiffres suivent. Les pixels des cinq sont dans une bande, `strip`, à " +
      "une adresse écrite dans le code lui-même. Deno vérifie que chaque adresse calculée est " +
      "bien dans la mémoire\u00a0; celle-ci, une fois suffit. `F32`, ce sont les quatre octets " +
      "d’un nombre.",
  });
  yield code({
    file: "assembly/strips.ts",
    from: "const b0 = v128.load(panel), b1",
    to: "s11 = madd(x, b1, s11)",
  });
  yield* measured(TILES, ways.tiles);

  yield step({ en: "Rung 6: skip the zeros", fr: "Barreau 6\u00a0: sauter les zéros" });
  const zeros = a.reduce((many, x) => many + Number(x === 0), 0) / a.length;
  yield prose({
    en: `The best operation is the one that is not needed. ${percent(zeros)} of the pixels of X ` +
      "are 0, and 0·w adds nothing. So an image is kept as the list of its other pixels, and " +
      "for each of these a row of W1 is added, times the pixel. The last byte of an `entry` " +
      "(`&\u00a0255`) is the shade of grey, for which `values` has x; the rest (`>>\u00a08`) " +
      "says how many rows to move on, from the last one (`gaps`) or from the first:",
    fr: `La meilleure opération est celle dont on se passe. ${percent(zeros)} des pixels de X ` +
      "valent 0, et 0·w n’ajoute rien. Une image est donc gardée comme la liste de ses autres " +
      "pixels, et pour chacun d’eux on ajoute une ligne de W1, multipliée par le pixel. Le " +
      "dernier octet d’une `entry` (`&\u00a0255`) est le niveau de gris, pour lequel `values` " +
      "donne x\u00a0; le reste (`>>\u00a08`) dit de combien de lignes avancer, depuis la " +
      "précédente (`gaps`) ou depuis la première\u00a0:",
  });
  yield code({
    file: "assembly/rows.ts",
    from: "x = v128.load32_splat(values",
    to: "s1 = madd",
  });
  yield* measured(SPARSE, ways.sparse);
  yield prose({
    en: "The bar counts the operations that were skipped, as if they had been done: so it may " +
      "pass the ceiling. It does not compute faster; it computes less.",
    fr: "La barre compte les opérations sautées comme si elles avaient été faites\u00a0: elle " +
      "peut donc dépasser le plafond. On ne calcule pas plus vite\u00a0; on calcule moins.",
  });
  return rungs;
}
