/**
 * The source of the notebook on the linear baseline, in both languages: `deno task notebooks` makes
 * the `.ipynb` files.
 *
 * @module
 */
import { say } from "../src/notebook/say.ts";

// %% [markdown] title
/* en
# Notebook 2 · A linear baseline

What must a network beat? The simplest model that can read digits: **logistic regression**, 784 pixels
straight to ten classes, fitted as scikit-learn's `LogisticRegression` does. It reads rightly 92 % of
the images that it has not seen.

*You need to know*: what a sum and a function are; notebook 1. *Time*: 20 minutes, 10 seconds of them
the fit.
*The same in a terminal*: `deno task lesson2` and `deno task baseline`.
*/
/* fr
# Carnet 2 · Un modèle linéaire de référence

Que doit dépasser un réseau ? Le modèle le plus simple qui sache lire des chiffres : la **régression
logistique**, de 784 pixels directement à dix classes, ajustée comme le fait `LogisticRegression` de
scikit-learn. Elle lit bien 92 % des images qu’elle n’a pas vues.

*À savoir* : ce que sont une somme et une fonction ; le carnet 1. *Durée* : 20 minutes, dont
10 secondes d’ajustement.
*La même chose dans un terminal* : `deno task lesson2 --lang fr` et `deno task baseline --lang fr`.
*/

// %% [markdown] model
/* en
## The model

Each class has 784 weights and a bias. Its **score** is a weighted sum of the pixels,

$$z_c = \sum_{i=1}^{784} x_i\,w_{ic} + b_c,$$

and **softmax** turns the ten scores into ten probabilities, $p_c = e^{z_c} / \sum_k e^{z_k}$. What is
made small is the mean **cross-entropy** of the $n$ images, $-\ln p_\text{label}$, plus a small penalty
on the weights, $\lVert W \rVert^2 / (2\,C\,n)$: the larger $C$, the less it counts.

As in the course that this notebook comes from, all 70,000 images are shuffled by the seed 42 and a
fifth of them is kept for the test.
*/
/* fr
## Le modèle

Chaque classe a 784 poids et un biais. Son **score** est une somme pondérée des pixels,

$$z_c = \sum_{i=1}^{784} x_i\,w_{ic} + b_c,$$

et **softmax** transforme les dix scores en dix probabilités, $p_c = e^{z_c} / \sum_k e^{z_k}$. On
minimise l’**entropie croisée** moyenne des $n$ images, $-\ln p_\text{étiquette}$, plus une petite
pénalité sur les poids, $\lVert W \rVert^2 / (2\,C\,n)$ : plus $C$ est grand, moins elle compte.

Comme dans le cours dont ce carnet est issu, les 70 000 images sont mélangées avec la graine 42, et
un cinquième est gardé pour le test.
*/

// %% load
import { Baseline, courseSplit, createEngine } from "../src/mod.ts";
import { DEFAULT_BASELINE, loadMnist } from "../src/mod.ts";
import { showIn } from "../src/notebook/show.ts";

const show = showIn(say({ en: "en", fr: "fr" }) as "en");
const dataset = courseSplit(await loadMnist(), { seed: 42 });
const recipe = { ...DEFAULT_BASELINE, c: 1, iterations: 100 };
const baseline = new Baseline(createEngine("strict"), { recipe, dataset });
[dataset.train.count, dataset.test.count];

// %% [markdown] fit
/* en
## The fit

**L-BFGS** looks at all the training images, guesses from the last steps how the valley curves, and
steps to the bottom of the valley so guessed: 100 such steps do what would take gradient descent
thousands. It starts from zero weights, where every class has the probability 1/10 and the loss is
$\ln 10 = 2.303$.
*/
/* fr
## L’ajustement

**L-BFGS** regarde toutes les images d’entraînement, devine d’après les derniers pas la courbure de la
vallée, et va au fond de la vallée ainsi devinée : 100 de ces pas font ce qui en demanderait des
milliers à la descente de gradient. On part de poids nuls, où chaque classe a la probabilité 1/10 et
où la perte vaut $\ln 10 = 2{,}303$.
*/

// %% run
const objectives: (readonly [number, number])[] = [];
for (const { iteration, objective } of baseline.run()) {
  objectives.push([iteration, objective]);
  if (iteration % 20 === 0) {
    console.log(`${String(iteration).padStart(3)}  ${show.number(objective, 5)}`);
  }
}

// %% descent
show.curves({ [say({ en: "objective", fr: "objectif" })]: objectives.slice(1) }, {
  x: say({ en: "iteration", fr: "itération" }),
  y: say({ en: "objective (nats)", fr: "objectif (nats)" }),
  log: true,
});

// %% [markdown] accuracy
/* en
## How well it reads

The share of the 14,000 test images that are read rightly, with its 95 % interval: other images of
the same kind would give another share, within about this much. (In the course, scikit-learn found
92.03 %, with a fit that had stopped at its limit of 100 iterations.)
*/
/* fr
## Lit-il bien ?

La part des 14 000 images de test qui sont bien lues, avec son intervalle à 95 % : d’autres images du
même genre donneraient une autre part, à peu près dans ces limites. (Dans le cours, scikit-learn avait
trouvé 92,03 %, avec un ajustement arrêté à sa limite de 100 itérations.)
*/

