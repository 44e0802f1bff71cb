import { shrinkImage } from "../shrink_image.ts";

/** The size of an image, in pixels. */
export interface ImageSize {
  /** Its height. */
  readonly rows: number;
  /** Its width. */
  readonly columns: number;
}

/** The longest side of an image in the report. */
const LONGEST = 64;

/** By how much images are shrunk for the report, and the size that they get. */
export function thumbnailSize({ rows, columns }: ImageSize): ImageSize & { factor: number } {
  const factor = Math.ceil(Math.max(rows, columns) / LONGEST);
  return { factor, rows: Math.ceil(rows / factor), columns: Math.ceil(columns / factor) };
}

/**
 * An image made small enough for the report: each pixel is the mean of a square of pixels. An image
 * of at most 64×64 stays as it is.
 *
 * @param image The pixels (rows, columns), row-major; of anything that can be averaged.
 */
export function thumbnail(image: ArrayLike<number>, size: ImageSize): Float64Array {
  const { factor: scale } = thumbnailSize(size);
  if (scale === 1) return Float64Array.from(image);
  return Float64Array.from(shrinkImage(image, { ...size, scale }).pixels);
}
