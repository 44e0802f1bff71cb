/**
 * Between images and the patches that the windows of a convolution cut out of them (im2col, col2im): with
 * a row for each window, a convolution is a product of patches and weights, (windows, taps)·(taps, n).
 *
 * An image is (height, width, channels). A patch is (kernel, kernel, channels) in the same order, so that
 * each row of a window is one run of numbers in the image and in the patch. What lies past an edge is +0.
 *
 * K. Chellapilla, S. Puri, P. Simard, "High performance convolutional neural networks for document
 * processing" (2006), section 4.1.
 */
import { F32, loadFirst, storeFirst } from "./lanes";

/** patches = the windows of m images, from top left to bottom right. Overwrites patches. */
export function im2col(
  patches: usize, // (m·windows, kernel·kernel·channels)
  images: usize, // (m, height, width, channels)
  m: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  stride: i32,
  padding: i32,
): void {
  const pixel = <usize> channels * F32, row = <usize> width * pixel, run = <usize> kernel * pixel;
  const highest = height + padding - kernel, rightmost = width + padding - kernel;
  const isShort = run >= 4 * F32 && run <= 8 * F32, last = run - 4 * F32;
  for (let i = 0; i < m; i++) {
    for (let y = -padding; y <= highest; y += stride) {
      for (let x = -padding; x <= rightmost; x += stride) {
        // Pixels of a run that lie left and right of the image.
        const left = <usize> max(-x, 0) * pixel, right = <usize> max(x + kernel - width, 0) * pixel;
        let from = images + <usize> max(y, 0) * row + <usize> max(x, 0) * pixel;
        if (isShort && y >= 0 && y <= height - kernel && !(left | right)) {
          // Two vectors a run: most of what a first layer copies, at twice the speed.
          for (let ky = 0; ky < kernel; ky++) {
            v128.store(patches, v128.load(from));
            v128.store(patches + last, v128.load(from + last));
            patches += run;
            from += row;
          }
          continue;
        }
        for (let ky = 0; ky < kernel; ky++) {
          if (y + ky < 0 || y + ky >= height) {
            memory.fill(patches, 0, run);
          } else {
            if (left | right) {
              memory.fill(patches, 0, left);
              memory.fill(patches + run - right, 0, right);
            }
            copy(patches + left, from, run - left - right);
            from += row;
          }
          patches += run;
        }
      }
    }
    images += <usize> height * row;
  }
}

/** images = the sum of what lies on each pixel, window after window: the transpose of im2col. Overwrites images. */
export function col2im(
  images: usize, // (m, height, width, channels)
  patches: usize, // (m·windows, kernel·kernel·channels)
  m: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  stride: i32,
  padding: i32,
): void {
  const pixel = <usize> channels * F32, row = <usize> width * pixel, run = <usize> kernel * pixel;
  const highest = height + padding - kernel, rightmost = width + padding - kernel;
  memory.fill(images, 0, <usize> m * height * row);
  for (let i = 0; i < m; i++) {
    for (let y = -padding; y <= highest; y += stride) {
      for (let x = -padding; x <= rightmost; x += stride) {
        const left = <usize> max(-x, 0) * pixel, right = <usize> max(x + kernel - width, 0) * pixel;
        let to = images + <usize> max(y, 0) * row + <usize> max(x, 0) * pixel;
        for (let ky = 0; ky < kernel; ky++) {
          if (y + ky >= 0 && y + ky < height) {
            add(to, patches + left, run - left - right);
            to += row;
          }
          patches += run;
        }
      }
    }
    images += <usize> height * row;
  }
}

/** Copies a run of numbers. The last four may overlap those before: the same numbers are written twice. */
// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, bytes: usize): void {
  if (bytes < 4 * F32) return storeFirst(to, loadFirst(from, <i32> (bytes / F32)), <i32> (bytes / F32));
  const last = bytes - 4 * F32;
  for (let at: usize = 0; at < last; at += 4 * F32) v128.store(to + at, v128.load(from + at));
  v128.store(to + last, v128.load(from + last));
}

/** Adds a run of numbers to another. */
// @ts-ignore: decorator
@inline
function add(to: usize, from: usize, bytes: usize): void {
  let left = <i32> (bytes / F32);
  for (; left >= 4; left -= 4) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 4 * F32;
    from += 4 * F32;
  }
  storeFirst(to, f32x4.add(loadFirst(to, left), loadFirst(from, left)), left);
}
