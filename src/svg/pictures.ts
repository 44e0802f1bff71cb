/**
 * Images next to each other, as one picture: digits in grey, weights with their sign.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { written } from "../lesson/numeral.ts";
import type { Picture, PicturesBlock } from "../lesson/picture.ts";
import { colours, drawing, element, label, short, textLength } from "./element.ts";

const WIDTH = 640, GAP = 14, TITLE = 18;

/** Shades of a colour: more would not be seen, and each is a path of its own. */
const SHADES = 16;

/** Images as an SVG picture, in rows, each below its title. */
export function picturesSvg(block: PicturesBlock, language: Language): string {
  const { pictures, small, limit, caption } = block;
  const titles = pictures.map(({ title }) => title ? written(title, language) : "");
  const titled = titles.some((title) => title !== "") ? TITLE : 0;
  const cell = Math.max(...pictures.map(({ columns }) => columns));
  const high = Math.max(...pictures.map(({ rows }) => rows));
  const scale = small ? 96 / Math.max(cell, high) : 280 / Math.max(cell, high);
  const width = Math.max(cell * scale, ...titles.map((title) => textLength(title)));
  const height = high * scale + titled;
  const across = Math.max(1, Math.floor((WIDTH - GAP) / (width + GAP)));
  const lines = Math.ceil(pictures.length / across);
  const below = caption ? written(caption, language) : "";
  return drawing(
    {
      width: Math.max(
        GAP + Math.min(across, pictures.length) * (width + GAP),
        textLength(below) + 2 * GAP,
      ),
      height: GAP + lines * (height + GAP) + (below ? TITLE : 0),
      title: below || titles.filter(Boolean).join(", ") || `${cell} × ${high} pixels`,
      description: titles.filter(Boolean).join("; "),
    },
    ...pictures.flatMap((picture, i) => {
      const x = GAP + (i % across) * (width + GAP),
        y = GAP + Math.floor(i / across) * (height + GAP);
      return [
        titled ? label(titles[i], { x: x + width / 2, y: y + 12, anchor: "middle" }) : "",
        element(
          "g",
          {
            transform: `translate(${short(x + (width - picture.columns * scale) / 2)} ${
              short(y + titled)
            }) scale(${short(scale)})`,
          },
          imageSvg(picture, limit),
        ),
      ];
    }),
    below ? label(below, { x: GAP, y: GAP + lines * (height + GAP) + 8 }) : "",
  );
}

/** The pixels of an image, a unit each, as one path for each shade; a frame, and the mark. */
export function imageSvg(picture: Picture, limit: number): string {
  const { rows, columns, pixels, ink, mark } = picture;
  const runs = new Map<string, string>();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns;) {
      const shade = shadeOf(pixels[row * columns + column], ink, limit), start = column;
      do column++; while (
        column < columns && shadeOf(pixels[row * columns + column], ink, limit) === shade
      );
      if (shade === colours.paper) continue;
      runs.set(
        shade,
        `${runs.get(shade) ?? ""}M${start} ${row}h${column - start}v1h${start - column}z`,
      );
    }
  }
  return [
    ...runs.entries().map(([fill, d]) =>
      element("path", { d, fill, "shape-rendering": "crispEdges" })
    ),
    element("rect", {
      width: columns,
      height: rows,
      fill: "none",
      stroke: colours.line,
      "stroke-width": 0.2,
    }),
    mark
      ? element("rect", {
        x: mark[1] - 0.5,
        y: mark[0] - 0.5,
        width: 2,
        height: 2,
        fill: "none",
        stroke: colours.highlight,
        "stroke-width": 0.6,
      })
      : "",
  ].join("");
}

/** From paper to ink, or to the colour of a sign, in even steps. */
function shadeOf(pixel: number, ink: Picture["ink"], limit: number): string {
  const part = ink === "grey" ? pixel / 255 : Math.min(1, Math.abs(pixel) / limit);
  const share = Math.round(part * (SHADES - 1)) / (SHADES - 1);
  const full = ink === "grey" ? colours.ink : pixel > 0 ? colours.positive : colours.negative;
  return mixed(full, share);
}

/** A colour with so much of it on the paper. */
export function mixed(colour: string, share: number): string {
  const channel = (of: string, i: number) => parseInt(of.slice(1 + 2 * i, 3 + 2 * i), 16);
  return "#" +
    [0, 1, 2].map((i) =>
      Math.round(channel(colours.paper, i) * (1 - share) + channel(colour, i) * share)
        .toString(16).padStart(2, "0")
    ).join("");
}
