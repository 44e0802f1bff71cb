/**
 * The source of the notebook on the network written by hand, in both languages: `deno task notebooks`
 * makes the `.ipynb` files.
 *
 * @module
 */
import { say } from "../src/notebook/say.ts";

// %% [markdown] title
/* en
# Notebook 3 · A network from scratch

Here we write a neural network ourselves, in loops that one can read: forward, backward, and the loop
that trains it. Then we check its gradient, and train the same network on all the images, with fast
kernels and the same loop.

*You need to know*: notebooks 1 and 2; what a derivative is. *Time*: 40 minutes, one of them computing.
*The same in a terminal*: `deno task lesson3`, `deno task train`.
*/
/* fr
# Carnet 3 · Un réseau écrit à la main

Ici, nous écrivons nous-mêmes un réseau de neurones, avec des boucles que l’on peut lire : le passage
avant, la rétropropagation, et la boucle qui l’entraîne. Puis nous vérifions son gradient, et
entraînons le même réseau sur toutes les images, avec des noyaux rapides et la même boucle.

*À savoir* : les carnets 1 et 2 ; ce qu’est une dérivée. *Durée* : 40 minutes, dont une de calcul.
*La même chose dans un terminal* : `deno task lesson3 --lang fr`, `deno task train --lang fr`.
*/

// %% [markdown] header
/* en
## The bytes of the file

An **IDX** file begins with a header: two zero bytes, the type of its numbers (8: bytes), how many
dimensions it has, and then each size as four bytes, the most significant first. The images follow, one
byte a pixel.
*/
/* fr
## Les octets du fichier

Un fichier **IDX** commence par un en-tête : deux octets nuls, le type de ses nombres (8 : des octets),
le nombre de dimensions, puis chaque taille sur quatre octets, celui de poids fort en tête. Les images
suivent, un octet par pixel.
*/

// %% idx-header
import { mnistPath } from "../src/mod.ts";

const file = await Deno.readFile(await mnistPath("trainImages"));
const hex = Array.from(file.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"));
console.log(hex.join(" "));
const header = new DataView(file.buffer, file.byteOffset);
[header.getUint32(0), header.getUint32(4), header.getUint32(8), header.getUint32(12)];

// %% [markdown] formulas
/* en
2051 is the magic number of images of bytes (8 × 256 + 3 dimensions); then 60,000 images of 28 × 28.

## The network in formulas

A batch of $m$ images is a matrix $X$ of $m$ rows and 784 columns. Forward, with ReLU
$g(z) = \max(0, z)$ between two layers of weights:

$$Z_1 = X W_1 + b_1, \qquad A_1 = g(Z_1), \qquad Z_2 = A_1 W_2 + b_2, \qquad P = \mathrm{softmax}(Z_2)$$

The loss is the mean of $-\ln P_{i,\,\text{label}}$. Backward, by the chain rule, from the loss to the
first weights ($Y$ has a 1 at each label):

$$dZ_2 = P - Y, \qquad dW_2 = \tfrac{1}{m} A_1^\top dZ_2, \qquad db_2 = \tfrac{1}{m} \textstyle\sum_i dZ_2$$

$$dA_1 = dZ_2 W_2^\top, \qquad dZ_1 = dA_1 \odot g'(Z_1), \qquad dW_1 = \tfrac{1}{m} X^\top dZ_1, \qquad
db_1 = \tfrac{1}{m} \textstyle\sum_i dZ_1$$
*/
/* fr
2051 est le nombre magique des images en octets (8 × 256 + 3 dimensions) ; puis 60 000 images de
28 × 28.

## Le réseau en formules

Un lot de $m$ images est une matrice $X$ de $m$ lignes et 784 colonnes. Le passage avant, avec ReLU
$g(z) = \max(0, z)$ entre deux couches de poids :

$$Z_1 = X W_1 + b_1, \qquad A_1 = g(Z_1), \qquad Z_2 = A_1 W_2 + b_2, \qquad P = \mathrm{softmax}(Z_2)$$

La perte est la moyenne des $-\ln P_{i,\,\text{étiquette}}$. La rétropropagation, par la règle de la
chaîne, de la perte aux premiers poids ($Y$ a un 1 à chaque étiquette) :

$$dZ_2 = P - Y, \qquad dW_2 = \tfrac{1}{m} A_1^\top dZ_2, \qquad db_2 = \tfrac{1}{m} \textstyle\sum_i dZ_2$$

$$dA_1 = dZ_2 W_2^\top, \qquad dZ_1 = dA_1 \odot g'(Z_1), \qquad dW_1 = \tfrac{1}{m} X^\top dZ_1, \qquad
db_1 = \tfrac{1}{m} \textstyle\sum_i dZ_1$$
*/

// %% [markdown] matrices
/* en
## Matrices

A matrix is its sizes and its numbers, row after row. We need three products: $A B$, $A^\top B$ and
$A B^\top$. Zeros are skipped: four pixels of five are zero.
*/
/* fr
## Les matrices

Une matrice, ce sont ses tailles et ses nombres, ligne après ligne. Il nous faut trois produits :
$A B$, $A^\top B$ et $A B^\top$. On saute les zéros : quatre pixels sur cinq sont nuls.
*/

// %% products
import type { Matrix } from "../src/mod.ts";

function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

// en: A·B + b
// fr: A·B + b
function product(A: Matrix, B: Matrix, b: Matrix): Matrix {
  const C = zeros(A.rows, B.columns);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.columns; j++) C.data[i * B.columns + j] = b.data[j];
    for (let k = 0; k < A.columns; k++) {
      const a = A.data[i * A.columns + k];
      if (a === 0) continue;
      for (let j = 0; j < B.columns; j++) {
        C.data[i * B.columns + j] += a * B.data[k * B.columns + j];
      }
    }
  }
  return C;
}

