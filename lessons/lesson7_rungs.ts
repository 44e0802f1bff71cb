/**
 * The lower rungs of lesson 7, one number at a time: the definition, another order of its loops,
 * another language; and what holds all three up.
 *
 * @module
 */
import {
  code,
  count,
  formula,
  n,
  operand,
  percent,
  predict,
  prose,
  seconds,
  series,
  step,
  table,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type Ladder, nearest, OPERATIONS } from "./lesson7_ladder.ts";
import { fourSums, oneSum } from "./lesson7_products.ts";
import { SIZES, stopwatch, wideOrders, type Workbench } from "./lesson7_workbench.ts";

/** Additions to a sum, in the step on chains. */
const ADDITIONS = 1_000_000;

const AS_DEFINED = { en: "as defined", fr: "comme la définition" };
const BY_ROWS = { en: "row by row", fr: "ligne par ligne" };

/** Rungs 1 to 3. */
export function* oneAtATime(
  ladder: Ladder,
  { factors, ways }: Pick<Workbench, "factors" | "ways">,
): Generator<StoryBlock> {
  const { k, n: columns } = SIZES, { a, b } = factors;
  yield step({ en: "Rung 1: as it is defined", fr: "Barreau 1\u00a0: comme la définition" });
  yield prose({
    en: "X is `a`, W1 is `b`, Z is `out`: lists in which the rows follow each other. Row i, " +
      "column p of X is `a[i\u00a0*\u00a0k\u00a0+\u00a0p]`.",
    fr: "X s’appelle `a`, W1 `b`, Z `out`\u00a0: des listes où les lignes se suivent. La ligne " +
      "i, colonne p de X est `a[i\u00a0*\u00a0k\u00a0+\u00a0p]`.",
  });
  yield code({ file: "lessons/lesson7_products.ts", from: "for (let i = 0; i < m" });
  const naive = ladder.climb({ en: "TypeScript", fr: "TypeScript" }, ways.naive);
  yield predict({
    en: `About how long does X·W1 take this way, with its ${count(OPERATIONS)} operations?`,
    fr: `Combien de temps X·W1 prend-il ainsi, à peu près, avec ses ${count(OPERATIONS)} ` +
      "opérations\u00a0?",
  }, {
    choices: [
      { en: "some millionths of a second", fr: "quelques millionièmes de seconde" },
      { en: "some thousandths of a second", fr: "quelques millièmes de seconde" },
      { en: "some tenths of a second", fr: "quelques dixièmes de seconde" },
    ],
    right: nearest(naive.time, [4e-6, 4e-3, 4e-1]),
    why: {
      en: `${seconds(naive.time)}: ${n(naive.speed)}\u00a0GFLOP/s, ` +
        `${percent(naive.speed / ladder.ceiling, 0)} of the ceiling.`,
      fr: `${seconds(naive.time)}\u00a0: ${n(naive.speed)}\u00a0GFLOP/s, ` +
        `${percent(naive.speed / ladder.ceiling, 0)} du plafond.`,
    },
  });
  const j = 12;
  const sum = series("p", k, {
    term: (p) => times(operand(`X[0,p]`, a[p]), operand(`W1[p,${j}]`, b[p * columns + j])),
    shown: 3,
  });
  yield formula({ name: `Z[0,${j}]`, traced: naive.result[j] }, sum);

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
  yield code({ file: "assembly/plain.ts", from: "let sum: f32 = 0", to: "}" });
  const plain = ladder.climb({ en: "AssemblyScript", fr: "AssemblyScript" }, ways.plain);
  yield* ladder.shown();
  const gain = plain.speed / naive.speed;
  yield prose({
    en: `The language alone multiplies the speed of rung 1 by ${n(gain, 2)}. So neither the path ` +
      "through the memory nor the language says why we are so far below the ceiling.",
    fr:
      `À lui seul, le langage multiplie la vitesse du barreau 1 par ${n(gain, 2)}. Ni le chemin ` +
      "dans la mémoire ni le langage ne disent donc pourquoi nous sommes si loin du plafond.",
  });

  yield* aSumIsAChain(ladder);
}

