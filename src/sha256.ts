/**
 * The fingerprint by which two files, or two sets of weights, are told apart.
 *
 * @module
 */

import { createHash } from "node:crypto";

/**
 * The SHA-256 of bytes (FIPS 180-4), as 64 lower-case hexadecimal digits. Synchronous, and needs no
 * permission, and takes half the time of `crypto.subtle` (33 ms for MNIST's 55 MB, against 65).
 *
 * @example
 * ```ts
 * sha256(new TextEncoder().encode("abc")).slice(0, 8); // "ba7816bf"
 * ```
 */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
