/**
 * What the page is given: everything that it shows, and nothing that it would have to work out from
 * more than it shows.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { deflateRawSync } from "node:zlib";
import type { Dataset, Split, TestSet } from "../data/dataset.ts";
import { firstTrainImages } from "../data/dataset.ts";
import type { Language } from "../errors.ts";
import type { LayerDescription } from "../nn/layer.ts";
import type { Network } from "../nn/network.ts";
import type { MeasuredRun } from "../run/saved_run.ts";
import {
  type ClassReport,
  classReport,
  confusionMatrix,
  macroAverage,
} from "../train/confusion.ts";
import type { Examples } from "../train/examples.ts";
import { withoutValidation } from "../train/session.ts";
import { MOST_EXCITING } from "./excitement.ts";
import { type FeatureMaps, featureMaps, filterPictures, hasFilters } from "./filters.ts";
import { chooseReadings, MISTAKES_SHOWN, type Reading, readingOf } from "./gallery.ts";
import { type Made, madeNow } from "./made.ts";
import { lookClosely } from "./mistakes.ts";
import {
  inkedPixels,
  type Neuron,
  pixelWeights,
  shownNeurons,
  strongest,
  weightPictures,
} from "./neurons.ts";
import { type LayerActivations, readAll, type Readings } from "./readings.ts";
import { type RunRow, runRow } from "./run_row.ts";
import { type TextKey, textsIn } from "./texts.ts";
import { type ImageSize, thumbnail, thumbnailSize } from "./thumbnail.ts";

/** Test images and, where they are there, the training images: all of those of the recipe's data. */
export type ReportDataset = TestSet & Partial<Pick<Dataset, "train">>;

/** What a report is made from. */
export interface ReportInput extends MeasuredRun {
  /** The network, with the weights of the run. */
  readonly network: Network;
  /** The test images, where the network can read them; those of `dataset.test`. */
  readonly test: Examples;
  /** What it was judged on and, where that is there, trained on. */
  readonly dataset: ReportDataset;
  /** Other runs to put beside it. */
  readonly compared?: readonly MeasuredRun[];
  /** The language of the page until its reader chooses; English if left out. */
  readonly language?: Language;
  /** When and where the report is written; now and here if left out. */
  readonly made?: Made;
}

/** A layer as the page draws it. */
export interface DrawnLayer extends LayerDescription {
  /** How many weights and biases it has. */
  readonly parameters: number;
}

/** The neurons whose weights the page shows. */
export interface ShownNeurons {
  /** How many there are in the layer. */
  readonly total: number;
  /** Those that are shown, in the order in which they are shown. */
  readonly shown: readonly (Neuron & {
    /** The images that excite it most, as places among {@linkcode PageData.readings}. */
    readonly images: readonly number[];
    /** Its mean activation over the test images of each class. */
    readonly means: readonly number[];
    /** Its weight to each class, where the next layer with weights is the last; else left out. */
    readonly says?: readonly number[];
  })[];
  /** The size of weight that has full colour. */
  readonly limit: number;
  /** Their pictures, one signed byte a pixel (see {@linkcode weightPictures}), packed. */
  readonly values: string;
}

/** What the page shows of convolutions: the first filters of each. */
export interface ShownFilters {
  /** Rows and columns of a filter of the first one. */
  readonly kernel: number;
  /** The size of weight that has full colour. */
  readonly limit: number;
  /** The pictures of the first one's filters, one signed byte a weight, packed. */
  readonly values: string;
  /** The images with feature maps, one of each class, as places among {@linkcode PageData.readings}. */
  readonly digits: readonly number[];
  /** The maps of each convolution; of each, the size of activation that has full colour. */
  readonly layers: readonly Omit<FeatureMaps, "values">[];
  /** All their values, one signed byte each, packed: convolution, image, filter, row, column. */
  readonly maps: string;
}

