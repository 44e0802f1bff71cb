/**
 * The sheets of what grows.
 *
 * @module
 */
import type { Language, Text } from "../../src/errors.ts";
import { formatCount, formatNumber } from "../../src/number_format.js";
import type { Sheet } from "./sheet.ts";
import { fittedSlope } from "./slope.ts";
import type { Sweep } from "./sweeps.ts";

/** What can grow. */
export type SweepKey = "hidden" | "batch" | "images" | "threads";

const TITLES: Readonly<Record<SweepKey, Text>> = {
  hidden: {
    en: "By the neurons of the hidden layer",
    fr: "Selon les neurones de la couche cachée",
  },
  batch: { en: "By the images of a batch", fr: "Selon les images d’un lot" },
  images: { en: "By the number of images", fr: "Selon le nombre d’images" },
  threads: { en: "By the number of threads", fr: "Selon le nombre de fils d’exécution" },
};

const SIZES: Readonly<Record<SweepKey, Text>> = {
  hidden: { en: "neurons", fr: "neurones" },
  batch: { en: "batch", fr: "lot" },
  images: { en: "images", fr: "images" },
  threads: { en: "threads", fr: "fils" },
};

/** One sheet for a sweep. */
export function sweepSheet(key: SweepKey, sweep: Sweep, language: Language): Sheet {
  const { points, slope, hidden } = sweep;
  const network = `784-${hidden ? hidden.join("-") : "n"}-10`;
  const time = key === "images"
    ? { en: "ms an epoch", fr: "ms par époque" }
    : { en: "µs a step", fr: "µs par pas" };
  const unit = key === "images" ? 1e3 : 1e6;
  const exponent = (value: number | null) =>
    value === null ? "–" : formatNumber(value, { language, digits: 2 });
  const rows = points.map(({ size, seconds, imagesPerSecond }, i) => {
    const step = [...points.slice(Math.max(0, i - 1), i + 1)];
    return [
      formatCount(size, language),
      formatNumber(seconds * unit, { language, digits: 1 }),
      formatCount(imagesPerSecond, language),
      formatNumber(imagesPerSecond / points[0].imagesPerSecond, { language, digits: 2 }),
      exponent(fittedSlope(step.map(({ size, seconds: cost }) => ({ size, cost })))),
    ];
  });
  const head = {
    en: [SIZES[key].en, time.en, "images/s", "ratio", "exponent"],
    fr: [SIZES[key].fr, time.fr, "images/s", "rapport", "exposant"],
  };
  const note = {
    en:
      `${network}, strict build${key === "threads" ? "" : ", one thread"}, training steps only. ` +
      "ratio: to the images/s of the first line. exponent: how the time grows from one line to " +
      `the next; fitted over all of them: ${exponent(slope)}.`,
    fr: `${network}, version strict${key === "threads" ? "" : ", un fil d’exécution"}, pas ` +
      "d’entraînement seuls. rapport\u00a0: aux images/s de la première ligne. exposant\u00a0: " +
      "comment le temps croît d’une ligne à la suivante\u00a0; ajusté sur toutes\u00a0: " +
      `${exponent(slope)}.`,
  };
  const title = TITLES[key][language] + (key === "threads" ? `, ${network}` : "");
  return { title, head: head[language], rows, notes: [note[language]] };
}
