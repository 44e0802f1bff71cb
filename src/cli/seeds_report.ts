/**
 * What trainings with several seeds say: of one recipe, or of two.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { formatNumber, formatPercent } from "../number_format.js";
import { estimateMean } from "../train/confidence.ts";

/** The mean, how far it can be trusted, and how far the accuracies lie around it. */
export function summary(accuracies: readonly number[], language: Language): Text {
  const { count, mean, deviation, margin } = estimateMean(accuracies);
  const percent = (share: number, digits = 2) => formatPercent(share, { language, digits });
  const points = (share: number) => formatNumber(100 * share, { language, digits: 2 });
  const [least, most] = [percent(Math.min(...accuracies)), percent(Math.max(...accuracies))];
  const spread = deviation === undefined ? "–" : points(deviation);
  const [low, high] = [-1, 1].map((sign) => percent(mean + sign * (margin ?? NaN)));
  const interval = margin === undefined ? { en: "", fr: "" } : {
    en: ` (95 % interval: ${low} to ${high})`,
    fr: ` (intervalle à 95\u00a0%\u00a0: de ${low} à ${high})`,
  };
  return {
    en: `seeds: ${count}, mean ${percent(mean, 3)}${interval.en}, deviation ${spread} (points), ` +
      `minimum ${least}, maximum ${most}`,
    fr:
      `graines\u00a0: ${count}, moyenne ${percent(mean, 3)}${interval.fr}, écart type ${spread} ` +
      `(points), minimum ${least}, maximum ${most}`,
  };
}

/** A difference of two shares in points, with its sign: `+0.27`. */
export function signedPoints(share: number, language: Language): string {
  const points = formatNumber(100 * share, { language, digits: 2 });
  return /^−|^0[.,]00$/.test(points) ? points : `+${points}`;
}

/**
 * How much better the second recipe reads: the mean of B − A, seed by seed, and its interval. What a
 * seed does to both falls out, so that few seeds tell more than two means would.
 */
export function comparison(
  pairs: readonly (readonly [a: number, b: number])[],
  language: Language,
): Text {
  const { mean, margin } = estimateMean(pairs.map(([a, b]) => b - a));
  const points = (share: number) => signedPoints(share, language);
  if (margin === undefined) {
    return {
      en: `B − A: ${points(mean)} points; one seed cannot tell merit from luck`,
      fr:
        `B − A\u00a0: ${
          points(mean)
        } points\u00a0; une seule graine ne distingue pas le mérite de ` +
        "la chance",
    };
  }
  const low = mean - margin, high = mean + margin;
  const [verdict, raison] = low > 0
    ? ["B reads better", "B lit mieux"]
    : high < 0
    ? ["A reads better", "A lit mieux"]
    : [
      "zero lies within: neither can be called better",
      "zéro en fait partie, rien ne les départage",
    ];
  return {
    en: `B − A: ${points(mean)} points (95 % interval: ${points(low)} to ${
      points(high)
    }); ${verdict}`,
    fr: `B − A\u00a0: ${points(mean)} points (intervalle à 95\u00a0%\u00a0: de ${points(low)} à ` +
      `${points(high)})\u00a0; ${raison}`,
  };
}
