/**
 * The sheets of the ceiling and of the kernels.
 *
 * @module
 */
import type { Language } from "../../src/errors.ts";
import { formatNumber, formatPercent } from "../../src/number_format.js";
import { BUILDS, type PerBuild } from "./builds.ts";
import { type ElementsResult, ROWS } from "./elements.ts";
import type { FirstLayerResult } from "./first_layer.ts";
import type { ProductsResult } from "./products.ts";
import type { Sheet } from "./sheet.ts";

/** The ceiling of both builds, in GFLOP/s. */
export function ceilingSheet(ceiling: PerBuild<number>, language: Language): Sheet {
  const texts = {
    en: {
      title: "The ceiling",
      head: ["build", "GFLOP/s"],
      notes: [
        "Multiplications and additions on numbers that stay in registers, four at a time, none " +
        "waiting for another: one thread can do no more.",
      ],
    },
    fr: {
      title: "Le plafond",
      head: ["version", "GFLOP/s"],
      notes: [
        "Multiplications et additions de nombres qui restent dans les registres, quatre à la " +
        "fois, sans qu’aucune en attende une autre\u00a0: un fil d’exécution ne peut pas mieux.",
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

/** Both forms of the products of the first layer. */
export function firstLayerSheet(
  { batch, zeros, operations }: FirstLayerResult,
  language: Language,
): Sheet {
  const share = formatPercent(zeros, { language, digits: 1 });
  const texts = {
    en: {
      title: "The first layer on MNIST: dense, and skipping the zeros",
      head: ["operation", "neurons", "dense µs", "sparse µs", "ratio", "GFLOP/s", "relaxed µs"],
      notes: [
        `Batches of ${batch} in a random order; ${share} of the pixels are zero. Strict build, and ` +
        "the sparse form in the relaxed one. GFLOP/s: of the sparse form, useful operations only. " +
        "The dense form needs the batch written out first (gather), which is not counted here.",
      ],
    },
    fr: {
      title: "La première couche sur MNIST\u00a0: dense, et en sautant les zéros",
      head: ["opération", "neurones", "dense µs", "creux µs", "rapport", "GFLOP/s", "relaxed µs"],
      notes: [
        `Lots de ${batch} dans un ordre aléatoire\u00a0; ${share} des pixels sont nuls. Version ` +
        "strict, et la forme creuse en relaxed. GFLOP/s\u00a0: de la forme creuse, opérations " +
        "utiles seules. La forme dense a d’abord besoin du lot écrit en entier (gather), ce qui " +
        "n’est pas compté ici.",
      ],
    },
  }[language];
  const head = [...texts.head, "GFLOP/s"];
  const rows = operations.map(({ formula, hidden, strict, relaxed }) => [
    formula,
    String(hidden),
    tenths(strict.denseMicroseconds, language),
    tenths(strict.sparseMicroseconds, language),
    tenths(strict.denseMicroseconds / strict.sparseMicroseconds, language),
    tenths(strict.usefulGigaflops, language),
    tenths(relaxed.sparseMicroseconds, language),
    tenths(relaxed.usefulGigaflops, language),
  ]);
  return { ...texts, head, rows };
}

/** The kernels that read and write. */
export function elementsSheet(results: readonly ElementsResult[], language: Language): Sheet {
  const most = ROWS[ROWS.length - 1];
  const texts = {
    en: {
      title: "Element by element",
      first: ["kernel", "columns"],
      speed: "GB/s",
      notes: [
        "Nanoseconds for each number of a batch of m rows, strict build; ′ is the backward pass. " +
        `GB/s: read and written, at m = ${most}.`,
      ],
    },
    fr: {
      title: "Élément par élément",
      first: ["noyau", "colonnes"],
      speed: "Go/s",
      notes: [
        "Nanosecondes pour chaque nombre d’un lot de m lignes, version strict\u00a0; ′ est la " +
        `passe arrière. Go/s\u00a0: lus et écrits, à m = ${most}.`,
      ],
    },
  }[language];
  const head = [...texts.first, ...ROWS.map((rows) => `m = ${rows}`), texts.speed];
  const rows = results.map(({ kernel, columns, sizes }) => [
    kernel,
    String(columns),
    ...sizes.map(({ nanosecondsEach }) => formatNumber(nanosecondsEach, { language, digits: 2 })),
    tenths(sizes[sizes.length - 1].gigabytes, language),
  ]);
  return { ...texts, head, rows };
}

function tenths(x: number, language: Language): string {
  return formatNumber(x, { language, digits: 1 });
}
