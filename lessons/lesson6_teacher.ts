/**
 * What a teacher is told of lesson 6, and its sheet.
 *
 * @module
 */
import type { Teacher } from "../src/lesson/lesson.ts";

/** Besides what the lesson's blocks tell: its predictions, questions and words. */
export const teacher: Teacher = {
  learnt: [
    {
      en: "Read the weights of a neuron as an image, and tell what was learnt from what was drawn.",
      fr: "Lire les poids d’un neurone comme une image, et distinguer l’appris du tiré au sort.",
    },
    {
      en: "Read a confusion matrix, and find the mistakes that are worth a look.",
      fr: "Lire une matrice de confusion, et trouver les erreurs qui méritent un regard.",
    },
    {
      en: "Compare announced mistakes with mistakes made.",
      fr: "Comparer les erreurs annoncées aux erreurs faites.",
    },
    {
      en: "Follow a gradient to the pixels, and say what a saliency map shows and what not.",
      fr:
        "Suivre un gradient jusqu’aux pixels, et dire ce qu’une carte de saillance montre, et ce " +
        "qu’elle ne montre pas.",
    },
  ],
  mistakes: [
    {
      en: "“Neuron 12 is the neuron of the 9s”: it responds to several classes.",
      fr: "«\u00a0Le neurone 12 est celui des 9\u00a0»\u00a0: il répond à plusieurs classes.",
    },
    {
      en: "“P = 99 % means 1 mistake in 100”: only a count on unseen images says so.",
      fr:
        "«\u00a0P = 99\u00a0% veut dire 1 erreur sur 100\u00a0»\u00a0: seul un comptage sur des " +
        "images jamais vues permet de le dire.",
    },
    {
      en: "“The map shows why it answered”: it shows what would change the answer.",
      fr: "«\u00a0La carte montre pourquoi il a répondu cela\u00a0»\u00a0: elle montre ce qui " +
        "changerait la réponse.",
    },
  ],
  plan: {
    en: "Recall and steps 1 to 4, projected (15 min), 5 to 7 (10 min), 8 and 9 with the sheet " +
      "(15 min), 10 to 12, projected (10 min). “On paper” at home.",
    fr: "Le rappel et les étapes 1 à 4, projetés (15 min), 5 à 7 (10 min), 8 et 9 avec la fiche " +
      "(15 min), 10 à 12, projetées (10 min). «\u00a0Sur papier\u00a0» à la maison.",
  },
  paper: {
    en: "Draw a 3 by 3 template that is positive on a vertical stroke and negative beside it. " +
      "Which 3 by 3 image excites it most, which least? And a horizontal stroke?",
    fr: "Dessiner un gabarit de 3 sur 3, positif sur un trait vertical et négatif à côté. Quelle " +
      "image de 3 sur 3 l’excite le plus, laquelle le moins\u00a0? Et un trait horizontal\u00a0?",
  },
  paperAnswer: {
    en:
      "Most: the vertical stroke alone; least: ink everywhere but there. A horizontal stroke: one " +
      "positive pixel, two negative.",
    fr: "Excite le plus\u00a0: le trait vertical seul\u00a0; le moins\u00a0: de l’encre partout " +
      "sauf sur lui. Un trait horizontal\u00a0: un pixel positif, deux négatifs.",
  },
  sheet: [
    {
      text: {
        en: "Ink (1, 0, 1), weights (0.5, 2, −0.2), bias −0.1: Z = ___, A = ___.",
        fr: "Encre (1\u00a0; 0\u00a0; 1), poids (0,5\u00a0; 2\u00a0; −0,2), biais −0,1\u00a0: " +
          "Z = ___, A = ___.",
      },
      answer: { en: "0.2; 0.2", fr: "0,2\u00a0; 0,2" },
    },
    {
      text: {
        en:
          "A weight of 1 whose slope is always zero, with η = 0.1 and λ = 1: after one step ___, " +
          "after two ___.",
        fr: "Un poids de 1 dont la pente est toujours nulle, avec η = 0,1 et λ = 1\u00a0: après " +
          "un pas ___, après deux ___.",
      },
      answer: { en: "0.9; 0.81", fr: "0,9\u00a0; 0,81" },
    },
    {
      text: {
        en: "Four answers with P = 0.9, 0.8, 0.95, 0.75 announce ___ mistakes.",
        fr: "Quatre réponses avec P = 0,9\u00a0; 0,8\u00a0; 0,95\u00a0; 0,75 annoncent ___ erreur.",
      },
      answer: { en: "0.6", fr: "0,6" },
    },
    {
      text: {
        en:
          "dX of a pixel is −2 for the wanted class. More ink there makes that class ___ probable.",
        fr: "Pour la classe voulue, dX d’un pixel vaut −2. Plus d’encre à cet endroit rend cette " +
          "classe ___ probable.",
      },
      answer: { en: "more", fr: "plus" },
    },
  ],
};
