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
      en: "Choosing anything by the test images, even “just to see”.",
      fr:
        "Choisir quoi que ce soit d’après les images de test, même «\u00a0juste pour voir\u00a0».",
    },
  ],
  paper: {
    en:
      "L(w) = w². From w = 1, take three steps with η = 0.1, then with η = 0.5, 1 and 1.1. Which " +
      "arrive, which jump to and fro, which fly away? (Slope: 2w.)",
    fr: "L(w) = w². Depuis w = 1, faire trois pas avec η = 0,1, puis avec η = 0,5, 1 et 1,1. " +
      "Lesquels arrivent, lesquels sautent d’un côté à l’autre, lesquels s’éloignent\u00a0? " +
      "(Pente\u00a0: 2w.)",
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
