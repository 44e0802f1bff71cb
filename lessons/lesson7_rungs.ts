/**
 * The lower rungs of lesson 7, one number at a time: the definition, another order of its loops,
 * another language; and what holds all three up.
 *
 * @module
 */
import {
  code,
  count,
  n,
  percent,
  predict,
  prose,
  seconds,
  step,
  table,
  term,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type Ladder, nearest, OPERATIONS } from "./lesson7_ladder.ts";
import { fourSums, oneSum, onlyCopies, type Product } from "./lesson7_products.ts";
import { bothOrders, SIZES, stopwatch, type Workbench } from "./lesson7_workbench.ts";

/** Additions to a sum, in the step on chains. */
const ADDITIONS = 1_000_000;

/** Neurons of a wide layer; no power of two, or a column's lines push each other out of a cache. */
const WIDE = 4_100;

const AS_DEFINED = { en: "as defined", fr: "comme la définition" };
const BY_ROWS = { en: "row by row", fr: "ligne par ligne" };

/** Rungs 1 to 3. */
export function* oneAtATime(
  ladder: Ladder,
  { factors, ways }: Pick<Workbench, "factors" | "ways">,
): Generator<StoryBlock> {
  yield step({ en: "Rung 1: as it is defined", fr: "Barreau 1\u00a0: comme la définition" });
  yield prose({
    en: "X is `a`, W1 is `b`, Z is `out`: lists of numbers, row after row. Row i, " +
      "column p of X is `a[i\u00a0*\u00a0k\u00a0+\u00a0p]`. For each digit i:",
    fr:
      "X s’appelle `a`, W1 `b`, Z `out`\u00a0: des listes de nombres, ligne après ligne. La ligne " +
      "i, colonne p de X est `a[i\u00a0*\u00a0k\u00a0+\u00a0p]`. Pour chaque chiffre i\u00a0:",
  });
  yield code({ file: "lessons/lesson7_products.ts", from: "for (let j = 0; j < n" });
  const naive = ladder.climb({ en: "TypeScript", fr: "TypeScript" }, ways.naive);
  yield predict({
    en: `About how long does X·W1 take this way, with its ${count(OPERATIONS)} operations? The ` +
      "clock of a processor ticks some billions of times a second.",
    fr: `Combien de temps X·W1 prend-il ainsi, à peu près, avec ses ${count(OPERATIONS)} ` +
      "opérations\u00a0? L’horloge d’un processeur bat quelques milliards de fois par seconde.",
  }, {
    choices: [
      { en: "some millionths of a second", fr: "quelques millionièmes de seconde" },
      { en: "some thousandths of a second", fr: "quelques millièmes de seconde" },
      { en: "some tenths of a second", fr: "quelques dixièmes de seconde" },
    ],
    right: nearest(naive.time, [4e-6, 4e-3, 4e-1]),
    why: {
      en: "Some millions of operations, some billions of ticks a second: thousandths. " +
        `${seconds(naive.time)}, ${n(naive.speed)}\u00a0GFLOP/s, ` +
        `${percent(naive.speed / ladder.ceiling, 0)} of the ceiling.`,
      fr: "Des millions d’opérations, des milliards de battements par seconde\u00a0: des " +
        `millièmes. ${seconds(naive.time)}, ${n(naive.speed)}\u00a0GFLOP/s, ` +
        `${percent(naive.speed / ladder.ceiling, 0)} du plafond.`,
    },
  });

  yield* walkStraightOn(ladder, { factors, ways });

  yield step({ en: "Rung 3: another language", fr: "Barreau 3\u00a0: un autre langage" });
  yield prose({
    en: "The loops of rung 1 again, in AssemblyScript. It looks like TypeScript, but its numbers " +
      "have the types of the machine, f32 and i32 (an integer), and it is compiled beforehand, " +
      "to WebAssembly. " +
      "`number(a,\u00a0i,\u00a0k,\u00a0p)` is row i, column p.",
    fr: "De nouveau les boucles du barreau 1, en AssemblyScript. Il ressemble à TypeScript, mais " +
      "ses nombres ont les types de la machine, f32 et i32 (un entier), et il est compilé à " +
      "l’avance, en WebAssembly. " +
      "`number(a,\u00a0i,\u00a0k,\u00a0p)` est la ligne i, colonne p.",
  });
  yield code({ file: "assembly/plain.ts", from: "sum += number", to: "sum += number" });
  const plain = ladder.climb({ en: "AssemblyScript", fr: "AssemblyScript" }, ways.plain);
  yield ladder.checked();
  const gain = plain.speed / naive.speed, reached = plain.speed / ladder.ceiling;
  yield prose({
    en: `The language alone multiplies the speed of rung 1 by ${n(gain, 2)}: we stand at ` +
      `${percent(reached, 0)} of the ceiling. So neither the path through the memory nor the ` +
      "language says why we are so far below it.",
    fr: `À lui seul, le langage multiplie la vitesse du barreau 1 par ${n(gain, 2)}\u00a0: nous ` +
      `voilà à ${percent(reached, 0)} du plafond. Ni le chemin dans la mémoire ni le langage ne ` +
      "disent donc pourquoi nous en sommes si loin.",
  });

  yield* aSumIsAChain(ladder, factors);
}

