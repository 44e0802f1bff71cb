/**
 * A picture as people have it, and its brightness.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";
import type { Plane } from "./plane.ts";

/** A picture: what `ImageData` of a browser holds, or a decoded file. */
export interface Picture {
  /** How many pixels a row has. */
  readonly width: number;
  /** How many rows there are. */
  readonly height: number;
  /**
   * Row by row, of each pixel either its grey or red, green, blue and opacity; 0 is black and
   * transparent, the largest number of the type white and opaque.
   */
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array;
}

/** The brightness of a picture, black 0 to white 1, at most `most` pixels wide and high. */
export function brightness(picture: Picture, most: number): Plane {
  const { width, height, data } = picture, channels = data.length / (width * height);
  if (!(width > 0 && height > 0) || (channels !== 1 && channels !== 4)) {
    throw new ShapeError(
      `Cannot read ${data.length} numbers as a picture of ${width}×${height} pixels: wanted one ` +
        "or four a pixel",
    );
  }
  const scale = Math.ceil(Math.max(width, height) / most);
  const small = { width: Math.ceil(width / scale), height: Math.ceil(height / scale) };
  const light = new Float32Array(small.width * small.height); // times the opacity
  const opacity = new Float32Array(light.length);
  const white = data.BYTES_PER_ELEMENT === 2 ? 65535 : 255;
  // Of large pictures every pixel is looked at once: this loop is most of the time that they take.
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / scale) * small.width;
    for (let x = 0; x < small.width; x++) {
      const end = Math.min((x + 1) * scale, width);
      let lightSum = 0, opacitySum = 0;
      for (let column = x * scale; column < end; column++, i += channels) {
        const alpha = channels === 4 ? data[i + 3] : white;
        const grey = channels === 4
          ? 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2]
          : data[i];
        lightSum += alpha * grey;
        opacitySum += alpha;
      }
      light[row + x] += lightSum;
      opacity[row + x] += opacitySum;
    }
  }
  for (let y = 0, i = 0; y < small.height; y++) {
    const rows = Math.min(scale, height - y * scale);
    for (let x = 0; x < small.width; x++, i++) {
      const area = rows * Math.min(scale, width - x * scale);
      light[i] /= area * white * white;
      opacity[i] /= area * white;
    }
  }
  if (opacity.some((alpha) => alpha < 0.999)) {
    const behind = backing({ light, opacity });
    for (let i = 0; i < light.length; i++) light[i] += (1 - opacity[i]) * behind;
  }
  return { ...small, data: light };
}

/**
 * The brightness to put behind what is transparent. Where all that is opaque has about one
 * brightness, it is the ink: white behind dark ink, black behind light. Where it has several, it is
 * ink and paper, and what is transparent around them takes the brightness of most of it.
 */
function backing({ light, opacity }: { light: Float32Array; opacity: Float32Array }): number {
  let weight = 0, sum = 0, squares = 0;
  for (let i = 0; i < light.length; i++) {
    if (opacity[i] === 0) continue;
    weight += opacity[i];
    sum += light[i];
    squares += light[i] ** 2 / opacity[i];
  }
  if (weight === 0) return 1;
  const mean = sum / weight, deviation = Math.sqrt(Math.max(0, squares / weight - mean ** 2));
  if (deviation > 0.1) return mean;
  return mean < 0.5 ? 1 : 0;
}
