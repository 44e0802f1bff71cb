/**
 * A dataset made on the spot: noisy stripes on 4×4 pixels, for tests of training.
 *
 * @module
 */
import type { Dataset, Split } from "../../src/data/dataset.ts";
import { below, type RandomSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";

/** The row (classes 0 to 3) or the column (4 and 5) of the stripe. */
const CLASSES = 6;

/** So many images of stripes, of every class in turn. The same ones each time; few pixels are zero. */
export function stripes(counts: { train: number; test: number }): Dataset {
  const random = new Xoshiro128(77);
  const train = split(counts.train, random), test = split(counts.test, random);
  return { name: "stripes", rows: 4, columns: 4, labels: [...Array(CLASSES).keys()], train, test };
}

/** The same stripes without the noise on their black pixels: three quarters of all pixels are zero. */
export function clean(dataset: Dataset): Dataset {
  const wipe = (split: Split): Split => ({
    ...split,
    images: split.images.map((byte) => byte <= 100 ? 0 : byte),
  });
  return { ...dataset, train: wipe(dataset.train), test: wipe(dataset.test) };
}

function split(count: number, random: RandomSource): Split {
  const images = new Uint8Array(count * 16), labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = labels[i] = i % CLASSES;
    for (let pixel = 0; pixel < 16; pixel++) {
      const inked = label < 4 ? pixel >> 2 === label : (pixel & 3) === label - 3;
      images[i * 16 + pixel] = (inked ? 155 : 0) + below(random, 101);
    }
  }
  return { images, labels, count };
}
