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
  "mistakes",
  "classes",
  "neurons",
  "filters",
  "activations",
  "runs",
  "recipe",
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
  subtitleOfTest: {
    en:
      "{architecture} on {data}: {test} test images of {rows}×{columns} pixels, {classes} classes; its training images were not there to be counted",
    fr:
      "{architecture} sur {data}\u00a0: {test} images de test de {rows}×{columns} pixels, {classes} classes\u00a0; ses images d’entraînement n’étaient pas là pour être comptées",
  },
  footer: {
    en:
      "Written on {date} by Ardoise {version}, on {machine} with {cores} cores. Charts by Chart.js (MIT licence). This page asks nothing of any network.",
    fr:
      "Écrit le {date} par Ardoise {version}, sur {machine} avec {cores} cœurs. Graphiques de Chart.js (licence MIT). Cette page ne demande rien à aucun réseau.",
  },
  scrollHint: {
    en: "There is more to the right: scroll sideways →",
    fr: "La suite est à droite\u00a0: faites défiler →",
  },
  figures: { en: "The numbers of this chart", fr: "Les nombres de ce graphique" },
  none: { en: "none", fr: "aucune" },
  all: { en: "all", fr: "toutes" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "no", fr: "non" },
  close: { en: "Close", fr: "Fermer" },

  summaryTitle: { en: "Result", fr: "Résultat" },
  summaryNote: {
    en:
      "Accuracy is the share of the test images that are read right. A test is a sample: the 95 % confidence interval (Wilson’s) says how far off it may be.",
    fr:
      "L’exactitude est la part des images de test lues correctement. Un test est un échantillon\u00a0: l’intervalle de confiance à 95\u00a0% (de Wilson) dit de combien elle peut s’écarter.",
  },
  interval: {
    en: "95 % interval: {low} to {high}",
    fr: "intervalle à 95\u00a0%\u00a0: de {low} à {high}",
  },
  network: { en: "The network", fr: "Le réseau" },
  networkReads: {
    en: "The network as it reads image {index}, its surest mistake.",
    fr: "Le réseau lit l’image {index}, son erreur la plus assurée.",
  },
  pixelsIn: { en: "{count} pixels", fr: "{count} pixels" },
  neuronsIn: { en: "{count} neurons", fr: "{count} neurones" },
  mapsCount: { en: "{count} maps", fr: "{count} cartes" },
  mapsIn: {
    en: "{count} maps of {rows}×{columns}",
    fr: "{count} cartes de {rows}×{columns}",
  },
  classesOut: { en: "{count} classes", fr: "{count} classes" },
  parametersIn: { en: "{count} parameters", fr: "{count} paramètres" },
  surest: { en: "The surest mistakes", fr: "Les erreurs les plus assurées" },
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
    en: "Stopped before its end: {done} epochs were finished.",
    fr: "Arrêté avant la fin\u00a0: {done} époques terminées.",
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
    en: "image {index}: shows {label} ({truth}), read as {predicted} ({confidence})",
    fr: "image {index}\u00a0: montre {label} ({truth}), lu {predicted} ({confidence})",
  },
  mistakeTitle: {
    en: "Image {index}: shows {label}, read as {predicted}",
    fr: "Image {index}\u00a0: montre {label}, lu {predicted}",
  },
  lookAt: { en: "{text}; look closely", fr: "{text}\u00a0; regarder de près" },
  probabilities: { en: "Probability of each class", fr: "Probabilité de chaque classe" },
  likeliest: {
    en: "Probability of the likeliest classes",
    fr: "Probabilité des classes les plus probables",
  },
  saliency: { en: "What would help", fr: "Ce qui aiderait" },
  saliencyNote: {
    en:
      "The gradient by each pixel: ink on red makes it more of {label} to the network, ink on blue less.",
    fr:
      "Le gradient par pixel\u00a0: de l’encre sur le rouge rapproche le réseau de {label}, sur le bleu elle l’en éloigne.",
  },
  saliencyLabel: {
    en: "saliency of image {index}: ink helps most at the {most}, and harms most at the {least}",
    fr: "saillance de l’image {index}\u00a0: l’encre aide le plus {most}, et nuit le plus {least}",
  },

  classesTitle: { en: "Class by class", fr: "Classe par classe" },
  classesNote: {
    en:
      "Precision: of the images read as a class, the share that show it. Recall: of the images that show it, the share found. F1: the harmonic mean of both. Where one class is rare, accuracy alone says little.",
    fr:
      "Précision\u00a0: parmi les images lues comme une classe, la part qui la montre. Rappel\u00a0: parmi les images qui la montrent, la part retrouvée. F1\u00a0: la moyenne harmonique des deux. Quand une classe est rare, l’exactitude seule ne dit pas grand-chose.",
  },
  class: { en: "class", fr: "classe" },
  precision: { en: "precision", fr: "précision" },
  recall: { en: "recall", fr: "rappel" },
  f1: { en: "F1", fr: "F1" },
  images: { en: "images", fr: "images" },
  mean: { en: "mean", fr: "moyenne" },

  dotsFrom: {
    en: "The dots lie between {low} and 1, the bars of images start at 0.",
    fr: "Les points vont de {low} à 1, les barres d’images partent de 0.",
  },
  trainImages: { en: "training images", fr: "images d’entraînement" },
  testImages: { en: "test images", fr: "images de test" },

  mistakesTitle: { en: "Misread images", fr: "Images mal lues" },
  mistakesNote: {
    en:
      "The surest mistakes first: what the image shows → what the network reads, and the probability that it gives to each. Choose an image to see all its probabilities, and the pixels that would help.",
    fr:
      "Les erreurs les plus assurées d’abord\u00a0: ce que montre l’image → ce que lit le réseau, et la probabilité qu’il donne à chacun. Choisissez une image pour voir toutes ses probabilités, et les pixels qui aideraient.",
  },
  mistakesCount: {
    en: "{shown} of {total} misread images.",
    fr: "{shown} images mal lues sur {total}.",
  },
  number: { en: "no. {index}", fr: "n° {index}" },

  neuronsTitle: { en: "What the neurons look at", fr: "Ce que regardent les neurones" },
  neuronsNote: {
    en:
      "The weights from each pixel to a neuron of the first layer. A red pixel excites the neuron, a blue one inhibits it, and zero has no colour. Choose one to see which digits excite it.",
    fr:
      "Les poids de chaque pixel vers un neurone de la première couche. Un pixel rouge excite le neurone, un bleu l’inhibe, et zéro n’a pas de couleur. Choisissez-en un pour voir les chiffres qui l’excitent.",
  },
  classWeightsTitle: { en: "What each class looks at", fr: "Ce que regarde chaque classe" },
  classWeightsNote: {
    en:
      "The weights from each pixel to a class. A red pixel speaks for the class, a blue one against it, and zero has no colour. Choose one to see which digits speak for it most.",
    fr:
      "Les poids de chaque pixel vers une classe. Un pixel rouge plaide pour la classe, un bleu contre elle, et zéro n’a pas de couleur. Choisissez-en une pour voir les chiffres qui plaident le plus pour elle.",
  },
  neuron: { en: "neuron {number}", fr: "neurone {number}" },
  classNumber: { en: "class {number}", fr: "classe {number}" },
  neuronsShown: {
    en: "The {shown} strongest of {total} neurons: the largest weights first.",
    fr: "Les {shown} neurones les plus forts sur {total}\u00a0: les plus grands poids d’abord.",
  },
  neuronsAll: {
    en: "All {total} neurons, the strongest first: those with the largest weights.",
    fr: "Les {total} neurones, les plus forts d’abord\u00a0: ceux qui ont les plus grands poids.",
  },
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
    en: "{name}: weights from {min} ({minPlace}) to {max} ({maxPlace})",
    fr: "{name}\u00a0: poids de {min} ({minPlace}) à {max} ({maxPlace})",
  },
  place0: { en: "top left", fr: "en haut à gauche" },
  place1: { en: "top", fr: "en haut" },
  place2: { en: "top right", fr: "en haut à droite" },
  place3: { en: "left", fr: "à gauche" },
  place4: { en: "centre", fr: "au centre" },
  place5: { en: "right", fr: "à droite" },
  place6: { en: "bottom left", fr: "en bas à gauche" },
  place7: { en: "bottom", fr: "en bas" },
  place8: { en: "bottom right", fr: "en bas à droite" },
  neverInked: {
    en: "no training image ever has ink there",
    fr: "aucune image d’entraînement n’y a d’encre",
  },
  exciting: { en: "The images that excite it most", fr: "Les images qui l’excitent le plus" },
  exciting_class: {
    en: "The images that speak for it most",
    fr: "Les images qui plaident le plus pour elle",
  },
  neverExcited: {
    en: "It is off for every test image.",
    fr: "Il est éteint pour toutes les images de test.",
  },
  says: { en: "What it says to each class (weight)", fr: "Ce qu’il dit à chaque classe (poids)" },
  means: {
    en: "How each class excites it (mean activation)",
    fr: "Combien chaque classe l’excite (activation moyenne)",
  },
  means_class: {
    en: "What each class gives it (mean)",
    fr: "Ce que chaque classe lui donne (moyenne)",
  },

  filtersTitle: {
    en: "What the convolutions look for",
    fr: "Ce que cherchent les convolutions",
  },
  filtersNote: {
    en:
      "A filter of the first convolution slides over the image: ink under a red weight excites it, under a blue one inhibits it, and zero has no colour. Its feature map shows where it found what it looks for.",
    fr:
      "Un filtre de la première convolution glisse sur l’image : l’encre sous un poids rouge l’excite, sous un bleu l’inhibe, et zéro n’a pas de couleur. Sa carte de caractéristiques montre où il a trouvé ce qu’il cherche.",
  },
  filter: { en: "filter {number}", fr: "filtre {number}" },
  filtersAll: {
    en: "All {total} filters of {size} pixels.",
    fr: "Les {total} filtres de {size} pixels.",
  },
  filtersSome: {
    en: "The first {shown} of {total} filters of {size} pixels.",
    fr: "Les {shown} premiers filtres de {size} pixels, sur {total}.",
  },
  mapsTitle: { en: "Feature maps of a digit", fr: "Cartes de caractéristiques d’un chiffre" },
  mapsNote: {
    en:
      "Choose a digit. The later the convolution, the smaller its maps, and the larger the part of the image that each of their pixels sums up.",
    fr:
      "Choisissez un chiffre. Plus la convolution est profonde, plus ses cartes sont petites, et plus chacun de leurs pixels résume une grande partie de l’image.",
  },
  chooseDigit: { en: "a {label}, image {index}", fr: "un {label}, image {index}" },
  mapsAll: {
    en: "Convolution {number}: all {total} maps of {rows}×{columns}, after the activation",
    fr: "Convolution {number} : les {total} cartes de {rows}×{columns}, après l’activation",
  },
  mapsSome: {
    en:
      "Convolution {number}: the first {shown} of {total} maps of {rows}×{columns}, after the activation",
    fr:
      "Convolution {number} : les {shown} premières des {total} cartes de {rows}×{columns}, après l’activation",
  },
  mapsScale: {
    en: "The same scale for all: full colour from {limit}.",
    fr: "La même échelle pour toutes\u00a0: pleine couleur à partir de {limit}.",
  },
  mapRange: {
    en: "{name}: strongest at the {place}, {most}",
    fr: "{name} : la plus forte {place}, {most}",
  },
  mapOff: { en: "{name}: zero everywhere", fr: "{name} : zéro partout" },

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
  otherImages: {
    en: "other test images: not comparable",
    fr: "autres images de test\u00a0: non comparable",
  },
  onOtherImages: { en: "{name} (other images)", fr: "{name} (autres images)" },
  intervalHead: { en: "95 % interval", fr: "intervalle à 95\u00a0%" },
  lowToHigh: { en: "{low} to {high}", fr: "{low} à {high}" },
  run: { en: "run", fr: "entraînement" },
  layers: { en: "layers", fr: "couches" },
  epochs: { en: "epochs or iterations", fr: "époques ou itérations" },
  trainSeconds: { en: "training", fr: "entraînement" },
  accuracyOfRuns: { en: "Test accuracy", fr: "Exactitude sur le test" },

  recipeTitle: { en: "Recipe", fr: "Recette" },
  recipeNote: {
    en: "The same recipe gives the same weights.",
    fr: "La même recette donne les mêmes poids.",
  },
  recipe_kind: { en: "Kind", fr: "Type" },
  recipe_data: { en: "Data", fr: "Données" },
  recipe_transpose: { en: "Images transposed", fr: "Images transposées" },
  recipe_conv: { en: "Filters of the convolutions", fr: "Filtres des convolutions" },
  recipe_kernel: { en: "Windows, in pixels", fr: "Fenêtres, en pixels" },
  recipe_stride: { en: "Stride, in pixels", fr: "Pas des fenêtres, en pixels" },
  recipe_padding: { en: "Padding, in pixels", fr: "Remplissage, en pixels" },
  recipe_pool: { en: "Max-pooling, in pixels", fr: "Max-pooling, en pixels" },
  recipe_dropout: { en: "Dropout", fr: "Dropout" },
  recipe_hidden: { en: "Hidden layers", fr: "Couches cachées" },
  recipe_activation: { en: "Activation", fr: "Activation" },
  recipe_init: { en: "Initial weights", fr: "Poids initiaux" },
  recipe_epochs: { en: "Epochs", fr: "Époques" },
  recipe_batch: { en: "Batch", fr: "Mini-lot" },
  recipe_optimizer: { en: "Optimiser", fr: "Optimiseur" },
  recipe_momentum: { en: "Momentum", fr: "Inertie (momentum)" },
  recipe_alpha: { en: "Alpha", fr: "Alpha" },
  recipe_beta1: { en: "Beta 1", fr: "Bêta 1" },
  recipe_beta2: { en: "Beta 2", fr: "Bêta 2" },
  recipe_epsilon: { en: "Epsilon", fr: "Epsilon" },
  recipe_l2: { en: "L2 penalty, lambda", fr: "Pénalité L2, lambda" },
  recipe_rate: { en: "Learning rate", fr: "Taux d’apprentissage" },
  recipe_schedule: { en: "Schedule", fr: "Évolution du taux" },
  recipe_warmup: { en: "Warm-up, share of the steps", fr: "Échauffement, part des pas" },
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
  recipe_from: { en: "Weights started from", fr: "Poids de départ" },
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
