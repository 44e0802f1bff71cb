/**
 * The source of the notebook on the data, in both languages: `deno task notebooks` makes the
 * `.ipynb` files.
 *
 * @module
 */
import { say } from "../src/notebook/say.ts";

// %% [markdown] title
/* en
# Notebook 1 · Looking at the data

Before a network learns anything, we look at what it will learn from: **MNIST**, 70,000 images of
handwritten digits, each with what it shows. Run the cells from top to bottom (Shift + Enter), then
change them: each takes a second or two at most.

*You need to know*: what an array and a function are. *Time*: 15 minutes.
*The same in a terminal*: `deno task lesson1` and `deno task explore`.
*/
/* fr
# Carnet 1 · Regarder les données

Avant qu’un réseau apprenne quoi que ce soit, regardons à partir de quoi il va apprendre : **MNIST**,
70 000 images de chiffres manuscrits, chacune avec le chiffre qu’elle montre. Exécutez les cellules
de haut en bas (Maj + Entrée), puis modifiez-les : chacune prend au plus une seconde ou deux.

*À savoir* : ce que sont un tableau et une fonction. *Durée* : 15 minutes.
*La même chose dans un terminal* : `deno task lesson1 --lang fr` et `deno task explore --lang fr`.
*/

// %% load
import { loadMnist } from "../src/mod.ts";
import { showIn } from "../src/notebook/show.ts";

const show = showIn(say({ en: "en", fr: "fr" }) as "en");
const { train, test, rows, columns } = await loadMnist();
show.table(
  [
    say({ en: "set", fr: "jeu" }),
    "images",
    say({ en: "pixels of an image", fr: "pixels d’une image" }),
    say({ en: "bytes", fr: "octets" }),
  ],
  [
    [
      say({ en: "training", fr: "entraînement" }),
      train.count,
      `${rows} × ${columns}`,
      train.images.length,
    ],
    [say({ en: "test", fr: "test" }), test.count, `${rows} × ${columns}`, test.images.length],
  ],
);

// %% [markdown] what-is-a-digit
/* en
## What a digit is to a program

784 bytes in a row, from 0 (paper) to 255 (ink): 28 rows of 28 pixels. Here is the first training
image, as a picture and then as the numbers that the program has. Change `first` to see another one.
*/
/* fr
## Ce qu’est un chiffre pour un programme

784 octets à la suite, de 0 (papier) à 255 (encre) : 28 lignes de 28 pixels. Voici la première image
d’entraînement, telle qu’on la voit, puis en nombres, telle que le programme la voit. Changez
`first` pour en voir une autre.
*/

// %% one-digit
const first = 0;
const pixelsOf = (index: number) => train.images.subarray(index * 784, (index + 1) * 784);
show.digit(pixelsOf(first), {
  title: `${say({ en: "label", fr: "étiquette" })} ${train.labels[first]}`,
});

// %% its-numbers
// en: rows 5 to 10, columns 8 to 24
// fr: lignes 5 à 10, colonnes 8 à 24
const lines = [5, 6, 7, 8, 9, 10].map((row) => {
  const line = pixelsOf(first).subarray(row * 28 + 8, row * 28 + 25);
  return Array.from(line, (byte) => String(byte).padStart(3)).join(" ");
});
console.log(lines.join("\n"));

// %% [markdown] ten-digits
/* en
## Ten digits and their labels

The first image of each class. The **label** is the digit that a person saw in the image: it is all
that the network will be told of it.
*/
/* fr
## Dix chiffres et leurs étiquettes

La première image de chaque classe. L’**étiquette** est le chiffre qu’une personne a reconnu dans
l’image : c’est tout ce qu’on en dira au réseau.
*/

// %% one-of-each
const classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const firstOf = classes.map((digit) => train.labels.indexOf(digit));
show.digits(firstOf.map(pixelsOf), { titles: classes.map(String) });

