/** An image with fewer pixels. */
export interface ShrunkImage {
  /** Its height, in pixels. */
  readonly rows: number;
  /** Its width, in pixels. */
  readonly columns: number;
  /** (rows, columns), row by row. */
  readonly pixels: number[];
}

/**
 * An image (rows, columns), row by row, at 1 / scale of its size: each pixel is the mean of a square
 * of pixels, at the right and the lower edge of those that are there.
 */
export function shrinkImage(
  pixels: ArrayLike<number>,
  { rows, columns, scale }: {
    readonly rows: number;
    readonly columns: number;
    readonly scale: number;
  },
): ShrunkImage {
  const small = { rows: Math.ceil(rows / scale), columns: Math.ceil(columns / scale) };
  const means = Array.from({ length: small.rows * small.columns }, (_, point) => {
    const top = Math.floor(point / small.columns) * scale, left = (point % small.columns) * scale;
    let sum = 0, count = 0;
    for (let row = top; row < Math.min(top + scale, rows); row++) {
      for (let column = left; column < Math.min(left + scale, columns); column++) {
        sum += pixels[row * columns + column];
        count++;
      }
    }
    return sum / count;
  });
  return { ...small, pixels: means };
}
