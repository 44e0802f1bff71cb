/**
 * Pictures of numbers: digits in grey, weights with their sign.
 *
 * @module
 */
import type { Text } from "../errors.ts";

/** One picture. */
export interface Picture {
  /** Its height, in pixels. */
  readonly rows: number;
  /** Its width, in pixels. */
  readonly columns: number;
  /** (rows, columns), row by row: bytes from paper to ink for `grey`, any numbers for `signed`. */
  readonly pixels: readonly number[];
  /** Whether the pixels have a sign: then positive, negative and zero look different. */
  readonly ink: "grey" | "signed";
  /** What stands above it. */
  readonly title?: Text;
  /** The pixel to point at. */
  readonly mark?: readonly [row: number, column: number];
}

/** Pictures next to each other, as a block of a lesson. */
export interface PicturesBlock {
  /** What kind of block this is. */
  readonly kind: "pictures";
  /** The pictures. */
  readonly pictures: readonly Picture[];
  /** Whether they are drawn small, several in a row. */
  readonly small: boolean;
  /** For `signed` pictures, the size of number that has full colour: common to all of them. */
  readonly limit: number;
  /** What stands below. */
  readonly caption?: Text;
  /** What is to be seen, in a sentence, for who does not see it; one is made if left out. */
  readonly alt?: Text;
}

/** What a picture is made from: 28 by 28 bytes in grey by default. */
export interface PictureSpec extends Partial<Omit<Picture, "pixels">> {
  /** Numbers, row by row; copied now. */
  readonly pixels: ArrayLike<number>;
}

/** The share of signed numbers whose colour is exact: a few outliers would make all others pale. */
const WITHIN = 0.995;

/** One picture, drawn as large as there is room. */
export function image(
  spec: PictureSpec & Pick<PicturesBlock, "caption" | "alt">,
): PicturesBlock {
  return pictures([spec], { caption: spec.caption, alt: spec.alt, small: false });
}

/** Pictures next to each other: small by default. */
export function pictures(
  specs: readonly PictureSpec[],
  { caption, alt, small = true, limit }: Partial<Omit<PicturesBlock, "kind" | "pictures">> = {},
): PicturesBlock {
  const all = specs.map(({ pixels, rows = 28, columns = 28, ink = "grey", title, mark }) => {
    if (pixels.length !== rows * columns) {
      throw new RangeError(`Cannot draw ${pixels.length} numbers as ${rows} by ${columns} pixels`);
    }
    return { rows, columns, pixels: Array.from(pixels), ink, title, mark };
  });
  const sizes = all.filter(({ ink }) => ink === "signed")
    .flatMap(({ pixels }) => pixels.map(Math.abs)).sort((a, b) => a - b);
  const most = sizes[Math.floor(WITHIN * (sizes.length - 1))] || sizes.at(-1) || 1;
  return { kind: "pictures", pictures: all, small, limit: limit ?? most, caption, alt };
}
