/**
 * What a teacher is told of lesson 1, and its sheet.
 *
 * @module
 */
import type { Teacher } from "../src/lesson/lesson.ts";

/** Besides what the lesson's blocks tell: its predictions, questions and words. */
export const teacher: Teacher = {
  learnt: [
    {
      en: "Say what a network is given of a picture, and in which order.",
      fr: "Dire ce qu’un réseau reçoit d’une image, et dans quel ordre.",
    },
    {
      en: "Say what is done with a picture first: scaled, centred by its mass, divided by 255.",
      fr:
        "Dire ce qu’on fait d’abord d’une image\u00a0: la mettre à l’échelle, centrer sa masse, " +
        "diviser par 255.",
    },
    {
      en: "Say what each of the three sets is for, and why two would not do.",
      fr: "Dire à quoi sert chacun des trois jeux, et pourquoi deux ne suffiraient pas.",
    },
  ],
  plan: {
    en:
      "Steps 1 and 2 (8 min); 3 to 7 with the sheet (15 min); 8 (8 min); 9 with the dice, below " +
      "(12 min); 10 (7 min). Steps 11 and 12 at home. With the dice, 10/6 ≈ 1.7 right answers are " +
      "to be expected; the best of 30 pupils has 4.3 on average.",
    fr:
      "Étapes 1 et 2 (8 min)\u00a0; 3 à 7 avec la fiche (15 min)\u00a0; 8 (8 min)\u00a0; 9 avec " +
      "les dés, ci-dessous (12 min)\u00a0; 10 (7 min). Étapes 11 et 12 à la maison. Avec les dés, " +
      "on attend 10/6 ≈ 1,7 bonne réponse\u00a0; le meilleur de 30 élèves en a 4,3 en moyenne.",
  },
  mistakes: [
    {
      en: "“It sees a 7”: it is given 784 numbers, and does not know which are neighbours.",
      fr:
        "«\u00a0Il voit un 7\u00a0»\u00a0: il reçoit 784 nombres, et ne sait pas lesquels sont voisins.",
    },
    {
      en: "“Validation and test are the same, both are unseen”: one of them was used to choose.",
      fr:
        "«\u00a0Validation et test, c’est pareil, on n’apprend rien dessus\u00a0»\u00a0: l’un a servi à " +
        "choisir.",
    },
    {
      en: "“The best of many trials is as good as it looked”: the best is also the luckiest.",
      fr:
        "«\u00a0Le meilleur de nombreux essais est aussi bon qu’il en a l’air\u00a0»\u00a0: c’est " +
        "aussi le plus chanceux.",
    },
  ],
  paper: {
    en:
      "Each pupil rolls a die for ten questions with six answers, against the same key. Keep the " +
      "best pupil, roll again: how many are right now? Then compute what to expect.",
    fr:
      "Chaque élève lance un dé pour dix questions à six réponses, avec le même corrigé. Gardez le " +
      "meilleur, relancez\u00a0: combien de réponses justes cette fois\u00a0? Calculez ensuite " +
      "combien on pouvait en attendre.",
  },
  paperAnswer: {
    en:
      "10/6, about 1.7 right, whoever was the best: the best of many was lucky, and luck does not last.",
    fr:
      "10/6, soit environ 1,7 réponse juste, même pour le meilleur\u00a0: le meilleur de beaucoup a eu " +
      "de la chance, et la chance ne dure pas.",
  },
  sheet: [
    {
      text: {
        en: "The pixel in row 2, column 5 of a 28×28 image is number ___ of 784 (counted from 0).",
        fr: "Le pixel de la ligne 2, colonne 5 d’une image de 28×28 porte le numéro ___ sur 784 " +
          "(à partir de 0).",
      },
      answer: { en: "28·2 + 5 = 61", fr: "28·2 + 5 = 61" },
    },
    {
      text: {
        en: "A byte of 51 becomes, between 0 and 1, ___.",
        fr: "Un octet de 51 devient, entre 0 et 1, ___.",
      },
      answer: { en: "51/255 = 0.2", fr: "51/255 = 0,2" },
    },
    {
      text: {
        en: "Rows 5, 6 and 7 have 10, 20 and 10 of ink, all others none. The mean row is ___.",
        fr:
          "Les lignes 5, 6 et 7 ont 10, 20 et 10 d’encre, les autres aucune. La ligne moyenne est " +
          "___.",
      },
      answer: {
        en: "(5·10 + 6·20 + 7·10)/40 = row 6",
        fr: "(5·10 + 6·20 + 7·10)/40 = ligne 6",
      },
    },
    {
      text: {
        en:
          "Weights are learnt from the ___ set, learning rates chosen on the ___ set, and the ___ " +
          "set is read once.",
        fr:
          "Les poids s’apprennent sur le jeu ___, les taux d’apprentissage se choisissent sur le " +
          "jeu ___, et le jeu ___ n’est lu qu’une fois.",
      },
      answer: {
        en: "training; validation; test",
        fr: "d’entraînement\u00a0; de validation\u00a0; de test",
      },
    },
  ],
};
