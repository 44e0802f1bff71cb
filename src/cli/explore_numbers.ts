/**
 * The sections of `deno task explore` in numbers: classes and pixels.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { byteStatistics, countBytes } from "../data/statistics.ts";
import { formatBars } from "../terminal/bars.ts";
import { formatCount, formatNumber, formatPercent } from "../number_format.js";
import { sideBySide } from "../terminal/side_by_side.ts";
import { formatTable } from "../terminal/table.ts";
import { heading, listedClasses, othersLine, prose, type View } from "./explore_view.ts";

/** Columns that two charts next to each other need. */
const TWO_CHARTS = 72;

const WORDS = {
  en: {
    training: "training",
    test: "test",
    pixels: ["pixels", "min", "max", "mean", "deviation", "zeros"],
  },
  fr: {
    training: "entraînement",
    test: "test",
    pixels: ["pixels", "min", "max", "moyenne", "écart type", "zéros"],
  },
};

/** The sizes of the classes as bars, for training and for test. */
export function classSection({ labels, train, test }: Dataset, view: View): string {
  const { language, colour } = view;
  const width = Math.min(view.width, 100);
  const counts = [train, test].map(({ labels }) => countBytes(labels));
  const { classes, others } = listedClasses(...counts);
  const max = Math.max(...counts.map((sizes, i) => Math.max(...sizes) / [train, test][i].count));
  // Numbers as wide in both charts leave bars as long for the same share.
  const widest = Math.max(
    ...classes.flatMap((label) =>
      counts.map((sizes) => formatCount(sizes[label], language).length)
    ),
  );
  const charts = [train, test].map(({ count }, i) => {
    const bars = classes.map((label) => {
      const part = counts[i][label] / count;
      const size = formatCount(counts[i][label], language).padStart(widest);
      const share = formatPercent(part, { language }).padStart(7);
      return { label: String(labels[label]), value: part, text: `${size} ${share}` };
    });
    const title = WORDS[language][i === 0 ? "training" : "test"];
    const chart = formatBars(bars, {
      width: width < TWO_CHARTS ? width : (width - 2) >> 1,
      max,
      colour,
    });
    return `${title}\n${chart}`;
  });
  const usual = counts[0].indexOf(Math.max(...counts[0]));
  const right = formatPercent(counts[1][usual] / test.count, { language });
  return [
    heading({ en: "Images of each class", fr: "Images de chaque classe" }, view),
    sideBySide(charts, { width }),
    ...othersLine(others, view),
    "",
    prose({
      en:
        `Always answering ${
          labels[usual]
        } (no class has more training images) would be right for ` +
        `${right} of the test images: a network has to do better than that.`,
      fr:
        `Toujours répondre ${
          labels[usual]
        } (aucune classe n’a plus d’images d’entraînement) serait ` +
        `juste pour ${right} des images de test\u00a0: un réseau doit faire mieux.`,
    }, view),
  ].join("\n");
}

/** The pixels in numbers, before and after scaling. */
export function pixelSection({ train, test }: Dataset, view: View): string {
  const { language } = view;
  const words = WORDS[language];
  const histograms = [train, test].map(({ images }) => countBytes(images));
  const precise = (x: number) => formatNumber(x, { language, digits: 4 });
  const short = (x: number) => Number.isInteger(x) ? formatCount(x, language) : precise(x);
  const rows = histograms.flatMap((histogram, i) =>
    [1, 255].map((divisor) => {
      const { min, max, mean, deviation, zeros } = byteStatistics(histogram, { divisor });
      return [
        `${[words.training, words.test][i]}, 0–${255 / divisor}`,
        short(min),
        short(max),
        precise(mean),
        precise(deviation),
        formatPercent(zeros, { language }),
      ];
    })
  );
  const zeros = formatPercent(byteStatistics(histograms[0]).zeros, { language });
  return [
    heading({
      en: "Pixels, before and after division by 255",
      fr: "Les pixels, avant et après la division par 255",
    }, view),
    formatTable(rows, { ...view, head: words.pixels }),
    "",
    prose({
      en: "Scaling changes the unit, not the picture: mean and deviation are divided too, and a " +
        "zero stays a zero. Without it the gradient of the first weights, Xᵀ·dZ, would be 255 " +
        `times as large, and so would the first steps. A zero adds nothing to X·W: ${zeros} of ` +
        "the products of a training image need not be made.",
      fr: "Changer d’échelle change l’unité, pas l’image\u00a0: la moyenne et l’écart type sont " +
        "divisés aussi, et un zéro reste un zéro. Sinon, le gradient des premiers poids, Xᵀ·dZ, " +
        "serait 255 fois plus grand, et les premiers pas aussi. Un zéro n’ajoute rien à " +
        `X·W\u00a0: ${zeros} des produits d’une image d’entraînement sont inutiles.`,
    }, view),
  ].join("\n");
}
