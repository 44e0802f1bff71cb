/**
 * The upper rungs of lesson 7: four numbers at a time, many sums in registers, and no zeros.
 *
 * @module
 */
import { brightPixel } from "../src/lesson/digits.ts";
import {
  code,
  fixed,
  lanes,
  n,
  percent,
  predict,
  prose,
  step,
  table,
  term,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type Ladder, nearest, OPERATIONS } from "./lesson7_ladder.ts";
import { machineCode } from "./lesson7_machine_code.ts";
import type { Product } from "./lesson7_products.ts";
import type { Workbench } from "./lesson7_workbench.ts";

const SIMD = { en: "SIMD", fr: "SIMD" };
const TILES = { en: "register tiles", fr: "tuiles en registres" };
const SPARSE = { en: "skipping zeros", fr: "sans les zéros" };

/** Rungs 4 to 6. */
export function* manyAtATime(
  ladder: Ladder,
  { factors, ways }: Pick<Workbench, "factors" | "ways">,
): Generator<StoryBlock> {
  yield* whatALaneIs(factors);

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
  const plain = ladder.rungs[2], simd = ladder.climb(SIMD, ways.simd);
  const turn = (time: number, sums: number) => n(1e9 * time * 2 * sums / OPERATIONS, 2);
  yield predict({
    en: "How many times as fast as rung 3, which takes one number at a time?",
    fr: "Combien de fois plus vite que le barreau 3, qui prend les nombres un par un\u00a0?",
  }, {
    choices: [
      { en: "about as fast", fr: "aussi vite, à peu près" },
      { en: "about four times", fr: "environ quatre fois" },
      { en: "about sixteen times", fr: "environ seize fois" },
    ],
    right: nearest(simd.speed / plain.speed, [1, 4, 16]),
    why: {
      en:
        `${n(simd.speed / plain.speed, 2)} times: a turn took ${turn(plain.time, 1)}\u00a0ns for ` +
        `one sum, and takes ${turn(simd.time, 4)}\u00a0ns for four.`,
      fr: `${n(simd.speed / plain.speed, 2)} fois\u00a0: un tour prenait ${turn(plain.time, 1)}` +
        `\u00a0ns pour une somme, et prend ${turn(simd.time, 4)}\u00a0ns pour quatre.`,
    },
  });
  yield* ladder.shown();
  yield machineCode();

  yield* tiles(ladder, { factors, ways });
  yield* withoutZeros(ladder, { factors, ways });
}

/** One pixel of the first digit on its way into the sums of four neurons, each in a lane. */
function* whatALaneIs({ a, b, k, n: columns }: Product): Generator<StoryBlock> {
  const p = brightPixel(a.subarray(0, k)), j = 12;
  yield step({ en: "What a lane is", fr: "Ce qu’est une voie" });
  yield prose({
    en: `A vector register holds four numbers side by side, each in its ${term("lane")}, and one ` +
      "instruction works on all four at once: single instruction, multiple data, " +
      `${term("SIMD")}. Here pixel ${p} of the first digit, times four weights, is added to four ` +
      `sums, those of neurons ${j} to ${j + 3}:`,
    fr: "Un registre vectoriel contient quatre nombres côte à côte, chacun dans sa " +
      `${term("voie")}, et une seule instruction agit sur les quatre à la fois\u00a0: une ` +
      `instruction, plusieurs données, en anglais ${term("SIMD")}. Ici, le pixel ${p} du premier ` +
      `chiffre, fois quatre poids, s’ajoute à quatre sommes, celles des neurones ${j} à ` +
      `${j + 3}\u00a0:`,
  });
  const four = [j, j + 1, j + 2, j + 3], x = a[p];
  const weights = four.map((j) => b[p * columns + j]);
  const before = four.map((j) => {
    return a.subarray(0, p).reduce((sum, x, q) => sum + x * b[q * columns + j], 0);
  });
  yield lanes([
    { name: `X[0,${p}]`, values: four.map(() => fixed(x, 4)) },
    { sign: "×", name: `W1[${p},${j}…${j + 3}]`, values: weights.map((w) => fixed(w, 4)) },
    {
      sign: "=",
      name: { en: "products", fr: "produits" },
      values: weights.map((w) => fixed(x * w, 4)),
    },
    {
      sign: "+",
      name: { en: "sums before", fr: "sommes avant" },
      values: before.map((s) => fixed(s, 4)),
    },
    {
      sign: "=",
      name: { en: "sums after", fr: "sommes après" },
      values: before.map((sum, lane) => fixed(sum + x * weights[lane], 4)),
    },
  ]);
  yield prose({
    en: "One multiplication and one addition of vectors: eight operations. That W1 lies row by " +
      "row now pays: its four numbers are fetched in one go.",
    fr:
      "Une multiplication et une addition de vecteurs\u00a0: huit opérations. Que W1 soit rangé " +
      "ligne par ligne devient un avantage\u00a0: ses quatre nombres se lisent d’un coup.",
  });
}