/** Rung 2, and a product for which it matters more. */
function* walkStraightOn(
  ladder: Ladder,
  { factors, ways }: Pick<Workbench, "factors" | "ways">,
): Generator<StoryBlock> {
  const { k, n: columns } = SIZES, [first] = ladder.rungs;
  yield step({ en: "Rung 2: walk straight on", fr: "Barreau 2\u00a0: lire d’affilée" });
  yield prose({
    en: `Down a column of W1, each number lies ${columns} numbers, ${4 * columns} bytes, after ` +
      "the last. Memory is fetched in lines, mostly of 64 bytes, 16 numbers: rung 1 takes one " +
      "of them and moves on. Exchange the two inner loops, and W1 is read number after number:",
    fr: `Quand on descend une colonne de W1, chaque nombre se trouve ${columns} nombres, soit ` +
      `${4 * columns} octets, après le précédent. La mémoire se lit par lignes, le plus souvent ` +
      "de 64 octets, soit 16 nombres\u00a0: le barreau 1 en prend un et passe à la suivante. " +
      "Échangeons les deux boucles intérieures, et W1 se lit nombre après nombre\u00a0:",
  });
  yield code({
    file: "lessons/lesson7_products.ts",
    from: "for (let p = 0; p < k; p++) {",
  });
  const rows = ladder.climb(BY_ROWS, ways.byRows), gain = first.time / rows.time;
  yield ladder.checked();
  yield prose({
    en:
      "(The order of the terms is the same; but `sum` was an f64, `out[…]` rounds to f32 at each p.)",
    fr: "(L’ordre des termes est le même\u00a0; mais `sum` était en f64, `out[…]` arrondit à " +
      "f32 à chaque p.)",
  });
  yield prose({
    en: `${seconds(rows.time)}, ${n(gain, 2)} times as fast as rung 1. Why not sixteen times?`,
    fr:
      `${seconds(rows.time)}, ${n(gain, 2)} fois plus vite que le barreau 1. Pourquoi pas seize ` +
      "fois\u00a0?",
  });

  yield step({ en: "Where the path matters", fr: "Où le chemin compte" });
  const wide = bothOrders(factors, WIDE);
  const wideGain = wide.defined / wide.rows;
  const size = (columns: number) => 4 * k * columns;
  const small = n(size(columns) / 1000), large = n(size(WIDE) / 1e6);
  yield prose({
    en: `What was read last is kept near the processor, in a ${term("cache")}, small and fast: ` +
      `from some hundred kB to a few MB. W1 takes ${small}\u00a0kB and fits: the other 15 ` +
      "numbers of a line are still there when their turn comes. Now another W1, for " +
      `${count(WIDE)} neurons, ${large}\u00a0MB, and a single digit: about as many operations.`,
    fr: "Ce qui vient d’être lu est gardé près du processeur, dans une mémoire petite et rapide, " +
      `le ${term("cache")}\u00a0: de quelques centaines de ko à quelques Mo. W1 occupe ` +
      `${small}\u00a0ko et y tient\u00a0: les 15 autres nombres d’une ligne y sont encore quand ` +
      `vient leur tour. Maintenant un autre W1, pour ${count(WIDE)} neurones, soit ` +
      `${large}\u00a0Mo, et un seul chiffre\u00a0: à peu près autant d’opérations.`,
  });
  const lines = n(64 * k / 1000);
  yield predict({
    en:
      `A column of it touches ${k} lines, ${lines}\u00a0kB. How much does reading row by row gain?`,
    fr:
      `Une de ses colonnes touche ${k} lignes, soit ${lines}\u00a0ko. Combien gagne-t-on à lire ` +
      "ligne par ligne\u00a0?",
  }, {
    choices: [
      { en: "as little as before", fr: "aussi peu qu’avant" },
      { en: "more, but far from sixteen times", fr: "plus, mais loin de seize fois" },
      { en: "about sixteen times", fr: "environ seize fois" },
    ],
    right: wideGain < 1.1 * gain ? 0 : wideGain < 10 ? 1 : 2,
    why: {
      en:
        `${n(wideGain, 2)} times, against ${n(gain, 2)}. Each line now comes from farther away, ` +
        `but ${lines}\u00a0kB of lines stay in the cache for the next 15 columns.`,
      fr: `${n(wideGain, 2)} fois, contre ${n(gain, 2)}. Chaque ligne vient maintenant de plus ` +
        `loin, mais ${lines}\u00a0ko de lignes restent dans le cache pour les 15 colonnes suivantes.`,
    },
  });
  const row = (columns: number, { defined, rows }: { defined: number; rows: number }) => [
    count(columns),
    columns < 1000
      ? { en: `${n(size(columns) / 1000)} kB`, fr: `${n(size(columns) / 1000)} ko` }
      : { en: `${n(size(columns) / 1e6)} MB`, fr: `${n(size(columns) / 1e6)} Mo` },
    seconds(defined),
    seconds(rows),
    n(defined / rows, 2),
  ];
  yield table([
    row(columns, { defined: first.time, rows: rows.time }),
    row(WIDE, wide),
  ], {
    head: [
      { en: "neurons", fr: "neurones" },
      { en: "size of W1", fr: "taille de W1" },
      AS_DEFINED,
      BY_ROWS,
      { en: "gain", fr: "gain" },
    ],
  });
}