/** Rung 2, and a product for which it matters more. */
function* walkStraightOn(
  ladder: Ladder,
  { factors, ways }: Pick<Workbench, "factors" | "ways">,
): Generator<StoryBlock> {
  const { k, n: columns } = SIZES, [first] = ladder.rungs;
  yield step({ en: "Rung 2: walk straight on", fr: "Barreau 2\u00a0: marcher tout droit" });
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
    from: "out.fill(0)",
    to: "out[i * n + j] += x",
  });
  const rows = ladder.climb(BY_ROWS, ways.byRows), gain = first.time / rows.time;
  yield* ladder.shown();

  yield prose({
    en: `${n(gain, 2)} times as fast as rung 1. Why not sixteen times?`,
    fr: `${n(gain, 2)} fois plus vite que le barreau 1. Pourquoi pas seize fois\u00a0?`,
  });

  yield step({ en: "Where the path matters", fr: "Où le chemin compte" });
  const wide = wideOrders(factors), wideGain = wide.naive / wide.byRows;
  const size = 4 * k * columns, wideSize = 4 * k * wide.columns;
  yield prose({
    en: `What was read last is kept near the processor, in a ${term("cache")}, small and fast: ` +
      `from some hundred kB to a few MB. W1 has ${n(size / 1000)}\u00a0kB and finds room there: ` +
      "the other 15 numbers of a line are still there when their turn comes. Now as many " +
      `operations on another W1: one digit, ${count(wide.columns)} neurons, ` +
      `${n(wideSize / 1e6)}\u00a0MB.`,
    fr: "Ce qui vient d’être lu est gardé près du processeur, dans une mémoire petite et rapide, " +
      `le ${term("cache")}\u00a0: de quelques centaines de ko à quelques Mo. W1 occupe ` +
      `${
        n(size / 1000)
      }\u00a0ko et y tient\u00a0: les 15 autres nombres d’une ligne y sont encore ` +
      "quand vient leur tour. Maintenant, autant d’opérations avec un autre W1\u00a0: un seul " +
      `chiffre, ${count(wide.columns)} neurones, ${n(wideSize / 1e6)}\u00a0Mo.`,
  });
  yield predict({
    en: "Does a W1 that is 64 times as large gain as much by being read row by row?",
    fr: "Un W1 qui est 64 fois plus grand gagne-t-il autant à être lu ligne par ligne\u00a0?",
  }, {
    choices: [
      { en: "about as much", fr: "à peu près autant" },
      { en: "much more", fr: "beaucoup plus" },
      { en: "much less", fr: "beaucoup moins" },
    ],
    right: [2, 0, 1][nearest(wideGain / gain, [1 / 2, 1, 2])],
    why: {
      en: `${n(wideGain, 2)} times as fast here, ${n(gain, 2)} times there. On rung 1, a line ` +
        "gives one number, and is gone from the cache before its next one is wanted.",
      fr: `${n(wideGain, 2)} fois plus vite ici, ${n(gain, 2)} fois là-bas. Au barreau 1, une ` +
        "ligne donne un nombre, et n’est plus dans le cache quand on veut le suivant.",
    },
  });
  yield table([
    [
      { en: `${n(size / 1000)} kB`, fr: `${n(size / 1000)} ko` },
      seconds(first.time),
      seconds(rows.time),
      n(gain, 2),
    ],
    [
      { en: `${n(wideSize / 1e6)} MB`, fr: `${n(wideSize / 1e6)} Mo` },
      seconds(wide.naive),
      seconds(wide.byRows),
      n(wideGain, 2),
    ],
  ], {
    head: [
      { en: "size of W1", fr: "taille de W1" },
      AS_DEFINED,
      BY_ROWS,
      { en: "× faster", fr: "× plus vite" },
    ],
  });
  yield prose({
    en: "What makes a program slow is measured, not guessed.",
    fr: "Ce qui ralentit un programme se mesure, cela ne se devine pas.",
  });
}

/** Why three rungs are equally slow: an addition waits for the one before it. */
function* aSumIsAChain({ rungs: [naive, , plain] }: Ladder): Generator<StoryBlock> {
  yield step({ en: "A sum is a chain", fr: "Une somme est une chaîne" });
  yield prose({
    en: "Keep nothing but the additions. One sum, `s\u00a0+=\u00a0x`, again and again; and four " +
      "sums, turn by turn:",
    fr:
      "Ne gardons que les additions. Une seule somme, `s\u00a0+=\u00a0x`, encore et encore\u00a0; " +
      "et quatre sommes, tour à tour\u00a0:",
  });
  yield code({
    file: "lessons/lesson7_products.ts",
    from: "let s = 0, t = 0, u = 0, v = 0",
    to: "  }",
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
      en:
        `${seconds(four)}, ${n(four / one, 2)} times the time: while one sum waits for its last ` +
        "addition, the processor begins those of the others.",
      fr: `${seconds(four)}, soit ${n(four / one, 2)} fois le temps\u00a0: pendant qu’une somme ` +
        "attend sa dernière addition, le processeur commence celles des autres.",
    },
  });
  const nanoseconds = (time: number, turns: number) => n(1e9 * time / turns, 2);
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
  ], { head: ["", "ns"] });
  yield prose({
    en:
      `Waiting for the last addition, its ${term("latency")}, is ${percent(share, 0)} of a turn ` +
      "of rung 3. Compute several sums at once, then, and nobody waits.",
    fr: `Attendre la dernière addition, c’est-à-dire sa ${term("latence")}, fait ` +
      `${
        percent(share, 0)
      } d’un tour du barreau 3. Calculons donc plusieurs sommes à la fois, et ` +
      "personne n’attend.",
  });
}
