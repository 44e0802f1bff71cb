/**
 * One WebAssembly memory, handed out piece by piece.
 *
 * @module
 */
import { UserError } from "../errors.ts";

const PAGE = 65536;
/** One page short of 4 GiB, so that the address behind the last byte is not 0 in 32 bits. */
const LARGEST_PAGES = 65535;
/** Every piece starts on a line of the processor's cache. */
const ALIGNMENT = 64;

/**
 * The memory of the kernels. It is sized once, before the first view, because growing a memory
 * detaches every view of it; pages that are never touched cost nothing.
 */
export class Arena {
  /** The memory that the kernels import. */
  readonly memory: WebAssembly.Memory;
  /** The bytes of that memory. */
  readonly buffer: ArrayBuffer;
  #end = ALIGNMENT; // address 0 stands for "none"
  #top: number;

  /**
   * Reserves `capacity` bytes, rounded up to whole pages of 64 KiB.
   *
   * @throws {UserError} When the capacity is past the 4 GiB of WebAssembly's 32-bit pointers, or more
   * than the machine has.
   * @throws {RangeError} When it is not a number of bytes.
   */
  constructor(capacity: number) {
    if (!(capacity >= 0)) throw new RangeError(`capacity must be 0 or more: found ${capacity}`);
    const pages = Math.ceil((capacity + ALIGNMENT) / PAGE);
    if (pages > LARGEST_PAGES) throw tooLarge(capacity);
    try {
      this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    } catch (error) {
      throw error instanceof RangeError ? tooLarge(capacity) : error;
    }
    this.buffer = this.memory.buffer as ArrayBuffer; // not shared, and never detached by growing
    this.#top = this.buffer.byteLength;
  }

  /**
   * The address of `length` new bytes, all zero.
   *
   * @throws {RangeError} When the arena is full.
   */
  allocate(length: number): number {
    const start = this.#end, end = start + Math.ceil(length / ALIGNMENT) * ALIGNMENT;
    if (!(length >= 0 && end <= this.#top)) throw this.#full(length);
    this.#end = end;
    return start;
  }

  /**
   * The address of at least `length` bytes for what a kernel needs while it runs. Every call gives the
   * same bytes, at the upper end of the memory; what they hold is lost with the next call.
   *
   * @throws {RangeError} When the arena is full.
   */
  scratch(length: number): number {
    const top = this.buffer.byteLength - Math.ceil(length / ALIGNMENT) * ALIGNMENT;
    if (top < this.#top) {
      if (top < this.#end) throw this.#full(length);
      this.#top = top;
    }
    return this.#top;
  }

  #full(wanted: number): RangeError {
    return new RangeError(
      `arena of ${this.buffer.byteLength} bytes is full: ${wanted} bytes wanted, ` +
        `${this.#top - this.#end} left; create the engine with a larger capacity`,
    );
  }
}

function tooLarge(capacity: number): UserError {
  const gigabytes = (capacity / 2 ** 30).toFixed(1);
  return new UserError({
    en:
      `the network and its data need ${gigabytes} GiB, more than the kernels' 4 GiB or than this ` +
      "machine has: take fewer neurons (--hidden) or a smaller --batch",
    fr:
      `le réseau demande ${gigabytes.replace(".", ",")} Gio et les noyaux en atteignent 4\u00a0: ` +
      "prenez moins de neurones (--hidden), un --batch plus petit, ou --engine plain",
  });
}
