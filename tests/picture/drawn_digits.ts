/** Digits of MNIST drawn as people draw and photograph them: large, moved, on paper, in bad light. */
import { normal, uniform } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import type { Picture } from "../../src/picture/picture.ts";

/** How a digit is drawn: a picture of (28, 28) bytes of ink. */
export type Drawing = (digit: Uint8Array, random: Xoshiro128) => Picture;

/** Ink at any place between pixels, 0 to 255: Catmull and Rom's cubic; no ink outside. */
function smooth(digit: Uint8Array): (x: number, y: number) => number {
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column > 27 || row > 27 ? 0 : digit[28 * row + column];
  const cubic = (a: number, b: number, c: number, d: number, t: number) =>
    b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  // Most of a picture has no ink in reach of the cubic.
  const near = Uint8Array.from({ length: 32 * 32 }, (_, i) => {
    const column = i % 32 - 2, row = (i >> 5) - 2;
    for (let k = -1; k <= 2; k++) {
      for (let l = -1; l <= 2; l++) if (at(column + l, row + k) > 0) return 1;
    }
    return 0;
  });
  const line = (column: number, row: number, t: number) =>
    cubic(at(column - 1, row), at(column, row), at(column + 1, row), at(column + 2, row), t);
  return (x, y) => {
    const column = Math.floor(x - 0.5), row = Math.floor(y - 0.5);
    if (!near[32 * (row + 2) + column + 2]) return 0;
    const s = x - 0.5 - column, t = y - 0.5 - row;
    const value = cubic(
      line(column, row - 1, s),
      line(column, row, s),
      line(column, row + 1, s),
      line(column, row + 2, s),
      t,
    );
    return Math.min(Math.max(value, 0), 255);
  };
}

/** What varies from drawing to drawing. */
interface Style {
  readonly width: number;
  readonly height: number;
  /** The height of MNIST's 28 pixels in the picture, as a share of the picture's shorter side. */
  readonly size?: number;
  /** Where ink begins, 0 to 255: less is a thicker pen, more a thinner one; soft greys if left out. */
  readonly cut?: number;
  /** Pixels of the pen; drawn along the middle of the strokes. */
  readonly pen?: number;
}

/** The ink of a digit somewhere in a large picture, 0 to 1, and where it lies. */
function large(digit: Uint8Array, random: Xoshiro128, style: Style) {
  const { width, height, size = 0.7, cut, pen } = style;
  const scale = size * Math.min(width, height) / 28;
  const left = uniform(random) * (width - 28 * scale);
  const top = uniform(random) * (height - 28 * scale);
  const ink = smooth(digit), field = new Float32Array(width * height);
  // Where the digit has no ink, there is none to look for.
  const from = Math.max(0, Math.floor(top)), to = Math.min(height, Math.ceil(top + 28 * scale));
  const first = Math.max(0, Math.floor(left)), last = Math.min(width, left + 28 * scale);
  for (let y = from; y < to; y++) {
    for (let x = first; x < last; x++) {
      const value = ink((x + 0.5 - left) / scale, (y + 0.5 - top) / scale);
      field[y * width + x] = cut === undefined
        ? value / 255
        : Math.min(Math.max((value - cut) * scale / 100 + 0.5, 0), 1);
    }
  }
  return {
    field: pen === undefined ? field : withPen(field, { width, height, pen }),
    width,
    height,
  };
}

/** The middle of the strokes, drawn anew with a pen of so many pixels. */
function withPen(
  field: Float32Array,
  { width, height, pen }: { width: number; height: number; pen: number },
): Float32Array {
  const drawn = new Float32Array(field.length), reach = Math.ceil(pen / 2);
  for (const i of skeleton(Uint8Array.from(field, (x) => Number(x > 0.4)), { width, height })) {
    const x = i % width, y = Math.floor(i / width);
    for (let row = y - reach; row <= y + reach; row++) {
      for (let column = x - reach; column <= x + reach; column++) {
        if (row < 0 || column < 0 || row >= height || column >= width) continue;
        const ink = Math.min(Math.max(pen / 2 + 0.5 - Math.hypot(row - y, column - x), 0), 1);
        drawn[row * width + column] = Math.max(drawn[row * width + column], ink);
      }
    }
  }
  return drawn;
}

/** T. Y. Zhang and C. Y. Suen, "A fast parallel algorithm for thinning digital patterns" (1984). */
function skeleton(
  mask: Uint8Array,
  { width, height }: { width: number; height: number },
): number[] {
  const around = [-width, -width + 1, 1, width + 1, width, width - 1, -1, -width - 1];
  let ink = Array.from(mask.keys()).filter((i) => {
    const x = i % width, y = Math.floor(i / width);
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) mask[i] = 0;
    return mask[i] === 1;
  });
  for (let removed = true; removed;) {
    removed = false;
    for (const step of [0, 1]) {
      const gone = ink.filter((i) => {
        const p = around.map((offset) => mask[i + offset]);
        const sum = p.reduce((a, b) => a + b);
        const turns = p.filter((x, k) => x === 0 && p[(k + 1) % 8] === 1).length;
        if (sum < 2 || sum > 6 || turns !== 1) return false;
        return step === 0
          ? p[0] * p[2] * p[4] === 0 && p[2] * p[4] * p[6] === 0
          : p[0] * p[2] * p[6] === 0 && p[0] * p[4] * p[6] === 0;
      });
      for (const i of gone) mask[i] = 0;
      if (gone.length > 0) removed = true;
      ink = ink.filter((i) => mask[i] === 1);
    }
  }
  return ink;
}

