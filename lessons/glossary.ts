/**
 * The words of the field that the lessons bring, in the order of the lessons: what
 * `deno task glossary` and the last page of each lesson list.
 *
 * @module
 */
import type { GlossaryEntry } from "../src/lesson/term.ts";

/** The words. A lesson marks each with `term` where it appears first, in both languages. */
export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    term: { en: "nonlinear", fr: "non linéaire" },
    sentence: {
      en:
        "Of a function whose graph is no straight line: without one between them, two layers are " +
        "one.",
      fr:
        "D’une fonction dont la courbe n’est pas une droite\u00a0: sans elle, deux couches n’en " +
        "font qu’une.",
    },
    lesson: 3,
  },
  {
    term: { en: "ReLU", fr: "ReLU" },
    sentence: {
      en: "The function max(0, z): it lets what is positive through, and makes 0 of the rest.",
      fr:
        "La fonction max(0, z)\u00a0: elle laisse passer ce qui est positif, et met le reste à 0.",
    },
    symbol: "relu(z)",
    code: "relu",
    lesson: 3,
  },
  {
    term: { en: "hidden layer", fr: "couche cachée" },
    sentence: {
      en:
        "Neurons between the inputs and the scores, each a weighted sum with a nonlinear function.",
      fr: "Des neurones entre les entrées et les scores, chacun une somme pondérée suivie d’une " +
        "fonction non linéaire.",
    },
    symbol: "A1",
    lesson: 3,
  },
  {
    term: { en: "partial derivative", fr: "dérivée partielle" },
    sentence: {
      en: "The slope of the loss by one weight, with all others left alone.",
      fr: "La pente de la perte par rapport à un poids, sans toucher aux autres.",
    },
    symbol: "∂L/∂w",
    lesson: 3,
  },
  {
    term: { en: "chain rule", fr: "règle de dérivation en chaîne" },
    sentence: {
      en: "Along a path, slopes multiply; where there are several paths, they add up.",
      fr: "Le long d’un chemin, les pentes se multiplient\u00a0; plusieurs chemins s’ajoutent.",
    },
    lesson: 3,
  },
  {
    term: { en: "forward pass", fr: "passe avant" },
    sentence: {
      en: "From the inputs to the loss, layer by layer, keeping every number.",
      fr: "Des entrées à la perte, couche après couche, en gardant tous les nombres.",
    },
    code: "forward",
    lesson: 3,
  },
  {
    term: { en: "backpropagation", fr: "rétropropagation" },
    sentence: {
      en: "From the loss back to the first weights: all slopes in one pass, by the chain rule.",
      fr: "De la perte aux premiers poids\u00a0: toutes les pentes en une passe arrière, par la " +
        "règle de dérivation en chaîne.",
    },
    symbol: "dW1",
    code: "backward",
    lesson: 3,
  },
  {
    term: { en: "finite difference", fr: "différence finie" },
    sentence: {
      en: "A slope measured: the change of the loss after a small push, over the push.",
      fr:
        "Une pente mesurée\u00a0: la variation de la perte après un petit écart, divisée par cet " +
        "écart.",
    },
    lesson: 3,
  },
  {
    term: { en: "gradient check", fr: "vérification du gradient" },
    sentence: {
      en: "Slopes from backpropagation held against slopes measured by finite differences.",
      fr:
        "Les pentes de la rétropropagation comparées à des pentes mesurées par différences finies.",
    },
    code: "gradientCheck",
    lesson: 4,
  },
  {
    term: { en: "one-sided difference", fr: "différence unilatérale" },
    sentence: {
      en: "A slope measured with one push: (L(w+ε) − L(w)) / ε. Its error shrinks like ε.",
      fr:
        "Une pente mesurée en un seul écart\u00a0: (L(w+ε) − L(w)) / ε. Son erreur décroît comme ε.",
    },
    lesson: 4,
  },
  {
    term: { en: "central difference", fr: "différence centrée" },
    sentence: {
      en: "A slope measured from both sides: (L(w+ε) − L(w−ε)) / 2ε. Its error shrinks like ε².",
      fr:
        "Une pente mesurée des deux côtés\u00a0: (L(w+ε) − L(w−ε)) / 2ε. Son erreur décroît comme ε².",
    },
    code: "finiteDifference",
    lesson: 4,
  },
  {
    term: { en: "floating point", fr: "virgule flottante" },
    sentence: {
      en:
        "Numbers kept with a fixed count of digits and an exponent: about 7 digits in f32, 16 in f64.",
      fr:
        "Des nombres gardés avec un nombre fixe de chiffres et un exposant\u00a0: environ 7 chiffres en f32, 16 en f64.",
    },
    code: "f32, f64",
    lesson: 4,
  },
  {
    term: { en: "cancellation", fr: "annulation" },
    sentence: {
      en:
        "Two nearly equal numbers are subtracted: the digits that agree go, rounding errors stay.",
      fr:
        "On soustrait deux nombres presque égaux\u00a0: les chiffres communs disparaissent, les erreurs d’arrondi restent.",
    },
    lesson: 4,
  },
  {
    term: { en: "GFLOP/s", fr: "GFLOP/s" },
    sentence: {
      en:
        "How fast a machine computes, in billions (10⁹) of multiplications or additions a second.",
      fr:
        "La vitesse de calcul d’une machine, en milliards (10⁹) de multiplications ou d’additions par seconde.",
    },
    lesson: 7,
  },
  {
    term: { en: "register", fr: "registre" },
    sentence: {
      en: "One of the few places in a processor that its instructions compute in.",
      fr: "L’une des quelques cases d’un processeur où ses instructions calculent.",
    },
    lesson: 7,
  },
  {
    term: { en: "thread", fr: "fil d’exécution" },
    sentence: {
      en: "Instructions that one processor carries out, one after the other.",
      fr: "Des instructions qu’un seul processeur exécute l’une après l’autre.",
    },
    lesson: 7,
  },
  {
    term: { en: "cache", fr: "cache" },
    sentence: {
      en: "Small, fast memory near the processor, which keeps what was read last, line by line.",
      fr:
        "Une mémoire petite et rapide, près du processeur, qui garde, par lignes, ce qui vient d’être lu.",
    },
    lesson: 7,
  },
  {
    term: { en: "latency", fr: "latence" },
    sentence: {
      en: "How long an operation takes until its result can be used.",
      fr: "Le temps que met une opération avant que son résultat puisse servir.",
    },
    lesson: 7,
  },
  {
    term: { en: "lane", fr: "voie" },
    sentence: {
      en: "The place of one of the numbers that lie side by side in a vector register.",
      fr: "La place de l’un des nombres rangés côte à côte dans un registre vectoriel.",
    },
    lesson: 7,
  },
  {
    term: { en: "SIMD", fr: "SIMD" },
    sentence: {
      en:
        "Single instruction, multiple data: one instruction does the same to several numbers at once.",
      fr:
        "Une instruction, plusieurs données\u00a0: une seule instruction fait la même chose à plusieurs nombres à la fois.",
    },
    code: "f32x4",
    lesson: 7,
  },
  {
    term: { en: "sparse matrix", fr: "matrice creuse" },
    sentence: {
      en: "A matrix of which most elements are 0, kept as the list of the others.",
      fr: "Une matrice dont la plupart des éléments valent 0, gardée comme la liste des autres.",
    },
    symbol: "X",
    code: "sparse",
    lesson: 7,
  },
];

/** The words that a lesson brings. */
export function termsOf(lesson: number): readonly GlossaryEntry[] {
  return GLOSSARY.filter((entry) => entry.lesson === lesson);
}
