/**
 * The builds of the kernels, compiled and not yet instantiated.
 *
 * @module
 */

/** Products and sums rounded one after the other: the same bits on every machine. */
export const strict: WebAssembly.Module;
/** Products and sums fused where the machine can: faster, and the last bit depends on it. */
export const relaxed: WebAssembly.Module;
