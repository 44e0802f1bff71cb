/**
 * What the page is given: everything that it shows, and nothing that it would have to work out from
 * more than it shows.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { Dataset } from "../data/dataset.ts";
import type { Language } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import type { Examples } from "../train/examples.ts";
import type { EpochMetrics } from "../train/meter.ts";
import {
  type ClassReport,
  classReport,
  confusionMatrix,
  macroAverage,
} from "../train/confusion.ts";
import type { BaselineMetrics, RunMetrics } from "../run/metrics_file.ts";
import { chooseReadings, MISTAKES_SHOWN, type Reading } from "./gallery.ts";
import { type LayerActivations, readAll } from "./readings.ts";
import { type TextKey, textsIn } from "./texts.ts";
import { type ImageSize, thumbnail, thumbnailSize } from "./thumbnail.ts";
import { weightImages } from "./weight_images.ts";

/** What a report is made from. */
export interface ReportInput {
  /** The name of the run. */
  readonly name: string;
  /** What it measured. */
  readonly metrics: RunMetrics | BaselineMetrics;
  /** The network, with the weights of the run. */
  readonly network: Network;
  /** The test images, where the network can read them; those of `dataset.test`. */
  readonly test: Examples;
  /** What it was trained and judged on. */
  readonly dataset: Dataset;
  /** Other runs to put beside it. */
  readonly compared?: readonly ComparedRun[];
}

/** A run to put beside another. */
export interface ComparedRun {
  /** Its name. */
  readonly name: string;
  /** What it measured. */
  readonly metrics: RunMetrics | BaselineMetrics;
}

/** An epoch as the report shows it: an iteration of another method may leave numbers out. */
export type ReportEpoch = Partial<EpochMetrics> & {
  /** Share of the training images that are read right, 0 to 1, where it was measured. */
  readonly trainAccuracy?: number;
};

/** A run in the table of runs. */
export interface RunRow {
  /** Its name. */
  readonly name: string;
  /** Its recipe, as names and values. */
  readonly recipe: Readonly<Record<string, unknown>>;
  /** The sizes of its layers. */
  readonly architecture: readonly number[];
  /** How many weights and biases it has. */
  readonly parameters: number;
  /** What it measured epoch by epoch, thinned out when there are many. */
  readonly epochs: readonly ReportEpoch[];
  /** The objective of a baseline, at the start and after each iteration; empty for a training. */
  readonly objectives: readonly number[];
  /** How the fit of a baseline ended; left out for a training. */
  readonly fit?: Pick<BaselineMetrics, "objective" | "evaluations" | "stopped">;
  /** How many epochs, or iterations of a baseline, there were. */
  readonly epochCount: number;
  /** The epoch whose weights were kept, where patience chose it. */
  readonly bestEpoch?: number;
  /** Whether Ctrl-C ended it. */
  readonly interrupted: boolean;
  /** Share of its test images that it reads right, 0 to 1. */
  readonly testAccuracy: number;
  /** How many test images it was judged on. */
  readonly testImages: number;
  /** Seconds of its training steps. */
  readonly trainSeconds: number;
  /** Seconds of the whole command. */
  readonly totalSeconds: number;
  /** The digest of its weights. */
  readonly weightsSha256: string;
}

/** The data of the page. */
export interface PageData {
  /** The run that the report is about, then those compared with it. */
  readonly runs: readonly RunRow[];
  /** The name of that run. */
  readonly name: string;
  /** Its images. */
  readonly dataset: ImageSize & {
    readonly name: string;
    /** Images of each class to learn from. */
    readonly train: readonly number[];
    /** Images of each class to be judged on. */
    readonly test: readonly number[];
  };
  /** What each class is labelled. */
  readonly labels: readonly number[];
  /** `confusion[true][predicted]`, as in metrics.json. */
  readonly confusion: readonly (readonly number[])[];
  /** Precision, recall and F1 of each class. */
  readonly classes: readonly ClassReport[];
  /** Their means. */
  readonly mean: ClassReport;
  /** Whether reading the images again gave that confusion matrix: else they are not the same. */
  readonly reproduced: boolean;
  /** The images that the page holds: see {@linkcode chooseReadings}. */
  readonly readings: readonly Reading[];
  /** The size of each. */
  readonly imageSize: ImageSize;
  /** Their pixels, one byte each, image after image, in base64. */
  readonly pixels: string;
  /** How many of them make the list of mistakes. */
  readonly mistakesShown: number;
  /** The weights of the first layer, one signed byte each, in base64. */
  readonly weights: {
    readonly neurons: number;
    readonly shown: number;
    readonly limit: number;
    readonly values: string;
  };
  /** The activations of the hidden layers. */
  readonly activations: readonly LayerActivations[];
  /** Every text in every language. */
  readonly texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>>;
}