// en: C = scale · Aᵀ·B
// fr: C = facteur · Aᵀ·B
function productAt(C: Matrix, A: Matrix, B: Matrix, scale: number): void {
  C.data.fill(0);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < A.columns; k++) {
      const a = scale * A.data[i * A.columns + k];
      if (a === 0) continue;
      for (let j = 0; j < B.columns; j++) {
        C.data[k * B.columns + j] += a * B.data[i * B.columns + j];
      }
    }
  }
}

// en: A·Bᵀ
// fr: A·Bᵀ
function productBt(A: Matrix, B: Matrix): Matrix {
  const C = zeros(A.rows, B.rows);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.rows; j++) {
      let sum = 0;
      for (let k = 0; k < A.columns; k++) {
        sum += A.data[i * A.columns + k] * B.data[j * B.columns + k];
      }
      C.data[i * B.rows + j] = sum;
    }
  }
  return C;
}

// %% [markdown] network
/* en
## The network

`forward` keeps what `backward` will need. A parameter is a matrix and its gradient; `backward` only
fills the gradients, and changes no weight. The first weights are drawn as He and others advise for
ReLU, with the standard deviation $\sqrt{2/\text{inputs}}$.
*/
/* fr
## Le réseau

`forward` garde ce dont `backward` aura besoin. Un paramètre est une matrice et son gradient ;
`backward` se contente de remplir les gradients, et ne change aucun poids. Les premiers poids sont tirés
comme le conseillent He et ses collègues pour ReLU, avec l’écart type $\sqrt{2/\text{entrées}}$.
*/

// %% my-network
import { type Batch, normalSource, Xoshiro128 } from "../src/mod.ts";

class MyNetwork {
  parameters;
  X = zeros(0, 0);
  A1 = zeros(0, 0);
  P = zeros(0, 0);
  labels: Uint8Array = new Uint8Array();

  constructor(inputs: number, hidden: number, classes: number, seed: number) {
    if (!(Number.isInteger(hidden) && hidden > 0)) {
      throw new RangeError(
        say({
          en: `the hidden size must be 1, 2, 3, …: found ${hidden}`,
          fr: `la taille de la couche cachée doit être 1, 2, 3, … : trouvé ${hidden}`,
        }),
      );
    }
    const normal = normalSource(new Xoshiro128(seed));
    const parameter = (name: string, rows: number, columns: number, deviation: number) => {
      const value = zeros(rows, columns);
      for (let i = 0; deviation > 0 && i < value.data.length; i++) {
        value.data[i] = deviation * normal();
      }
      return { name, value, gradient: zeros(rows, columns) };
    };
    this.parameters = [
      parameter("W1", inputs, hidden, Math.sqrt(2 / inputs)),
      parameter("b1", 1, hidden, 0),
      parameter("W2", hidden, classes, Math.sqrt(2 / hidden)),
      parameter("b2", 1, classes, 0),
    ];
  }

