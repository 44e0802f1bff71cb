/// <reference lib="dom" />
/**
 * A picture to keep: the drawing, the network that reads it, the answer.
 *
 * @module
 */
import { formatProbability } from "../../number_format.js";
import { captionsOf } from "./captions.ts";
import { columnsOf, place } from "./columns.ts";
import { paint } from "./drawing.ts";
import { coloursNow, drawNetwork, weightPictures } from "./network_picture.ts";
import { strongestPaths } from "./paths.ts";
import type { Studio } from "./studio.ts";

const WIDTH = 1200, HEIGHT = 630, MARGIN = 36, SLATE_SIDE = 300;

/** Draws the picture, as a canvas. */
export function pictureToSave(studio: Studio): HTMLCanvasElement {
  const { state: { drawing, reading, shown, language, pinned }, reader: { network }, say } = studio;
  const canvas = document.createElement("canvas");
  canvas.width = 2 * WIDTH;
  canvas.height = 2 * HEIGHT;
  const context = canvas.getContext("2d")!, colours = coloursNow();
  context.scale(2, 2);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const write = (text: string, x: number, y: number, font: string, colour = colours.ink) => {
    context.font = `${font} system-ui, "DejaVu Sans", sans-serif`;
    context.fillStyle = colour;
    context.fillText(text, x, y);
  };
  const slate = document.createElement("canvas");
  slate.width = slate.height = 2 * SLATE_SIDE;
  paint(slate.getContext("2d")!, drawing, { size: 2 * SLATE_SIDE, ink: "#f7f2e4" });
  const top = MARGIN;
  context.fillStyle = "#b98b5a";
  context.fillRect(MARGIN, top, SLATE_SIDE, SLATE_SIDE);
  context.fillStyle = "#24313a";
  context.fillRect(MARGIN + 8, top + 8, SLATE_SIDE - 16, SLATE_SIDE - 16);
  context.drawImage(slate, MARGIN + 8, top + 8, SLATE_SIDE - 16, SLATE_SIDE - 16);
  const answer = reading ? String(reading.answer) : "–";
  write(answer, MARGIN, top + SLATE_SIDE + 150, "bold 150px");
  if (reading) {
    const share = formatProbability(reading.probabilities[reading.answer], { language, digits: 1 });
    write(share, MARGIN + 115, top + SLATE_SIDE + 150, "32px", colours.muted);
  }
  write(`Ardoise · ${shown.text}`, MARGIN, HEIGHT - MARGIN, "600 18px");
  const bars = 190, left = MARGIN + SLATE_SIDE + 40;
  const width = WIDTH - left - bars - MARGIN, height = HEIGHT - 2 * MARGIN;
  const columns = place(columnsOf(network), { width, height });
  const selection = pinned ?? (reading && { kind: "class" as const, index: reading.answer });
  context.save();
  context.translate(left, MARGIN);
  drawNetwork(context, {
    columns,
    reading,
    pictures: new Map(
      columns.filter(({ kind, rows }) => kind === "neurons" && rows > 0)
        .map((column) => [column.layer, weightPictures(network, column, colours)]),
    ),
    links: reading && selection ? strongestPaths(network, reading, selection) : [],
    selection: pinned,
    classPlace: (index) => ({ x: width, y: (index + 0.5) * height / 10 }),
    colours,
    captions: columns.map((column) => captionsOf(column).map(say)),
  });
  context.restore();
  reading?.probabilities.forEach((share, index) => {
    const x = left + width + 6, y = MARGIN + (index + 0.5) * height / 10;
    write(String(index), x, y + 7, "600 20px");
    context.fillStyle = colours.line;
    context.fillRect(x + 22, y - 8, 90, 16);
    context.fillStyle = index === reading.answer ? colours.accent : colours.muted;
    context.fillRect(x + 22, y - 8, 90 * share, 16);
    write(formatProbability(share, { language, digits: 1 }), x + 118, y + 6, "15px", colours.muted);
  });
  canvas.setAttribute("aria-label", say({ en: "Picture", fr: "Image" }));
  return canvas;
}

/** Saves it as a PNG. */
export function savePicture(studio: Studio): void {
  pictureToSave(studio).toBlob((blob) => {
    const link = document.createElement("a"), { reading } = studio.state;
    link.href = URL.createObjectURL(blob!);
    link.download = `ardoise${reading ? `-${reading.answer}` : ""}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}
