/**
 * One WebAssembly memory, handed out piece by piece.
 *
 * @module
 */
import { TooLargeError } from "./too_large.ts";

const PAGE = 65536;
/** One page short of 4 GiB, so that the address behind the last byte is not 0 in 32 bits. */
const MOST_PAGES = 65535;
/** For JavaScript engines whose views do not survive a memory that grows: 1 GiB, reserved at once. */
const FIXED_PAGES = 16384;
/** Every piece starts on a cache line. */
const ALIGNMENT = 64;

/** The first bytes belong to the kernels: a strip of a matrix at a fixed address (assembly/strips.ts). */
const KERNELS_OWN = 64 + 640;

/** Up to 15 numbers are read, and not used, behind the end of a row. */
const SLACK = ALIGNMENT;

/** A memory with `toResizableBuffer`, which TypeScript does not know yet. */
type ResizableMemory = WebAssembly.Memory & { toResizableBuffer?: () => ArrayBuffer };

/**
 * The memory of the kernels, which grows as pieces of it are handed out, up to 4 GiB.
 *
 * Its views stay valid because they lie on a resizable buffer, which grows with the memory, where
 * `memory.buffer` would be detached: WebAssembly JavaScript interface, `Memory.toResizableBuffer()`.
 */
export class Arena {
  /** The memory that the kernels import. */
  readonly memory: WebAssembly.Memory;
  /** Its bytes. */
  readonly buffer: ArrayBufferLike;
  #end = KERNELS_OWN; // so that address 0 can stand for "none"
  #scratch = { start: 0, length: 0 };

  /** A new memory. */
  constructor() {
    const memory: ResizableMemory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
    if (memory.toResizableBuffer) {
      this.memory = memory;
      this.buffer = memory.toResizableBuffer();
    } else {
      this.memory = new WebAssembly.Memory({ initial: FIXED_PAGES, maximum: FIXED_PAGES });
      this.buffer = this.memory.buffer;
    }
  }

  /**
   * The address of `length` new bytes, all zero.
   *
   * @throws {UserError} When they do not fit in 4 GiB, or in what the machine has.
   */
  allocate(length: number): number {
    const start = this.#end, end = start + Math.ceil(length / ALIGNMENT) * ALIGNMENT;
    const missing = end + SLACK - this.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        this.memory.grow(Math.ceil(missing / PAGE));
      } catch (error) {
        throw error instanceof RangeError || error instanceof TypeError ? tooLarge(end) : error;
      }
    }
    this.#end = end;
    return start;
  }

  /**
   * The address of at least `length` bytes for what a kernel needs while it runs. Every call may give the
   * same bytes again; what they hold is lost with the next call.
   */
  scratch(length: number): number {
    if (length > this.#scratch.length) {
      // At least twice as much as before, because what was there is not handed out again.
      const more = Math.max(length, 2 * this.#scratch.length);
      this.#scratch = { start: this.allocate(more), length: more };
    }
    return this.#scratch.start;
  }
}

function tooLarge(bytes: number): TooLargeError {
  const gigabytes = (bytes / 2 ** 30).toFixed(1);
  return new TooLargeError({
    en:
      `the network and its data need ${gigabytes} GiB or more, and the kernels reach 4 GiB at most, ` +
      "or less on a small machine",
    fr: `le réseau et ses données demandent au moins ${gigabytes.replace(".", ",")} Gio, et les ` +
      "noyaux en atteignent 4 au plus, moins sur une petite machine",
  });
}