// %% [markdown] same-digit
/* en
People do not write alike. Ten images of one class: choose another `digit`.
*/
/* fr
Chacun écrit à sa façon. Dix images d’une même classe : choisissez un autre `digit`.
*/

// %% ten-of-one
const digit = 7;
const indices = [...train.labels.keys()].filter((index) => train.labels[index] === digit);
show.digits(indices.slice(0, 10).map(pixelsOf), {
  caption: say({ en: `Ten images of class ${digit}`, fr: `Dix images de la classe ${digit}` }),
});

// %% [markdown] classes
/* en
## How many of each

If one class were far more frequent, a network could often be right by always answering that one.
Here they are nearly even, from 9.0 % to 11.2 %: always answering 1 would be right for 11.35 % of the
test images. Whatever we train has to do better than that.
*/
/* fr
## Combien de chaque

Si une classe était beaucoup plus fréquente, un réseau aurait souvent raison en répondant toujours
celle-là. Ici, leurs effectifs sont presque égaux, de 9,0 % à 11,2 % : répondre toujours 1 serait
juste pour 11,35 % des images de test. Tout ce que nous entraînerons doit faire mieux.
*/

// %% class-sizes
import { countBytes } from "../src/mod.ts";

const sizes = countBytes(train.labels);
show.bars(classes.map((digit) => [digit, sizes[digit]] as const), {
  caption: say({
    en: "Training images of each class",
    fr: "Images d’entraînement de chaque classe",
  }),
});

// %% always-one
const ones = countBytes(test.labels)[1] / test.count;
console.log(show.percent(ones));

// %% [markdown] pixels
/* en
## The pixels in numbers

Four pixels of five are paper. Before learning, each is divided by 255: **scaling** changes the unit,
not the picture. Without it the first steps of the training would be 255 times too large.
*/
/* fr
## Les pixels en nombres

Quatre pixels sur cinq sont du papier. Avant l’apprentissage, chacun est divisé par 255 : la **mise à
l’échelle** change l’unité, pas l’image. Sans elle, les premiers pas de l’entraînement seraient
255 fois trop grands.
*/

// %% statistics
import { byteStatistics } from "../src/mod.ts";

const histogram = countBytes(train.images);
show.table(
  [
    say({ en: "training pixels", fr: "pixels d’entraînement" }),
    "min",
    "max",
    say({ en: "mean", fr: "moyenne" }),
    say({ en: "standard deviation", fr: "écart type" }),
    say({ en: "zeros", fr: "zéros" }),
  ],
  [1, 255].map((divisor) => {
    const { min, max, mean, deviation, zeros } = byteStatistics(histogram, { divisor });
    return [`0 – ${255 / divisor}`, min, max, mean, deviation, show.percent(zeros, 1)];
  }),
);

// %% [markdown] means
/* en
## The mean of each class

Add up all the images of a class, pixel by pixel, and divide by their number. What they share stays;
what differs becomes grey. Why is the 1 so sharp, and the 4 so blurred?
*/
/* fr
## La moyenne de chaque classe

Additionnons toutes les images d’une classe, pixel par pixel, et divisons par leur nombre. Ce
qu’elles ont en commun reste ; ce qui les distingue devient gris. Pourquoi le 1 est-il si net, et le
4 si flou ?
*/

// %% mean-images
const means = classes.map(() => new Float64Array(784));
for (let index = 0; index < train.count; index++) {
  const pixels = pixelsOf(index), mean = means[train.labels[index]];
  for (let pixel = 0; pixel < 784; pixel++) {
    mean[pixel] += pixels[pixel] / sizes[train.labels[index]];
  }
}
show.digits(means, {
  titles: classes.map(String),
  caption: say({ en: "The mean image of each class", fr: "L’image moyenne de chaque classe" }),
});

