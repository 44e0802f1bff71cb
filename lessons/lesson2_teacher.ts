/**
 * What a teacher is told of lesson 2, and its sheet.
 *
 * @module
 */
import type { Teacher } from "../src/lesson/lesson.ts";

/** Besides what the lesson's blocks tell: its predictions, questions and words. */
export const teacher: Teacher = {
  learnt: [
    {
      en: "Compute scores, probabilities and loss of a small model by hand.",
      fr: "Calculer à la main les scores, les probabilités et la perte d’un petit modèle.",
    },
    {
      en:
        "Say why the slope of the loss by a score is P − Y, and by a weight the pixel times that.",
      fr:
        "Expliquer pourquoi la pente de la perte par rapport à un score est P − Y et, par rapport à " +
        "un poids, le pixel fois cela.",
    },
    {
      en: "Show with a sum that no weighted sum reads the four points of XOR.",
      fr: "Montrer par une somme qu’aucune somme pondérée ne lit les quatre points de XOR.",
    },
  ],
  mistakes: [
    {
      en: "“The gradient tells where to go”: it tells where the loss rises; one goes against it.",
      fr:
        "«\u00a0Le gradient dit où aller\u00a0»\u00a0: il dit où la perte monte\u00a0; on va à l’opposé.",
    },
    {
      en: "“A probability of 0.9 is a loss of 0.1”: it is −ln 0.9, and 0.01 costs 4.6.",
      fr:
        "«\u00a0Une probabilité de 0,9, c’est une perte de 0,1\u00a0»\u00a0: c’est −ln 0,9, et 0,01 " +
        "coûte 4,6.",
    },
    {
      en: "“More training would get XOR right”: the smallest loss that any weights have is ln 2. " +
        "The loss is convex in d: the mean of the four is at least the loss at the mean of −d₀₀, " +
        "−d₁₁, d₀₁ and d₁₀, which is 0.",
      fr: "«\u00a0Avec plus d’entraînement, XOR serait appris\u00a0»\u00a0: la plus petite perte " +
        "possible est ln 2. La perte est convexe en d\u00a0: la moyenne des quatre vaut au moins la " +
        "perte en la moyenne de −d₀₀, −d₁₁, d₀₁ et d₁₀, qui est 0.",
    },
  ],
  plan: {
    en:
      "Steps 1 to 5 (15 min), 6 to 9 with the sheet (15 min), 10 to 12 (8 min), 14 and 15 on the " +
      "board (12 min). Step 13 and the asides at home.",
    fr: "Les étapes 1 à 5 (15 min), 6 à 9 avec la fiche (15 min), 10 à 12 (8 min), 14 et 15 au " +
      "tableau (12 min). L’étape 13 et les apartés à la maison.",
  },
  paper: {
    en:
      "Two scores, 1 and 0; the right class is the second. Compute P, L, P − Y, and one step of " +
      "descent with η = 1 on the scores. How much smaller is L? (To check: L ≈ 1.313, then 0.489.)",
    fr:
      "Deux scores, 1 et 0\u00a0; la bonne classe est la seconde. Calculer P, L, P − Y, puis un pas " +
      "de descente sur les scores avec η = 1. De combien L diminue-t-elle\u00a0? (Pour vérifier\u00a0: " +
      "L ≈ 1,313, puis 0,489.)",
  },
  paperAnswer: {
    en:
      "P = (0.731, 0.269), P − Y = (0.731, −0.731); the scores become 0.269 and 0.731, and L is " +
      "smaller by 0.825.",
    fr:
      "P = (0,731\u00a0; 0,269), P − Y = (0,731\u00a0; −0,731)\u00a0; les scores deviennent 0,269 et " +
      "0,731, et L diminue de 0,825.",
  },
  sheet: [
    {
      text: {
        en: "Scores 0 and ln 3: P = ( ___ , ___ ).",
        fr: "Scores 0 et ln 3\u00a0: P = ( ___ \u00a0; ___ ).",
      },
      answer: { en: "0.25, 0.75", fr: "0,25\u00a0; 0,75" },
    },
    {
      text: {
        en: "The second class is right: L = −ln ___ = ___.",
        fr: "La seconde classe est la bonne\u00a0: L = −ln ___ = ___.",
      },
      answer: { en: "0.75; 0.288", fr: "0,75\u00a0; 0,288" },
    },
    {
      text: {
        en: "P − Y = ( ___ , ___ ). Its sum is ___.",
        fr: "P − Y = ( ___ \u00a0; ___ ). Sa somme vaut ___.",
      },
      answer: { en: "0.25, −0.25; 0", fr: "0,25\u00a0; −0,25\u00a0; 0" },
    },
    {
      text: {
        en: "A pixel of 0.8 and a score whose slope is −0.25: the slope of the weight is ___.",
        fr: "Un pixel de 0,8 et un score de pente −0,25\u00a0: la pente du poids vaut ___.",
      },
      answer: { en: "−0.2", fr: "−0,2" },
    },
  ],
};
