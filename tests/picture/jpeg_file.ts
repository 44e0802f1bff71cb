/** Small JPEG files, turned by their EXIF. */
import encode from "@jsquash/jpeg/encode.js";
import type { Picture } from "../../src/picture/picture.ts";

/** A JPEG of grey pixels; `orientation`, 1 to 8, is what its EXIF says. */
export async function jpegFile(
  { width, height, data }: Picture,
  { orientation = 0, grey = false }: { orientation?: number; grey?: boolean } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  data.forEach((value, i) => rgba.fill(value, 4 * i, 4 * i + 3));
  const image = { width, height, data: rgba, colorSpace: "srgb" } as ImageData;
  const bytes = new Uint8Array(
    await encode(image, { quality: 95, ...grey ? { color_space: 1 } : {} }),
  );
  if (orientation === 0) return bytes;
  // TIFF, big-endian, a directory of one entry: tag 0x112, a short, once.
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
  ]
    .concat(0, 0, 0, 0);
  const exif = [...new TextEncoder().encode("Exif\0\0"), ...tiff];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...bytes.slice(2)]);
}
