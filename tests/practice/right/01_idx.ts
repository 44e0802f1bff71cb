/** Right solutions of exercise 1, written differently. */
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export default [
  {
    readHeader(bytes: Uint8Array) {
      const sizes = [];
      for (let n = 0; n < bytes[3]; n++) sizes.push(view(bytes).getUint32(4 + 4 * n));
      return { type: bytes[2], sizes, start: 4 + 4 * sizes.length };
    },
    readImage(bytes: Uint8Array, index: number) {
      const [, rows, columns] = this.readHeader(bytes).sizes;
      const image = [];
      for (let i = 0; i < rows; i++) {
        const row = [];
        for (let j = 0; j < columns; j++) row.push(bytes[16 + (index * rows + i) * columns + j]);
        image.push(row);
      }
      return image;
    },
  },
  {
    // Bits shifted together.
    readHeader: (bytes: Uint8Array) => ({
      start: 4 + 4 * bytes[3],
      type: bytes[2],
      sizes: Array.from({ length: bytes[3] }, (_, n) => {
        const [a, b, c, d] = bytes.subarray(4 + 4 * n);
        return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
      }),
    }),
    readImage(bytes: Uint8Array, index: number) {
      const rows = bytes[10] * 256 + bytes[11], columns = bytes[14] * 256 + bytes[15];
      const pixels = bytes.slice(16).slice(index * rows * columns, (index + 1) * rows * columns);
      // Rows that stay typed arrays.
      return Array.from({ length: rows }, (_, i) => pixels.slice(i * columns, (i + 1) * columns));
    },
  },
  {
    // Through hexadecimal digits.
    readHeader(bytes: Uint8Array) {
      const hex = [...bytes.slice(0, 40)].map((b) => b.toString(16).padStart(2, "0")).join("");
      const count = parseInt(hex.slice(6, 8), 16);
      return {
        type: parseInt(hex.slice(4, 6), 16),
        sizes: Float64Array.from(
          { length: count },
          (_, n) => parseInt(hex.slice(8 + 8 * n, 16 + 8 * n), 16),
        ),
        start: 4 * (1 + count),
      };
    },
    readImage(bytes: Uint8Array, index: number) {
      const [, rows, columns] = this.readHeader(bytes).sizes, image: number[][] = [];
      bytes.forEach((byte, at) => {
        const pixel = at - 16 - index * rows * columns;
        if (pixel < 0 || pixel >= rows * columns) return;
        (image[Math.floor(pixel / columns)] ??= [])[pixel % columns] = byte;
      });
      return image;
    },
  },
  {
    // A copy of the bytes, whose buffer is its own.
    readHeader(bytes: Uint8Array) {
      const all = new DataView(new Uint8Array(bytes).buffer);
      const dimensions = all.getUint8(3), sizes: number[] = [];
      while (sizes.length < dimensions) sizes.push(all.getUint32(4 * (sizes.length + 1), false));
      return { type: all.getUint8(2), sizes, start: 4 * (dimensions + 1) };
    },
    readImage(bytes: Uint8Array, index: number) {
      const { sizes: [, rows, columns], start } = this.readHeader(bytes);
      const flat = [...bytes.subarray(start + index * rows * columns)];
      return Array.from({ length: rows }, () => flat.splice(0, columns));
    },
  },
];