// %% [markdown] nearest
/* en
These ten pictures can already read: which mean is nearest to an image, by the squares of the
differences? We ask on the last 1,000 training images, for the test images stay closed. (They had
their part in the means, which flatters a little: the next section is about that.)
*/
/* fr
Ces dix images savent déjà lire : quelle moyenne est la plus proche d’une image, par la somme des
carrés des écarts ? Essayons sur les 1 000 dernières images d’entraînement, car on ne touche pas
encore aux images de test. (Elles ont compté dans les moyennes, ce qui flatte un peu le résultat : la
section suivante en parle.)
*/

// %% nearest-mean
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum;
}
function nearest(pixels: Uint8Array): number {
  const distances = means.map((mean) => distance(pixels, mean));
  return distances.indexOf(Math.min(...distances));
}
let right = 0;
for (let index = 59_000; index < 60_000; index++) {
  if (nearest(pixelsOf(index)) === train.labels[index]) right++;
}
console.log(say({ en: `${right} of 1,000 read right`, fr: `${right} sur 1 000 bien lues` }));

// %% [markdown] split
/* en
## Keeping a fifth apart

To judge what was learnt, one needs images that nothing was learnt from. It is common to keep 20 %
apart, drawn at random; in a **stratified** split, each class keeps its share on both sides. We check
it by numbers, then by eye.
*/
/* fr
## Mettre un cinquième de côté

Pour juger de ce qui a été appris, il faut des images qui n’ont pas servi à apprendre. On en met
souvent 20 % de côté, tirées au sort ; si la séparation est **stratifiée**, chaque classe garde sa
part des deux côtés. Vérifions-le par les nombres, puis à l’œil.
*/

// %% split-80-20
import { trainTestSplit, Xoshiro128 } from "../src/mod.ts";

const split = trainTestSplit(train.labels, {
  share: 0.2,
  stratified: true,
  random: new Xoshiro128(42),
});
const labelsOf = (side: Uint32Array) => Uint8Array.from(side, (i) => train.labels[i]);
const [kept, apart] = [split.train, split.test].map((side) => countBytes(labelsOf(side)));
show.table(
  [
    say({ en: "class", fr: "classe" }),
    say({ en: "learnt from", fr: "pour apprendre" }),
    say({ en: "kept apart", fr: "mises de côté" }),
    say({ en: "share kept apart", fr: "part mise de côté" }),
  ],
  classes.map((digit) => [
    String(digit),
    kept[digit],
    apart[digit],
    show.percent(apart[digit] / (kept[digit] + apart[digit])),
  ]),
);

// %% split-by-eye
const sample = [...split.train.subarray(0, 5), ...split.test.subarray(0, 5)];
show.digits(sample.map(pixelsOf), {
  titles: sample.map((index) => String(train.labels[index])),
  caption: say({
    en: "Above: learnt from. Below: kept apart. Nothing tells them apart.",
    fr: "En haut : pour apprendre. En bas : mises de côté. Rien ne les distingue.",
  }),
});

// %% [markdown] try
/* en
## What to try

1. Which class has the largest standard deviation? Which one's mean looks most like another's?
2. Move every pixel of an image by three columns: does `nearest` still read it?
3. Which pixels never have ink, in any of the 60,000 images? Draw them with `show.digit`.
4. Write the reader of the files yourself: exercise 1 of `deno task practice`.

Next: [a linear baseline](02_baseline.en.ipynb).
*/
/* fr
## À essayer

1. Quelle classe a le plus grand écart type ? Quelle moyenne ressemble le plus à une autre ?
2. Décalez tous les pixels d’une image de trois colonnes : `nearest` la lit-elle encore ?
3. Quels pixels n’ont jamais d’encre, dans aucune des 60 000 images ? Dessinez-les avec
   `show.digit`.
4. Écrivez vous-même la lecture des fichiers : exercice 1 de `deno task practice --lang fr`.

La suite : [un modèle linéaire de référence](02_baseline.fr.ipynb).
*/
