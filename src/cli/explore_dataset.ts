/**
 * The sections of `deno task explore` on what there is: arrays and images.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { oneOfEachClass } from "../data/statistics.ts";
import { formatBytes, formatCount } from "../number_format.js";
import { formatTable } from "../terminal/table.ts";
import { thumbnailScale } from "../terminal/thumbnail.ts";
import { heading, labelledImages, prose, thumbnailWidth, type View } from "./explore_view.ts";

const WORDS = {
  en: {
    arrays: ["array", "shape", "type", "bytes"],
    trainImages: "training images",
    trainLabels: "training labels",
    testImages: "test images",
    testLabels: "test labels",
  },
  fr: {
    arrays: ["tableau", "forme", "type", "octets"],
    trainImages: "images d’entraînement",
    trainLabels: "étiquettes d’entraînement",
    testImages: "images de test",
    testLabels: "étiquettes de test",
  },
};

/** Shapes, types and sizes of the four arrays. */
export function arraySection({ rows, columns, train, test }: Dataset, view: View): string {
  const { language } = view;
  const words = WORDS[language];
  const row = (name: string, shape: readonly number[], { byteLength }: Uint8Array) => [
    name,
    `(${shape.join(", ")})`,
    "u8",
    formatCount(byteLength, language),
  ];
  const table = formatTable([
    row(words.trainImages, [train.count, rows, columns], train.images),
    row(words.trainLabels, [train.count], train.labels),
    row(words.testImages, [test.count, rows, columns], test.images),
    row(words.testLabels, [test.count], test.labels),
  ], { ...view, head: words.arrays });
  const pixels = train.images.byteLength + test.images.byteLength;
  const bytes = formatBytes(pixels + train.count + test.count, language);
  const floats = formatBytes(4 * pixels, language);
  return [
    heading({ en: "Four arrays", fr: "Quatre tableaux" }, view),
    table,
    "",
    prose({
      en: `Each pixel and each label is a byte (u8, 0 to 255): ${bytes} in memory. As 32-bit ` +
        `floats the pixels would take ${floats}, so they become floats one batch at a time.`,
      fr:
        `Chaque pixel et chaque étiquette tient en un octet (u8, de 0 à 255)\u00a0: ${bytes} en ` +
        `mémoire. En flottants de 32 bits, les pixels prendraient ${floats}\u00a0: ils ne sont ` +
        `convertis qu’un lot à la fois.`,
    }, view),
  ].join("\n");
}

/** Ten images, one of each class as far as there are. */
export function imageSection(dataset: Dataset, view: View): string {
  const indices = oneOfEachClass(dataset.train.labels);
  const scale = thumbnailScale({ ...dataset, width: thumbnailWidth(view) });
  const shrunk = scale === 1 ? { en: "", fr: "" } : {
    en: ` Each point drawn here is the mean of ${scale}×${scale} pixels.`,
    fr: ` Chaque point dessiné ici est la moyenne de ${scale}×${scale} pixels.`,
  };
  return [
    heading({
      en: "Training images under their labels",
      fr: "Des images d’entraînement sous leur étiquette",
    }, view),
    labelledImages(dataset, { indices, view }),
    "",
    prose({
      en: "The label is the answer that the network has to find from the pixels alone." +
        shrunk.en,
      fr: "L’étiquette est la réponse que le réseau doit trouver à partir des seuls pixels." +
        shrunk.fr,
    }, view),
  ].join("\n");
}
