type Matrix = number[][];

// en: type is byte 2; sizes has a number for each dimension; start is where the values begin.
// fr: type est l’octet 2 ; sizes a un nombre par dimension ; start, le début des valeurs.
interface Header {
  type: number;
  sizes: number[];
  start: number;
}

export function readHeader(bytes: Uint8Array): Header {
  // <solution>
  // en: Notice: a size is written as a number is: its largest part first, in base 256. (<< would
  // en: turn a first byte above 127 into a negative number.)
  // fr: À remarquer : une dimension s’écrit comme un nombre, poids fort en premier, en base 256.
  // fr: (<< changerait un premier octet au-dessus de 127 en un nombre négatif.)
  const sizes: number[] = [];
  for (let n = 0; n < bytes[3]; n++) {
    let size = 0;
    for (let i = 0; i < 4; i++) size = 256 * size + bytes[4 + 4 * n + i];
    sizes.push(size);
  }
  return { type: bytes[2], sizes, start: 4 + 4 * bytes[3] };
  // </solution>
}

// en: The image of this number, from 0, as rows of pixels: numbers from 0 to 255.
// fr: L’image de ce numéro, à partir de 0, en lignes de pixels : des nombres de 0 à 255.
export function readImage(bytes: Uint8Array, index: number): Matrix {
  // <solution>
  const { sizes: [, rows, columns], start } = readHeader(bytes);
  const first = start + index * rows * columns;
  const image: Matrix = [];
  for (let row = 0; row < rows; row++) {
    const from = first + row * columns;
    image.push(Array.from(bytes.subarray(from, from + columns)));
  }
  return image;
  // </solution>
}
