/**
 * Draws the dataset of `data/sample/`: ten digits of 8×8 pixels, shifted and noisy, in the four IDX
 * files of MNIST. It is made of nothing but this file, so it is under the project's licence.
 *
 * Run it to write the files: `deno run --allow-write=data data/make_sample.ts`
 *
 * @module
 */

import { join } from "node:path";
import { encodeIdx } from "../src/idx/encode.ts";

/** Height and width of an image, in pixels. */
const side = 8;
/** One pixel of margin on the left and at the top, so that every shift stays in the image. */
const margin = 1;
/** The shifts of a glyph, right and down. Each class meets each of them equally often. */
const shifts = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]];

/** The ten digits, 5 pixels wide and 6 high. */
const glyphs = [
  [".###.", "#...#", "#...#", "#...#", "#...#", ".###."],
  ["..#..", ".##..", "..#..", "..#..", "..#..", ".###."],
  [".###.", "#...#", "...#.", "..#..", ".#...", "#####"],
  ["####.", "....#", "..##.", "....#", "....#", "####."],
  ["...#.", "..##.", ".#.#.", "#####", "...#.", "...#."],
  ["#####", "#....", "####.", "....#", "....#", "####."],
  [".###.", "#....", "####.", "#...#", "#...#", ".###."],
  ["#####", "....#", "...#.", "..#..", ".#...", ".#..."],
  [".###.", "#...#", ".###.", "#...#", "#...#", ".###."],
  [".###.", "#...#", "#...#", ".####", "....#", ".###."],
];

/** A file of the sample. */
export interface SampleFile {
  /** Its name in `data/sample/`. */
  readonly name: string;
  /** All its bytes. */
  readonly bytes: Uint8Array;
}

/** The four files of the sample, the same on each call: 100 training images and 50 test images. */
export function sampleFiles(): SampleFile[] {
  const below = seededIntegers(1998);
  return [...drawSplit("train", 100, below), ...drawSplit("t10k", 50, below)];
}

function drawSplit(name: string, count: number, below: (limit: number) => number): SampleFile[] {
  // Image i shows digit i % 10 in shift ⌊i / 10⌋ % 5: every pair of them occurs.
  const order = shuffled(Array.from({ length: count }, (_, i) => i), below);
  const images = new Uint8Array(count * side * side);
  order.forEach((i, place) => {
    const image = images.subarray(place * side * side, (place + 1) * side * side);
    drawDigit(image, { digit: i % 10, shift: Math.floor(i / 10) % shifts.length, below });
  });
  const labels = Uint8Array.from(order, (i) => i % 10);
  return [
    {
      name: `${name}-images-idx3-ubyte`,
      bytes: encodeIdx({ shape: [count, side, side], data: images }),
    },
    { name: `${name}-labels-idx1-ubyte`, bytes: encodeIdx({ shape: [count], data: labels }) },
  ];
}

interface Drawing {
  readonly digit: number;
  readonly shift: number;
  readonly below: (limit: number) => number;
}

/** Ink of 192 to 255 on paper of 0, with a faint speck of up to 63 on about one pixel in eight. */
function drawDigit(image: Uint8Array, { digit, shift, below }: Drawing): void {
  const [right, down] = shifts[shift];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const inked = glyphs[digit][y - margin - down]?.[x - margin - right] === "#";
      const speck = below(8) === 0 ? below(64) : 0;
      image[y * side + x] = inked ? 192 + below(64) : speck;
    }
  }
}

/** Fisher and Yates's shuffle (Knuth, The Art of Computer Programming, volume 2, algorithm P). */
function shuffled(values: number[], below: (limit: number) => number): number[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}

/**
 * Integers from 0 to `limit` − 1 by a linear congruential generator modulo 2³² (the constants are
 * those of Numerical Recipes, 2nd edition, section 7.1). Its high bits are good enough for specks,
 * and the sample does not change when src/random does.
 */
function seededIntegers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state * limit / 2 ** 32);
  };
}

if (import.meta.main) {
  const folder = join(import.meta.dirname!, "sample");
  await Deno.mkdir(folder, { recursive: true });
  for (const { name, bytes } of sampleFiles()) await Deno.writeFile(join(folder, name), bytes);
}
