/**
 * IDX files are big-endian; nearly every machine of today is not.
 *
 * @module
 */

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * A copy of the bytes of values of `size` bytes each, turned from the order of the disk to the order
 * of this machine, or back: it is the same permutation.
 *
 * It moves bytes and reads no float, because a float that is read may lose the payload of its NaN.
 */
export function swapByteOrder(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const swapped = new Uint8Array(bytes.length);
  if (!littleEndian || size === 1) {
    swapped.set(bytes);
    return swapped;
  }
  for (let start = 0; start < bytes.length; start += size) {
    for (let i = 0; i < size; i++) swapped[start + i] = bytes[start + size - 1 - i];
  }
  return swapped;
}