/** A grey picture of a brightness for each pixel, 0 to 1. */
function grey(
  { field, width, height }: { field: Float32Array; width: number; height: number },
  light: (ink: number, x: number, y: number) => number,
): Picture {
  const data = new Uint8Array(field.length);
  field.forEach((ink, i) => {
    const value = light(ink, i % width / width, Math.floor(i / width) / height);
    data[i] = Math.min(Math.max(Math.round(255 * value), 0), 255);
  });
  return { width, height, data };
}

const size = { width: 280, height: 210 };
/** Light that falls off to one side. */
const uneven = (x: number, y: number) => 0.9 - 0.4 * x - 0.15 * y * y;

/** A photo of a digit written with a pen, upright. */
export const PHOTO: Drawing = (digit, random) =>
  grey(
    large(digit, random, { width: 330, height: 480, size: 0.8, cut: 110 }),
    (ink, x, y) => uneven(x, y) * (1 - 0.75 * ink) + 0.015 * normal(random),
  );

/** Ways to draw by name; the least `share` that is to be read, and how many at `most` are drawn. */
export const DRAWINGS: Record<string, { draw: Drawing; share?: number; most?: number }> = {
  "light on dark": { draw: (digit, random) => grey(large(digit, random, size), (ink) => ink) },
  "dark on light": { draw: (digit, random) => grey(large(digit, random, size), (ink) => 1 - ink) },
  "3000 pixels": {
    draw: (digit, random) =>
      grey(large(digit, random, { width: 3000, height: 2250, cut: 128 }), (ink) => 1 - 0.8 * ink),
    most: 3,
  },
  "small in a corner": {
    draw: (digit, random) =>
      grey(large(digit, random, { width: 600, height: 450, size: 0.15 }), (ink) => 1 - ink),
  },
  "to the edges": {
    draw: (digit, random) => tight(grey(large(digit, random, size), (ink) => 1 - ink)),
  },
  "28 by 28": { draw: (digit) => ({ width: 28, height: 28, data: digit }) },
  "felt pen": {
    draw: (digit, random) =>
      grey(large(digit, random, { ...size, cut: 40 }), (ink) => 1 - 0.9 * ink),
  },
  "marker": {
    draw: (digit, random) =>
      grey(large(digit, random, { ...size, pen: 30 }), (ink) => 1 - 0.9 * ink),
    share: 0.9,
  },
  "thin pen": {
    draw: (digit, random) =>
      grey(large(digit, random, { ...size, pen: 5 }), (ink) => 1 - 0.9 * ink),
  },
  "hair line": {
    draw: (digit, random) =>
      grey(large(digit, random, { ...size, pen: 2 }), (ink) => 1 - 0.9 * ink),
  },
  "pencil": {
    draw: (digit, random) =>
      grey(
        large(digit, random, { ...size, cut: 128 }),
        (ink) => 0.85 - 0.25 * ink + 0.02 * normal(random),
      ),
  },
  "uneven light": {
    draw: (digit, random) =>
      grey(
        large(digit, random, { ...size, cut: 128 }),
        (ink, x, y) => uneven(x, y) * (1 - 0.7 * ink) + 0.03 * normal(random),
      ),
  },
  "sheet on a table": {
    draw: (digit, random) =>
      grey(large(digit, random, { ...size, size: 0.5, cut: 128 }), (ink, x, y) => {
        const table = x + 0.1 * y < 0.08 || y - 0.05 * x > 0.93;
        return (table ? 0.25 : uneven(x, y) * (1 - 0.6 * ink)) + 0.02 * normal(random);
      }),
  },
  "ruled paper": {
    draw: (digit, random) =>
      grey(large(digit, random, { ...size, cut: 128 }), (ink, x, y) => {
        const ruled = Math.abs((y * 12) % 1 - 0.5) < 0.03 || Math.abs(x - 0.12) < 0.003;
        return Math.min(ruled ? 0.75 : 0.92, 1 - 0.8 * ink) + 0.02 * normal(random);
      }),
  },
  "specks": {
    draw: (digit, random) =>
      grey(
        large(digit, random, { ...size, cut: 128 }),
        (ink) => uniform(random) < 0.0005 ? 0.1 : 0.95 - 0.8 * ink,
      ),
  },
  "blackboard": {
    draw: (digit, random) =>
      grey(
        large(digit, random, { ...size, cut: 128 }),
        (ink, x, y) => uneven(x, y) * (0.25 + 0.6 * ink) + 0.03 * normal(random),
      ),
  },
  "transparent, dark ink": { draw: (digit, random) => transparent(large(digit, random, size), 20) },
  "transparent, light ink": {
    draw: (digit, random) => transparent(large(digit, random, size), 240),
  },
};

/** Ink of one brightness; where there is none, nothing, whose colour is black. */
function transparent(
  { field, width, height }: { field: Float32Array; width: number; height: number },
  light: number,
): Picture {
  const data = new Uint8ClampedArray(4 * field.length);
  field.forEach((ink, i) => {
    if (ink > 0) data.set([light, light, light, 255 * ink], 4 * i);
  });
  return { width, height, data };
}

/** Cut to what is not white. */
function tight({ width, data }: Picture): Picture {
  const ink = Array.from(data.keys()).filter((i) => data[i] < 200);
  const columns = ink.map((i) => i % width), rows = ink.map((i) => Math.floor(i / width));
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  const [across, down] = [Math.max(...columns) - left + 1, Math.max(...rows) - top + 1];
  const cut = new Uint8Array(across * down);
  cut.forEach((_, i) => {
    cut[i] = data[(top + Math.floor(i / across)) * width + left + i % across];
  });
  return { width: across, height: down, data: cut };
}

/** A stream for the drawings of a test. */
export const drawingStream = (seed: number): Xoshiro128 => new Xoshiro128(seed, 9);
