/**
 * The tables of what was measured.
 *
 * @module
 */
import type { Language } from "../../src/errors.ts";
import { formatCount, formatNumber, formatPercent } from "../../src/number_format.js";
import { BUILDS, type PerBuild } from "./builds.ts";
import type { ProductsResult } from "./products.ts";
import type { Sheet } from "./sheet.ts";
import type { StepResult } from "./step.ts";

/** The ceiling of both builds, in GFLOP/s. */
export function ceilingSheet(ceiling: PerBuild<number>, language: Language): Sheet {
  const texts = {
    en: {
      title: "The ceiling",
      head: ["build", "GFLOP/s"],
      notes: [
        "Multiplications and additions on numbers that stay in registers, four at a time, none " +
        "waiting for another: one core can do no more.",
      ],
    },
    fr: {
      title: "Le plafond",
      head: ["version", "GFLOP/s"],
      notes: [
        "Multiplications et additions de nombres qui restent dans les registres, quatre à la " +
        "fois, sans qu’aucune en attende une autre\u00a0: un cœur ne peut pas mieux.",
      ],
    },
  }[language];
  const rows = BUILDS.map((build) => [build, tenths(ceiling[build], language)]);
  return { ...texts, rows };
}

/** Every product at every size, with its share of the ceiling. */
export function productsSheet({ ceiling, products }: ProductsResult, language: Language): Sheet {
  const strict = tenths(ceiling.strict, language), relaxed = tenths(ceiling.relaxed, language);
  const texts = {
    en: {
      title: "The three products of a dense layer, on matrices",
      head: ["product", "m×k×n", "strict µs", "GFLOP/s", "share", "relaxed µs"],
      notes: [
        `(m, k)·(k, n). share: of the ceiling measured in the same rounds, ${strict} GFLOP/s ` +
        `strict and ${relaxed} relaxed.`,
      ],
    },
    fr: {
      title: "Les trois produits d’une couche dense, sur des matrices",
      head: ["produit", "m×k×n", "strict µs", "GFLOP/s", "part", "relaxed µs"],
      notes: [
        `(m, k)·(k, n). part\u00a0: du plafond mesuré dans les mêmes tours, ${strict} GFLOP/s en ` +
        `strict et ${relaxed} en relaxed.`,
      ],
    },
  }[language];
  const head = [...texts.head, "GFLOP/s", texts.head[4]];
  const rows = products.map((product) => [
    product.product,
    `${product.m}×${product.k}×${product.n}`,
    ...BUILDS.flatMap((build) => {
      const { microseconds, gigaflops, share } = product[build];
      return [
        tenths(microseconds, language),
        tenths(gigaflops, language),
        formatPercent(share, { language, digits: 0 }),
      ];
    }),
  ]);
  return { ...texts, head, rows };
}

/** Every operation of a step with its time. */
export function stepSheet(result: StepResult, language: Language): Sheet {
  const { sizes, batch, microseconds, timedMicroseconds, operations, restMicroseconds } = result;
  const network = sizes.join("-"), step = tenths(microseconds, language);
  const undeferred = tenths(result.undeferredMicroseconds, language);
  const speed = formatCount(batch / microseconds * 1e6, language);
  const texts = {
    en: {
      title: `A training step of ${network}`,
      head: ["operation", "µs", "share"],
      rest: "labels, loss, accuracy, the loop",
      total: "the step, with a clock in it",
      notes: [
        `Batches of ${batch}, strict build. Without a clock in it, a step takes ${step} µs: ` +
        `${speed} images/s.`,
        "dW is deferred: its product is computed in one pass with W −= η·dW, and its time stands " +
        `there. Where every gradient is computed first, a step takes ${undeferred} µs.`,
      ],
    },
    fr: {
      title: `Un pas d’entraînement de ${network}`,
      head: ["opération", "µs", "part"],
      rest: "étiquettes, perte, exactitude, boucle",
      total: "le pas, avec une horloge dedans",
      notes: [
        `Lots de ${batch}, version strict. Sans horloge dedans, un pas prend ${step} µs\u00a0: ` +
        `${speed} images/s.`,
        "dW est différé\u00a0: son produit est calculé en un seul passage avec W −= η·dW, et son " +
        "temps figure à cette ligne. Si chaque gradient est calculé d’abord, un pas prend " +
        `${undeferred} µs.`,
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

function tenths(x: number, language: Language): string {
  return formatNumber(x, { language, digits: 1 });
}
