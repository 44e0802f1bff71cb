/** Max-pooling: the largest number of each window, four channels at a time. */
import { F32, loadFirst, storeFirst } from "./lanes";

/**
 * out = the largest number of each window, by channel, and places = its number in its image: that of the
 * first of equals, or of the first NaN. Overwrites out and places. The windows lie on the images wholly.
 */
export function maxPool(
  out: usize, // (m, windows, channels)
  places: usize, // (m, windows, channels), u32
  images: usize, // (m, height, width, channels)
  m: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  stride: i32,
): void {
  const pixel = <usize> channels * F32;
  for (let i = 0; i < m; i++) {
    for (let y = 0; y + kernel <= height; y += stride) {
      for (let x = 0; x + kernel <= width; x += stride) {
        for (let c = 0; c < channels; c += 4) {
          const left = channels - c;
          let place = (y * width + x) * channels + c;
          let best = loadFirst(images + <usize> place * F32, left), at = i32x4.splat(place);
          for (let ky = 0; ky < kernel; ky++) {
            for (let kx = 0; kx < kernel; kx++) {
              const value = loadFirst(images + <usize> (place + kx * channels) * F32, left);
              // NaN is larger than every number, and not than another NaN.
              const larger = v128.or(
                f32x4.gt(value, best),
                v128.and(f32x4.ne(value, value), f32x4.eq(best, best)),
              );
              best = v128.bitselect(value, best, larger);
              at = v128.bitselect(i32x4.splat(place + kx * channels), at, larger);
            }
            place += width * channels;
          }
          storeFirst(out + <usize> c * F32, best, left);
          storeFirst(places + <usize> c * F32, i32x4.add(at, i32x4(0, 1, 2, 3)), left);
        }
        out += pixel;
        places += pixel;
      }
    }
    images += <usize> height * width * pixel;
  }
}

/** dx[i, places[i, j]] += dz[i, j], from zeros. Overwrites dx, which may not alias dz. */
export function maxPoolBackward(
  dx: usize, // (m, n)
  dz: usize, // (m, count)
  places: usize, // (m, count), u32, each below n
  m: i32,
  n: i32,
  count: i32,
): void {
  memory.fill(dx, 0, <usize> m * n * F32);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < count; j++) {
      const place = dx + <usize> load<u32>(places) * F32;
      store<f32>(place, load<f32>(place) + load<f32>(dz));
      places += 4;
      dz += F32;
    }
    dx += <usize> n * F32;
  }
}
