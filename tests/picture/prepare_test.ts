import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import { createEngine } from "../../src/engine/create.ts";
import { ShapeError, UserError } from "../../src/errors.ts";
import type { Picture } from "../../src/picture/picture.ts";
import { prepareDigit, prepareDrawing } from "../../src/picture/prepare.ts";
import { normal } from "../../src/random/source.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { lacks } from "../permission.ts";
import { isThorough } from "../thorough.ts";
import { DRAWINGS, drawingStream } from "./drawn_digits.ts";

/** Digits drawn in each way. */
const COUNT = isThorough ? 20 : 10;

Deno.test({
  name: "prepareDigit() makes of drawings and photos of MNIST's digits what a network reads as " +
    "before (needs --allow-read)",
  ignore: lacks("read"),
  fn: async () => {
    const engine = createEngine("strict"), dataset = await loadMnist();
    const { images, labels } = dataset.test;
    const session = new Session(engine, { recipe: { ...DEFAULT_RECIPE, epochs: 2 }, dataset });
    for (const _ of session.run());
    const read = evaluate(session.network, session.test).predictions;
    const known = Array.from({ length: 10 * COUNT }, (_, i) => i)
      .filter((i) => read[i] === labels[i]);

    for (const [way, { draw, share = 0.95, most = 20 }] of Object.entries(DRAWINGS)) {
      const random = drawingStream(1), indices = known.slice(0, Math.min(most, COUNT));
      const count = indices.length, prepared = new Uint8Array(784 * count);
      for (const [i, index] of indices.entries()) {
        const picture = draw(images.subarray(784 * index, 784 * (index + 1)), random);
        try {
          prepared.set(prepareDigit(picture), 784 * i);
        } catch (error) {
          if (!(error instanceof UserError)) throw error; // refused: blank, and read wrong
        }
      }
      const wanted = Uint8Array.from(indices, (index) => labels[index]);
      const examples = new Examples(engine, { images: prepared, labels: wanted, count });
      const { accuracy } = evaluate(session.network, examples);
      assert.ok(accuracy >= share, `${way}: ${100 * accuracy} % are read`);
    }
  },
});

/** A grey picture of strokes: rectangles [left, top, right, bottom] of ink on paper. */
function strokes(
  rectangles: number[][],
  { width = 300, height = 200, paper = 255, ink = 0 } = {},
): Picture & { data: Uint8Array } {
  const data = new Uint8Array(width * height).fill(paper);
  for (const [left, top, right, bottom] of rectangles) {
    for (let y = top; y < bottom; y++) data.fill(ink, y * width + left, y * width + right);
  }
  return { width, height, data };
}

/** A 7, upright. */
const SEVEN = [[100, 40, 160, 52], [148, 40, 160, 140]];

Deno.test("prepareDigit() gives 20 pixels on the longer side, the centre of mass at (14, 14)", () => {
  const image = prepareDigit(strokes(SEVEN));
  const ink = Array.from(image.keys()).filter((i) => image[i] > 0);
  const rows = ink.map((i) => Math.floor(i / 28)), columns = ink.map((i) => i % 28);
  assert.equal(Math.max(...rows) - Math.min(...rows) + 1, 20);
  assert.equal(Math.max(...columns) - Math.min(...columns) + 1, 12);
  assert.equal(Math.max(...image), 255);
  const mass = image.reduce((a, b) => a + b);
  const centre = (place: (i: number) => number) =>
    image.reduce((sum, x, i) => sum + x * place(i), 0) / mass;
  assert.ok(Math.abs(centre((i) => i % 28) - 14) <= 0.5);
  assert.ok(Math.abs(centre((i) => Math.floor(i / 28)) - 14) <= 0.5);
});

Deno.test("prepareDrawing() makes of known ink what prepareDigit() makes of its picture", () => {
  const { width, height, data } = strokes(SEVEN, { paper: 0, ink: 255 });
  const ink = Float32Array.from(data, (grey) => grey / 255);
  const drawn = prepareDrawing({ width, height, data: ink });
  prepareDigit({ width, height, data }).forEach((pixel, i) => {
    assert.ok(Math.abs(pixel - drawn[i]) <= 1, `pixel ${i}: ${pixel}, ${drawn[i]}`);
  });
});

