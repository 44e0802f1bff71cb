// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, imageAt, labelOf, pixels } from "./data.js";
import { scroller, svg } from "./elements.js";
import { count, short, t } from "./language.js";

/** The room of a layer in the drawing, and the height above its text. */
const WIDTH = 124, HEIGHT = 186;
/** The most dots of a layer; a longer one is cut in its middle. */
const MOST_DOTS = 10;
/** The most feature maps of a convolution that are drawn, and by how much each is moved. */
const MOST_MAPS = 6, MAP_STEP = 7;
/** The side of the image. */
const SIDE = 92;

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ filters: number, height: number, width: number }} Maps */

/**
 * The layers with their sizes: the image, then for each layer with weights a column of dots or, for a
 * convolution, a stack of its feature maps with a window on what is before it. The image is the surest
 * mistake, and the dots of the classes are as dark as their probability for it.
 *
 * @param {HTMLElement} parent
 */
export function drawNetwork(parent) {
  const columns = layerColumns();
  const width = WIDTH * (columns.length + 1), middle = HEIGHT / 2;
  let lowest = 0;
  const [bars] = data.mistakes;
  const edges = svg("g", { class: "edges" }), dots = svg("g", { class: "dots" });
  const words = svg("g", { class: "words" });

  /** @param {number} column @param {(string | false)[]} lines */
  const write = (column, lines) => {
    lines.filter((line) => line !== false).forEach((line, i) => {
      const x = WIDTH * (column + 0.5), y = HEIGHT + 16 + 16 * i;
      lowest = Math.max(lowest, y);
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
  let side = SIDE;
  columns.forEach(({ size, kinds, parameters, maps }, column) => {
    const isLast = column === columns.length - 1, x = WIDTH * (column + 1.5);
    if (maps) {
      const stack = drawStack(maps, { x, middle });
      const window = windowOn(before, { side, middle });
      for (const from of window.corners) {
        edges.append(svg("line", { x1: from.x, y1: from.y, x2: stack.left, y2: middle }));
      }
      dots.append(stack.drawing);
      words.append(window.frame);
      write(column + 1, [
        t("mapsCount", { count: count(maps.filters) }),
        `${maps.height}×${maps.width}`,
        ...kinds,
        t("parametersIn", { count: count(parameters) }),
      ]);
      side = stack.side;
      before = Array.from({ length: 7 }, (_, i) => ({
        x: stack.right,
        y: middle + (i - 3) * side / 7,
      }));
      return;
    }
    const places = dotPlaces(size);
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
      ...(isLast ? [`${kinds[0]}, softmax`, ...kinds.slice(1)] : kinds),
      t("parametersIn", { count: count(parameters) }),
    ]);
    before = places.map(({ y }) => ({ x, y }));
  });
  const sizes = columns.map(({ size, maps }) =>
    maps
      ? t("mapsIn", { count: count(maps.filters), rows: maps.height, columns: maps.width })
      : count(size)
  );
  const label = [
    t("labelled", { name: t("network"), value: [count(rows * across), ...sizes].join(" → ") }),
    ...(bars ? [t("networkReads", { index: data.readings[0].index })] : []),
  ].join(". ");
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${lowest + 8}`, role: "img", "aria-label": label, class: "network" },
    edges,
    image(middle),
    dots,
    words,
  );
  drawing.style.maxWidth = `${1.6 * width}px`;
  drawing.style.minWidth = `${Math.min(0.75 * width, 280 + 60 * (columns.length - 2))}px`;
  parent.append(scroller(label, drawing));
}

/** What makes each layer with weights, with what follows it: the lines that tell of it. */
function layerColumns() {
  /** @type {{ size: number, kinds: string[], parameters: number, maps?: Maps }[]} */
  const found = [];
  for (const { kind, outputs, parameters, windows, rate } of data.layers) {
    const last = found.at(-1), maps = windows && mapsOf(windows, outputs);
    const text = [
      kind,
      windows && `${windows.kernel}×${windows.kernel}`,
      windows && kind === "conv" && windows.stride > 1 && `/${windows.stride}`,
      rate !== undefined && short(rate),
    ].filter((part) => typeof part === "string").join(" ");
    if (parameters > 0 || !last) found.push({ size: outputs, kinds: [text], parameters, maps });
    else {
      // The activation stands beside what it follows.
      if (last.kinds.length === 1 && !windows && rate === undefined) last.kinds[0] += `, ${text}`;
      else last.kinds.push(text);
      last.size = outputs;
      if (maps) last.maps = maps;
    }
  }
  return found;
}

/** The feature maps of what windows slide over. @param {import("../../engine/windows.ts").Windows} windows
 * @param {number} outputs @returns {Maps} */
function mapsOf({ height, width, kernel, stride, padding }, outputs) {
  const [down, across] = [height, width].map((size) =>
    Math.floor((size + 2 * padding - kernel) / stride) + 1
  );
  return { filters: outputs / (down * across), height: down, width: across };
}

/** A stack of feature maps around a point. @param {Maps} maps @param {{ x: number, middle: number }} at */
function drawStack({ filters, height, width }, { x, middle }) {
  const { rows, columns } = data.dataset, most = Math.max(rows, columns);
  const side = Math.max(14, 0.9 * SIDE * Math.max(height, width) / most);
  const shown = Math.min(filters, MOST_MAPS);
  /** @param {number} i */
  const moved = (i) => MAP_STEP * (i - (shown - 1) / 2);
  const squares = Array.from({ length: shown }, (_, i) =>
    svg("rect", {
      x: x - side / 2 + moved(i),
      y: middle - side / 2 + moved(i),
      width: side,
      height: side,
    }));
  const drawing = svg("g", { class: "stack" }, ...squares);
  const half = side / 2 - moved(0);
  return { drawing, side, left: x - half, right: x + half };
}

/** A window on what a convolution is given, and its corners. @param {readonly Point[]} before
 * @param {{ side: number, middle: number }} at */
function windowOn(before, { side, middle }) {
  const size = Math.max(6, side / 5), x = before[0].x - size - 4, y = middle - size / 2;
  const corners = [{ x: x + size, y }, { x: x + size, y: y + size }];
  return { corners, frame: svg("rect", { class: "window", x, y, width: size, height: size }) };
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
