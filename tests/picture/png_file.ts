/** A small PNG encoder, for the kinds of file that people have: every type and depth, Adam7 or not. */
import { crc32, deflateSync } from "node:zlib";

/** What the samples of a pixel are, as the file's header has it. */
export const COLOUR = { grey: 0, rgb: 2, indexed: 3, greyAlpha: 4, rgba: 6 } as const;
const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** What to write. */
export interface PngOptions {
  readonly width: number;
  readonly height: number;
  readonly colour: keyof typeof COLOUR;
  /** Bits of a sample; 8 by default. */
  readonly depth?: number;
  readonly interlaced?: boolean;
  /** Red, green and blue of each index. */
  readonly palette?: Uint8Array;
  /** The chunk tRNS: the opacity of each index, or the samples (two bytes each) that are transparent. */
  readonly transparency?: Uint8Array;
}

/** The passes of Adam7: first column and row, and the steps from there. */
const ADAM7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [
  0,
  1,
  1,
  2,
]];

/** A PNG file; `sample` gives a sample of a pixel, 0 to 2^depth − 1. */
export function pngFile(
  sample: (column: number, row: number, channel: number) => number,
  options: PngOptions,
): Uint8Array<ArrayBuffer> {
  const { width, height, depth = 8, interlaced = false, palette, transparency } = options;
  const colour = COLOUR[options.colour], channels = CHANNELS[colour];
  const lines: number[][] = [];
  for (const [left, top, across, down] of interlaced ? ADAM7 : [[0, 0, 1, 1]]) {
    for (let row = top; row < height; row += down) {
      const bits: number[] = [];
      for (let column = left; column < width; column += across) {
        for (let channel = 0; channel < channels; channel++) {
          const value = sample(column, row, channel);
          for (let bit = depth - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
        }
      }
      if (bits.length > 0) lines.push([0, ...bytesOf(bits)]);
    }
  }
  const header = new Uint8Array(13), view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([depth, colour, 0, 0, Number(interlaced)], 8);
  const chunks = [
    chunk("IHDR", header),
    palette ? chunk("PLTE", palette) : [],
    transparency ? chunk("tRNS", transparency) : [],
    chunk("IDAT", deflateSync(Uint8Array.from(lines.flat()))),
    chunk("IEND", new Uint8Array()),
  ];
  return Uint8Array.from([0x89, ...new TextEncoder().encode("PNG\r\n\x1a\n"), ...chunks.flat()]);
}

function bytesOf(bits: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) => {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) byte = 2 * byte + (bits[8 * i + bit] ?? 0);
    return byte;
  });
}

function chunk(type: string, data: Uint8Array): number[] {
  const body = [...new TextEncoder().encode(type), ...data];
  const word = (x: number) => [x >>> 24, (x >>> 16) & 255, (x >>> 8) & 255, x & 255];
  return [...word(data.length), ...body, ...word(crc32(Uint8Array.from(body)))];
}
