/**
 * Square windows that slide over images: what convolution and pooling have in common.
 *
 * @module
 */

/**
 * How windows lie on images. A row of a matrix is an image of (height, width, channels): number
 * (y·width + x)·channels + c of it is channel c of pixel (y, x). Window (v, u) begins at pixel
 * (v·stride − padding, u·stride − padding); what lies past an edge counts as zero.
 */
export interface Windows {
  /** Rows of pixels of an image. */
  readonly height: number;
  /** Columns of pixels of an image. */
  readonly width: number;
  /** Numbers of a pixel. */
  readonly channels: number;
  /** Rows and columns of a window. */
  readonly kernel: number;
  /** Pixels from a window to the next, both ways. */
  readonly stride: number;
  /** Rows and columns of zeros around an image. */
  readonly padding: number;
}

/** How many windows fit on an image, from top to bottom (`height`) and from left to right (`width`). */
export function windowCounts(windows: Windows): { height: number; width: number } {
  const { kernel, stride, padding } = windows;
  const count = (size: number) => Math.floor((size + 2 * padding - kernel) / stride) + 1;
  return { height: count(windows.height), width: count(windows.width) };
}

/**
 * Checks that windows are possible.
 *
 * @throws {RangeError} When a size is not an integer in its range, or no window fits on the image.
 */
export function checkWindows(windows: Windows): void {
  const { height, width, kernel, stride, padding } = windows;
  for (const name of ["height", "width", "channels", "kernel", "stride"] as const) {
    if (Number.isSafeInteger(windows[name]) && windows[name] > 0) continue;
    throw new RangeError(`${name} must be a positive integer: found ${windows[name]}`);
  }
  if (!Number.isSafeInteger(padding) || padding < 0 || padding >= kernel) {
    throw new RangeError(
      `padding must be an integer from 0 to ${kernel - 1}, less than the kernel: found ${padding}`,
    );
  }
  if (stride > kernel) {
    throw new RangeError(
      `stride must be at most the kernel, ${kernel}, or pixels are left out: found ${stride}`,
    );
  }
  if (kernel > Math.min(height, width) + 2 * padding) {
    throw new RangeError(
      `a kernel of ${kernel}×${kernel} with a padding of ${padding} leaves no pixel of an image ` +
        `of ${height}×${width}: take a smaller kernel, or fewer layers`,
    );
  }
}
