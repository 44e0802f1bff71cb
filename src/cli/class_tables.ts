/**
 * What a classifier gets right and wrong, as tables.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { formatCount, formatNumber } from "../number_format.js";
import { formatHeatMap } from "../terminal/heat_map.ts";
import { formatTable } from "../terminal/table.ts";
import { type ClassReport, macroAverage } from "../train/confusion.ts";
import type { CommandContext } from "./run.ts";

const WORDS = {
  en: {
    class: "class",
    precision: "precision",
    recall: "recall",
    f1: "F1",
    support: "images",
    mean: "mean",
    shown: "shown",
  },
  fr: {
    class: "classe",
    precision: "précision",
    recall: "rappel",
    f1: "F1",
    support: "images",
    mean: "moyenne",
    shown: "montré",
  },
};

/** Precision, recall, F1 and number of images of each class, under its label, and their means. */
export function reportTable(
  reports: readonly ClassReport[],
  labels: readonly number[],
  context: CommandContext,
): string {
  const { language, terminal: { width, colour } } = context;
  const words = WORDS[language];
  const row = (label: string, report: ClassReport) => [
    label,
    ...[report.precision, report.recall, report.f1].map((share) => formatShare(share, language)),
    formatCount(report.support, language),
  ];
  const rows = reports.map((report, index) => row(String(labels[index]), report));
  return formatTable([...rows, row(words.mean, macroAverage(reports))], {
    head: [words.class, words.precision, words.recall, words.f1, words.support],
    width,
    colour,
  });
}

/** A quotient 0/0 has no value. */
function formatShare(share: number | null, language: Language): string {
  return share === null ? "–" : formatNumber(share, { language, digits: 4 });
}

/** The confusion matrix: what the image shows by row, what the model reads by column, by their labels. */
export function confusionTable(
  confusion: readonly (readonly number[])[],
  labels: readonly number[],
  { language, terminal: { width, colour } }: CommandContext,
): string {
  const names = labels.map(String), corner = WORDS[language].shown;
  return formatHeatMap(confusion, { corner, labels: names, width, colour, language });
}