  forward({ inputs, labels }: Batch): { loss: number } {
    const [W1, b1, W2, b2] = this.parameters.map(({ value }) => value);
    this.X = inputs as Matrix;
    this.labels = labels;
    const Z1 = product(this.X, W1, b1);
    this.A1 = { ...Z1, data: Z1.data.map((z) => Math.max(0, z)) };
    this.P = product(this.A1, W2, b2);
    let loss = 0;
    for (let i = 0; i < this.P.rows; i++) {
      const row = this.P.data.subarray(10 * i, 10 * i + 10);
      // en: the largest is subtracted, so that no exponential overflows
      // fr: on soustrait le plus grand, pour qu’aucune exponentielle ne déborde
      const largest = Math.max(...row);
      row.forEach((z, j) => row[j] = Math.exp(z - largest));
      let sum = 0;
      for (const e of row) sum += e;
      row.forEach((e, j) => row[j] = e / sum);
      loss -= Math.log(row[labels[i]]) / this.P.rows;
    }
    return { loss };
  }

  backward(): void {
    const [dW1, db1, dW2, db2] = this.parameters.map(({ gradient }) => gradient);
    const W2 = this.parameters[2].value, m = this.P.rows, dZ2 = zeros(m, 10);
    this.P.data.forEach((p, i) => {
      const isLabel = i % 10 === this.labels[Math.floor(i / 10)];
      dZ2.data[i] = p - (isLabel ? 1 : 0);
    });
    const dZ1 = productBt(dZ2, W2);
    this.A1.data.forEach((a, i) => a > 0 ? 0 : dZ1.data[i] = 0);
    productAt(dW2, this.A1, dZ2, 1 / m);
    productAt(dW1, this.X, dZ1, 1 / m);
    for (const [db, dZ] of [[db2, dZ2], [db1, dZ1]]) {
      db.data.fill(0);
      dZ.data.forEach((x, i) => db.data[i % db.columns] += x / m);
    }
  }
}

// %% [markdown] before
/* en
## Before training

An untrained network knows nothing: with ten classes its loss should be near $\ln 10 = 2.303$.
Change the hidden size, the rate or the size of a batch in this cell, and run it and the next ones
again.
*/
/* fr
## Avant l’entraînement

Un réseau non entraîné ne sait rien : avec dix classes, sa perte devrait être proche de
$\ln 10 = 2{,}303$. Changez la taille de la couche cachée, le taux d’apprentissage ou la taille d’un
lot dans cette cellule, puis relancez-la avec les suivantes.
*/

// %% settings
import { createEngine, Examples, loadMnist } from "../src/mod.ts";
import { showIn } from "../src/notebook/show.ts";

const hidden = 64, rate = 0.3, size = 32;
const show = showIn(say({ en: "en", fr: "fr" }) as "en");
const mnist = await loadMnist();
const part = (from: number, to: number) => ({
  images: mnist.train.images.subarray(784 * from, 784 * to),
  labels: mnist.train.labels.subarray(from, to),
  count: to - from,
});
const plain = createEngine("plain");
const learnt = new Examples(plain, part(0, 10_000));
const validation = new Examples(plain, part(59_000, 60_000));
const mine = new MyNetwork(784, hidden, 10, 42);
mine.forward(learnt.batch(0, 100));

// %% [markdown] check
/* en
## Is the gradient right?

Before we trust `backward`, we measure. Each of these weights is moved by a small ε, up and down, and
the change of the loss is divided by 2ε: that must agree with what `backward` says. A relative error
below 10⁻⁷ is as good as such a difference can be. To see a wrong gradient found, write `1` for the
`1 / m` of `productAt(dW1, …)` above, and run again from that cell.
*/
/* fr
## Le gradient est-il juste ?

Avant de nous fier à `backward`, mesurons. Chacun de ces poids est déplacé d’un petit ε, vers le haut et
vers le bas, et la variation de la perte est divisée par 2ε : cela doit s’accorder avec ce que dit
`backward`. Une erreur relative inférieure à 10⁻⁷ est ce qu’une telle différence peut donner de mieux.
Pour voir un gradient faux être découvert, mettez `1` au lieu de `1 / m` dans `productAt(dW1, …)` plus
haut, et relancez à partir de cette cellule.
*/

