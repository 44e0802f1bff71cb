/**
 * Exercise 1: the header and the bytes of an IDX file.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import {
  type Matrix,
  matrixOf,
  type Tensor,
  transposed,
  type Vector,
} from "../src/practice/tensor.ts";
import { formatImage } from "../src/terminal/image.ts";

interface Inputs {
  /** A file of images, and one of labels. */
  bytes: Uint8Array;
  labels: Uint8Array;
  index: number;
}
interface Results {
  type: number;
  sizes: Vector;
  start: number;
  labelSizes: Vector;
  labelStart: number;
  image: Matrix;
}
/** Where the values of a file of images begin. */
const HEADER = 16;

/** A file of such sizes, whose values are `bytes`. It stands in the middle of its buffer. */
function file(type: number, sizes: readonly number[], byte: () => number): Uint8Array {
  const start = 4 + 4 * sizes.length, length = start + sizes.reduce((a, b) => a * b);
  const before = 12, buffer = Uint8Array.from({ length: before + length + 8 }, byte).buffer;
  const view = new DataView(buffer, before);
  view.setUint32(0, 256 * type + sizes.length);
  sizes.forEach((size, n) => view.setUint32(4 + 4 * n, size));
  return new Uint8Array(buffer, before, length);
}

const u32 = (bytes: Uint8Array, at: number, littleEndian = false) =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, littleEndian);
const sizesOf = (bytes: Uint8Array, read: (bytes: Uint8Array, at: number) => number = u32) =>
  Array.from({ length: bytes[3] }, (_, n) => read(bytes, 4 + 4 * n));

/** The image whose pixel of row i and column j stands at a place of the file. */
function imageAt(
  { bytes }: Inputs,
  at: (i: number, j: number, sizes: { rows: number; columns: number }) => number,
): Matrix {
  const [, rows, columns] = sizesOf(bytes);
  return matrixOf([rows, columns], (i, j) => bytes[at(i, j, { rows, columns })]);
}
/** The image from a place on. */
const from = (inputs: Inputs, first: (pixels: number) => number) =>
  imageAt(inputs, (i, j, { rows, columns }) => first(rows * columns) + i * columns + j);

