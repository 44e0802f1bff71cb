/**
 * The parts of the benchmark.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import type { Language, Text } from "../../src/errors.ts";
import { measureCeiling } from "./ceiling.ts";
import { measureElements } from "./elements.ts";
import { measureFirstLayer } from "./first_layer.ts";
import { ceilingSheet, elementsSheet, firstLayerSheet, productsSheet } from "./kernel_sheets.ts";
import { measureProducts } from "./products.ts";
import type { Sheet } from "./sheet.ts";
import { measureStep } from "./step.ts";
import { limitSheet, stepSheet } from "./step_sheets.ts";
import { type SweepKey, sweepSheet } from "./sweep_sheets.ts";
import { type Sweep, sweepBatch, sweepHidden, sweepImages, sweepThreads } from "./sweeps.ts";

/** The names of the parts, in their order. */
export const SECTION_KEYS = [
  "ceiling",
  "products",
  "pixels",
  "elements",
  "step",
  "hidden",
  "batch",
  "images",
  "threads",
] as const;
/** The name of a part. */
export type SectionKey = typeof SECTION_KEYS[number];

/** What a part found: for machines, and for people. */
export interface Finding {
  /** The figures, as JSON has them. */
  readonly figures: unknown;
  /** The same as tables. */
  sheets(language: Language): Sheet[];
}

/** A part of the benchmark. */
export interface Section {
  /** What it does, while it does it. */
  readonly title: Text;
  /** Measures. */
  measure(dataset: Dataset, rounds: number): Finding | Promise<Finding>;
}

/** The parts, by their names. */
export const SECTIONS: Readonly<Record<SectionKey, Section>> = {
  ceiling: {
    title: { en: "the ceiling", fr: "le plafond" },
    measure: (_, rounds) => finding(measureCeiling(rounds), ceilingSheet),
  },
  products: {
    title: { en: "products", fr: "produits" },
    measure: (_, rounds) => finding(measureProducts(rounds), productsSheet),
  },
  pixels: {
    title: { en: "the first layer", fr: "la première couche" },
    measure: (data, rounds) => finding(measureFirstLayer(data, rounds), firstLayerSheet),
  },
  elements: {
    title: { en: "element by element", fr: "élément par élément" },
    measure: (data, rounds) => finding(measureElements(data, rounds), elementsSheet),
  },
  step: {
    title: { en: "a step", fr: "un pas" },
    measure: (data, rounds) => finding(measureStep(data, rounds), stepSheet, limitSheet),
  },
  hidden: {
    title: { en: "by neurons", fr: "selon les neurones" },
    measure: (data, rounds) => growth("hidden", [sweepHidden(data, rounds)]),
  },
  batch: {
    title: { en: "by batch", fr: "selon le lot" },
    measure: (data, rounds) => growth("batch", [sweepBatch(data, rounds)]),
  },
  images: {
    title: { en: "by images", fr: "selon les images" },
    measure: (data, rounds) => growth("images", [sweepImages(data, rounds)]),
  },
  threads: {
    title: { en: "by threads", fr: "selon les fils d’exécution" },
    measure: async (data, rounds) => growth("threads", await sweepThreads(data, rounds)),
  },
};

function finding<Figures>(
  figures: Figures,
  ...sheets: readonly ((figures: Figures, language: Language) => Sheet)[]
): Finding {
  return { figures, sheets: (language) => sheets.map((sheet) => sheet(figures, language)) };
}

function growth(key: SweepKey, sweeps: readonly Sweep[]): Finding {
  return {
    figures: sweeps.length === 1 ? sweeps[0] : sweeps,
    sheets: (language) => sweeps.map((sweep) => sweepSheet(key, sweep, language)),
  };
}
