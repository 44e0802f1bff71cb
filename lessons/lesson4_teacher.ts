/**
 * What a teacher is told of lesson 4, and its sheet.
 *
 * @module
 */
import type { Teacher } from "../src/lesson/lesson.ts";

/** Besides what the lesson's blocks tell: its predictions, questions and words. */
export const teacher: Teacher = {
  learnt: [
    {
      en: "Measure a slope by finite differences, from one side and from both.",
      fr: "Mesurer une pente par différences finies, d’un seul côté puis des deux.",
    },
    {
      en: "Say why the error first falls with ε, then rises: two sources of error, a V.",
      fr:
        "Expliquer pourquoi l’erreur diminue avec ε, puis remonte\u00a0: deux sources d’erreur, un V.",
    },
    {
      en: "Read a table of relative errors, and say which formula of the backward pass is wrong.",
      fr:
        "Lire un tableau d’erreurs relatives, et dire quelle formule de la passe arrière est fausse.",
    },
  ],
  mistakes: [
    {
      en: "“The smaller ε, the better”: true in theory, false with 7 or 16 digits.",
      fr:
        "«\u00a0Plus ε est petit, mieux c’est\u00a0»\u00a0: vrai en théorie, faux avec 7 ou 16 chiffres.",
    },
    {
      en: "“The loss falls, so the gradient is right”: most of the mistakes of this lesson train.",
      fr:
        "«\u00a0La perte diminue, donc le gradient est juste\u00a0»\u00a0: avec la plupart des bogues " +
        "de cette leçon, le réseau apprend.",
    },
    {
      en: "Taking the absolute difference of two slopes: 10⁻⁶ is much where both are 10⁻⁶.",
      fr:
        "Prendre l’écart absolu de deux pentes\u00a0: 10⁻⁶, c’est beaucoup quand toutes deux valent 10⁻⁶.",
    },
  ],
  plan: {
    en: "Steps 1 to 3 with the sheet (15 min), 4 and 5, projected (10 min), 8 and 9, projected " +
      "(10 min), 10 to 12: pupils look for the mistake (15 min). Steps 6, 7 and the asides at home.",
    fr: "Les étapes 1 à 3 avec la fiche (15 min), 4 et 5, projetées (10 min), 8 et 9, projetées " +
      "(10 min), 10 à 12\u00a0: les élèves cherchent le bogue (15 min). Les étapes 6 et 7 et les " +
      "apartés à la maison.",
  },
  paper: {
    en:
      "For f(x) = x³ at x = 1, compute the one-sided and the central difference with ε = 0.1, then " +
      "0.01, without a computer. How do both errors shrink?",
    fr: "Pour f(x) = x³ en x = 1, calculer la différence décentrée et la différence centrée avec " +
      "ε = 0,1, puis 0,01, sans ordinateur. Comment les deux erreurs diminuent-elles\u00a0?",
  },
  paperAnswer: {
    en:
      "One-sided: errors 0.31, then 0.03, ten times smaller. Central: 0.01, then a hundredth of that.",
    fr:
      "Décentrée\u00a0: erreurs 0,31 puis 0,03, dix fois plus petites. Centrée\u00a0: 0,01, puis un " +
      "centième de cela.",
  },
  sheet: [
    {
      text: {
        en: "With f(x) = x³, x = 1, ε = 0.1: one-sided difference = ___, its error ___.",
        fr: "Avec f(x) = x³, x = 1, ε = 0,1\u00a0: différence décentrée = ___, son erreur ___.",
      },
      answer: { en: "3.31, error 0.31", fr: "3,31, erreur 0,31" },
    },
    {
      text: {
        en: "The same with the central difference: ___, error ___.",
        fr: "De même avec la différence centrée\u00a0: ___, erreur ___.",
      },
      answer: { en: "3.01, error 0.01", fr: "3,01, erreur 0,01" },
    },
    {
      text: {
        en:
          "Ten times smaller an ε: the first error becomes ___ times smaller, the second ___ times.",
        fr:
          "Quand ε est dix fois plus petit, la première erreur devient ___ fois plus petite, la " +
          "seconde ___ fois.",
      },
      answer: { en: "10; 100", fr: "10\u00a0; 100" },
    },
    {
      text: {
        en: "dW2 and db2 are right, dW1 and db1 are wrong. The mistake is in ___ or ___.",
        fr: "dW2 et db2 sont justes, dW1 et db1 sont fausses. Le bogue est dans ___ ou ___.",
      },
      answer: { en: "dA1 or dZ1", fr: "dA1 ou dZ1" },
    },
    {
      text: {
        en:
          "Without 1/m, in mini-batches of 64, the network does with η = 0.01 what the right one does with η = ___.",
        fr:
          "Sans 1/m, en mini-lots de 64, le réseau fait avec η = 0,01 ce que fait le réseau juste avec η = ___.",
      },
      answer: { en: "0.64, as 64·0.01 = 0.64", fr: "0,64, car 64·0,01 = 0,64" },
    },
  ],
};