/** Why three rungs are equally slow: an addition waits for the one before it. */
function* aSumIsAChain(
  { rungs: [naive, rows, plain] }: Ladder,
  factors: Product,
): Generator<StoryBlock> {
  yield step({ en: "A sum is a chain", fr: "Une somme est une chaîne" });
  yield prose({
    en: "Keep nothing but the additions. One sum, `s\u00a0+=\u00a0x`, again and again; and four " +
      "sums, turn by turn: `s\u00a0+=\u00a0x; t\u00a0+=\u00a0x; u\u00a0+=\u00a0x; " +
      "v\u00a0+=\u00a0x`.",
    fr: "Ne gardons que les additions. Une seule somme, `s\u00a0+=\u00a0x`, sans arrêt\u00a0; et " +
      "quatre sommes, tour à tour\u00a0: `s\u00a0+=\u00a0x; t\u00a0+=\u00a0x; " +
      "u\u00a0+=\u00a0x; v\u00a0+=\u00a0x`.",
  });
  const [one, four] = [oneSum, fourSums].map((sum) => stopwatch(() => sum(ADDITIONS, 0.1)).best);
  yield predict({
    en: `${count(ADDITIONS)} turns with one sum take ${seconds(one)}. And with four sums, four ` +
      "times as many additions?",
    fr: `${count(ADDITIONS)} tours avec une seule somme prennent ${seconds(one)}. Et avec quatre ` +
      "sommes, soit quatre fois plus d’additions\u00a0?",
  }, {
    choices: [
      { en: "about as long", fr: "à peu près autant" },
      { en: "twice as long", fr: "deux fois plus" },
      { en: "four times as long", fr: "quatre fois plus" },
    ],
    right: nearest(four / one, [1, 2, 4]),
    why: {
      en: `${seconds(four)}. While one sum waits for its previous addition to end, the processor ` +
        "begins those of the others.",
      fr: `${seconds(four)}. Pendant qu’une somme attend que son addition précédente soit finie, ` +
        "le processeur commence celles des autres.",
    },
  });
  const nanoseconds = (time: number, turns: number) => n(1e9 * time / turns, 2);
  const out = new Float32Array(rows.result.length);
  const copies = stopwatch(() => onlyCopies(out, factors)).best;
  const turns = OPERATIONS / 2, share = one / ADDITIONS / (plain.time / turns);
  yield table([
    [{ en: "an addition that waits", fr: "une addition qui attend" }, nanoseconds(one, ADDITIONS)],
    [
      { en: "a turn of rung 1 (TypeScript)", fr: "un tour du barreau 1 (TypeScript)" },
      nanoseconds(naive.time, turns),
    ],
    [
      { en: "a turn of rung 3 (AssemblyScript)", fr: "un tour du barreau 3 (AssemblyScript)" },
      nanoseconds(plain.time, turns),
    ],
    [
      { en: "a turn of rung 2 (row by row)", fr: "un tour du barreau 2 (ligne par ligne)" },
      nanoseconds(rows.time, turns),
    ],
    [
      { en: "the same, only copying", fr: "le même, qui ne fait que copier" },
      nanoseconds(copies, turns),
    ],
  ], { head: ["", "ns"] });
  yield prose({
    en: `Waiting for the previous addition, its ${term("latency")}, is ${percent(share, 0)} of a ` +
      "turn of rung 3. Rung 2 has no chain: it adds to 64 sums in turn. But each of its turns " +
      "fetches a weight and a sum, and puts the sum back, one number at a time; fetching one and " +
      `putting it back is ${
        percent(copies / rows.time, 0)
      } of the turn. The next rungs mend both: ` +
      "several sums at once, and in registers.",
    fr: "L’attente de l’addition précédente, c’est-à-dire sa " +
      `${term("latence")}, fait ${
        percent(share, 0)
      } d’un tour du barreau 3. Le barreau 2 n’a pas ` +
      "de chaîne\u00a0: il ajoute à 64 sommes tour à tour. Mais chacun de ses tours lit un poids et " +
      "une somme, et remet la somme, un nombre à la fois\u00a0; en lire un et le remettre fait " +
      `${
        percent(copies / rows.time, 0)
      } du tour. Les barreaux suivants corrigent les deux\u00a0: ` +
      "plusieurs sommes à la fois, et dans des registres.",
  });
}
