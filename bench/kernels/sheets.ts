/**
 * The tables of what was measured.
 *
 * @module
 */
import type { Language } from "../../src/errors.ts";
import { formatCount, formatNumber, formatPercent } from "../../src/number_format.js";
import { style } from "../../src/terminal/style.ts";
import { formatTable } from "../../src/terminal/table.ts";
import { wrapText } from "../../src/terminal/width.ts";
import { BUILDS } from "./ceiling.ts";
import type { ConvolutionsResult } from "./convolutions.ts";
import type { ProductsResult } from "./products.ts";
import type { StepResult } from "./step.ts";

/** What one part of the benchmark has to say, in one language. */
export interface Sheet {
  /** What was measured. */
  readonly title: string;
  /** The titles of the columns. */
  readonly head: readonly string[];
  /** The cells; those of the first column name the rows. */
  readonly rows: readonly (readonly string[])[];
  /** What the table does not say by itself: a paragraph each. */
  readonly notes: readonly string[];
}

/** A sheet in lines of at most `width` columns. */
export function sheetLines(
  { title, head, rows, notes }: Sheet,
  { width, colour }: { width: number; colour: boolean },
): string {
  return [
    style("bold", title, colour),
    "",
    formatTable(rows, { head, width, colour }),
    "",
    ...notes.map((note) => wrapText(note, { width })),
  ].join("\n");
}

/** The ceiling, and every product at every size with its share of it. */
export function productsSheet({ ceiling, products }: ProductsResult, language: Language): Sheet {
  const texts = {
    en: {
      title: "The three products of a dense layer, and the ceiling",
      head: ["product", "m×k×n", "strict µs", "GFLOP/s", "share", "relaxed µs"],
      most: "ceiling",
      notes: [
        "(m, k)·(k, n). ceiling: multiplications and additions on numbers that stay in " +
        "registers, four at a time, none waiting for another: one core can do no more.",
      ],
    },
    fr: {
      title: "Les trois produits d’une couche dense, et le plafond",
      head: ["produit", "m×k×n", "strict µs", "GFLOP/s", "part", "relaxed µs"],
      most: "plafond",
      notes: [
        "(m, k)·(k, n). plafond\u00a0: multiplications et additions de nombres qui restent dans " +
        "les registres, quatre à la fois, sans qu’aucune en attende une autre\u00a0: un cœur ne " +
        "peut pas mieux.",
      ],
    },
  }[language];
  const head = [...texts.head, "GFLOP/s", texts.head[4]];
  const most = BUILDS.flatMap((build) => [
    "",
    tenths(ceiling[build], language),
    formatPercent(1, { language, digits: 0 }),
  ]);
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
  return { ...texts, head, rows: [[texts.most, "", ...most], ...rows] };
}

/** The ceiling, and every operation of the convolutions; what they make together. */
export function convolutionsSheet(result: ConvolutionsResult, language: Language): Sheet {
  const { batch, ceiling, operations, total } = result;
  const texts = {
    en: {
      title: "The convolutions of deno task train --recipe conv",
      head: ["operation", "m×k×n", "strict µs", "GFLOP/s", "share"],
      most: "ceiling",
      total: "together",
      notes: [
        `Batches of ${batch}. P: the patches, a row for each window. Of what is no product, only ` +
        "the time counts.",
      ],
    },
    fr: {
      title: "Les convolutions de deno task train --recipe conv",
      head: ["opération", "m×k×n", "strict µs", "GFLOP/s", "part"],
      most: "plafond",
      total: "ensemble",
      notes: [
        `Lots de ${batch}. P\u00a0: les fenêtres, une ligne chacune. De ce qui n’est pas un ` +
        "produit, seul le temps compte.",
      ],
    },
  }[language];
  const share = (part: number) => formatPercent(part, { language, digits: 0 });
  const row = (
    name: string,
    sizes: string,
    { microseconds, gigaflops, share: part }: ConvolutionsResult["total"],
  ) => [
    name,
    sizes,
    tenths(microseconds, language),
    ...(gigaflops > 0 ? [tenths(gigaflops, language), share(part)] : ["", ""]),
  ];
  return {
    ...texts,
    rows: [
      [texts.most, "", "", tenths(ceiling, language), share(1)],
      ...operations.map((one) => row(one.operation, one.sizes?.join("×") ?? "", one)),
      row(texts.total, "", total),
    ],
  };
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