/** Rung 5. */
function* tiles(
  ladder: Ladder,
  { ways }: Pick<Workbench, "factors" | "ways">,
): Generator<StoryBlock> {
  const [, , , simd] = ladder.rungs;
  yield step({ en: "What the loop still waits for", fr: "Ce que la boucle attend encore" });
  // A turn multiplies and adds four numbers: eight operations.
  const turn = 8 * simd.time / OPERATIONS, meanwhile = turn * ladder.ceiling * 1e9 / 4;
  const done = n(meanwhile, 2);
  yield prose({
    en:
      `In the ${n(1e9 * turn, 2)}\u00a0ns of a turn, the ceiling's loop does ${done} operations ` +
      "on vectors; this one does 2. It is still a chain, now of vectors: each addition waits for " +
      "the last. And each product needs two things from memory. So hold a **tile** of Z at once: " +
      "5 rows by 8 columns, ten vectors of sums, all in registers. None waits for another, and " +
      "what is fetched is used several times.",
    fr: `Pendant les ${n(1e9 * turn, 2)}\u00a0ns d’un tour, la boucle du plafond fait ${done} ` +
      "opérations sur des vecteurs\u00a0; celle-ci en fait 2. C’est encore une chaîne, de vecteurs " +
      "cette fois\u00a0: chaque addition attend la précédente. Et chaque produit demande deux " +
      "lectures. Gardons donc une **tuile** de Z à la fois\u00a0: 5 lignes et 8 colonnes, dix " +
      "vecteurs de sommes, tous dans des registres. Aucun n’attend l’autre, et ce qui est lu sert " +
      "plusieurs fois.",
  });
  yield table([
    [SIMD, "1 + 1", "1", "1"],
    [TILES, "2 + 5", "10", "10"],
  ], {
    head: [
      { en: "for each p", fr: "pour chaque p" },
      { en: "fetched of W1 + of X", fr: "lu dans W1 + dans X" },
      { en: "products", fr: "produits" },
      { en: "chains", fr: "chaînes" },
    ],
    caption: { en: "In vectors of four numbers:", fr: "En vecteurs de quatre nombres\u00a0:" },
  });

  yield step({ en: "Rung 5: register tiles", fr: "Barreau 5\u00a0: des tuiles en registres" });
  yield prose({
    en: "For each p: `b0` and `b1` are eight numbers of row p of W1, copied together in a " +
      "`panel`; `x` is pixel p of a digit, in all four lanes, and multiplies both. The other four " +
      "digits follow. The pixels of the five lie in a strip, at the place `STRIP`.",
    fr: "Pour chaque p\u00a0: `b0` et `b1` sont huit nombres de la ligne p de W1, recopiés " +
      "ensemble dans `panel`\u00a0; `x` est le pixel p d’un chiffre, dans les quatre voies, et " +
      "les multiplie tous. Les quatre autres chiffres suivent. Les pixels des cinq sont dans une " +
      "bande, à la place `STRIP`.",
  });
  yield code({
    file: "assembly/strips.ts",
    from: "const b0 = v128.load(panel), b1",
    to: "s11 = madd(x, b1, s11)",
  });
  ladder.climb(TILES, ways.tiles);
  yield* ladder.shown();
}

