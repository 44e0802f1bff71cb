/**
 * What a teacher is told of lesson 5, and its sheet.
 *
 * @module
 */
import type { Teacher } from "../src/lesson/lesson.ts";

/** Besides what the lesson's blocks tell: its predictions, questions and words. */
export const teacher: Teacher = {
  learnt: [
    {
      en: "Take a step by hand, and count the steps of an epoch.",
      fr: "Faire un pas à la main, et compter les pas d’une époque.",
    },
    {
      en: "Choose a learning rate and a size of mini-batch together, on validation images.",
      fr:
        "Choisir ensemble un taux d’apprentissage et une taille de mini-lot, d’après des images de " +
        "validation.",
    },
    {
      en: "Say why weights start at random, and how large.",
      fr: "Dire pourquoi les poids de départ sont tirés au hasard, et de quelle taille.",
    },
    {
      en: "Read the two curves of a training, and see overfitting in them.",
      fr: "Lire les deux courbes d’un entraînement, et y voir le surapprentissage.",
    },
  ],
  mistakes: [
    {
      en: "“Small mini-batches are too noisy”: seen only when η stays that of a large one.",
      fr:
        "«\u00a0Les petits mini-lots sont trop bruités\u00a0»\u00a0: on ne le voit que si η reste " +
        "celui d’un grand.",
    },
    {
      en: "“The training accuracy of epoch 1 is below the other: a bug”: it is a mean over an " +
        "epoch in which the network changes.",
      fr:
        "«\u00a0L’exactitude d’entraînement de l’époque 1 est plus basse que l’autre\u00a0: c’est " +
        "un bogue\u00a0»\u00a0: c’est une moyenne sur une époque pendant laquelle le réseau change.",
    },
    {
      en: "“The best rate of a short training is the best”: with `train --validation 5000`, ten " +
        "epochs come to 97.3 % of the validation images from 0.3, to 95.8 % from 0.89.",
      fr: "«\u00a0Le meilleur taux d’un court entraînement est le meilleur\u00a0»\u00a0: avec " +
        "`train --validation 5000`, dix époques mènent à 97,3\u00a0% en validation en partant de " +
        "0,3, à 95,8\u00a0% en partant de 0,89.",
    },
    {
      en: "Choosing anything by the test images, even “just to see”.",
      fr:
        "Choisir quoi que ce soit d’après les images de test, même «\u00a0juste pour voir\u00a0».",
    },
  ],
  plan: {
    en: "Recall and steps 1 and 2, projected (10 min), 3 to 5 with the sheet (15 min), 6 and 7, " +
      "projected (15 min), “On paper” (10 min). Steps 8 to 10 at home, 11 to 16 next time.",
    fr:
      "Le rappel et les étapes 1 et 2, projetés (10 min), 3 à 5 avec la fiche (15 min), 6 et 7, " +
      "projetées (15 min), «\u00a0Sur papier\u00a0» (10 min). Les étapes 8 à 10 à la maison, 11 à " +
      "16 la fois suivante.",
  },
  paper: {
    en:
      "L(w) = w². From w = 1, take three steps with η = 0.1, then with η = 0.5, 1 and 1.1. Which " +
      "arrive, which jump to and fro, which fly away? (Slope: 2w.)",
    fr: "L(w) = w². Depuis w = 1, faire trois pas avec η = 0,1, puis avec η = 0,5, 1 et 1,1. " +
      "Lesquels arrivent, lesquels sautent d’un côté à l’autre, lesquels s’éloignent\u00a0? " +
      "(Pente\u00a0: 2w.)",
  },
  paperAnswer: {
    en:
      "w = 0.512: it arrives, slowly; 0: at once; −1: to and fro for ever; −1.728: it flies away.",
    fr: "w = 0,512\u00a0: il arrive, lentement\u00a0; 0\u00a0: d’un coup\u00a0; −1\u00a0: d’un " +
      "côté à l’autre, sans fin\u00a0; −1,728\u00a0: il s’éloigne.",
  },
  sheet: [
    {
      text: {
        en: "w = 0.5, slope −2, η = 0.1. After one step, w is ___.",
        fr: "w = 0,5, pente −2, η = 0,1. Après un pas, w vaut ___.",
      },
      answer: { en: "0.7", fr: "0,7" },
    },
    {
      text: {
        en:
          "1,000 images in mini-batches of 64: an epoch has ___ steps, the last one of ___ images.",
        fr:
          "1\u202f000 images en mini-lots de 64\u00a0: une époque a ___ pas, le dernier de ___ images.",
      },
      answer: { en: "16; 40", fr: "16\u00a0; 40" },
    },
    {
      text: {
        en: "From m = 64 to m = 256, the standard deviation of a slope becomes ___ times smaller.",
        fr: "De m = 64 à m = 256, l’écart type d’une pente devient ___ fois plus petit.",
      },
      answer: { en: "2", fr: "2" },
    },
    {
      text: {
        en: "A layer with k = 200 inputs and ReLU: He’s standard deviation σ is ___.",
        fr: "Une couche à k = 200 entrées avec ReLU\u00a0: l’écart type σ de He vaut ___.",
      },
      answer: { en: "√(2/200) = 0.1", fr: "√(2/200) = 0,1" },
    },
  ],
};
