/**
 * The start of lesson 7: what is to be explained, the product that is climbed, and what limits it.
 *
 * @module
 */
import type { Dataset } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import {
  bars,
  check,
  code,
  constant,
  count,
  formula,
  live,
  n,
  operand,
  percent,
  prose,
  seconds,
  step,
  symbol,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { LEARNT } from "./lesson1_numbers.ts";
import { AsDefined, type Finish, RACE, race } from "./lesson7_race.ts";
import { SIZES, stopwatch } from "./lesson7_workbench.ts";

/** Turns of the ceiling's loop in a call, and the operations of a turn. */
const TURNS = 20_000, OPERATIONS_OF_A_TURN = 96;

/** What is to be explained: the same steps, as defined and with a fast engine. How many times as fast. */
export function* twice(
  engine: Engine,
  { dataset: { train }, seed }: { readonly dataset: Dataset; readonly seed: number },
): Generator<StoryBlock, number> {
  const { steps, batch } = RACE;
  yield prose({
    en: "Two programs train the network of lesson 3, 784-64-10, from the same weights, with " +
      `${batch} digits a step. One is TypeScript, and computes each product of matrices as it is ` +
      "defined. The other is the one that `deno task train` uses.",
    fr:
      "Deux programmes entraînent le réseau de la leçon 3, 784-64-10, à partir des mêmes poids, " +
      `avec ${batch} chiffres par pas. L’un, en TypeScript, calcule chaque produit de matrices ` +
      "comme le dit sa définition. L’autre est celui dont se sert `deno task train`.",
  });
  const names = [
    { en: "as defined", fr: "comme le dit la définition" },
    { en: "as “train” does", fr: "comme le fait «\u00a0train\u00a0»" },
  ];
  const finishes: Finish[] = [];
  yield live(function* () {
    for (const racer of [new AsDefined(), engine]) {
      finishes.push(race(racer, { train, seed }));
      yield bars(
        finishes.map(({ time }, i) => ({ label: names[i], value: time, text: seconds(time) })),
        { max: finishes[0].time, caption: { en: "Time of a step", fr: "Temps d’un pas" } },
      );
    }
  });
  const [defined, fast] = finishes, gain = defined.time / fast.time;
  yield check({
    claim: {
      en: `the same mean loss of ${steps} steps`,
      fr: `la même perte moyenne sur ${steps} pas`,
    },
    found: { name: names[1], value: fast.loss },
    expected: { name: names[0], value: defined.loss },
    tolerance: 1e-5,
  });
  const ten = 10 * LEARNT / batch;
  yield prose({
    en:
      `Not one formula is different. Ten epochs of the ${count(LEARNT)} images of lesson 5 would ` +
      `take ${seconds(ten * defined.time)} with one and ${seconds(ten * fast.time)} with the ` +
      `other, ${n(gain, 2)} times less. This lesson climbs from the first to the second.`,
    fr: `Aucune formule ne diffère. Dix époques des ${count(LEARNT)} images de la leçon 5 ` +
      `prendraient ${seconds(ten * defined.time)} avec l’un et ${seconds(ten * fast.time)} avec ` +
      `l’autre, ${n(gain, 2)} fois moins. Cette leçon monte du premier au second.`,
  });
  return gain;
}

/** What is computed on each rung, and how much work it is. */
export function* oneProduct(): Generator<StoryBlock> {
  yield step({ en: "One product, again and again", fr: "Toujours le même produit" });
  const { m, k, n: columns } = SIZES;
  // Forward, the gradient of the weights, and that of A1: the second layer has all three.
  const inAStep = 2 * m * (2 * k * columns + 3 * columns * 10);
  const share = 4 * m * k * columns / inAStep;
  yield prose({
    en: `A step of training is made of products of matrices, and ${percent(share)} of their ` +
      `operations are in two: X·W1 forward, and Xᵀ·dZ1 backward. We take the first: ${m} ` +
      "digits, one in each row of X, times the weights of the hidden layer.",
    fr: `Un pas d’entraînement est fait de produits de matrices, et ${percent(share)} de leurs ` +
      "opérations sont dans deux d’entre eux\u00a0: X·W1 en avant, et Xᵀ·dZ1 en arrière. " +
      `Prenons le premier\u00a0: ${m} chiffres, un par ligne de X, fois les poids de la couche ` +
      "cachée.",
  });
  yield formula(
    { name: "Z", shape: [m, columns] },
    times(symbol("X", [m, k]), symbol("W1", [k, columns])),
  );
  yield formula(
    "N",
    times(constant(2), operand("m", m), operand("k", k), operand("n", columns)),
  );
  yield prose({
    en: "Each of the m·n\u00a0=\u00a064·64 sums takes k\u00a0=\u00a0784 multiplications and as " +
      "many additions: N operations. A machine that does 10⁹ of them in a second does " +
      `1\u00a0${term("GFLOP/s")}.`,
    fr: "Chacune des m·n\u00a0=\u00a064·64 sommes demande k\u00a0=\u00a0784 multiplications et " +
      "autant d’additions\u00a0: N opérations. Une machine qui en fait 10⁹ par seconde fait " +
      `1\u00a0${term("GFLOP/s")}.`,
  });
}

/** Measures what no way can pass: operations on numbers that are at hand. GFLOP/s. */
export function* theCeiling(
  loops: readonly ((turns: number) => void)[],
): Generator<StoryBlock, number> {
  yield prose({
    en: "How fast could it be at all? To know, we time a loop that only multiplies and adds, on " +
      `numbers that never leave the ${
        term("register", "registers")
      }, the few places that the processor ` +
      "computes in. `f32x4.add` adds four numbers to four others; we shall draw it. Six such " +
      "pairs follow each other, so that none waits for another.",
    fr: "À quelle vitesse pourrait-on aller, au mieux\u00a0? On le voit avec une boucle qui ne " +
      "fait que multiplier et additionner, sur des nombres qui ne quittent jamais les " +
      `${term("registre", "registres")}, les quelques cases où le processeur calcule. ` +
      "`f32x4.add` ajoute quatre nombres à quatre autres\u00a0; nous le dessinerons. Six paires " +
      "pareilles se suivent, pour qu’aucune n’attende l’autre.",
  });
  yield code({ file: "assembly/ceiling.ts", from: "s0 = f32x4.add", to: "t0 = f32x4.mul" });
  const [apart, inPairs] = loops.map((loop) => stopwatch(() => loop(TURNS)));
  const speed = (time: number) => OPERATIONS_OF_A_TURN * TURNS / time / 1e9;
  const ceiling = Math.max(speed(apart.best), speed(inPairs.best));
  yield prose({
    en:
      `Its first call does ${n(speed(apart.first))}\u00a0GFLOP/s, its fastest ${n(ceiling)}. V8, ` +
      "which runs all this in Deno, compiles in a hurry at first, then again, with care, what runs " +
      "often. So each way to compute is called for 0.3\u00a0s or more, and its fastest call counts: " +
      `whatever disturbs only adds time. That is the ceiling of one ${
        term("thread")
      }, one list of ` +
      "instructions for one processor, in WebAssembly, which takes four numbers at a time. Programs " +
      "written for one processor may take eight or sixteen.",
    fr: `Son premier appel fait ${n(speed(apart.first))}\u00a0GFLOP/s, le plus rapide ` +
      `${n(ceiling)}. V8, qui exécute tout cela dans Deno, compile d’abord à la hâte, puis de ` +
      "nouveau, avec soin, ce qui sert souvent. Chaque façon de calculer est donc appelée pendant " +
      "0,3\u00a0s ou plus, et son appel le plus rapide compte\u00a0: ce qui dérange ne fait " +
      `qu’ajouter du temps. Voilà le plafond d’un ${term("fil d’exécution")}, une seule suite ` +
      "d’instructions pour un seul processeur, en WebAssembly, qui prend quatre nombres à la fois. " +
      "Un programme écrit pour un processeur donné peut en prendre huit ou seize.",
  });
  return ceiling;
}