/** The most bytes of pixels in a page. */
const PIXEL_ROOM = 900_000;
/** The most epochs of a run in a page. */
const EPOCHS_SHOWN = 500;

/** Reads the test images again, and gathers what the page shows. */
export function pageData(input: ReportInput): PageData {
  const { name, metrics, network, test, dataset, compared = [] } = input;
  const { confusion } = metrics;
  const { labels, images } = dataset.test;
  const read = readAll(network, test);
  const size = { rows: dataset.rows, columns: dataset.columns };
  const { rows, columns } = thumbnailSize(size);
  const room = Math.min(2000, Math.floor(PIXEL_ROOM / (rows * columns)));
  const readings = chooseReadings(read, { labels, room });
  const pixels = new Uint8Array(readings.length * rows * columns);
  const length = size.rows * size.columns;
  readings.forEach(({ index }, place) => {
    const image = images.subarray(index * length, (index + 1) * length);
    pixels.set(thumbnail(image, size), place * rows * columns);
  });
  const mistakes = readings.findIndex(({ label, predicted }) => label === predicted);
  const weights = weightImages(network.parameters[0].value, size);
  const classes = classReport(confusion);
  const count = Math.max(dataset.labels.length, confusion.length);
  return {
    runs: [{ name, metrics }, ...compared].map(runRow),
    name,
    dataset: {
      ...size,
      name: dataset.name,
      train: countLabels(dataset.train.labels, count),
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
    })),
    imageSize: { rows, columns },
    pixels: base64(pixels),
    mistakesShown: Math.min(MISTAKES_SHOWN, mistakes < 0 ? readings.length : mistakes),
    weights: { ...weights, values: base64(new Uint8Array(weights.values.buffer)) },
    activations: read.activations,
    texts: textsIn,
  };
}

function runRow({ name, metrics }: ComparedRun): RunRow {
  const { recipe, architecture, parameters, epochs, interrupted = false, bestEpoch } = metrics;
  const { testAccuracy, confusion, trainSeconds, totalSeconds, weightsSha256 } = metrics;
  const every = Math.ceil(epochs.length / EPOCHS_SHOWN);
  return {
    name,
    recipe: plainEntries(recipe),
    architecture,
    parameters,
    epochs: epochs.filter((_, i) => i % every === 0 || i === epochs.length - 1),
    objectives: "objectives" in metrics ? metrics.objectives : [],
    ...("objectives" in metrics && {
      fit: {
        objective: metrics.objective,
        evaluations: metrics.evaluations,
        stopped: metrics.stopped,
      },
    }),
    epochCount: "iterations" in metrics ? metrics.iterations : epochs.length,
    bestEpoch,
    interrupted,
    testAccuracy,
    testImages: confusion.flat().reduce((sum, images) => sum + images, 0),
    trainSeconds,
    totalSeconds,
    weightsSha256,
  };
}

/** The entries of a recipe that a table can show: an unknown one may hold anything. */
function plainEntries(recipe: object): Record<string, unknown> {
  const isPlain = (value: unknown) => value === null || typeof value !== "object";
  return Object.fromEntries(
    Object.entries(recipe).filter(([, value]) =>
      isPlain(value) || Array.isArray(value) && value.every(isPlain)
    ),
  );
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

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
