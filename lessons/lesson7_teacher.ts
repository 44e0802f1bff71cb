/**
 * What a teacher is told of lesson 7, and its sheet.
 *
 * @module
 */
import type { Teacher } from "../src/lesson/lesson.ts";

/** Besides what the lesson's blocks tell: its predictions, questions and words. */
export const teacher: Teacher = {
  learnt: [
    {
      en: "Count the operations of a product of matrices, and say how long it should take.",
      fr: "Compter les opérations d’un produit de matrices, et dire combien de temps il devrait " +
        "prendre.",
    },
    {
      en: "Time a piece of code: call it often, keep the fastest call, hold it against a ceiling.",
      fr: "Chronométrer un bout de code\u00a0: l’appeler souvent, garder l’appel le plus rapide, " +
        "le comparer à un plafond.",
    },
    {
      en: "Say what a loop waits for: memory, its previous addition, or nothing any more.",
      fr: "Dire ce qu’attend une boucle\u00a0: la mémoire, son addition précédente, ou plus rien.",
    },
  ],
  mistakes: [
    {
      en: "“A faster language makes it fast”: rung 3 gains a little (1.3 times on the author’s " +
        "machine), rung 5 is 27 times as fast as rung 1.",
      fr:
        "«\u00a0Un langage plus rapide suffit\u00a0»\u00a0: le barreau 3 ne gagne qu’un peu (1,3 " +
        "fois sur la machine de l’auteur), le barreau 5 va 27 fois plus vite que le barreau 1.",
    },
    {
      en: "“Four times as many additions take four times as long”: not if none waits for another.",
      fr:
        "«\u00a0Quatre fois plus d’additions prennent quatre fois plus de temps\u00a0»\u00a0: pas " +
        "si aucune n’attend l’autre.",
    },
    {
      en: "Timing one call: the first ones run code that was compiled in a hurry.",
      fr: "Chronométrer un seul appel\u00a0: les premiers exécutent un code compilé à la hâte.",
    },
  ],
  plan: {
    en: "Recall and steps 1 to 4, projected (15 min), “On paper” and step 5 (10 min), 6 to 8, " +
      "projected (15 min), 13, projected (5 min), the sheet (5 min). Steps 9 to 12 at home.",
    fr: "Le rappel et les étapes 1 à 4, projetés (15 min), «\u00a0Sur papier\u00a0» et l’étape 5 " +
      "(10 min), 6 à 8, projetées (15 min), 13, projetée (5 min), la fiche (5 min). Les étapes 9 à " +
      "12 à la maison.",
  },
  paper: {
    en:
      "X has 2 rows and 3 columns, W 3 rows and 2 columns; both lie in memory row by row. Write " +
      "down the places of W (0 to 5) in the order in which rung 1 reads them, then rung 2. Count " +
      "the steps that are not to the next place.",
    fr: "X a 2 lignes et 3 colonnes, W 3 lignes et 2 colonnes\u00a0; tous deux sont rangés ligne " +
      "par ligne. Écrire les places de W (de 0 à 5) dans l’ordre où le barreau 1 les lit, puis le " +
      "barreau 2. Compter les pas qui ne vont pas à la place suivante.",
  },
  paperAnswer: {
    en:
      "For each row of X, rung 1 reads 0 2 4 1 3 5: none of its five steps is to the next place. " +
      "Rung 2 reads 0 1 2 3 4 5: all five are.",
    fr:
      "Pour chaque ligne de X, le barreau 1 lit 0 2 4 1 3 5\u00a0: aucun de ses cinq pas ne va à " +
      "la place suivante. Le barreau 2 lit 0 1 2 3 4 5\u00a0: tous les cinq y vont.",
  },
  sheet: [
    {
      text: {
        en: "X (64, 784) times W1 (784, 64): ___ sums, each with ___ products; ___ operations.",
        fr: "X (64, 784) fois W1 (784, 64)\u00a0: ___ sommes, de ___ produits chacune\u00a0; ___ " +
          "opérations.",
      },
      answer: {
        en: "64·64 = 4,096; 784; 2·64·784·64 ≈ 6.4 million",
        fr: "64·64 = 4\u202f096\u00a0; 784\u00a0; 2·64·784·64 ≈ 6,4 millions",
      },
    },
    {
      text: {
        en: "At 2 GFLOP/s that takes about ___ ms, at 60 GFLOP/s about ___ ms.",
        fr: "À 2 GFLOP/s, cela prend environ ___ ms, à 60 GFLOP/s environ ___ ms.",
      },
      answer: { en: "3.2; 0.11", fr: "3,2\u00a0; 0,11" },
    },
    {
      text: {
        en: "W1 lies row by row, 4 bytes a number: W1[p,j] and W1[p+1,j] are ___ bytes apart.",
        fr:
          "W1 est rangé ligne par ligne, 4 octets par nombre\u00a0: W1[p,j] et W1[p+1,\u00a0j] sont à " +
          "___ octets l’un de l’autre.",
      },
      answer: { en: "64·4 = 256", fr: "64·4 = 256" },
    },
    {
      text: {
        en:
          "An addition has a latency of 1 ns. One sum of 784 terms takes ___ ns; four such sums " +
          "side by side take ___ ns.",
        fr:
          "Une addition a une latence de 1 ns. Une somme de 784 termes prend ___ ns\u00a0; quatre " +
          "telles sommes côte à côte prennent ___ ns.",
      },
      answer: { en: "784; 784", fr: "784\u00a0; 784" },
    },
    {
      text: {
        en: "A tile of 5 rows by 8 columns holds ___ vectors of four sums. For each p it fetches " +
          "___ vectors of W1 and ___ numbers of X.",
        fr: "Une tuile de 5 lignes et 8 colonnes contient ___ vecteurs de quatre sommes. Pour " +
          "chaque p, elle lit ___ vecteurs de W1 et ___ nombres de X.",
      },
      answer: { en: "10; 2; 5", fr: "10\u00a0; 2\u00a0; 5" },
    },
    {
      text: {
        en: "80 % of the pixels are 0: at best, skipping them makes the product ___ times faster.",
        fr: "80 % des pixels valent 0\u00a0: au mieux, les sauter rend le produit ___ fois plus " +
          "rapide.",
      },
      answer: { en: "5", fr: "5" },
    },
  ],
};
