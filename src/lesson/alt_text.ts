/**
 * What is to be seen in an image or a chart, in a sentence.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import type { DrawingBlock } from "./block.ts";
import type { ChartBlock } from "./chart.ts";
import { written } from "./numeral.ts";
import type { PicturesBlock } from "./picture.ts";

/** A sentence for who does not see the images or the curves; the block's own, where it has one. */
export function altText(block: PicturesBlock | ChartBlock | DrawingBlock): Text {
  if (block.kind !== "chart" && block.kind !== "pictures") return block.alt;
  return block.alt ?? { en: sentence(block, "en"), fr: sentence(block, "fr") };
}

function sentence(block: PicturesBlock | ChartBlock, language: Language): string {
  const say = (text: Text | undefined) =>
    text ? written(text, language).replace(/[.:\s]+$/, "") : "";
  const french = language === "fr", colon = french ? "\u00a0: " : ": ";
  const named = (what: string, names: readonly string[]) => {
    const all = names.filter((name) => name !== "").join(", ");
    return all === "" ? `${what}.` : `${what}${colon}${all}.`;
  };
  if (block.kind === "chart") {
    const { series, x, y } = block;
    const what = french
      ? `Courbes, en abscisse ${say(x.label)}, en ordonnée ${say(y.label)}`
      : `Curves, ${say(y.label)} against ${say(x.label)}`;
    return named(what, series.map(({ name }) => say(name)));
  }
  const { pictures, caption } = block, [{ rows, columns, ink, mark }] = pictures;
  const size = `${rows}×${columns}`, count = pictures.length;
  const what = ink === "grey"
    ? french ? `image de ${size} pixels` : `image of ${size} pixels`
    : french
    ? `carte de ${size} nombres, positifs en rouge, négatifs en bleu`
    : `map of ${size} numbers, positive ones red, negative ones blue`;
  const many = count === 1 ? "" : french ? `${count} fois une ` : `${count} times an `;
  const marked = !mark
    ? ""
    : french
    ? `, le pixel de la ligne ${mark[0]}, colonne ${mark[1]} entouré`
    : `, the pixel in row ${mark[0]}, column ${mark[1]} outlined`;
  const names = [...pictures.map(({ title }) => say(title)), say(caption)];
  const whole = named(`${many}${what}${marked}`, names).replace("an map", "a map");
  return whole[0].toUpperCase() + whole.slice(1);
}