/** The data of the page. Bytes are packed by {@linkcode deflateRawSync}, in base64. */
export interface PageData {
  /** The language of the page until its reader chooses. */
  readonly language: Language;
  /** When and where the report was written. */
  readonly made: Made;
  /** The run that the report is about, then those compared with it. */
  readonly runs: readonly RunRow[];
  /** The name of that run. */
  readonly name: string;
  /** What each class is called. */
  readonly labels: readonly number[];
  /** Its layers, first to last. */
  readonly layers: readonly DrawnLayer[];
  /** Its images. */
  readonly dataset: ImageSize & {
    readonly name: string;
    /** Images of each class to learn from. */
    readonly train?: readonly number[];
    /** Images of each class to be judged on. */
    readonly test: readonly number[];
  };
  /** `confusion[true][predicted]`, as in metrics.json. */
  readonly confusion: readonly (readonly number[])[];
  /** Precision, recall and F1 of each class. */
  readonly classes: readonly ClassReport[];
  /** Their means. */
  readonly mean: ClassReport;
  /** Whether reading the images again gave that confusion matrix: else they are not the same. */
  readonly reproduced: boolean;
  /** The images that the page holds: those chosen, then others that excite neurons. */
  readonly readings: readonly Reading[];
  /** How many of them are chosen: see {@linkcode chooseReadings}. */
  readonly chosen: number;
  /** The size of each. */
  readonly imageSize: ImageSize;
  /** Their pixels, one byte each, image after image, packed. */
  readonly pixels: string;
  /** The first readings, which are mistakes: each with classes and their probabilities. */
  readonly mistakes: readonly (readonly (readonly [label: number, probability: number])[])[];
  /** Which pixels decide in those mistakes, one signed byte each (see `lookClosely`), packed. */
  readonly saliency: string;
  /** The neurons of the first layer; left out where it does not weigh each pixel. */
  readonly neurons?: ShownNeurons;
  /** The filters of the first layer and the feature maps; left out where it is no convolution. */
  readonly filters?: ShownFilters;
  /** The activations of the hidden layers. */
  readonly activations: readonly LayerActivations[];
  /** Every text in every language. */
  readonly texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>>;
}

/** The most images with feature maps. */
const DIGITS_SHOWN = 12;
/** The most bytes of pixels in a page, before they are packed. */
const PIXEL_ROOM = 900_000;

/** Reads the test images again, and gathers what the page shows. */
export function pageData(input: ReportInput): PageData {
  const { name, metrics, network, dataset, compared = [] } = input;
  const { language = "en", made = madeNow() } = input;
  const { confusion } = metrics;
  const { labels } = dataset.test;
  const size = { rows: dataset.rows, columns: dataset.columns };
  const imageSize = thumbnailSize(size), imageLength = imageSize.rows * imageSize.columns;
  const learnt = learntFrom(dataset, metrics.recipe);
  const weights = weightsOf(network, { size, learnt });
  const watched = weights?.neurons.map(({ number }) => number) ?? [];
  const read = readAll(network, input.test, { watched });

  const room = Math.floor(PIXEL_ROOM / imageLength) - MOST_EXCITING * watched.length;
  const readings = chooseReadings(read, { labels, room: Math.min(2000, Math.max(room, 100)) });
  const chosen = readings.length;
  const places = new Map(readings.map(({ index }, place) => [index, place]));
  const placeOf = (index: number): number => {
    if (!places.has(index)) {
      places.set(index, readings.push(readingOf(index, { read, labels })) - 1);
    }
    return places.get(index)!;
  };
  const neurons = weights && shownOf(weights, { network, read, placeOf });
  const filters = hasFilters(network) ? filtersOf(network, { dataset, placeOf }) : undefined;
  const mistakes = readings.slice(0, MISTAKES_SHOWN).filter((one) => one.label !== one.predicted);
  const { bars, saliency } = lookClosely(network, {
    dataset,
    images: mistakes.map(({ index }) => index),
  });
  const pixels = new Uint8Array(readings.length * imageLength);
  const { images } = dataset.test, length = size.rows * size.columns;
  readings.forEach(({ index }, place) => {
    const image = images.subarray(index * length, (index + 1) * length);
    pixels.set(thumbnail(image, size), place * imageLength);
  });
  const classes = classReport(confusion);
  const count = Math.max(dataset.labels.length, confusion.length);
  return {
    language,
    made,
    runs: [input, ...compared].map((run) => runRow(run, { reported: input })),
    name,
    layers: network.layers.map(({ description, parameters }) => ({
      ...description,
      parameters: parameters.reduce((sum, { value }) => sum + value.rows * value.columns, 0),
    })),
    dataset: {
      ...size,
      name: dataset.name,
      train: learnt && countLabels(learnt.labels, count),
      test: countLabels(labels, count),
    },
    labels: dataset.labels,
    confusion,
    classes,
    mean: macroAverage(classes),
    reproduced: isReproduced(confusion, { labels, predictions: read.predictions }),
    readings: readings.map((reading) => ({
      ...reading,
      confidence: Number(reading.confidence.toPrecision(6)),
      truth: Number(reading.truth.toPrecision(6)),
    })),
    chosen,
    imageSize: { rows: imageSize.rows, columns: imageSize.columns },
    pixels: packed(pixels),
    mistakes: bars,
    saliency: packed(saliency),
    neurons,
    filters,
    activations: read.activations,
    texts: textsIn,
  };
}