// %% gradient-check
import { gradientCheck } from "../src/mod.ts";

const { matrices } = gradientCheck(mine, learnt.batch(0, 16), { sample: 40 });
show.table(
  [
    say({ en: "parameter", fr: "paramètre" }),
    say({ en: "checked", fr: "vérifiés" }),
    say({ en: "relative error below 10⁻⁷", fr: "erreur relative sous 10⁻⁷" }),
  ],
  matrices.map(({ name, checked, relativeError }) => [
    name,
    checked,
    relativeError < 1e-7 ? say({ en: "yes", fr: "oui" }) : say({ en: "no", fr: "non" }),
  ]),
);

// %% [markdown] loop
/* en
## The loop

All of training is three lines: forward, backward, a step down the gradient. One **epoch** over 10,000
images takes a few seconds.
*/
/* fr
## La boucle

Tout l’entraînement tient en trois lignes : passage avant, rétropropagation, un pas dans le sens opposé
au gradient. Une **époque** sur 10 000 images prend quelques secondes.
*/

// %% train-mine
interface Trainable {
  forward(batch: Batch): { loss: number };
  backward(): unknown;
}
function* trainEpoch(network: Trainable, step: () => void, batches: Iterable<Batch>) {
  for (const batch of batches) {
    const { loss } = network.forward(batch);
    network.backward();
    step();
    yield loss;
  }
}

// en: W ← W − rate · dW
// fr: W ← W − taux · dW
function descend(): void {
  for (const { value, gradient } of mine.parameters) {
    for (let i = 0; i < value.data.length; i++) value.data[i] -= rate * gradient.data[i];
  }
}
const losses = [...trainEpoch(mine, descend, learnt.batches(size))];
const smooth: [step: number, mean: number][] = [];
for (let step = 10; step <= losses.length; step += 10) {
  smooth.push([step, losses.slice(step - 10, step).reduce((a, b) => a + b) / 10]);
}
show.curves({ [say({ en: "loss", fr: "perte" })]: smooth }, {
  x: say({ en: "step", fr: "pas" }),
  y: say({ en: "loss (nats), mean of ten steps", fr: "perte (nats), moyenne de dix pas" }),
});

// %% [markdown] reading
/* en
Of 1,000 images that it has not seen, how many does it read rightly?
*/
/* fr
Sur 1 000 images qu’il n’a pas vues, combien en lit-il bien ?
*/

// %% read-mine
function readings({ P }: { P: Matrix }): number[] {
  return Array.from({ length: P.rows }, (_, i) => {
    const row = P.data.subarray(10 * i, 10 * i + 10);
    return row.indexOf(Math.max(...row));
  });
}
const shown = validation.batch(0, 1000);
mine.forward(shown);
const read = readings(mine);
const right = read.filter((digit, i) => digit === shown.labels[i]).length;
console.log(say({ en: `${right} of 1,000`, fr: `${right} sur 1 000` }));

// %% [markdown] kernels
/* en
## The same, in full, on the kernels

`Network` is the same list of steps with layers as objects, and `strict` computes it with SIMD kernels
in WebAssembly. The loop is the one above. Sixty thousand images, ten epochs, a rate that falls from 0.3
to 0: this is `deno task train`, and the weights are the same to the last bit.
*/
/* fr
## La même chose, en entier, sur les noyaux

`Network` est la même suite d’étapes, avec les couches comme objets, et `strict` la calcule avec des
noyaux SIMD en WebAssembly. La boucle est celle de plus haut. Soixante mille images, dix époques, un
taux qui descend de 0,3 à 0 : c’est `deno task train`, et les poids sont les mêmes au bit près.
*/

// %% train-in-full
import { evaluate, mlp, Network, Sgd, shuffle, weightsSha256 } from "../src/mod.ts";

