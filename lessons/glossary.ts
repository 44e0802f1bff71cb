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
    term: { en: "label", fr: "étiquette" },
    sentence: {
      en: "The answer that belongs to an image: the digit that was meant.",
      fr: "La réponse qui accompagne une image\u00a0: le chiffre que l’on a voulu écrire.",
    },
    code: "labels",
    lesson: 1,
  },
  {
    term: { en: "classification", fr: "classification" },
    sentence: {
      en: "Finding which of a few classes an example belongs to.",
      fr: "Trouver à laquelle de quelques classes appartient un exemple.",
    },
    lesson: 1,
  },
  {
    term: { en: "generalisation", fr: "généralisation" },
    sentence: {
      en: "Doing well on examples that were not learnt from.",
      fr: "Réussir sur des exemples qui n’ont pas servi à apprendre.",
    },
    lesson: 1,
  },
  {
    term: { en: "training set", fr: "jeu d’entraînement" },
    sentence: {
      en: "The examples that the weights are learnt from.",
      fr: "Les exemples sur lesquels on apprend les poids.",
    },
    code: "train",
    lesson: 1,
  },
  {
    term: { en: "validation set", fr: "jeu de validation" },
    sentence: {
      en: "Examples kept apart to compare with whatever is tried: rates, sizes, models.",
      fr:
        "Des exemples mis de côté pour comparer ce que l’on essaie\u00a0: taux, tailles, modèles.",
    },
    code: "validation",
    lesson: 1,
  },
  {
    term: { en: "test set", fr: "jeu de test" },
    sentence: {
      en: "Examples read once, when all is chosen, to tell how new ones will be read.",
      fr:
        "Des exemples lus une seule fois, quand tout est choisi, pour dire comment de nouveaux seront lus.",
    },
    code: "test",
    lesson: 1,
  },
  {
    term: { en: "linear model", fr: "modèle linéaire" },
    sentence: {
      en: "A model whose scores are weighted sums of its inputs.",
      fr: "Un modèle dont les scores sont des sommes pondérées de ses entrées.",
    },
    lesson: 2,
  },
  {
    term: { en: "weight", fr: "poids" },
    sentence: {
      en: "A number that an input is multiplied by; it is learnt.",
      fr: "Un nombre qui multiplie une entrée\u00a0; il s’apprend.",
    },
    symbol: "W",
    lesson: 2,
  },
  {
    term: { en: "bias", fr: "biais" },
    sentence: {
      en: "A number that is added to a weighted sum; it is learnt.",
      fr: "Un nombre ajouté à une somme pondérée\u00a0; il s’apprend.",
    },
    symbol: "b",
    lesson: 2,
  },
  {
    term: { en: "score", fr: "score" },
    sentence: {
      en: "What a weighted sum gives to a class; books also say logit.",
      fr: "Ce qu’une somme pondérée donne à une classe\u00a0; on dit aussi logit.",
    },
    symbol: "Z",
    code: "logits",
    lesson: 2,
  },
  {
    term: { en: "softmax", fr: "softmax" },
    sentence: {
      en: "Makes probabilities of scores: exp of each, divided by their sum.",
      fr:
        "Fait de scores des probabilités\u00a0: l’exponentielle de chacun, divisée par leur somme.",
    },
    symbol: "P",
    code: "softmaxCrossEntropy",
    lesson: 2,
  },
  {
    term: { en: "loss function", fr: "fonction de perte" },
    sentence: {
      en:
        "One number that says how far the answers are from what is wanted; learning makes it small.",
      fr:
        "Un nombre qui mesure l’écart entre les réponses et ce qu’on voulait\u00a0; apprendre, c’est la diminuer.",
    },
    symbol: "L",
    code: "loss",
    lesson: 2,
  },
  {
    term: { en: "cross-entropy", fr: "entropie croisée" },
    sentence: {
      en: "The loss of a classification: −ln of the probability that the right class was given.",
      fr: "La perte d’une classification\u00a0: −ln de la probabilité donnée à la bonne classe.",
    },
    lesson: 2,
  },
  {
    term: { en: "gradient", fr: "gradient" },
    sentence: {
      en: "The slopes of the loss by all weights and biases; its opposite points downhill.",
      fr:
        "Les pentes de la perte selon tous les poids et biais\u00a0; son opposé indique par où descendre.",
    },
    symbol: "dW",
    code: "gradient",
    lesson: 2,
  },
  {
    term: { en: "relative error", fr: "erreur relative" },
    sentence: {
      en: "How far two numbers, or two lists of numbers, are apart, over the larger of the two.",
      fr:
        "L’écart entre deux nombres, ou deux listes de nombres, divisé par le plus grand des deux.",
    },
    symbol: "‖a − b‖ / max(‖a‖, ‖b‖)",
    code: "relativeError",
    lesson: 2,
  },
  {
    term: { en: "gradient descent", fr: "descente de gradient" },
    sentence: {
      en: "Learning by small steps: from each weight, its slope times the learning rate is taken.",
      fr:
        "Apprendre par petits pas\u00a0: de chaque poids, on retire sa pente fois le taux d’apprentissage.",
    },
    code: "Sgd",
    lesson: 2,
  },
  {
    term: { en: "learning rate", fr: "taux d’apprentissage" },
    sentence: {
      en: "The number that says how long a step of gradient descent is.",
      fr: "Le nombre qui fixe la longueur d’un pas de descente de gradient.",
    },
    symbol: "η",
    code: "rate",
    lesson: 2,
  },
  {
    term: { en: "accuracy", fr: "exactitude" },
    sentence: {
      en: "The share of the examples that are classified right.",
      fr: "La part des exemples bien classés.",
    },
    code: "accuracy",
    lesson: 2,
  },
  {
    term: { en: "confusion matrix", fr: "matrice de confusion" },
    sentence: {
      en: "How many images of each class were read as each class.",
      fr: "Combien d’images de chaque classe ont été lues comme chaque classe.",
    },
    code: "confusionMatrix",
    lesson: 2,
  },
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
    term: { en: "neuron", fr: "neurone" },
    sentence: {
      en: "One number that a layer makes: a weighted sum with its bias, often through ReLU.",
      fr:
        "Un nombre que calcule une couche\u00a0: une somme pondérée avec son biais, souvent suivie " +
        "de ReLU.",
    },
    symbol: "Z1[0,j]",
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
    term: { en: "one-sided difference", fr: "différence décentrée" },
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
    term: { en: "catastrophic cancellation", fr: "annulation catastrophique" },
    sentence: {
      en:
        "Two nearly equal numbers are subtracted: the digits that agree go, rounding errors stay.",
      fr:
        "On soustrait deux nombres presque égaux\u00a0: les chiffres communs disparaissent, les erreurs d’arrondi restent.",
    },
    lesson: 4,
  },
  {
    term: { en: "hyperparameter", fr: "hyperparamètre" },
    sentence: {
      en: "What is chosen before a training and not learnt by it, such as the learning rate.",
      fr:
        "Ce que l’on choisit avant un entraînement et qui n’est pas appris, comme le taux d’apprentissage.",
    },
    code: "Recipe",
    lesson: 5,
  },
  {
    term: { en: "mini-batch", fr: "mini-lot" },
    sentence: {
      en: "The few images whose mean gradient makes one step.",
      fr: "Les quelques images dont le gradient moyen donne un pas.",
    },
    symbol: "m",
    code: "batch",
    lesson: 5,
  },
  {
    term: { en: "epoch", fr: "époque" },
    sentence: {
      en: "Once through all the training images.",
      fr: "Un tour complet des images d’entraînement.",
    },
    code: "epochs",
    lesson: 5,
  },
  {
    term: { en: "stochastic gradient descent", fr: "descente de gradient stochastique" },
    sentence: {
      en: "Gradient descent whose steps follow mini-batches drawn at random, not all the images.",
      fr:
        "Une descente de gradient dont chaque pas suit un mini-lot tiré au hasard, et non toutes les images.",
    },
    code: "Sgd",
    lesson: 5,
  },
  {
    term: { en: "initialisation", fr: "initialisation" },
    sentence: {
      en: "The numbers that weights have before the first step.",
      fr: "Les nombres que valent les poids avant le premier pas.",
    },
    code: "init",
    lesson: 5,
  },
  {
    term: { en: "overfitting", fr: "surapprentissage" },
    sentence: {
      en: "A network learns what holds for its training images alone; the loss of others rises.",
      fr:
        "Un réseau apprend ce qui ne vaut que pour ses images d’entraînement\u00a0; la perte des autres augmente.",
    },
    lesson: 5,
  },
  {
    term: { en: "dead neuron", fr: "neurone mort" },
    sentence: {
      en:
        "A hidden neuron that is off for every image: no gradient comes back, and it learns no more.",
      fr:
        "Un neurone caché inactif pour toutes les images\u00a0: aucun gradient ne revient, il n’apprend plus.",
    },
    lesson: 5,
  },
  {
    term: { en: "weight decay", fr: "décroissance des poids" },
    sentence: {
      en:
        "At each step, every weight also shrinks by a small part; it comes from a penalty on squares.",
      fr:
        "À chaque pas, chaque poids se rapproche aussi de zéro d’une petite part\u00a0; cela vient d’une pénalité sur les carrés.",
    },
    symbol: "λ",
    code: "l2",
    lesson: 6,
  },
  {
    term: { en: "saliency map", fr: "carte de saillance" },
    sentence: {
      en: "The slopes of the loss by the pixels, as an image: what would change the answer most.",
      fr:
        "Les pentes de la perte par rapport aux pixels, en image\u00a0: ce qui changerait le plus la réponse.",
    },
    symbol: "dX",
    lesson: 6,
  },
  {
    term: { en: "calibration", fr: "calibration" },
    sentence: {
      en: "How well the probabilities that a network gives agree with how often it is right.",
      fr:
        "L’accord entre les probabilités que donne un réseau et la fréquence à laquelle il a raison.",
    },
    lesson: 6,
  },
  {
    term: { en: "adversarial example", fr: "exemple antagoniste" },
    sentence: {
      en: "An image changed a little, on purpose, so that a network reads it wrongly.",
      fr: "Une image un peu modifiée, exprès, pour qu’un réseau la lise mal.",
    },
    lesson: 6,
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
      en: "One list of instructions, for one processor.",
      fr: "Une seule suite d’instructions, pour un seul processeur.",
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
