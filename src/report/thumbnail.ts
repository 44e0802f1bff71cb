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
  const { factor, rows, columns } = thumbnailSize(size);
  const sums = new Float64Array(rows * columns), counts = new Uint32Array(rows * columns);
  for (let i = 0; i < size.rows; i++) {
    for (let j = 0; j < size.columns; j++) {
      const pixel = Math.floor(i / factor) * columns + Math.floor(j / factor);
      sums[pixel] += image[i * size.columns + j];
      counts[pixel]++;
    }
  }
  return sums.map((sum, pixel) => sum / counts[pixel]);
}