const strict = createEngine("strict");
const layers = mlp(strict, { sizes: [784, 64, 10], activation: "relu" });
const network = new Network(strict, layers);
network.initialise("he", normalSource(new Xoshiro128(42, 0)));
const optimizer = new Sgd(strict, network.parameters);
const train = new Examples(strict, mnist.train), test = new Examples(strict, mnist.test);
const orders = new Xoshiro128(42, 1), epochs = 10, steps = epochs * Math.ceil(60_000 / 64);
let taken = 0;
const curve: number[] = [];
for (let epoch = 1; epoch <= epochs; epoch++) {
  shuffle(orders, train.order);
  const step = () => {
    optimizer.step(0.3 * (1 - taken / steps));
    taken++;
  };
  const losses = [...trainEpoch(network, step, train.batches(64))];
  curve.push(losses.reduce((a, b) => a + b) / losses.length);
}
show.curves({ [say({ en: "training loss", fr: "perte d’entraînement" })]: curve }, {
  x: say({ en: "epoch", fr: "époque" }),
  y: say({ en: "loss (nats)", fr: "perte (nats)" }),
  log: true,
});

// %% test-accuracy
const judged = evaluate(network, test);
console.log(show.percent(judged.accuracy));
console.log(weightsSha256(network));

// %% [markdown] mistakes
/* en
Ten of the images that it misreads: what they show → what was read.
*/
/* fr
Dix des images qu’il lit mal : ce qu’elles montrent → ce qui a été lu.
*/

// %% misread
const wrong = [...mnist.test.labels.keys()]
  .filter((i) => judged.predictions[i] !== mnist.test.labels[i]).slice(0, 10);
show.digits(wrong.map((i) => mnist.test.images.subarray(784 * i, 784 * (i + 1))), {
  titles: wrong.map((i) => `${mnist.test.labels[i]} → ${judged.predictions[i]}`),
});

// %% [markdown] original
/* en
## The course's own network

The notebook that this one grew from trained in NumPy, from other first weights, at a rate of 0.1, and
printed ten losses, the last one 0.0741, and 97.12 %. The same recipe, in f64, gives the same digits (about half
a minute).
*/
/* fr
## Le réseau du cours d’origine

Le carnet dont celui-ci est issu entraînait son réseau en NumPy, à partir d’autres poids, avec un taux
de 0,1, et affichait dix pertes, la dernière de 0,0741, et 97,12 %. La même recette, en f64, donne les mêmes
chiffres (environ une demi-minute).
*/

// %% notebook-recipe
import { NOTEBOOK_RECIPE, Session } from "../src/mod.ts";

const session = new Session(plain, { recipe: NOTEBOOK_RECIPE, dataset: mnist });
for (const event of session.run()) {
  if (event.kind !== "epoch") continue;
  const { epoch, trainLoss, testAccuracy } = event.metrics;
  const accuracy = epoch === 10 ? `  ${show.percent(testAccuracy!)}` : "";
  console.log(`${String(epoch).padStart(2)}  ${show.number(trainLoss, 4)}${accuracy}`);
}

// %% [markdown] try
/* en
## What to try next

1. More layers, other sizes: `sizes: [784, 128, 64, 10]` above.
2. Regularisation: `deno task train --l2 0.0001`, `--dropout 0.2`, `--shift 1`.
3. Convolutions: `deno task train --recipe conv` reads 99 %.
4. Other data: `deno task train --data FOLDER` takes any four IDX files, Fashion-MNIST for instance.
5. Write forward, backward and the loop yourself, and be told what went wrong: exercises 4 to 10 of
   `deno task practice`.
*/
/* fr
## À essayer ensuite

1. D’autres couches, d’autres tailles : `sizes: [784, 128, 64, 10]` plus haut.
2. La régularisation : `deno task train --l2 0.0001`, `--dropout 0.2`, `--shift 1`.
3. Les convolutions : `deno task train --recipe conv` lit 99 % des images.
4. D’autres données : `deno task train --data DOSSIER` prend quatre fichiers IDX quelconques, par
   exemple Fashion-MNIST.
5. Écrivez vous-même le passage avant, la rétropropagation et la boucle, et l’on vous dira ce qui ne va
   pas : exercices 4 à 10 de `deno task practice --lang fr`.
*/
