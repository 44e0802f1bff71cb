/**
 * One WebAssembly memory, handed out piece by piece.
 *
 * @module
 */
import { UserError } from "../errors.ts";

const PAGE = 65536;
/** Past this, a pointer no longer fits in the 32 bits of WebAssembly. */
const LARGEST = 65535 * PAGE;
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

  /**
   * Reserves `capacity` bytes, rounded up to whole pages of 64 KiB.
   *
   * @throws {UserError} When the capacity is past the 4 GiB of WebAssembly's 32-bit pointers.
   */
  constructor(capacity: number) {
    if (capacity > LARGEST) throw tooLarge(capacity);
    const pages = Math.ceil((capacity + ALIGNMENT) / PAGE);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.buffer = this.memory.buffer as ArrayBuffer; // not shared, and never detached by growing
  }

  /**
   * The address of `length` new bytes, all zero.
   *
   * @throws {RangeError} When the arena is full.
   */
  allocate(length: number): number {
    const start = this.#end, end = start + Math.ceil(length / ALIGNMENT) * ALIGNMENT;
    const capacity = this.buffer.byteLength;
    if (end > capacity) {
      throw new RangeError(
        `arena of ${capacity} bytes is full: ${length} bytes wanted, ${capacity - start} left; ` +
          "create the engine with a larger capacity",
      );
    }
    this.#end = end;
    return start;
  }
}

function tooLarge(capacity: number): UserError {
  const gigabytes = (capacity / 2 ** 30).toFixed(1);
  return new UserError({
    en: `the network needs ${gigabytes} GiB, and the kernels reach 4 GiB: ` +
      "take fewer neurons (--hidden), a smaller --batch, or --engine plain",
    fr:
      `le réseau demande ${gigabytes.replace(".", ",")} Gio et les noyaux en atteignent 4\u00a0: ` +
      "prenez moins de neurones (--hidden), un --batch plus petit, ou --engine plain",
  });
}