/** The training images that the network learnt from: the first ones, and none for validation. */
function learntFrom(
  { train, ...rest }: ReportDataset,
  recipe: ReportInput["metrics"]["recipe"],
): Split | undefined {
  if (!train || recipe.kind === "baseline") return train;
  const dataset = { ...rest, train }, { limit } = recipe;
  const isMore = limit !== null && limit < train.count;
  return withoutValidation(isMore ? firstTrainImages(dataset, limit) : dataset, recipe).train;
}

/** The weights of the first layer where they are by pixel, and which neurons to show: all classes in
 * their order where there is no hidden layer, else the strongest. */
function weightsOf(
  network: Network,
  { size, learnt }: { readonly size: ImageSize; readonly learnt?: Split },
) {
  const weights = pixelWeights(network, size);
  if (!weights) return undefined;
  const pixels = size.rows * size.columns;
  const inked = learnt ? inkedPixels(learnt.images, pixels) : new Uint8Array(pixels).fill(1);
  const order = network.sizes.length === 2
    ? Array.from({ length: weights.columns }, (_, i) => i)
    : strongest(weights, inked);
  const neurons = shownNeurons(weights, { order, inked, size });
  const { limit, values } = weightPictures(weights, { neurons, inked, size });
  return { total: weights.columns, neurons, limit, values };
}

/** What is shown of the neurons; `placeOf` adds the images that excite them to those of the page. */
function shownOf(
  { total, neurons, limit, values }: NonNullable<ReturnType<typeof weightsOf>>,
  { network, read, placeOf }: {
    network: Network;
    read: Readings;
    placeOf: (index: number) => number;
  },
): ShownNeurons {
  const [, next, ...others] = network.layers.filter(({ parameters }) => parameters.length > 0);
  const last = others.length === 0 && next?.description.kind === "dense"
    ? next.parameters[0].value
    : undefined;
  const images = read.excitement.images(), means = read.excitement.means();
  const shown = neurons.map((neuron, i) => ({
    ...neuron,
    images: images[i].map(placeOf),
    means: means[i].map(rounded),
    ...(last && {
      says: Array.from(
        { length: last.columns },
        (_, label) => rounded(last.data[neuron.number * last.columns + label]),
      ),
    }),
  }));
  return { total, shown, limit, values: packed(values) };
}

/** What is shown of convolutions: the first test image of each class has feature maps. */
function filtersOf(
  network: Network,
  { dataset, placeOf }: { dataset: TestSet; placeOf: (index: number) => number },
): ShownFilters {
  const { kernel, limit, values } = filterPictures(network);
  const all = dataset.labels.map((_, label) => dataset.test.labels.indexOf(label));
  const images = all.filter((index) => index >= 0).slice(0, DIGITS_SHOWN);
  const maps = featureMaps(network, { dataset, images });
  return {
    kernel,
    limit: rounded(limit),
    values: packed(values),
    digits: images.slice(0, maps.images).map(placeOf),
    layers: maps.layers.map(({ values: _, limit, ...layer }) => ({
      ...layer,
      limit: rounded(limit),
    })),
    maps: packed(Int8Array.from(maps.layers.flatMap(({ values }) => [...values]))),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function countLabels(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

function isReproduced(
  confusion: readonly (readonly number[])[],
  { labels, predictions }: { labels: Uint8Array; predictions: Uint8Array },
): boolean {
  const classes = 1 + [labels, predictions].flatMap((all) => [...all]).reduce(
    (largest, one) => Math.max(largest, one),
    confusion.length - 1,
  );
  if (classes > confusion.length) return false;
  const again = confusionMatrix(labels, predictions, { classes });
  return again.every((row, i) => row.every((images, j) => images === confusion[i][j]));
}

/** Bytes as text: deflated, in base64. */
function packed(bytes: Uint8Array | Int8Array): string {
  const { buffer, byteOffset, byteLength } = bytes;
  return deflateRawSync(Buffer.from(buffer, byteOffset, byteLength)).toString("base64");
}
