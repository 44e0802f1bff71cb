// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, imageAt, labelOf, pixels } from "./data.js";
import { scroller, svg } from "./elements.js";
import { count, t } from "./language.js";

/** The room of a layer in the drawing, and the height above its text. */
const WIDTH = 124, HEIGHT = 186;
/** The most dots of a layer; a longer one is cut in its middle. */
const MOST_DOTS = 10;
/** The side of the image. */
const SIDE = 92;

/** @typedef {{ x: number, y: number }} Point */

/**
 * The layers with their sizes: the image, then a column of dots for each layer with weights. The image
 * is the surest mistake, and the dots of the classes are as dark as their probability for it.
 *
 * @param {HTMLElement} parent
 */
export function drawNetwork(parent) {
  const columns = layerColumns();
  const width = WIDTH * (columns.length + 1), middle = HEIGHT / 2;
  const [bars] = data.mistakes;
  const edges = svg("g", { class: "edges" }), dots = svg("g", { class: "dots" });
  const words = svg("g", { class: "words" });

  /** @param {number} column @param {(string | false)[]} lines */
  const write = (column, lines) => {
    lines.filter((line) => line !== false).forEach((line, i) => {
      const x = WIDTH * (column + 0.5), y = HEIGHT + 16 + 16 * i;
      words.append(svg("text", { x, y, class: i === 0 ? "first" : "" }, line));
    });
  };
  const { rows, columns: across } = data.dataset;
  write(0, [t("pixelsIn", { count: count(rows * across) }), `${rows}×${across}`]);
  /** @type {Point[]} */
  let before = Array.from({ length: 7 }, (_, i) => ({
    x: WIDTH / 2 + SIDE / 2,
    y: middle + (i - 3) * SIDE / 7,
  }));
  columns.forEach(({ size, kinds, parameters }, column) => {
    const isLast = column === columns.length - 1;
    const x = WIDTH * (column + 1.5), places = dotPlaces(size);
    for (const from of before) {
      for (const { y } of places) {
        edges.append(svg("line", { x1: from.x, y1: from.y, x2: x, y2: y }));
      }
    }
    for (const { y, number } of places) {
      const isTold = isLast && size === places.length;
      const probability = isTold && bars?.length === size ? bars[number][1] : undefined;
      const dot = svg("circle", { cx: x, cy: y, r: 6 });
      if (probability !== undefined) {
        dots.append(svg("circle", { cx: x, cy: y, r: 6 }));
        dot.setAttribute("class", "lit");
        dot.setAttribute("fill-opacity", String(probability));
      }
      dots.append(dot);
      if (isTold) words.append(svg("text", { x: x + 15, y: y + 4 }, labelOf(number)));
    }
    if (places.length < size) words.append(svg("text", { x, y: middle + 4 }, "⋮"));
    write(column + 1, [
      t(isLast ? "classesOut" : "neuronsIn", { count: count(size) }),
      [...kinds, ...(isLast ? ["softmax"] : [])].join(", "),
      t("parametersIn", { count: count(parameters) }),
    ]);
    before = places.map(({ y }) => ({ x, y }));
  });
  const sizes = [rows * across, ...columns.map(({ size }) => size)].map(count);
  const label = [
    t("labelled", { name: t("network"), value: sizes.join(" → ") }),
    ...(bars ? [t("networkReads", { index: data.readings[0].index })] : []),
  ].join(". ");
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${HEIGHT + 56}`, role: "img", "aria-label": label, class: "network" },
    edges,
    image(middle),
    dots,
    words,
  );
  drawing.style.maxWidth = `${1.6 * width}px`;
  drawing.style.minWidth = `${Math.min(0.75 * width, 280 + 60 * (columns.length - 2))}px`;
  parent.append(scroller(label, drawing));
}

/** What makes each layer with weights, with the activation behind it. */
function layerColumns() {
  /** @type {{ size: number, kinds: string[], parameters: number }[]} */
  const found = [];
  for (const { kind, outputs, parameters } of data.layers) {
    const last = found.at(-1);
    if (parameters > 0 || !last) found.push({ size: outputs, kinds: [kind], parameters });
    else {
      last.kinds.push(kind);
      last.size = outputs;
    }
  }
  return found;
}

/** Where the dots of a layer are. @param {number} size */
function dotPlaces(size) {
  const shown = size <= MOST_DOTS ? size : MOST_DOTS - 2, step = (HEIGHT - 16) / MOST_DOTS;
  return Array.from({ length: shown }, (_, i) => {
    const isCut = shown < size, half = shown / 2;
    // A cut leaves the room of two dots in the middle.
    const place = isCut ? (i < half ? i : i + 2) : i + (MOST_DOTS - shown) / 2;
    return { y: 8 + step * (place + 0.5), number: isCut && i >= half ? size - shown + i : i };
  });
}

/** The first image of the page, or an empty one, at the height `middle`. @param {number} middle */
function image(middle) {
  const { rows, columns } = data.imageSize, cell = SIDE / Math.max(rows, columns);
  const left = (WIDTH - cell * columns) / 2, top = middle - cell * rows / 2;
  const frame = { width: cell * columns, height: cell * rows };
  const ink = data.readings.length > 0 ? imageAt(pixels, 0) : new Uint8Array(0);
  const dots = [...ink].flatMap((byte, pixel) =>
    byte === 0 ? [] : [svg("rect", {
      x: left + cell * (pixel % columns),
      y: top + cell * Math.floor(pixel / columns),
      width: cell + 0.1,
      height: cell + 0.1,
      "fill-opacity": (byte / 255).toFixed(2),
    })]
  );
  return svg(
    "g",
    { class: "input" },
    svg("rect", { class: "frame", x: left, y: top, ...frame }),
    ...dots,
  );
}
