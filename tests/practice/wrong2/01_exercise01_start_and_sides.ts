// First mistake: start is always 16, which is right for images only (labels begin at 8).
// Second mistake: readImage takes sizes[1] for the width and sizes[2] for the height.

// 1 · The bytes of a file
//
// A file of MNIST is bytes, numbers from 0 to 255. This is how it begins:
// bytes 0 and 1 are 0; byte 2 is the type (8 for bytes); byte 3 is the number of dimensions.
// Then each dimension has its size, in four bytes, the largest part first: 0 0 1 44 is 1·256
// + 44 = 300. Images have three: how many, rows, columns; labels have one.
// Then come the values: image after image, row after row.
// readHeader(bytes) returns { type, sizes, start }; start is the first byte after the
// header.
// readImage(bytes, index) gives the image of this number, from 0, as a matrix of rows. Once
// it is right, a digit is drawn here.
//
// To reread: deno task lesson1 --step 4

type Matrix = number[][];

// type is byte 2; sizes has a number for each dimension; start is where the values begin.
interface Header {
  type: number;
  sizes: number[];
  start: number;
}

export function readHeader(bytes: Uint8Array): Header {
  const type = bytes[2];
  const dims = bytes[3];
  const sizes: number[] = [];
  for (let d = 0; d < dims; d++) {
    const p = 4 + 4 * d;
    sizes.push(
      bytes[p] * 256 * 256 * 256 + bytes[p + 1] * 256 * 256 + bytes[p + 2] * 256 + bytes[p + 3],
    );
  }
  return { type, sizes, start: 16 };
}

// The image of this number, from 0, as rows of pixels: numbers from 0 to 255.
export function readImage(bytes: Uint8Array, index: number): Matrix {
  const { sizes, start } = readHeader(bytes);
  const [, width, height] = sizes;
  const image: Matrix = [];
  let p = start + index * width * height;
  for (let y = 0; y < height; y++) {
    const row: number[] = [];
    for (let x = 0; x < width; x++) {
      row.push(bytes[p]);
      p++;
    }
    image.push(row);
  }
  return image;
}
