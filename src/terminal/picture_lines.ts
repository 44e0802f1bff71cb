/**
 * The pictures of a lesson.
 *
 * @module
 */
import { written } from "../lesson/numeral.ts";
import type { Picture, PicturesBlock } from "../lesson/picture.ts";
import { shrinkImage } from "../shrink_image.ts";
import { formatImage } from "./image.ts";
import type { LessonView } from "./lesson_view.ts";
import { sideBySide } from "./side_by_side.ts";
import { formatSignedImage, formatSigns } from "./signed_image.ts";
import { style } from "./style.ts";
import { formatThumbnail } from "./thumbnail.ts";
import { padLeft, padRight, textWidth, wrapText } from "./width.ts";

const legend = {
  colour: {
    en: "red: positive · blue: negative",
    fr: "rouge\u00a0: positif · bleu\u00a0: négatif",
  },
  characters: { en: "# + positive · = - negative", fr: "# + positif · = - négatif" },
  signs: {
    en: "█ ▄ ▀ positive · : . ' negative · ! i both",
    fr: "█ ▄ ▀ positif · : . ' négatif · ! i les deux",
  },
};
/** How numbers with a sign are drawn. */
type Drawing = keyof typeof legend;

/** Pictures next to each other, each under its title, and what they mean below. */
export function pictureLines(block: PicturesBlock, view: LessonView): string {
  const { colour, height = Infinity } = view;
  const drawn = (how: Drawing) => arranged(block, view, how);
  if (colour) return drawn("colour");
  if (block.small) return drawn("signs");
  // Characters show sizes, too, but what scrolls away shows nothing.
  const large = drawn("characters");
  return large.split("\n").length <= height ? large : drawn("signs");
}

function arranged(block: PicturesBlock, view: LessonView, how: Drawing): string {
  const { pictures, caption } = block;
  const { language, width } = view;
  const drawn = pictures.map((picture) => titled(picture, draw(picture, block, view, how), view));
  const below: string[] = [];
  if (pictures.some(({ ink }) => ink === "signed")) {
    below.push(wrapText(legend[how][language], { width }));
  }
  if (caption) below.push(wrapText(written(caption, language), { width }));
  return [sideBySide(drawn, { width, gap: 3 }), ...below].join("\n");
}

function draw(
  picture: Picture,
  { small, limit }: PicturesBlock,
  view: LessonView,
  how: Drawing,
): string {
  const { pixels, ink, mark, rows, columns } = picture;
  const { colour, width } = view;
  if (ink === "signed") {
    const size = small ? shrinkImage(pixels, { rows, columns, scale: 2 }) : picture;
    const lines = how === "signs"
      ? formatSigns(size.pixels, { ...size, limit })
      : formatSignedImage(size.pixels, { ...size, limit, colour, width });
    return small || colour ? lines : withoutPaper(lines);
  }
  if (small) return formatThumbnail(pixels, { rows, columns, colour });
  const lines = formatImage(pixels, { rows, columns, colour, width: width - 4 });
  const whole = mark ? pointed(lines, picture, view) : lines;
  return colour ? whole : withoutPaper(whole);
}

/** Without the empty lines above and below the ink: characters take twice the height of colours. */
function withoutPaper(image: string): string {
  const all = image.split("\n"), above = all[0].includes("▼") ? 1 : 0, lines = all.slice(above);
  const inked = [...lines.keys()].filter((i) => /[^ ]/.test(lines[i]));
  if (inked.length === 0) return image;
  return [...all.slice(0, above), ...lines.slice(inked[0], inked.at(-1)! + 1)].join("\n");
}

/** `▼` above the column of a pixel, `◀` after its row; where it is, in words, beside one of them. */
function pointed(image: string, picture: Picture, { language, colour, width }: LessonView): string {
  const [row, column] = picture.mark!;
  const times = !colour && 2 * picture.columns <= width - 4 ? 2 : 1;
  const lines = image.split("\n");
  const line = colour ? row >> 1 : row;
  const text = language === "fr"
    ? `ligne ${row}, colonne ${column}`
    : `row ${row}, column ${column}`;
  const here = `${padRight(lines[line] ?? "", picture.columns * times)} ◀`;
  const before = column * times, pointer = "▼".repeat(times);
  const fits = textWidth(`${here} ${text}`) <= width;
  lines[line] = fits ? `${here} ${text}` : here;
  const beside = `${" ".repeat(before)}${pointer} ${text}`;
  const above = fits
    ? " ".repeat(before) + pointer
    : textWidth(beside) <= width
    ? beside
    : `${padLeft(text, before - 1)} ${pointer}`;
  return [above, ...lines].join("\n");
}

function titled({ title }: Picture, drawing: string, { language, colour }: LessonView): string {
  if (!title) return drawing;
  const text = written(title, language);
  const width = Math.max(...drawing.split("\n").map(textWidth));
  const middle = Math.max(0, (width - textWidth(text)) >> 1);
  return `${" ".repeat(middle)}${style("bold", text, colour)}\n${drawing}`;
}