// %% test
import { evaluate } from "../src/mod.ts";

const { accuracy, predictions } = evaluate(baseline.network, baseline.test);
const deviation = Math.sqrt(accuracy * (1 - accuracy) / dataset.test.count);
console.log(`${show.percent(accuracy)} ± ${show.percent(1.96 * deviation)}`);

// %% [markdown] confusion
/* en
## Which digits it confuses

The **confusion matrix**: a row for what the images show, a column for what was read. On the diagonal
is what was read rightly. Which two digits are taken for each other most?
*/
/* fr
## Quels chiffres confond-il ?

La **matrice de confusion** : une ligne pour ce que montrent les images, une colonne pour ce qui a été
lu. Sur la diagonale, ce qui a été bien lu. Quels sont les deux chiffres que l’on confond le plus ?
*/

// %% matrix
import { classReport, confusionMatrix } from "../src/mod.ts";

const counts = confusionMatrix(dataset.test.labels, predictions, { classes: 10 });
show.confusion(counts, {
  caption: say({
    en: "Rows: what is shown. Columns: what was read.",
    fr: "Lignes : ce qui est montré. Colonnes : ce qui a été lu.",
  }),
});

// %% [markdown] by-class
/* en
By class: of what was read as this digit, how much really is (**precision**), and of the images of this
digit, how many were found (**recall**).
*/
/* fr
Par classe : de ce qui a été lu comme ce chiffre, quelle part l’est vraiment (**précision**), et des
images de ce chiffre, combien ont été trouvées (**rappel**).
*/

// %% report
const share = (x: number | null) => x === null ? "–" : show.percent(x, 1);
show.table(
  [
    say({ en: "digit", fr: "chiffre" }),
    say({ en: "precision", fr: "précision" }),
    say({ en: "recall", fr: "rappel" }),
    "F1",
    "images",
  ],
  classReport(counts).map(({ precision, recall, f1, support }, digit) => [
    String(digit),
    share(precision),
    share(recall),
    share(f1),
    support,
  ]),
);

// %% [markdown] mistakes
/* en
## Ten misread digits

What it shows → what was read. Some of them a person would misread too; most not.
*/
/* fr
## Dix chiffres mal lus

Ce qui est montré → ce qui a été lu. Une personne en lirait mal quelques-uns aussi ; la plupart, non.
*/

// %% misread
const { images, labels } = dataset.test;
const wrong = [...labels.keys()].filter((i) => predictions[i] !== labels[i]).slice(0, 10);
show.digits(wrong.map((i) => images.subarray(784 * i, 784 * (i + 1))), {
  titles: wrong.map((i) => `${labels[i]} → ${predictions[i]}`),
});

// %% [markdown] weights
/* en
## What it looks for

The 784 weights of a class, drawn where their pixels are: red speaks for the class, blue against it.
The 0 wants an empty middle; the others are less easy to read. A digit that is moved by three columns
meets the wrong weights: a weighted sum can't say "this shape, wherever it is".
*/
/* fr
## Ce qu’il cherche

Les 784 poids d’une classe, dessinés à la place de leurs pixels : le rouge parle pour la classe, le
bleu contre elle. Le 0 veut un centre vide ; les autres se lisent moins bien. Un chiffre décalé de
trois colonnes rencontre les mauvais poids : une somme pondérée ne peut pas dire « cette forme, où
qu’elle soit ».
*/

// %% weight-images
const { value: weight } = baseline.network.parameters[0];
const column = (of: number) =>
  Float64Array.from({ length: 784 }, (_, pixel) => weight.data[10 * pixel + of]);
show.weights(Array.from({ length: 10 }, (_, digit) => column(digit)), {
  titles: Array.from({ length: 10 }, (_, digit) => String(digit)),
  caption: say({ en: "The weights of each class", fr: "Les poids de chaque classe" }),
});

// %% [markdown] try
/* en
## What to try

1. Set `c` to 0.01 and run again from there: the weights become smooth, and half a point of accuracy is
   lost. Why?
2. Stop after 10 iterations: how much is lost?
3. Which digit has the lowest recall? Look at ten of its misread images.
4. Write softmax, cross-entropy and their gradient yourself: exercises 2, 3 and 5 of
   `deno task practice`.

Next: [a network from scratch](03_from_scratch_network.en.ipynb).
*/
/* fr
## À essayer

1. Mettez `c` à 0,01 et relancez à partir de là : les poids deviennent lisses, et l’on perd un
   demi-point d’exactitude. Pourquoi ?
2. Arrêtez après 10 itérations : que perd-on ?
3. Quel chiffre a le plus petit rappel ? Regardez dix de ses images mal lues.
4. Écrivez vous-même softmax, l’entropie croisée et leur gradient : exercices 2, 3 et 5 de
   `deno task practice --lang fr`.

La suite : [un réseau écrit à la main](03_from_scratch_network.fr.ipynb).
*/
