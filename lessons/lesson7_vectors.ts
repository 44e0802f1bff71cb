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
      "counted in bytes: a number takes `F32`, 4 of them (`<usize>`: as a place in memory). `splat` " +
      "puts one number in all four lanes, `loadFirst` reads four or, at the end of a row, the " +
      "`count` that are left, `madd(x,\u00a0w,\u00a0s)` is x·w\u00a0+\u00a0s, lane by lane. For " +
      "each p:",
    fr:
      "Une ligne de X par quatre colonnes de W1 à la fois. `a` et `b` sont maintenant des places " +
      "en mémoire, comptées en octets\u00a0: un nombre en prend `F32`, soit 4 (`<usize>`\u00a0: en " +
      "tant que place en mémoire). `splat` met un nombre dans les quatre voies, `loadFirst` en lit " +
      "quatre ou, en fin de ligne, les `count` qui restent, `madd(x,\u00a0w,\u00a0s)` est " +
      "x·w\u00a0+\u00a0s, voie par voie. Pour chaque p\u00a0:",
  });
  yield code({ file: "assembly/simd.ts", from: "const x = v128.load32_splat(a)", to: "b +=" });
  const plain = ladder.rungs[2], simd = ladder.climb(SIMD, ways.simd);
  const reached = percent(simd.speed / ladder.ceiling, 0);
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
      en: `${n(simd.speed / plain.speed, 2)} times: a turn took ${turn(plain.time, 1)}\u00a0ns ` +
        `for one sum, and takes ${turn(simd.time, 4)}\u00a0ns for four. ${n(simd.speed)}\u00a0` +
        `GFLOP/s, ${reached} of the ceiling.`,
      fr: `${n(simd.speed / plain.speed, 2)} fois\u00a0: un tour prenait ${turn(plain.time, 1)}` +
        `\u00a0ns pour une somme, et prend ${turn(simd.time, 4)}\u00a0ns pour quatre. ` +
        `${n(simd.speed)}\u00a0GFLOP/s, ${reached} du plafond.`,
    },
  });
  yield ladder.checked();
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
      `${term("voie")}, et une seule instruction agit sur les quatre à la fois\u00a0: ` +
      `en anglais «\u00a0single instruction, multiple data\u00a0», ${
        term("SIMD")
      }. Ici, le pixel ${p} du premier ` +
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
    en: "One multiplication and one addition of vectors: eight operations. W1 lies row by row: " +
      "its four numbers are fetched in one go.",
    fr: "Une multiplication et une addition de vecteurs\u00a0: huit opérations. W1 est rangé " +
      "ligne par ligne\u00a0: ses quatre nombres se lisent d’un coup.",
  });
}

/** Rung 5. */
function* tiles(
  ladder: Ladder,
  { ways }: Pick<Workbench, "factors" | "ways">,
): Generator<StoryBlock> {
  const [, , , simd] = ladder.rungs;
  yield step({ en: "Rung 5: register tiles", fr: "Barreau 5\u00a0: des tuiles en registres" });
  // A turn multiplies and adds four numbers: eight operations.
  const turn = 8e9 * simd.time / OPERATIONS, { ceiling } = ladder;
  const sum = `${n(ceiling)}·${n(turn, 2)} / 4 = ${n(ceiling * turn / 4, 2)}`;
  yield prose({
    en: `In the ${n(turn, 2)}\u00a0ns of a turn, the ceiling's loop does ${sum} operations on ` +
      "vectors; rung 4 does 2. It is still a chain, now of vectors: each addition waits for the " +
      "one before. And each product needs two things from memory. So hold a **tile** of Z at " +
      "once, 5 digits by 8 neurons, in ten vectors of sums that stay in registers. For each p (assembly/strips.ts):",
    fr:
      `Pendant les ${n(turn, 2)}\u00a0ns d’un tour, la boucle du plafond fait ${sum} opérations ` +
      "sur des vecteurs\u00a0; le barreau 4 en fait 2. C’est encore une chaîne, de vecteurs cette " +
      "fois\u00a0: chaque addition attend la précédente. Et chaque produit demande deux lectures. " +
      "Gardons donc une **tuile** de Z à la fois, 5 chiffres et 8 neurones, dans dix vecteurs de " +
      "sommes qui restent dans des registres. Pour chaque p (assembly/strips.ts)\u00a0:",
  });
  yield table(
    [0, 1, 2, 3, 4].map((i) => [`x = X[${i},p]`, `s${i}0 += x·b0`, `s${i}1 += x·b1`]),
    { head: ["", "b0 = W1[p,0…3]", "b1 = W1[p,4…7]"] },
  );
  const tiles = ladder.climb(TILES, ways.tiles), reached = percent(tiles.speed / ceiling, 0);
  yield prose({
    en: "None of the ten waits for another, and 2 vectors and 5 pixels are fetched for ten " +
      `products; rung 4 fetches 1 and 1 for one. So: ${
        n(tiles.speed)
      }\u00a0GFLOP/s, ${reached} of ` +
      `the ceiling, ${n(tiles.speed / simd.speed, 2)} times as fast as rung 4.`,
    fr: "Aucune des dix n’attend l’autre, et l’on lit 2 vecteurs et 5 pixels pour dix " +
      "produits\u00a0; le barreau 4 lit 1 et 1 pour un seul. D’où " +
      `${n(tiles.speed)}\u00a0GFLOP/s, ${reached} du plafond, ` +
      `${n(tiles.speed / simd.speed, 2)} fois plus vite que le barreau 4.`,
  });
  yield ladder.checked();
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
      `are 0, and 0·w adds nothing: X is a ${term("sparse matrix")}. Rung 2 with one line more ` +
      "leaves them out:",
    fr: `La meilleure opération est celle dont on se passe. ${percent(zeros)} des pixels de X ` +
      `valent 0, et 0·w n’ajoute rien\u00a0: X est une ${term("matrice creuse")}. Le barreau 2, ` +
      "avec une ligne de plus, les laisse de côté\u00a0:",
  });
  yield code({
    file: "src/engine/plain.ts",
    from: "const x = a[i * k + p]",
    to: "out[i * n + j] += x",
  });
  yield prose({
    en:
      "Rung 6 (assembly/sparse.ts) does it with vectors, and keeps each image as the list of its " +
      "other pixels, made once.",
    fr:
      "Le barreau 6 (assembly/sparse.ts) le fait avec des vecteurs, et garde chaque image comme la " +
      "liste de ses autres pixels, faite une fois.",
  });
  const sparse = ladder.climb(SPARSE, ways.sparse), gain = tiles.time / sparse.time;
  const done = sparse.speed * (1 - zeros);
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
      { en: "as many times less, too", fr: "il est aussi divisé par autant" },
      { en: "less, but not as many times", fr: "il diminue, mais moins" },
      {
        en: "no less",
        fr: "il ne diminue pas",
      },
    ],
    right: gain < 1.1 ? 2 : gain * (1 - zeros) < 0.9 ? 1 : 0,
    why: {
      en: `${n(gain, 2)} times less. What is done is done at ${n(done)}\u00a0GFLOP/s, on rung 5 ` +
        `at ${
          n(tiles.speed)
        }: each product now fetches its own part of W1, which a tile uses for ` +
        "five digits.",
      fr: `${n(gain, 2)} fois moins. Ce qui est fait l’est à ${n(done)}\u00a0GFLOP/s, contre ` +
        `${n(tiles.speed)} au barreau 5\u00a0: chaque produit lit maintenant sa propre part de ` +
        "W1, dont une tuile se sert pour cinq chiffres.",
    },
  });
  yield ladder.checked();
}
