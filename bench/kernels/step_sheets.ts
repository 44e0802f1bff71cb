/**
 * The sheets of a step: where its time goes, and what the limit is.
 *
 * @module
 */
import type { Language } from "../../src/errors.ts";
import { formatCount, formatNumber, formatPercent } from "../../src/number_format.js";
import type { Sheet } from "./sheet.ts";
import type { StepResult } from "./step.ts";

/** Every operation of a step with its time. */
export function stepSheet(result: StepResult, language: Language): Sheet {
  const { sizes, batch, microseconds, timedMicroseconds, operations, restMicroseconds } = result;
  const network = sizes.join("-"), step = tenths(microseconds, language);
  const speed = formatCount(batch / microseconds * 1e6, language);
  const texts = {
    en: {
      title: "Where the time of a step goes",
      head: ["operation", "µs", "share"],
      rest: "labels, loss, accuracy, the loop",
      total: "the step, with a clock in it",
      notes: [
        `${network}, batches of ${batch}, strict build, one thread. Without a clock in it, a step ` +
        `takes ${step} µs: ${speed} images/s.`,
      ],
    },
    fr: {
      title: "Où passe le temps d’un pas",
      head: ["opération", "µs", "part"],
      rest: "étiquettes, perte, exactitude, boucle",
      total: "le pas, avec une horloge dedans",
      notes: [
        `${network}, lots de ${batch}, version strict, un fil d’exécution. Sans horloge dedans, un ` +
        `pas prend ${step} µs\u00a0: ${speed} images/s.`,
      ],
    },
  }[language];
  const row = (name: string, time: number) => [
    name,
    tenths(time, language),
    formatPercent(time / timedMicroseconds, { language, digits: 1 }),
  ];
  return {
    ...texts,
    rows: [
      ...operations.map(({ formula, microseconds }) => row(formula, microseconds)),
      row(texts.rest, restMicroseconds),
      row(texts.total, timedMicroseconds),
    ],
  };
}

/** What the operations of a step need, and how near to it they come. */
export function limitSheet(result: StepResult, language: Language): Sheet {
  const { operations, speeds, facts, batch } = result;
  const arithmetic = tenths(speeds.operations, language);
  const loads = tenths(speeds.loads, language), stores = tenths(speeds.stores, language);
  const nonZeros = formatCount(facts.nonZerosPerImage, language);
  const touched = formatCount(facts.touchedPixels, language);
  const texts = {
    en: {
      title: "What the limit of a step is",
      head: ["operation", "kFLOP", "k loads", "k stores", "least µs", "µs", "share"],
      total: "all of them",
      notes: [
        "Loads and stores of up to four numbers, counted from the sizes: every number of a matrix " +
        "once, and in the first layer a row for every pixel that is not zero. On average " +
        `${nonZeros} pixels of an image are not zero, and ${touched} in one image or more of a ` +
        `batch of ${batch}. least: the longest of the three at what the machine does in registers ` +
        `and in its nearest cache, measured in the same rounds: ${arithmetic} GFLOP/s, ${loads} ` +
        `billion loads a second, ${stores} billion stores. share: least µs / µs.`,
      ],
    },
    fr: {
      title: "Quelle est la limite d’un pas",
      head: ["opération", "kFLOP", "k lectures", "k écritures", "minimum µs", "µs", "part"],
      total: "toutes ensemble",
      notes: [
        "Lectures et écritures de quatre nombres au plus, comptées d’après les tailles\u00a0: " +
        "chaque nombre d’une matrice une fois et, dans la première couche, une ligne pour chaque " +
        `pixel non nul. En moyenne, ${nonZeros} pixels d’une image ne sont pas nuls, et ${touched} ` +
        `dans une image au moins d’un lot de ${batch}. minimum\u00a0: le plus long des trois à ce ` +
        "que la machine fait dans ses registres et son cache le plus proche, mesuré dans les " +
        `mêmes tours\u00a0: ${arithmetic} GFLOP/s, ${loads} milliards de lectures par seconde, ` +
        `${stores} d’écritures. part\u00a0: minimum µs / µs.`,
      ],
    },
  }[language];
  const entries = operations.map(({ formula, needs, leastMicroseconds, microseconds }) => ({
    name: formula,
    cells: [
      needs.operations / 1000,
      needs.loads / 1000,
      needs.stores / 1000,
      leastMicroseconds,
      microseconds,
    ],
  }));
  const sums = [0, 1, 2, 3, 4].map((column) =>
    entries.reduce((sum, { cells }) => sum + cells[column], 0)
  );
  const rows = [...entries, { name: texts.total, cells: sums }].map(({ name, cells }) => [
    name,
    ...cells.map((x) => tenths(x, language)),
    formatPercent(cells[3] / cells[4], { language, digits: 0 }),
  ]);
  return { ...texts, rows };
}

function tenths(x: number, language: Language): string {
  return formatNumber(x, { language, digits: 1 });
}
