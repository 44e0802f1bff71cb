/**
 * The words of the page.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";

/** The sections of the page, in their order; each has the texts `…Title` and `…Note`. */
export const SECTIONS = [
  "summary",
  "curves",
  "confusion",
  "classes",
  "distribution",
  "mistakes",
  "weights",
  "activations",
  "runs",
] as const;

/** What the page says, with `{name}` where a value goes. */
export const TEXTS = {
  skip: { en: "Skip to the content", fr: "Aller au contenu" },
  report: { en: "Report of the run", fr: "Rapport de l’entraînement" },
  contents: { en: "Contents", fr: "Sommaire" },
  dark: { en: "Dark", fr: "Sombre" },
  subtitle: {
    en:
      "{architecture} on {data}: {train} training images, {test} test images of {rows}×{columns} pixels, {classes} classes",
    fr:
      "{architecture} sur {data}\u00a0: {train} images d’entraînement, {test} images de test de {rows}×{columns} pixels, {classes} classes",
  },
  footer: {
    en: "Made by Ardoise. Charts by Chart.js (MIT licence). This page asks nothing of any network.",
    fr:
      "Fait par Ardoise. Graphiques de Chart.js (licence MIT). Cette page ne demande rien à aucun réseau.",
  },
  figures: { en: "The numbers of this chart", fr: "Les nombres de ce graphique" },
  none: { en: "none", fr: "aucune" },
  all: { en: "all", fr: "toutes" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "no", fr: "non" },
  close: { en: "Close", fr: "Fermer" },

  summaryTitle: { en: "Recipe and result", fr: "Recette et résultat" },
  summaryNote: {
    en:
      "The same recipe gives the same weights. Accuracy is the share of the test images that are read right.",
    fr:
      "La même recette donne les mêmes poids. L’exactitude est la part des images de test lues correctement.",
  },
  testAccuracy: { en: "test accuracy", fr: "exactitude sur le test" },
  misread: { en: "images misread, of {total}", fr: "images mal lues, sur {total}" },
  parameters: { en: "parameters", fr: "paramètres" },
  trainTime: { en: "training steps", fr: "pour les pas d’entraînement" },
  fitTime: { en: "fit", fr: "pour l’ajustement" },
  totalTime: { en: "Whole command", fr: "Toute la commande" },
  weightsDigest: { en: "SHA-256 of the weights", fr: "SHA-256 des poids" },
  best: {
    en: "The weights are those of epoch {epoch}, the best by validation.",
    fr: "Les poids sont ceux de l’époque {epoch}, la meilleure en validation.",
  },
  interrupted: {
    en: "Interrupted by Ctrl-C: {done} epochs were finished.",
    fr: "Interrompu par Ctrl-C\u00a0: {done} époques terminées.",
  },
  interruptedFit: {
    en: "Interrupted by Ctrl-C: iterations made: {done}.",
    fr: "Interrompu par Ctrl-C\u00a0: itérations faites\u00a0: {done}.",
  },
  fit: { en: "Fit", fr: "Ajustement" },
  finalObjective: { en: "Final objective", fr: "Objectif final" },
  iterationsMade: { en: "Iterations made", fr: "Itérations faites" },
  evaluations: { en: "Objective evaluations", fr: "Calculs de l’objectif" },
  stopped: { en: "Why it stopped", fr: "Pourquoi il s’est arrêté" },
  stopped_gradient: { en: "the gradient is small enough", fr: "le gradient est assez petit" },
  stopped_decrease: {
    en: "the objective hardly moves any more",
    fr: "l’objectif ne bouge presque plus",
  },
  stopped_iterations: {
    en: "as many iterations as allowed",
    fr: "le nombre maximal d’itérations est atteint",
  },
  "stopped_line-search": {
    en: "rounding hides any further descent",
    fr: "les arrondis cachent toute descente de plus",
  },
  stopped_interrupted: { en: "Ctrl-C", fr: "Ctrl-C" },
  recipe: { en: "Recipe", fr: "Recette" },

  curvesTitle: { en: "Loss and accuracy by epoch", fr: "Perte et exactitude par époque" },
  curvesNote: {
    en:
      "Loss: mean cross-entropy. A training loss that goes on falling while the test loss rises is overfitting.",
    fr:
      "Perte\u00a0: l’entropie croisée moyenne. Une perte d’entraînement qui baisse encore quand celle du test remonte, c’est du surapprentissage.",
  },
  objectiveTitle: { en: "Objective by iteration", fr: "Objectif par itération" },
  objectiveNote: {
    en:
      "What L-BFGS makes small, over all the training images: mean cross-entropy plus the penalty on the weights.",
    fr:
      "Ce que L-BFGS réduit, sur toutes les images d’entraînement\u00a0: l’entropie croisée moyenne plus la pénalité sur les poids.",
  },
  noEpochs: {
    en: "No epoch was trained: there is no curve to draw.",
    fr: "Aucune époque d’entraînement\u00a0: il n’y a pas de courbe à tracer.",
  },
  epoch: { en: "epoch", fr: "époque" },
  iteration: { en: "iteration", fr: "itération" },
  objective: {
    en: "Objective: cross-entropy and penalty (nats)",
    fr: "Objectif\u00a0: entropie croisée et pénalité (nats)",
  },
  objectiveName: { en: "objective", fr: "objectif" },
  loss: { en: "Loss (nats)", fr: "Perte (nats)" },
  accuracy: { en: "Accuracy", fr: "Exactitude" },
  train: { en: "training", fr: "entraînement" },
  test: { en: "test", fr: "test" },
  validation: { en: "validation", fr: "validation" },
  trainLoss: { en: "training loss", fr: "perte d’entraînement" },
  testLoss: { en: "test loss", fr: "perte de test" },
  trainAccuracy: { en: "training accuracy", fr: "exactitude d’entraînement" },
  seconds: { en: "seconds", fr: "secondes" },
  thinned: {
    en: "{shown} of {total} epochs are shown.",
    fr: "{shown} époques sur {total} sont affichées.",
  },
  chartOf: {
    en: "{title}. {series}. All the numbers are in the table below.",
    fr: "{title}. {series}. Tous les nombres sont dans le tableau ci-dessous.",
  },
  labelled: { en: "{name}: {value}", fr: "{name}\u00a0: {value}" },
  fromTo: { en: "{name}: from {first} to {last}", fr: "{name}\u00a0: de {first} à {last}" },

  confusionTitle: { en: "Confusion matrix", fr: "Matrice de confusion" },
  confusionNote: {
    en:
      "A row is what the image shows, a column what the network reads. Choose a cell to see its images; the arrow keys move from one to the next.",
    fr:
      "Une ligne est ce que montre l’image, une colonne ce que lit le réseau. Choisissez une case pour voir ses images\u00a0; les flèches passent de l’une à l’autre.",
  },
  shows: { en: "the image shows", fr: "l’image montre" },
  isRead: { en: "the network reads", fr: "le réseau lit" },
  cell: {
    en: "shows {label}, read as {predicted}: {count}",
    fr: "montre {label}, lu {predicted}\u00a0: {count}",
  },
  heatLegend: {
    en:
      "Blue: read right, darker for a larger share of the class. Orange: misread, darker for a more frequent mistake.",
    fr:
      "Bleu\u00a0: bien lu, plus foncé pour une plus grande part de la classe. Orange\u00a0: mal lu, plus foncé pour une erreur plus fréquente.",
  },
  heatLegendDark: {
    en:
      "Blue: read right, brighter for a larger share of the class. Orange: misread, brighter for a more frequent mistake.",
    fr:
      "Bleu\u00a0: bien lu, plus vif pour une plus grande part de la classe. Orange\u00a0: mal lu, plus vif pour une erreur plus fréquente.",
  },
  frequent: { en: "The most frequent mistakes", fr: "Les erreurs les plus fréquentes" },
  noMistake: {
    en: "Every test image is read right.",
    fr: "Toutes les images de test sont bien lues.",
  },
  imagesTitle: { en: "Shows {label}, read as {predicted}", fr: "Montre {label}, lu {predicted}" },
  imagesAll: {
    en: "Images: {total}, the most confident first.",
    fr: "Images\u00a0: {total}, les plus assurées d’abord.",
  },
  imagesSome: {
    en: "Images: {total}, of which {shown} are kept in this page, the most confident first.",
    fr: "Images\u00a0: {total}, dont {shown} gardées dans cette page, les plus assurées d’abord.",
  },
  imagesRight: {
    en: "Images: {total}, of which {shown} are kept in this page: the least confident ones.",
    fr: "Images\u00a0: {total}, dont {shown} gardées dans cette page\u00a0: les moins assurées.",
  },
  notReproduced: {
    en:
      "The images read now are not those that this run was judged on: the numbers are the run’s, the images come from {data}.",
    fr:
      "Les images lues maintenant ne sont pas celles sur lesquelles cet entraînement a été jugé\u00a0: les nombres sont les siens, les images viennent de {data}.",
  },
  digit: {
    en: "image {index}: shows {label}, read as {predicted} with {confidence}",
    fr: "image {index}\u00a0: montre {label}, lu {predicted} à {confidence}",
  },

  classesTitle: { en: "Class by class", fr: "Classe par classe" },
  classesNote: {
    en:
      "Precision: of the images read as a class, the share that show it. Recall: of the images that show it, the share found. F1: the harmonic mean of both.",
    fr:
      "Précision\u00a0: parmi les images lues comme une classe, la part qui la montre. Rappel\u00a0: parmi les images qui la montrent, la part retrouvée. F1\u00a0: la moyenne harmonique des deux.",
  },
  class: { en: "class", fr: "classe" },
  precision: { en: "precision", fr: "précision" },
  recall: { en: "recall", fr: "rappel" },
  f1: { en: "F1", fr: "F1" },
  images: { en: "images", fr: "images" },
  mean: { en: "mean", fr: "moyenne" },

  distributionTitle: { en: "Class distribution", fr: "Répartition des classes" },
  distributionNote: {
    en:
      "The share of each class among the images. Where one class is rare, accuracy alone says little.",
    fr:
      "La part de chaque classe parmi les images. Quand une classe est rare, l’exactitude seule ne dit pas grand-chose.",
  },
  share: { en: "Share of the images", fr: "Part des images" },
  trainImages: { en: "training images", fr: "images d’entraînement" },
  testImages: { en: "test images", fr: "images de test" },

  mistakesTitle: { en: "Misread images", fr: "Images mal lues" },
  mistakesNote: {
    en:
      "The most confident mistakes first: what the image shows → what the network reads, and the probability that it gives to its answer.",
    fr:
      "Les erreurs les plus assurées d’abord\u00a0: ce que montre l’image → ce que lit le réseau, et la probabilité qu’il donne à sa réponse.",
  },
  mistakesCount: {
    en: "{shown} of {total} misread images.",
    fr: "{shown} images mal lues sur {total}.",
  },
  number: { en: "no. {index}", fr: "n° {index}" },

  weightsTitle: { en: "What the neurons look at", fr: "Ce que regardent les neurones" },
  weightsNote: {
    en:
      "The weights from each pixel to a neuron of the first layer. A red pixel excites the neuron, a blue one inhibits it, and zero has no colour.",
    fr:
      "Les poids de chaque pixel vers un neurone de la première couche. Un pixel rouge excite le neurone, un bleu l’inhibe, et zéro n’a pas de couleur.",
  },
  classWeightsTitle: { en: "What each class looks at", fr: "Ce que regarde chaque classe" },
  classWeightsNote: {
    en:
      "The weights from each pixel to a class. A red pixel speaks for the class, a blue one against it, and zero has no colour.",
    fr:
      "Les poids de chaque pixel vers une classe. Un pixel rouge plaide pour la classe, un bleu contre elle, et zéro n’a pas de couleur.",
  },
  neuron: { en: "neuron {number}", fr: "neurone {number}" },
  classNumber: { en: "class {number}", fr: "classe {number}" },
  neuronsShown: {
    en: "The first {shown} of {total} neurons.",
    fr: "Les {shown} premiers neurones sur {total}.",
  },
  neuronsAll: { en: "All {total} neurons.", fr: "Les {total} neurones." },
  classesShown: {
    en: "There is no hidden layer: these are the weights of {shown} of the {total} classes.",
    fr: "Il n’y a pas de couche cachée\u00a0: voici les poids de {shown} des {total} classes.",
  },
  classesAll: {
    en: "There is no hidden layer: these are the weights of all {total} classes.",
    fr: "Il n’y a pas de couche cachée\u00a0: voici les poids des {total} classes.",
  },
  scale: {
    en: "The same scale for all: full colour from {limit}.",
    fr: "La même échelle pour tous\u00a0: pleine couleur à partir de {limit}.",
  },
  weightRange: {
    en: "{name}: weights from {min} to {max}",
    fr: "{name}\u00a0: poids de {min} à {max}",
  },

  activationsTitle: { en: "Activations", fr: "Activations" },
  activationsNote: {
    en:
      "How the outputs of the hidden neurons are distributed over all the test images. Exact zeros, of which ReLU makes many, are counted apart.",
    fr:
      "Comment se répartissent les sorties des neurones cachés sur toutes les images de test. Les zéros exacts, que ReLU produit en nombre, sont comptés à part.",
  },
  noHidden: {
    en: "There is no hidden layer, and so no hidden activation.",
    fr: "Il n’y a pas de couche cachée, donc pas d’activation cachée.",
  },
  layer: { en: "{symbol}, {neurons} neurons", fr: "{symbol}, {neurons} neurones" },
  layerFacts: {
    en:
      "Exactly zero: {zeros}. Mean {mean}, from {min} to {max}. Neurons that are zero for every image: {silent}.",
    fr:
      "Exactement zéro\u00a0: {zeros}. Moyenne {mean}, de {min} à {max}. Neurones à zéro pour toutes les images\u00a0: {silent}.",
  },
  value: { en: "Activation", fr: "Activation" },
  shareOfValues: { en: "Share of the activations", fr: "Part des activations" },
  from: { en: "from", fr: "de" },
  to: { en: "to", fr: "à" },

  runsTitle: { en: "Runs compared", fr: "Entraînements comparés" },
  runsNote: {
    en: "This run comes first.",
    fr: "Cet entraînement vient en premier.",
  },
  runsAlone: {
    en: "To put others beside it: deno task report --run {name} --compare A,B",
    fr: "Pour en mettre d’autres à côté\u00a0: deno task report --run {name} --compare A,B",
  },
  run: { en: "run", fr: "entraînement" },
  layers: { en: "layers", fr: "couches" },
  epochs: { en: "epochs or iterations", fr: "époques ou itérations" },
  trainSeconds: { en: "training", fr: "entraînement" },
  accuracyOfRuns: { en: "Test accuracy", fr: "Exactitude sur le test" },

  recipe_kind: { en: "Kind", fr: "Type" },
  recipe_data: { en: "Data", fr: "Données" },
  recipe_transpose: { en: "Images transposed", fr: "Images transposées" },
  recipe_hidden: { en: "Hidden layers", fr: "Couches cachées" },
  recipe_activation: { en: "Activation", fr: "Activation" },
  recipe_init: { en: "Initial weights", fr: "Poids initiaux" },
  recipe_epochs: { en: "Epochs", fr: "Époques" },
  recipe_batch: { en: "Batch", fr: "Mini-lot" },
  recipe_rate: { en: "Learning rate", fr: "Taux d’apprentissage" },
  recipe_schedule: { en: "Schedule", fr: "Évolution du taux" },
  recipe_shuffle: { en: "Shuffled", fr: "Ordre mélangé" },
  recipe_seed: { en: "Seed", fr: "Graine" },
  recipe_limit: { en: "Training images", fr: "Images d’entraînement" },
  recipe_validation: { en: "Validation images", fr: "Images de validation" },
  recipe_patience: { en: "Patience, in epochs", fr: "Patience, en époques" },
  recipe_shift: {
    en: "Images moved by up to, in pixels",
    fr: "Images déplacées d’au plus, en pixels",
  },
  recipe_engine: { en: "Engine", fr: "Moteur" },
  recipe_c: { en: "C, inverse of the penalty", fr: "C, inverse de la pénalité" },
  recipe_iterations: { en: "Most iterations", fr: "Itérations au plus" },
  recipe_tolerance: { en: "Tolerance", fr: "Tolérance" },
} as const satisfies Record<string, Text>;

/** The name of a text. */
export type TextKey = keyof typeof TEXTS;

/** The same texts, language by language, as the page takes them. */
export const textsIn: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  en: inLanguage("en"),
  fr: inLanguage("fr"),
};

function inLanguage(language: Language): Record<TextKey, string> {
  return Object.fromEntries(
    Object.entries(TEXTS).map(([key, text]) => [key, text[language]]),
  ) as Record<TextKey, string>;
}
