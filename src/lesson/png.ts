/**
 * A picture of a lesson as a PNG, for renderers that show images.
 *
 * Source: the PNG specification, third edition (W3C, 2025), sections 5 and 11.
 *
 * @module
 */
import { deflateSync } from "node:zlib";
import type { Picture } from "./picture.ts";

/** Red, green and blue of full colour: positive, negative, and what outlines a marked pixel. */
const POSITIVE = [190, 40, 40], NEGATIVE = [40, 90, 190], MARK = [230, 120, 0];
const PAPER = 255;

/**
 * A picture, each pixel `scale` dots wide: grey ones dark on white paper; signed ones red where
 * positive and blue where negative, `limit` in full colour and white at 0. The marked pixel is outlined.
 */
export function picturePng(
  picture: Picture,
  { scale, limit }: { readonly scale: number; readonly limit: number },
): Uint8Array<ArrayBuffer> {
  const { rows, columns, pixels, mark } = picture;
  const width = columns * scale, height = rows * scale;
  const bytes = new Uint8Array(height * (1 + 3 * width)); // each line starts with its filter, 0
  const dot = (x: number, y: number, colour: readonly number[]) =>
    bytes.set(colour, y * (1 + 3 * width) + 1 + 3 * x);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = pixels[Math.floor(y / scale) * columns + Math.floor(x / scale)];
      dot(x, y, picture.ink === "grey" ? Array(3).fill(PAPER - pixel) : signed(pixel / limit));
    }
  }
  if (mark) {
    const [top, left] = [mark[0] * scale, mark[1] * scale];
    for (let i = 0; i < scale; i++) {
      for (const line of [0, 1, scale - 2, scale - 1]) {
        dot(left + i, top + line, MARK);
        dot(left + line, top + i, MARK);
      }
    }
  }
  const size = new DataView(new ArrayBuffer(13));
  size.setUint32(0, width);
  size.setUint32(4, height);
  size.setUint8(8, 8); // bits for each of
  size.setUint8(9, 2); // red, green and blue
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(size.buffer)),
    chunk("IDAT", deflateSync(bytes)),
    chunk("IEND", new Uint8Array()),
  ];
  const png = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    png.set(part, at);
    at += part.length;
  }
  return png;
}

/** A number from −1 to 1 as a colour: white at 0. */
function signed(part: number): number[] {
  const size = Math.min(1, Math.abs(part));
  return (part > 0 ? POSITIVE : NEGATIVE).map((full) => Math.round(PAPER + size * (full - PAPER)));
}

/** A chunk: the length of its content, its name, the content, a checksum of both. */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length), view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

/** CRC-32, bit by bit. */
function crc(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}