/** Mistakes in reading a size, the same for both files. */
const sizeMistakes = (["sizes", "labelSizes"] as const).flatMap((of) => {
  const read = (inputs: Inputs) => of === "sizes" ? inputs.bytes : inputs.labels;
  const all = (value: (bytes: Uint8Array, at: number) => number) => (inputs: Inputs) =>
    sizesOf(read(inputs), value);
  return [
    {
      name: `${of} little-endian`,
      of,
      wrong: all((bytes, at) => u32(bytes, at, true)),
      says: {
        en: `The four bytes of each size are taken with the smallest part first: ${of} is huge.`,
        fr:
          `Les quatre octets de chaque dimension sont pris poids faible en premier\u00a0: ${of} est énorme.`,
      },
      asks: {
        en: "Which of the four bytes counts most?",
        fr: "Lequel des quatre octets pèse le plus\u00a0?",
      },
    },
    {
      name: `${of} of one byte`,
      of,
      wrong: all((bytes, at) => bytes[at + 3]),
      says: {
        en: "Sizes below 256 are right; of a larger one, only the last byte is left.",
        fr:
          "Les dimensions sous 256 sont justes\u00a0; d’une plus grande, il ne reste que le dernier octet.",
      },
      asks: {
        en: "What do the three bytes before it count for?",
        fr: "Combien valent les trois octets qui le précèdent\u00a0?",
      },
    },
    {
      name: `${of} of the first byte`,
      of,
      wrong: all((bytes, at) => bytes[at]),
      says: {
        en: "Only the first of the four bytes is read: it is 0 for any size below 16,777,216.",
        fr:
          "Seul le premier des quatre octets est lu\u00a0: il vaut 0 pour toute dimension sous 16\u00a0777\u00a0216.",
      },
      asks: { en: "How many bytes is a size?", fr: "Combien d’octets compte une dimension\u00a0?" },
    },
    {
      name: `${of} added up`,
      of,
      wrong: all((bytes, at) => bytes[at] + bytes[at + 1] + bytes[at + 2] + bytes[at + 3]),
      says: {
        en: "The four bytes of a size are added, as if each counted the same.",
        fr: "Les quatre octets d’une dimension sont additionnés, comme s’ils pesaient autant.",
      },
      asks: {
        en:
          "In 123, the 1 counts 100 times as much as the 3. How much more does a byte count than the next?",
        fr:
          "Dans 123, le 1 pèse 100 fois plus que le 3. Combien de fois un octet pèse-t-il plus que le suivant\u00a0?",
      },
    },
    {
      name: `${of} in base 255`,
      of,
      wrong: all((bytes, at) => {
        const [a, b, c, d] = bytes.subarray(at, at + 4);
        return ((a * 255 + b) * 255 + c) * 255 + d;
      }),
      says: {
        en: "Sizes below 256 are right; larger ones come out too small: the base is 255.",
        fr:
          "Les dimensions sous 256 sont justes, les plus grandes trop petites\u00a0: la base est 255.",
      },
      asks: {
        en: "How many values does a byte have, 0 included?",
        fr: "Combien de valeurs un octet peut-il prendre, 0 compris\u00a0?",
      },
    },
    {
      name: `${of} in base 10`,
      of,
      wrong: all((bytes, at) => {
        const [a, b, c, d] = bytes.subarray(at, at + 4);
        return ((a * 10 + b) * 10 + c) * 10 + d;
      }),
      says: {
        en: "The bytes are put together as decimal digits: each counts 10 times the next.",
        fr:
          "Les octets sont assemblés comme des chiffres décimaux\u00a0: chacun vaut 10 fois le suivant.",
      },
      asks: {
        en: "How many values does a byte have?",
        fr: "Combien de valeurs un octet peut-il prendre\u00a0?",
      },
    },
    {
      name: `${of} of two bytes`,
      of,
      wrong: all((bytes, at) => 256 * bytes[at] + bytes[at + 1]),
      says: {
        en: "Only the first two bytes of a size are read: they are 0 here.",
        fr: "Seuls les deux premiers octets d’une dimension sont lus\u00a0: ils sont nuls ici.",
      },
      asks: { en: "How many bytes is a size?", fr: "Combien d’octets compte une dimension\u00a0?" },
    },
    {
      name: `${of} from byte 3`,
      of,
      wrong: all((bytes, at) => u32(bytes, at - 1)),
      says: {
        en: "The sizes are read one byte too early: byte 3 is the number of dimensions.",
        fr: "Les dimensions sont lues un octet trop tôt\u00a0: l’octet 3 est leur nombre.",
      },
      asks: {
        en: "At which byte does the first size begin?",
        fr: "À quel octet la première dimension commence-t-elle\u00a0?",
      },
    },
    {
      name: `${of} from byte 0`,
      of,
      wrong: all((bytes, at) => u32(bytes, at - 4)),
      says: {
        en:
          "The sizes are read four bytes too early: the first four are zeros, type and dimensions.",
        fr:
          "Les dimensions sont lues quatre octets trop tôt\u00a0: les quatre premiers sont les zéros, le type et le nombre de dimensions.",
      },
      asks: {
        en: "At which byte does the first size begin?",
        fr: "À quel octet la première dimension commence-t-elle\u00a0?",
      },
    },
    {
      name: `${of} without the offset`,
      of,
      wrong: all((bytes, at) => new DataView(bytes.buffer).getUint32(at)),
      says: {
        en:
          "bytes is a part of a larger buffer, and yours reads from the beginning of that buffer.",
        fr:
          "bytes est une partie d’un tampon plus grand, et vous lisez depuis le début de ce tampon.",
      },
      asks: {
        en:
          "What does new DataView take besides bytes.buffer? (Or do without: bytes[4] is always right.)",
        fr:
          "Que prend new DataView en plus de bytes.buffer\u00a0? (Ou faites sans\u00a0: bytes[4] est toujours juste.)",
      },
    },
    {
      name: `${of} reversed`,
      of,
      wrong: (inputs: Inputs) => {
        const right = sizesOf(read(inputs));
        return of === "sizes" ? right.reverse() : [...right, ...right];
      },
      says: of === "sizes"
        ? {
          en: "The sizes are right, but from the last to the first.",
          fr: "Les dimensions sont justes, mais de la dernière à la première.",
        }
        : {
          en: "The size of a file of one dimension is there twice.",
          fr: "La dimension d’un fichier qui n’en a qu’une est là deux fois.",
        },
      asks: of === "sizes"
        ? {
          en: "Which size comes first in the file?",
          fr: "Quelle dimension vient en premier dans le fichier\u00a0?",
        }
        : { en: "What is pushed twice?", fr: "Qu’ajoutez-vous deux fois\u00a0?" },
    },
  ];
});

