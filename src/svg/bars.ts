/**
 * Bars below each other, as a picture.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import type { BarsBlock } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { colours, drawing, element, label, textLength } from "./element.ts";

const WIDTH = 640, ROW = 24;

/** Bars as an SVG picture; the one to point at has another colour and an arrow. */
export function barsSvg({ bars, max, highlight, caption }: BarsBlock, language: Language): string {
  const say = (text: Text | string) => written(text, language);
  const all = bars.map((bar) => ({ ...bar, label: say(bar.label), text: say(bar.text) }));
  const most = max ?? Math.max(...all.map(({ value }) => value), Number.MIN_VALUE);
  const left = 30 + Math.max(...all.map((bar) => textLength(bar.label)));
  const right = 16 + Math.max(...all.map((bar) => textLength(bar.text)));
  const top = caption ? 34 : 8, room = WIDTH - left - right;
  return drawing(
    {
      width: WIDTH,
      height: top + ROW * all.length + 8,
      title: caption ? say(caption) : all.map((bar) => bar.label).join(", "),
      description: all.map((bar) => `${bar.label}: ${bar.text}`).join("; "),
    },
    caption ? label(say(caption), { x: 8, y: 20, size: 14, weight: "bold" }) : "",
    ...all.flatMap((bar, i) => {
      const y = top + ROW * i, chosen = i === highlight, middle = y + 16;
      const length = Math.max(0, Math.min(room, room * bar.value / most));
      return [
        chosen ? label("▸", { x: 8, y: middle, fill: colours.highlight }) : "",
        label(bar.label, { x: left - 8, y: middle, anchor: "end" }),
        element("rect", {
          x: left,
          y: y + 3,
          width: Math.max(1, length),
          height: ROW - 6,
          fill: chosen ? colours.highlight : colours.bar,
        }),
        label(bar.text, { x: left + length + 6, y: middle }),
      ];
    }),
  );
}
