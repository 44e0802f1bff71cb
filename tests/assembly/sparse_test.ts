/**
 * The lists of the pixels that are not zero, against the same lists made in plain TypeScript.
 */
import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import * as modules from "../../assembly/build/modules.js";
import { Arena, newMemory, newSharedMemory } from "../../src/engine/arena.ts";
import { instantiateKernels, type Kernels } from "../../src/engine/kernels.ts";

/** Not what a list holds: what nobody has written. */
const UNTOUCHED = 0xdeadbeef;

/** The pixels of an image that an entry names, with their bytes: a zero every 255 pixels of a wide gap. */
function named(image: readonly number[]): { pixel: number; gap: number; byte: number }[] {
  const places = [];
  let last = 0;
  for (const [pixel, byte] of image.entries()) {
    if (!byte) continue;
    for (; pixel - last > 255; last += 255) places.push({ pixel: last + 255, gap: 255, byte: 0 });
    places.push({ pixel, gap: pixel - last, byte });
    last = pixel;
  }
  return places;
}

/** `gap << 8 | byte` for each entry, image after image, and where each image starts. */
function listOf(images: readonly number[][], place: number) {
  const entries: number[] = [], starts = [place];
  for (const image of images) {
    entries.push(...named(image).map(({ gap, byte }) => gap << 8 | byte));
    starts.push(place + entries.length);
  }
  return { entries, starts };
}

/** For each pixel, `row << 8 | byte` for each row of a batch in which an entry names it. */
function fileOf(images: readonly number[][], batch: readonly number[], pixels: number) {
  const filed = Array.from({ length: pixels }, (): number[] => []);
  for (const [row, image] of batch.entries()) {
    for (const { pixel, byte } of named(images[image])) filed[pixel].push(row << 8 | byte);
  }
  return filed;
}

/** Numbers in the memory of the kernels, with one more on either side that must stay as it is. */
class Numbers {
  readonly address: number;
  readonly #around: Uint32Array | Uint16Array;
  readonly #untouched: number;

  constructor(arena: Arena, length: number, bits: 16 | 32 = 32) {
    const start = arena.allocate((length + 2) * bits / 8);
    this.address = start + bits / 8;
    this.#around = bits === 16
      ? new Uint16Array(arena.buffer, start, length + 2)
      : new Uint32Array(arena.buffer, start, length + 2);
    this.#around.fill(UNTOUCHED);
    this.#untouched = this.#around[0];
  }

  /** What was written. */
  get values(): number[] {
    assert.equal(this.#around.at(0), this.#untouched, "written before");
    assert.equal(this.#around.at(-1), this.#untouched, "written behind");
    return [...this.#around.subarray(1, -1)];
  }

  set(values: ArrayLike<number>): this {
    this.#around.set(values, 1);
    return this;
  }
}

/** Images of any size, most pixels zero, zeros in a row above all, and gaps wider than one entry spans. */
const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 250, max: 900 }));
const arbitraryImages = sizes.chain((pixels) => {
  const longest = pixels > 40 ? 600 : 20;
  const zeros = fc.integer({ min: 1, max: longest }).map((length) =>
    new Array<number>(length).fill(0)
  );
  const ink = fc.integer({ min: 1, max: 255 }).map((byte) => [byte]);
  const image = fc.array(fc.oneof(zeros, ink), { minLength: pixels, maxLength: pixels })
    .map((runs) => runs.flat().slice(0, pixels));
  return fc.array(image, { minLength: 1, maxLength: 7 });
});

/** Copies images to the memory of the kernels, and lists them. */
function list(kernels: Kernels, arena: Arena, images: readonly number[][], place: number) {
  const pixels = images[0].length, expected = listOf(images, place);
  const entries = new Numbers(arena, place + expected.entries.length, 16);
  const starts = new Numbers(arena, images.length + 1);
  const bytes = arena.allocate(images.length * pixels);
  // What lies behind the last image is not zero, and not to be listed.
  new Uint8Array(arena.buffer, bytes, images.length * pixels + 8).fill(255).set(images.flat());
  const [to, from] = [entries.address, starts.address];
  const next = kernels.listPixels(to, from, bytes, images.length, pixels, place);
  return { entries, starts, next, expected };
}