export default exercise<Inputs, Results>({
  number: 1,
  name: "idx",
  title: { en: "The bytes of a file", fr: "Les octets d’un fichier" },
  statement: {
    en: "A file of MNIST is bytes, numbers from 0 to 255. This is how it begins:\n" +
      "bytes 0 and 1 are 0; byte 2 is the type (8 for bytes); byte 3 is the number of dimensions.\n" +
      "Then each dimension has its size, in four bytes, the largest part first: 0 0 1 44 is " +
      "1·256 + 44 = 300. Images have three: how many, rows, columns; labels have one.\n" +
      "Then come the values: image after image, row after row.\n" +
      "readHeader(bytes) returns { type, sizes, start }; start is the first byte after the header.\n" +
      "readImage(bytes, index) gives the image of this number, from 0, as a matrix of rows. Once " +
      "it is right, a digit is drawn here.",
    fr:
      "Un fichier de MNIST est une suite d’octets, des nombres de 0 à 255. Il commence ainsi\u00a0:\n" +
      "les octets 0 et 1 valent 0\u00a0; l’octet 2 est le type (8 pour des octets)\u00a0; l’octet 3 " +
      "est le nombre de dimensions.\n" +
      "Chaque dimension est ensuite donnée sur quatre octets, poids fort en premier\u00a0: 0 0 1 44 " +
      "vaut 1·256 + 44 = 300. Les images en ont trois\u00a0: combien, lignes, colonnes\u00a0; les " +
      "étiquettes, une seule.\n" +
      "Puis viennent les valeurs\u00a0: image après image, ligne après ligne.\n" +
      "readHeader(bytes) renvoie { type, sizes, start }\u00a0; start est le premier octet après " +
      "l’en-tête.\n" +
      "readImage(bytes, index) donne l’image de ce numéro, à partir de 0, en matrice de lignes. " +
      "Quand elle est juste, un chiffre est dessiné ici.",
  },
  lesson: { number: 1, step: 4, heading: "Where they come from" },
  functions: [
    { name: "readHeader", takes: ["bytes"], gives: ["type", "sizes", "start"] },
    { name: "readImage", takes: ["bytes", "index"], gives: "image" },
  ],
  draw: (draw) => {
    // Drawing each byte would take a while: a short random sequence of its own.
    let state = 1 + draw.integer(65536);
    const byte = () => (state = 75 * state % 65537) >> 8 & 255;
    // Sizes above 255, whose third byte counts; so few pixels that image 2 is not at the end.
    const sizes = [[12, 2, 260], [420 + draw.integer(200), 3, 4], [60, 7, 4]][draw.trial];
    return {
      bytes: file(8, sizes, byte),
      labels: file(9, [300 + draw.integer(100)], byte),
      index: 2 + (draw.trial < 2 ? draw.integer(4) : 0),
    };
  },
  results: {
    type: { formula: "type = bytes[2]", reference: ({ bytes }) => bytes[2] },
    sizes: {
      formula: {
        en: "sizes[n] = ((b[0]·256 + b[1])·256 + b[2])·256 + b[3], b from bytes[4 + 4·n]",
        fr: "sizes[n] = ((b[0]·256 + b[1])·256 + b[2])·256 + b[3], b à partir de bytes[4 + 4·n]",
      },
      reference: ({ bytes }) => sizesOf(bytes),
    },
    start: {
      formula: { en: "start = 4 + 4·(dimensions)", fr: "start = 4 + 4·(nombre de dimensions)" },
      reference: () => HEADER,
    },
    labelSizes: {
      formula: {
        en: "sizes of a file of labels = [bytes 4 to 7]",
        fr: "sizes d’un fichier d’étiquettes = [octets 4 à 7]",
      },
      reference: ({ labels }) => sizesOf(labels),
    },
    labelStart: {
      formula: { en: "start = 4 + 4·(dimensions)", fr: "start = 4 + 4·(nombre de dimensions)" },
      reference: () => 8,
    },
    image: {
      formula: "image[i,j] = bytes[start + (index·rows + i)·columns + j]",
      reference: (inputs) => from(inputs, (pixels) => HEADER + inputs.index * pixels),
    },
  },
  play(mine, { bytes, labels, index }, { give, say, data }) {
    const { type, sizes, start } = mine.readHeader(bytes) ?? {};
    give({ type, sizes, start });
    const header = mine.readHeader(labels) ?? {};
    give({ labelSizes: header.sizes, labelStart: header.start });
    const image = mine.readImage(bytes, index);
    give({ image });
    if (data.length === 0) return {};
    const [count, rows, columns] = sizesOf(data), number = Date.now() % count;
    const digit: unknown = mine.readImage(data, number);
    const pixels = Array.isArray(digit) ? digit.flatMap((row) => Array.from(row as Vector)) : [];
    if (pixels.length !== rows * columns) return {};
    const drawn = formatImage(pixels, { rows, columns, colour: false, width: 72 });
    say({
      en: `Image ${number} of the ${count} that are in this file:\n${drawn}`,
      fr: `L’image ${number} des ${count} de ce fichier\u00a0:\n${drawn}`,
    }, { instead: true });
    return {};
  },
  async data() {
    const { UserError } = await import("../src/errors.ts");
    const { mnistPath } = await import("../src/data/mnist.ts");
    try {
      return await firstImages(await mnistPath("testImages"));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // No network yet: the small digits of the project.
      return await firstImages(new URL("../data/sample/t10k-images-idx3-ubyte", import.meta.url));
    }
  },
  mutants: [
    {
      name: "type of byte 3",
      of: "type",
      wrong: ({ bytes }) => bytes[3],
      says: {
        en: "type is byte 3, the number of dimensions.",
        fr: "type est l’octet 3, le nombre de dimensions.",
      },
      asks: {
        en: "Counting from 0, which byte is the third?",
        fr: "En comptant à partir de 0, quel est le troisième octet\u00a0?",
      },
    },
    {
      name: "type of byte 0",
      of: "type",
      wrong: ({ bytes }) => bytes[0],
      says: { en: "type is 0, as bytes 0 and 1 are.", fr: "type vaut 0, comme les octets 0 et 1." },
      asks: { en: "Which byte holds the type?", fr: "Quel octet contient le type\u00a0?" },
    },
    {
      name: "type of four bytes",
      of: "type",
      wrong: ({ bytes }) => u32(bytes, 0),
      says: {
        en: "The first four bytes are read as one number: it holds the type and the dimensions.",
        fr:
          "Les quatre premiers octets sont lus comme un seul nombre\u00a0: il contient le type et le nombre de dimensions.",
      },
      asks: { en: "Which byte holds the type?", fr: "Quel octet contient le type\u00a0?" },
    },
    ...sizeMistakes,
    {
      name: "dimensions fixed",
      of: "labelSizes",
      wrong: ({ labels }) => [0, 1, 2].map((n) => u32(labels, 4 + 4 * n)),
      says: {
        en: "A file of labels has one size; yours has three, as if all files were of images.",
        fr:
          "Un fichier d’étiquettes a une dimension\u00a0; vous en lisez trois, comme pour des images.",
      },
      asks: {
        en: "Which byte says how many dimensions there are?",
        fr: "Quel octet dit combien il y a de dimensions\u00a0?",
      },
    },
    ...([4, 12, 3] as const).map((start) => ({
      name: `start of ${start}`,
      of: "start" as const,
      wrong: () => start,
      says: start === 3
        ? { en: "start is the number of dimensions.", fr: "start est le nombre de dimensions." }
        : start === 4
        ? {
          en: "start is where the sizes begin; the values come after them.",
          fr: "start est là où commencent les dimensions\u00a0; les valeurs viennent après.",
        }
        : {
          en: "start counts the sizes, but not the four bytes before them.",
          fr: "start compte les dimensions, mais pas les quatre octets qui les précèdent.",
        },
      asks: {
        en: "How many bytes does the header have, all in all?",
        fr: "Combien d’octets l’en-tête compte-t-il en tout\u00a0?",
      },
    })),
    ...([7, 15, 17] as const).map((start) => ({
      name: `start of ${start}`,
      of: "start" as const,
      wrong: () => start,
      says: start === 7
        ? {
          en: "start counts one byte for each size; a size has four.",
          fr: "start compte un octet par dimension\u00a0; une dimension en prend quatre.",
        }
        : {
          en: `start is ${start}: one byte beside the first value.`,
          fr: `start vaut ${start}\u00a0: un octet à côté de la première valeur.`,
        },
      asks: {
        en: "How many bytes does the header have, all in all?",
        fr: "Combien d’octets l’en-tête compte-t-il en tout\u00a0?",
      },
    })),
    {
      name: "start fixed",
      of: "labelStart",
      wrong: () => HEADER,
      says: {
        en:
          "Of a file of images, start is right; of one of labels it is 16 too, though its header is shorter.",
        fr:
          "Pour des images, start est juste\u00a0; pour des étiquettes il vaut encore 16, alors que l’en-tête est plus court.",
      },
      asks: {
        en: "How does start follow from the number of dimensions?",
        fr: "Comment start découle-t-il du nombre de dimensions\u00a0?",
      },
    },
    {
      name: "header not skipped",
      of: "image",
      wrong: (inputs) => from(inputs, (pixels) => inputs.index * pixels),
      says: {
        en: "The header is taken for pixels: the image starts 16 bytes too early.",
        fr: "L’en-tête est pris pour des pixels\u00a0: l’image commence 16 octets trop tôt.",
      },
      asks: {
        en: "At which byte does image 0 begin?",
        fr: "À quel octet l’image 0 commence-t-elle\u00a0?",
      },
    },
    {
      name: "always the first image",
      of: "image",
      wrong: (inputs) => from(inputs, () => HEADER),
      says: {
        en: "This is image 0, whatever the index.",
        fr: "C’est l’image 0, quel que soit le numéro.",
      },
      asks: {
        en: "How many bytes are there before image number index?",
        fr: "Combien d’octets y a-t-il avant l’image numéro index\u00a0?",
      },
    },
    {
      name: "images counted from 1",
      of: "image",
      wrong: (inputs) => from(inputs, (pixels) => HEADER + (inputs.index - 1) * pixels),
      says: {
        en: "This is the image before: the first has number 0.",
        fr: "C’est l’image précédente\u00a0: la première porte le numéro 0.",
      },
      asks: {
        en: "How many images are there before number index?",
        fr: "Combien d’images y a-t-il avant le numéro index\u00a0?",
      },
    },
    {
      name: "image after",
      of: "image",
      wrong: (inputs) => from(inputs, (pixels) => HEADER + (inputs.index + 1) * pixels),
      says: { en: "This is the image after.", fr: "C’est l’image suivante." },
      asks: {
        en: "How many images are there before number index?",
        fr: "Combien d’images y a-t-il avant le numéro index\u00a0?",
      },
    },
    {
      name: "index in pixels",
      of: "image",
      wrong: (inputs) => from(inputs, () => HEADER + inputs.index),
      says: {
        en: "The image starts index pixels after image 0, not index images.",
        fr: "L’image commence index pixels après l’image 0, et non index images.",
      },
      asks: {
        en: "How many pixels has an image?",
        fr: "Combien de pixels compte une image\u00a0?",
      },
    },
    {
      name: "size of MNIST",
      of: "image",
      wrong: (inputs) => from(inputs, () => HEADER + 784 * inputs.index),
      says: {
        en: "Each image counts 784 pixels; in this file, images have another size.",
        fr:
          "Chaque image compte pour 784 pixels\u00a0; dans ce fichier, elles ont une autre taille.",
      },
      asks: {
        en: "Where does the file say how many rows and columns there are?",
        fr: "Où le fichier dit-il combien il y a de lignes et de colonnes\u00a0?",
      },
    },
    {
      name: "rows for columns",
      of: "image",
      wrong: (inputs) =>
        imageAt(
          inputs,
          (i, j, { rows, columns }) => HEADER + inputs.index * rows * columns + i * rows + j,
        ),
      says: {
        en:
          "The first row is right; the others begin too early or too late: each moves on by the number of rows.",
        fr:
          "La première ligne est juste\u00a0; les autres débutent trop tôt ou trop tard\u00a0: chacune avance du nombre de lignes.",
      },
      asks: { en: "How many pixels has a row?", fr: "Combien de pixels compte une ligne\u00a0?" },
    },
    {
      name: "image column after column",
      of: "image",
      wrong: (inputs) =>
        imageAt(
          inputs,
          (i, j, { rows, columns }) => HEADER + inputs.index * rows * columns + j * rows + i,
        ),
      says: {
        en: "The pixels are put in column after column; the file has them row after row.",
        fr:
          "Les pixels sont rangés colonne après colonne\u00a0; le fichier les donne ligne après ligne.",
      },
      asks: {
        en: "Which index moves on fastest in the file?",
        fr: "Quel indice avance le plus vite dans le fichier\u00a0?",
      },
    },
    {
      name: "image transposed",
      of: "image",
      wrong: (_, __, right: Matrix): Tensor => transposed(right),
      says: {
        en: "The pixels are right, but rows and columns are exchanged: the digit lies on its side.",
        fr:
          "Les pixels sont justes, mais lignes et colonnes sont échangées\u00a0: le chiffre est couché.",
      },
      asks: {
        en: "Is image[i] a row or a column?",
        fr: "image[i] est-elle une ligne ou une colonne\u00a0?",
      },
    },
    {
      name: "image flat",
      of: "image",
      wrong: (_, __, right: Matrix): Tensor => right.flat(),
      says: {
        en: "The pixels are right, but in one long list.",
        fr: "Les pixels sont justes, mais en une seule longue liste.",
      },
      asks: { en: "Where does one row end?", fr: "Où une ligne s’arrête-t-elle\u00a0?" },
    },
    {
      name: "first row repeated",
      of: "image",
      wrong: (_, __, right: Matrix): Tensor => right.map(() => right[0]),
      says: {
        en: "The first row is right, and all others are the same.",
        fr: "La première ligne est juste, et toutes les autres sont identiques.",
      },
      asks: {
        en: "What moves on from one row to the next?",
        fr: "Qu’est-ce qui avance d’une ligne à la suivante\u00a0?",
      },
    },
    {
      name: "scaled to 0–1",
      of: "image",
      wrong: (_, __, right: Matrix): Tensor => right.map((row) => row.map((x) => x / 255)),
      says: {
        en: "The pixels are divided by 255; here they stay as they are in the file.",
        fr: "Les pixels sont divisés par 255\u00a0; ici, ils restent comme dans le fichier.",
      },
      asks: {
        en: "Who asked for numbers from 0 to 1?",
        fr: "Qui demande des nombres de 0 à 1\u00a0?",
      },
    },
    {
      name: "last column left out",
      of: "image",
      wrong: (_, __, right: Matrix): Tensor => right.map((row) => row.slice(0, -1)),
      says: {
        en: "Each row lacks its last pixel.",
        fr: "À chaque ligne il manque le dernier pixel.",
      },
      asks: {
        en: "Where does slice or the loop end: does it include its end?",
        fr: "Où s’arrête slice ou la boucle\u00a0: la fin est-elle comprise\u00a0?",
      },
    },
  ],
  hints: [
    {
      en: "Byte 3 says how many sizes follow: a loop. The size number n begins at byte 4 + 4·n.",
      fr:
        "L’octet 3 dit combien de dimensions suivent\u00a0: une boucle. La dimension n commence à l’octet 4 + 4·n.",
    },
    {
      en: "A size grows byte by byte: size = 256·size + next byte, four times, from 0.",
      fr:
        "Une dimension se construit octet par octet\u00a0: size = 256·size + l’octet suivant, quatre fois, à partir de 0.",
    },
    {
      en:
        "Row i of the image begins at start + (index·rows + i)·columns, and is columns bytes long: " +
        "Array.from(bytes.subarray(first, first + columns)).",
      fr: "La ligne i de l’image commence à start + (index·rows + i)·columns, et compte columns " +
        "octets\u00a0: Array.from(bytes.subarray(first, first + columns)).",
    },
  ],
});

/** A hundred images of a file, as a file of their own. */
async function firstImages(path: string | URL): Promise<Uint8Array> {
  const bytes = await Deno.readFile(path);
  const [count, rows, columns] = sizesOf(bytes), kept = Math.min(100, count);
  const file = bytes.slice(0, HEADER + kept * rows * columns);
  new DataView(file.buffer).setUint32(4, kept);
  return file;
}
