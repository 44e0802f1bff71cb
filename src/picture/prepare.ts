/**
 * From a person's picture to an image like MNIST's.
 *
 * @module
 */
import { digitOf, findInk } from "./find_ink.ts";
import type { Picture } from "./picture.ts";
import { averageAreas, boxAbove, type Plane } from "./plane.ts";
import { strokeThickness, thickened } from "./strokes.ts";

/** Rows and columns of a prepared image. */
export const SIDE = 28;
/** The longer side of its ink, in pixels. */
const DIGIT = 20;
/** Pixels of the copy on which strokes are measured, for one pixel of the result. */
const FINE = 6;
/** Nine tenths of MNIST's digits have strokes within these, in pixels of the result. */
const THINNEST = 1.4, THICKEST = 3.5;

/**
 * Prepares a picture of a digit as MNIST's makers did: its ink, found against the paper, is cut to
 * its box, the longer side averaged to 20 pixels, and moved by whole pixels so that its centre of
 * mass lies in the middle of 28×28. Gives (28, 28) bytes, row by row, 0 for paper and 255 for ink.
 *
 * Strokes that are far thinner or thicker than any in MNIST are first brought nearer: a fine pen on a
 * large sheet would be averaged to grey dust.
 *
 * Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits" (1998).
 *
 * @throws {UserError} When there is nothing to read, or two things far apart.
 */
export function prepareDigit(picture: Picture): Uint8Array {
  return prepareInk(findInk(picture));
}

/**
 * Prepares a drawing whose ink is known, 0 for none and 1 for all of it, as {@linkcode prepareDigit} does a
 * picture.
 *
 * @throws {UserError} When there is nothing to read, or two things far apart.
 */
export function prepareDrawing(ink: Plane): Uint8Array {
  return prepareInk(digitOf(ink, 0));
}

function prepareInk(ink: Plane): Uint8Array {
  return centred(shrunk(withStrokes(shrunk(ink, DIGIT * FINE)), DIGIT));
}

/** The ink of a plane cut to its box, its longer side `longer` pixels. */
function shrunk(ink: Plane, longer: number): Plane {
  const box = boxAbove(ink, 0.1)!, width = box.right - box.left, height = box.bottom - box.top;
  const scale = longer / Math.max(width, height);
  return averageAreas(ink, {
    box,
    width: Math.max(1, Math.round(scale * width)),
    height: Math.max(1, Math.round(scale * height)),
  });
}

/** Strokes made thicker or thinner where they are unlike any in MNIST. */
function withStrokes(ink: Plane): Plane {
  const thickness = strokeThickness(ink) / FINE;
  const wanted = Math.min(Math.max(thickness, THINNEST), THICKEST);
  if (wanted === thickness) return ink;
  // Thinned by no more than a quarter on each side, strokes of any shape leave something.
  const by = Math.max((wanted - thickness) / 2, -thickness / 4) * FINE,
    margin = Math.ceil(Math.max(0, by)) + 1;
  const { width, height } = ink, across = width + 2 * margin;
  const data = new Float32Array(across * (height + 2 * margin));
  for (let y = 0; y < height; y++) {
    data.set(ink.data.subarray(y * width, (y + 1) * width), (y + margin) * across + margin);
  }
  return thickened({ width: across, height: height + 2 * margin, data }, by);
}

/** Moved so that the centre of mass is nearest to the middle, as far as all of it stays inside. */
function centred({ width, height, data }: Plane): Uint8Array {
  let mass = 0, sumX = 0, sumY = 0;
  data.forEach((ink, i) => {
    mass += ink;
    sumX += ink * (i % width);
    sumY += ink * Math.floor(i / width);
  });
  const place = (centre: number, size: number) =>
    Math.min(Math.max(Math.round(SIDE / 2 - centre), 0), SIDE - size);
  const left = place(sumX / mass, width), top = place(sumY / mass, height);
  const pixels = new Uint8Array(SIDE * SIDE);
  data.forEach((ink, i) => {
    pixels[(top + Math.floor(i / width)) * SIDE + left + i % width] = Math.round(255 * ink);
  });
  return pixels;
}