/** Rung 6. */
function* withoutZeros(
  ladder: Ladder,
  { factors: { a }, ways }: Pick<Workbench, "factors" | "ways">,
): Generator<StoryBlock> {
  const tiles = ladder.rungs[4];
  yield step({ en: "Rung 6: skip the zeros", fr: "Barreau 6\u00a0: sauter les zéros" });
  const zeros = a.reduce((many, x) => many + Number(x === 0), 0) / a.length;
  yield prose({
    en: `The best operation is the one that is not needed. ${percent(zeros)} of the pixels of X ` +
      `are 0, and 0·w adds nothing: X is a ${term("sparse matrix")}. So an image is kept, once ` +
      "and for all, as the list of its other pixels, and for each of these a row of W1 is added, " +
      "times the pixel. In an `entry` of the list, the last byte (`&\u00a0255`) is the shade of " +
      "grey, for which `values` has x; the rest (`>>\u00a08`) leads to the row:",
    fr: `La meilleure opération est celle dont on se passe. ${percent(zeros)} des pixels de X ` +
      `valent 0, et 0·w n’ajoute rien\u00a0: X est une ${term("matrice creuse")}. Une image est ` +
      "donc gardée, une fois pour toutes, comme la liste de ses autres pixels, et pour chacun " +
      "d’eux on ajoute une ligne de W1, multipliée par le pixel. Dans une `entry` de la liste, " +
      "le dernier octet (`&\u00a0255`) est le niveau de gris, pour lequel `values` donne " +
      "x\u00a0; le reste (`>>\u00a08`) mène à la ligne\u00a0:",
  });
  yield code({
    file: "assembly/rows.ts",
    from: "x = v128.load32_splat(values",
    to: "s1 = madd",
  });
  const sparse = ladder.climb(SPARSE, ways.sparse), gain = tiles.time / sparse.time;
  yield predict({
    en: `Without zeros, there are ${
      n(1 / (1 - zeros), 2)
    } times fewer operations than on rung 5. And the time?`,
    fr:
      `Sans les zéros, il y a ${
        n(1 / (1 - zeros), 2)
      } fois moins d’opérations qu’au barreau 5. Et ` +
      "le temps\u00a0?",
  }, {
    choices: [
      { en: "as many times less, too", fr: "il diminue d’autant" },
      { en: "less, but not as many times", fr: "il diminue, mais moins" },
      {
        en: "no less: lists cost as much as they save",
        fr: "il ne diminue pas\u00a0: les listes coûtent ce qu’elles rapportent",
      },
    ],
    right: gain < 1.1 ? 2 : gain * (1 - zeros) < 0.9 ? 1 : 0,
    why: {
      en: `${n(gain, 2)} times less. Each \`madd\` now fetches its own part of W1; a tile uses ` +
        "what it fetched for five digits.",
      fr: `${n(gain, 2)} fois moins. Chaque \`madd\` lit maintenant sa propre part de W1\u00a0; ` +
        "une tuile se sert de ce qu’elle a lu pour cinq chiffres.",
    },
  });
  yield* ladder.shown();
  yield prose({
    en: "The bar counts the operations that were skipped as if they had been done: so it may " +
      "pass the ceiling. It does not compute faster; it computes less.",
    fr: "La barre compte les opérations sautées comme si elles avaient été faites\u00a0: elle " +
      "peut donc dépasser le plafond. On ne calcule pas plus vite\u00a0; on calcule moins.",
  });
}