for (const [build, module] of Object.entries(modules)) {
  const memory = build.endsWith("Shared") ? newSharedMemory() : newMemory(2 ** 20);
  const kernels = instantiateKernels(module, memory), arena = () => new Arena(memory);

  Deno.test(`listPixels() lists the pixels that are not zero, and nothing else (${build})`, () => {
    fc.assert(fc.property(arbitraryImages, fc.nat(5), (images, place) => {
      const { entries, starts, next, expected } = list(kernels, arena(), images, place);
      const before = new Array<number>(place).fill(UNTOUCHED & 0xffff);
      assert.deepEqual(entries.values, [...before, ...expected.entries]);
      assert.deepEqual(starts.values, expected.starts);
      assert.equal(next, expected.starts.at(-1));
    }));
  });

  Deno.test(`filePixels() turns the lists of a batch round, for its range of pixels (${build})`, () => {
    const batches = fc.array(fc.nat(6), { maxLength: 9 }),
      cuts = fc.tuple(fc.nat(900), fc.nat(900));
    fc.assert(
      fc.property(arbitraryImages, batches, cuts, (images, batch, cut) => {
        const piece = arena(), pixels = images[0].length;
        const { entries, starts } = list(kernels, piece, images, 0);
        const rows = batch.map((image) => image % images.length), capacity = rows.length;
        const indices = new Numbers(piece, rows.length).set(rows);
        const filed = new Numbers(piece, pixels * capacity), ends = new Numbers(piece, pixels);
        const places = cut.map((place) => Math.min(place, pixels)).toSorted((a, b) => a - b);
        const ranges = [0, ...places, pixels];
        const expected = fileOf(images, rows, pixels);
        // Three threads file their pixels, in any order: here the last first.
        for (let i = 2; i >= 0; i--) {
          kernels.filePixels(
            filed.address,
            ends.address,
            entries.address,
            starts.address,
            indices.address,
            rows.length,
            ranges[i],
            ranges[i + 1],
          );
          const at = filed.values, end = ends.values;
          for (let pixel = 0; pixel < pixels; pixel++) {
            const first = pixel * capacity, list = at.slice(first, first + capacity);
            const wanted = pixel >= ranges[i] ? expected[pixel] : [];
            const rest = new Array<number>(capacity - wanted.length).fill(UNTOUCHED);
            assert.deepEqual(list, [...wanted, ...rest], `pixel ${pixel}`);
            if (pixel < ranges[i]) assert.equal(end[pixel], UNTOUCHED);
            else assert.equal(end[pixel], filed.address + 4 * (first + wanted.length));
          }
        }
      }),
    );
  });

  Deno.test(`spread() writes the same matrix as gather() (${build})`, () => {
    fc.assert(
      fc.property(arbitraryImages, fc.array(fc.nat(6), { maxLength: 9 }), (images, batch) => {
        const piece = arena(), pixels = images[0].length, rows = batch.length;
        const { entries, starts } = list(kernels, piece, images, 0);
        const indices = new Numbers(piece, rows).set(batch.map((image) => image % images.length));
        const bytes = piece.allocate(images.length * pixels), scale = Math.fround(1 / 255);
        new Uint8Array(memory.buffer, bytes).set(images.flat());
        const values = piece.allocate(1024), table = new Float32Array(memory.buffer, values, 256);
        for (let byte = 0; byte < 256; byte++) table[byte] = byte * scale;
        const [gathered, spread] = [0, 1].map(() => new Numbers(piece, rows * pixels));
        kernels.gather(gathered.address, bytes, indices.address, rows, pixels, 1 / 255);
        const [lists, from] = [entries.address, starts.address];
        kernels.spread(spread.address, lists, from, indices.address, values, rows, pixels);
        assert.deepEqual(spread.values, gathered.values);
      }),
    );
  });
}
