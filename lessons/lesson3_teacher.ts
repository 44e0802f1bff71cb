/**
 * What a teacher is told of lesson 3, and its sheet.
 *
 * @module
 */
import type { Teacher } from "../src/lesson/lesson.ts";

/** Besides what the lesson's blocks tell: its predictions, questions and words. */
export const teacher: Teacher = {
  learnt: [
    {
      en: "Say why two linear layers are one, and what ReLU changes.",
      fr: "Expliquer pourquoi deux couches linéaires n’en font qu’une, et ce que change ReLU.",
    },
    {
      en: "Do a forward and a backward pass of a network 2-2-2 by hand.",
      fr: "Faire à la main une passe avant et une passe arrière d’un réseau 2-2-2.",
    },
    {
      en: "Write the formulas of the gradient with the right transposes, from the shapes alone.",
      fr: "Écrire les formules du gradient avec les bonnes transposées, d’après les seules " +
        "dimensions.",
    },
  ],
  plan: {
    en:
      "Recall and steps 1 to 3, projected (12 min); steps 4 to 7 with the sheet, pupils compute " +
      "(20 min); step 8, projected (8 min); steps 9 to 13, projected (10 min). The batch and the " +
      "code at home.",
    fr:
      "Le rappel et les étapes 1 à 3, projetés (12 min)\u00a0; les étapes 4 à 7 avec la fiche, les " +
      "élèves calculent (20 min)\u00a0; l’étape 8, projetée (8 min)\u00a0; les étapes 9 à 13, " +
      "projetées (10 min). Le mini-lot et le code à la maison.",
  },
  mistakes: [
    {
      en: "“A negative slope, so the weight must fall”: a step goes against the slope, it rises.",
      fr: "«\u00a0Pente négative, donc le poids doit diminuer\u00a0»\u00a0: un pas va contre la " +
        "pente, le poids augmente.",
    },
    {
      en: "Taking one path where there are several: dA1[0,j] is a sum over all classes.",
      fr: "Ne prendre qu’un chemin quand il y en a plusieurs\u00a0: dA1[0,j] est une somme sur " +
        "toutes les classes.",
    },
    {
      en: "Taking Z1 or A1 for the mask: it is [Z1 > 0], 0 or 1, and multiplies dA1.",
      fr: "Prendre Z1 ou A1 pour le masque\u00a0: c’est [Z1 > 0], 0 ou 1, et il multiplie dA1.",
    },
    {
      en: "Changing W2 before dA1 is computed from it: first all slopes, then all steps.",
      fr: "Changer W2 avant d’en tirer dA1\u00a0: d’abord toutes les pentes, ensuite tous les pas.",
    },
  ],
  paper: {
    en:
      "The network of the lesson’s small example, with the same weights, and X = (−1,\u00a01), of " +
      "class 0: which neurons are on? Do a forward pass, then a backward pass, with a calculator for " +
      "exp and ln. (To check: Z2 = (1.5,\u00a0−0.875), dW1[1,0] ≈ −0.128.)",
    fr:
      "Avec le petit réseau de la leçon, les mêmes poids, et X = (−1\u00a0; 1), de classe 0\u00a0: " +
      "quels neurones sont actifs\u00a0? Faire une passe avant, puis une passe arrière, avec une " +
      "calculatrice pour exp et ln. (Pour vérifier\u00a0: Z2 = (1,5\u00a0; −0,875), dW1[1,0] ≈ −0,128.)",
  },
  sheet: [
    {
      text: {
        en: "Z1[0,0] = 1·(−0.75) + 2·1 + 0 = ___, so A1[0,0] = ___.",
        fr: "Z1[0,0] = 1·(−0,75) + 2·1 + 0 = ___, donc A1[0,0] = ___.",
      },
      answer: { en: "1.25; 1.25", fr: "1,25\u00a0; 1,25" },
    },
    {
      text: {
        en: "Z1[0,1] = 1·(−0.5) + 2·(−0.25) + 0.25 = ___, so neuron 1 is ___.",
        fr: "Z1[0,1] = 1·(−0,5) + 2·(−0,25) + 0,25 = ___, donc le neurone 1 est ___.",
      },
      answer: { en: "−0.75; off", fr: "−0,75\u00a0; inactif" },
    },
    {
      text: {
        en: "P ≈ (0.80,\u00a00.20), the class is 1: dZ2 ≈ (___, ___).",
        fr: "P ≈ (0,80\u00a0; 0,20), la classe est 1\u00a0: dZ2 ≈ (___\u00a0; ___).",
      },
      answer: { en: "0.80; −0.80", fr: "0,80\u00a0; −0,80" },
    },
    {
      text: {
        en: "dA1[0,0] = 0.80·1 + (−0.80)·(−0.5) = ___; dZ1[0,0] = ___; dW1[1,0] = 2·___ = ___.",
        fr: "dA1[0,0] = 0,80·1 + (−0,80)·(−0,5) = ___\u00a0; dZ1[0,0] = ___\u00a0; " +
          "dW1[1,0] = 2·___ = ___.",
      },
      answer: {
        en: "1.20; 1.20; 1.20; 2.40",
        fr: "1,20\u00a0; 1,20\u00a0; 1,20\u00a0; 2,40",
      },
    },
    {
      text: {
        en: "A layer from 20 to 5 neurons, 8 examples: W is ___, dZ is ___, dW = ___·___.",
        fr: "Une couche de 20 à 5 neurones, 8 exemples\u00a0: W est de dimensions ___, dZ de " +
          "dimensions ___, dW = ___·___.",
      },
      answer: {
        en: "(20,\u00a05); (8,\u00a05); Xᵀ·dZ",
        fr: "(20,\u00a05)\u00a0; (8,\u00a05)\u00a0; Xᵀ·dZ",
      },
    },
  ],
};
