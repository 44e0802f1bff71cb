/**
 * The ink of a digit in a picture, against its paper.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import { type Component, componentsAbove, gapBetween, longerSide } from "./components.ts";
import { contrast, noiseOf } from "./paper.ts";
import { brightness, type Picture } from "./picture.ts";
import { type Plane, planeOf } from "./plane.ts";

/** The most pixels along a side of the copy that is worked on. */
const MOST = 800;
/** Steps in which contrasts are counted. */
const STEPS = 1000;
/** The least contrast of ink, of all that there is between black and white. */
const FAINTEST = 0.08;

/**
 * The ink of the digit, 0 to 1, on a copy of the picture of at most 800 pixels a side. Specks, and
 * what comes in from the edge (a table around the sheet, ruled lines), are left out.
 *
 * @throws {UserError} When there is nothing to read, or two things far apart.
 */
export function findInk(picture: Picture): Plane {
  const out = contrast(brightness(picture, MOST));
  return digitOf(out, noiseOf(out));
}

/**
 * The ink of the digit, 0 to 1, of all that stands out from paper whose noise has this deviation: see
 * {@linkcode findInk}.
 */
export function digitOf(out: Plane, noise: number): Plane {
  const { width, height } = out, left = planeOf(out, (i) => out.data[i]);
  for (let tries = 0; tries < 4; tries++) {
    const level = inkLevel(left);
    if (level < Math.max(FAINTEST, 6 * noise)) break;
    const least = 0.45 * level, all = componentsAbove(left, least);
    const { digit, edge } = sort(all, { width, height });
    if (digit.length === 0 || dots(digit, { width, height })) {
      if (edge.length === 0) break;
      // The table is darker than the ink: look again without it.
      for (const i of near(edge, out)) left.data[i] = 0;
      continue;
    }
    assertOne(digit);
    const ink = planeOf(out, () => 0), floor = Math.max(0.05 * level, 2 * noise);
    // What was left out may have been darker than the digit, which is to have full ink somewhere.
    let full = 0;
    for (const { pixels } of digit) for (const i of pixels) full = Math.max(full, left.data[i]);
    full = Math.min(full, level);
    for (const i of near(digit, out)) {
      ink.data[i] = Math.min(Math.max((left.data[i] - floor) / (full - floor), 0), 1);
    }
    return ink;
  }
  throw new UserError({
    en:
      "nothing on this picture stands out as ink: write one digit, dark on light paper or light " +
      "on dark",
    fr: "rien sur cette image ne ressort comme de l’encre\u00a0: écrivez un chiffre, foncé sur " +
      "papier clair ou clair sur fond foncé",
  });
}

/** The contrast of ink: that of the few pixels that stand out most. */
function inkLevel({ data }: Plane): number {
  const counts = new Uint32Array(STEPS + 1); // sorting all pixels would take longer than all else
  for (const x of data) if (x > 0) counts[Math.min(Math.round(x * STEPS), STEPS)]++;
  let few = Math.max(3, Math.round(0.0003 * data.length)), step = STEPS;
  while (step > 0 && (few -= counts[step]) > 0) step--;
  return step / STEPS;
}

/**
 * Parts of the digit, and what comes in from the edge; specks are in neither. A digit that fills its
 * picture touches the edge, too: what does so is left out only where something else is there to
 * read, or where it is a strip along the edge.
 */
function sort(
  all: readonly Component[],
  { width, height }: Pick<Plane, "width" | "height">,
): { digit: Component[]; edge: Component[] } {
  const longer = Math.max(width, height);
  const touches = all.filter(({ onEdge }) => onEdge > 0.1 * (width + height));
  const inner = all.filter((part) => !touches.includes(part));
  const edge = inner.some((part) => longerSide(part) > longer / 8)
    ? touches
    : touches.filter(isStrip);
  const parts = all.filter((part) => !edge.includes(part));
  const most = Math.max(0, ...parts.map(({ pixels }) => pixels.length));
  return { digit: parts.filter(({ pixels }) => pixels.length > 0.03 * most), edge };
}

/** Whether most of a part lies near the edge of the picture that it touches. */
function isStrip({ pixels, onEdge, ...box }: Component): boolean {
  const thickness = pixels.length / onEdge;
  return thickness < 0.1 * longerSide(box);
}

/** Whether all that there is are dots too small to be a digit. */
function dots(parts: readonly Component[], { width, height }: Pick<Plane, "width" | "height">) {
  return Math.max(...parts.map(longerSide)) < Math.max(width, height) / 40;
}

/** The pixels of parts, and those so near that a soft edge may have reached them. */
function near(parts: readonly Component[], { width, height }: Plane): number[] {
  const reach = Math.max(1, Math.round(Math.max(width, height) / 400));
  const reached = new Uint8Array(width * height);
  for (const { pixels } of parts) {
    for (const i of pixels) {
      const x = i % width, y = Math.floor(i / width);
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
        const from = Math.max(0, x - reach), to = Math.min(width - 1, x + reach);
        for (let column = from; column <= to; column++) reached[row * width + column] = 1;
      }
    }
  }
  const found: number[] = [];
  for (let i = 0; i < reached.length; i++) if (reached[i]) found.push(i);
  return found;
}

/** Throws where two parts, neither of them small, have about a digit's width between them. */
function assertOne(parts: readonly Component[]): void {
  for (const a of parts) {
    for (const b of parts) {
      const [small, large] = longerSide(a) < longerSide(b) ? [a, b] : [b, a];
      if (longerSide(small) < 0.5 * longerSide(large)) continue;
      if (gapBetween(a, b) < 0.35 * longerSide(small)) continue;
      throw new UserError({
        en: "this picture shows more than one digit, far apart: cut it so that it shows one",
        fr: "cette image montre plusieurs chiffres éloignés\u00a0: recadrez-la pour n’en garder " +
          "qu’un",
      });
    }
  }
}
