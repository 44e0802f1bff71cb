/**
 * Images as compressed sparse rows and columns, against the same made in plain TypeScript.
 */
import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import * as modules from "../../assembly/build/modules.js";
import { instantiateKernels, type Kernels } from "../../src/engine/kernels.ts";
import { Arena } from "../../src/engine/memory.ts";

/** No entry: what nobody has written. */
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
function rowsOf(images: readonly number[][], place: number) {
  const entries: number[] = [], starts = [place];
  for (const image of images) {
    entries.push(...named(image).map(({ gap, byte }) => gap << 8 | byte));
    starts.push(place + entries.length);
  }
  return { entries, starts };
}

/** For each pixel, `row << 8 | byte` for each row of a batch in which an entry names it. */
function columnsOf(images: readonly number[][], batch: readonly number[], pixels: number) {
  const columns = Array.from({ length: pixels }, (): number[] => []);
  for (const [row, image] of batch.entries()) {
    for (const { pixel, byte } of named(images[image])) columns[pixel].push(row << 8 | byte);
  }
  return columns;
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

/** Copies images to the memory of the kernels, and compresses them. */
function compress(kernels: Kernels, arena: Arena, images: readonly number[][], place: number) {
  const pixels = images[0].length, expected = rowsOf(images, place);
  const entries = new Numbers(arena, place + expected.entries.length, 16);
  const starts = new Numbers(arena, images.length + 1);
  const bytes = arena.allocate(images.length * pixels);
  // What lies behind the last image is not zero, and not to be read.
  new Uint8Array(arena.buffer, bytes, images.length * pixels + 8).fill(255).set(images.flat());
  const [to, from] = [entries.address, starts.address];
  const next = kernels.denseToCsr(to, from, bytes, images.length, pixels, place);
  return { entries, starts, next, expected };
}

for (const [build, module] of Object.entries(modules)) {
  const arena = new Arena(), kernels = instantiateKernels(module, arena.memory);

  Deno.test(`denseToCsr() keeps the pixels that are not zero, and nothing else (${build})`, () => {
    fc.assert(fc.property(arbitraryImages, fc.nat(5), (images, place) => {
      const { entries, starts, next, expected } = compress(kernels, arena, images, place);
      const before = new Array<number>(place).fill(UNTOUCHED & 0xffff);
      assert.deepEqual(entries.values, [...before, ...expected.entries]);
      assert.deepEqual(starts.values, expected.starts);
      assert.equal(next, expected.starts.at(-1));
    }));
  });

  Deno.test(`csrToCsc() transposes a batch, and densify() writes what gather() does (${build})`, () => {
    const batches = fc.array(fc.nat(6), { maxLength: 9 });
    const values = arena.allocate(1024), table = new Float32Array(arena.buffer, values, 256);
    for (let byte = 0; byte < 256; byte++) table[byte] = byte * Math.fround(1 / 255);
    fc.assert(
      fc.property(arbitraryImages, batches, (images, batch) => {
        const pixels = images[0].length, rows = batch.map((image) => image % images.length);
        const m = rows.length, { entries, starts } = compress(kernels, arena, images, 0);
        const indices = new Numbers(arena, m).set(rows);
        const csc = new Numbers(arena, pixels * m), ends = new Numbers(arena, pixels);
        const csr = [entries.address, starts.address, indices.address] as const;
        kernels.csrToCsc(csc.address, ends.address, ...csr, m, pixels);
        const at = csc.values, end = ends.values;
        for (const [pixel, wanted] of columnsOf(images, rows, pixels).entries()) {
          const rest = new Array<number>(m - wanted.length).fill(UNTOUCHED);
          const column = at.slice(pixel * m, (pixel + 1) * m);
          assert.deepEqual(column, [...wanted, ...rest], `pixel ${pixel}`);
          assert.equal(end[pixel], csc.address + 4 * (pixel * m + wanted.length));
        }
        const bytes = arena.allocate(images.length * pixels);
        new Uint8Array(arena.buffer, bytes).set(images.flat());
        const [gathered, dense] = [0, 1].map(() => new Numbers(arena, m * pixels));
        kernels.gather(gathered.address, bytes, indices.address, m, pixels, 1 / 255);
        kernels.densify(dense.address, ...csr, values, m, pixels);
        assert.deepEqual(dense.values, gathered.values);
      }),
    );
  });
}
