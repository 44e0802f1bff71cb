/**
 * The parts of the benchmark.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import type { Language, Text } from "../../src/errors.ts";
import { measureCeiling } from "./ceiling.ts";
import { measureProducts } from "./products.ts";
import type { Sheet } from "./sheet.ts";
import { ceilingSheet, productsSheet, stepSheet } from "./sheets.ts";
import { measureStep, NETWORKS } from "./step.ts";

/** The names of the parts, in their order. */
export const SECTION_KEYS = ["ceiling", "products", "step"] as const;
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
  measure(dataset: Dataset, rounds: number): Finding;
}

/** The parts, by their names. */
export const SECTIONS: Readonly<Record<SectionKey, Section>> = {
  ceiling: {
    title: { en: "the ceiling", fr: "le plafond" },
    measure(_, rounds) {
      const figures = measureCeiling(rounds);
      return { figures, sheets: (language) => [ceilingSheet(figures, language)] };
    },
  },
  products: {
    title: { en: "products", fr: "produits" },
    measure(_, rounds) {
      const figures = measureProducts(rounds);
      return { figures, sheets: (language) => [productsSheet(figures, language)] };
    },
  },
  step: {
    title: { en: "a step", fr: "un pas" },
    measure(dataset, rounds) {
      const figures = NETWORKS.map((hidden) => measureStep(dataset, { hidden, rounds }));
      const sheets = (language: Language) => figures.map((each) => stepSheet(each, language));
      return { figures, sheets };
    },
  },
};