Deno.test("prepareDigit() is the same for grey, colour, 16 bits, exchanged colours, or moved", () => {
  const picture = strokes(SEVEN), { width, height, data } = picture;
  const wanted = prepareDigit(picture);
  const rgba = new Uint8ClampedArray(4 * data.length).fill(255);
  data.forEach((x, i) => rgba.fill(x, 4 * i, 4 * i + 3));
  const clear = new Uint8ClampedArray(4 * data.length);
  data.forEach((x, i) => clear[4 * i + 3] = 255 - x);
  const white = clear.map((x, i) => i % 4 === 3 ? x : 255);
  const others: Record<string, Picture> = {
    colour: { width, height, data: rgba },
    "16 bits": { width, height, data: Uint16Array.from(data, (x) => 257 * x) },
    exchanged: { width, height, data: data.map((x) => 255 - x) },
    "black on nothing": { width, height, data: clear },
    "white on nothing": { width, height, data: white },
    moved: strokes(SEVEN.map(([a, b, c, d]) => [a + 90, b + 50, c + 90, d + 50])),
  };
  for (const [name, other] of Object.entries(others)) {
    assert.deepEqual(prepareDigit(other), wanted, name);
  }
});

Deno.test("prepareDigit() tells of an empty picture, and of two digits far apart", () => {
  const refused = (picture: Picture, english: RegExp, french: RegExp) =>
    assert.throws(() => prepareDigit(picture), (error) => {
      assert.ok(error instanceof UserError, String(error));
      assert.match(error.text.en, english);
      assert.match(error.text.fr, french);
      return true;
    });
  const random = drawingStream(3);
  const noisy = strokes([]);
  noisy.data.forEach((_, i) => noisy.data[i] = 200 - i % 300 / 3 + 5 * normal(random));
  const nothing = new Uint8ClampedArray(4 * 900);
  const empties = [strokes([]), strokes([], { paper: 0 }), noisy]
    .concat(strokes([[50, 50, 52, 52], [200, 90, 202, 92]]));
  for (const empty of [...empties, { width: 30, height: 30, data: nothing }]) {
    refused(empty, /nothing .* stands out as ink/, /rien .* ne ressort/);
  }
  const apart = [[20, 40, 30, 140], ...SEVEN.map(([a, b, c, d]) => [a + 60, b, c + 60, d])];
  refused(strokes(apart), /more than one digit/, /plusieurs chiffres/);
});

Deno.test("prepareDigit() keeps the parts of a digit together, and leaves specks out", () => {
  // A 5 whose bar does not touch it.
  const bar = [110, 30, 170, 42],
    body = [[100, 52, 112, 90], [112, 82, 160, 94]]
      .concat([[150, 94, 162, 140], [100, 132, 150, 144]]);
  const five = prepareDigit(strokes([bar, ...body]));
  assert.deepEqual(
    prepareDigit(strokes([bar, ...body, [20, 20, 23, 23], [280, 180, 282, 183]])),
    five,
  );
  assert.notDeepEqual(prepareDigit(strokes(body)), five);
});

Deno.test("prepareDigit() gives full ink to a digit fainter than what is left out", () => {
  // A dark strip along an edge, and a grey 7.
  const picture = strokes([[0, 0, 300, 6]]);
  for (const [left, top, right, bottom] of SEVEN) {
    for (let y = top; y < bottom; y++) picture.data.fill(130, y * 300 + left, y * 300 + right);
  }
  assert.deepEqual(prepareDigit(picture), prepareDigit(strokes(SEVEN)));
});

Deno.test("prepareDigit() makes of any picture an image with ink, or a UserError", () => {
  const side = fc.integer({ min: 1, max: 60 }), byte = fc.integer({ min: 0, max: 255 });
  const blot = fc.record({ left: side, top: side, right: side, bottom: side, ink: byte });
  const pictures = fc.record({ width: side, height: side, paper: byte, blots: fc.array(blot) });
  fc.assert(fc.property(pictures, ({ width, height, paper, blots }) => {
    const picture = strokes([], { width, height, paper });
    for (const { left, top, right, bottom, ink } of blots) {
      for (let y = top; y < Math.min(bottom, height); y++) {
        picture.data.fill(ink, y * width + left, y * width + Math.min(right, width));
      }
    }
    try {
      const image = prepareDigit(picture);
      assert.equal(image.length, 784);
      assert.ok(Math.max(...image) > 100);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }));
});

Deno.test("prepareDigit() throws a ShapeError on pixels that are not a picture", () => {
  assert.throws(() => prepareDigit({ width: 3, height: 3, data: new Uint8Array(10) }), ShapeError);
  assert.throws(() => prepareDigit({ width: 0, height: 3, data: new Uint8Array() }), ShapeError);
});
