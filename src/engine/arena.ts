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

/** The first bytes are the kernels' own: strips of matrices, at addresses that stand in their code. */
export const KERNELS_OWN: number = 64 + 4 * 640;

/** Up to 15 numbers are read, and not used, behind the end of a row. */
const SLACK = ALIGNMENT;

/**
 * The memory of the kernels. It is sized once, before the first view, because growing a memory
 * detaches every view of it; pages that are never touched cost nothing.
 */
export class Arena {
  /** The memory that the kernels import. */
  readonly memory: WebAssembly.Memory;
  /** The bytes of that memory. */
  readonly buffer: ArrayBufferLike;
  readonly #zone: { index: number; count: number };
  #end = KERNELS_OWN; // so that address 0 can stand for "none"
  #top: number;

  /**
   * Takes a memory.
   *
   * @param memory New, and never grown. See {@linkcode newMemory}.
   * @param zone Where threads share the memory, which of them this is. All of them must allocate the
   * same pieces in the same order, which gives them the same addresses; the upper quarter of the
   * memory is theirs for scratch, each has a zone.
   */
  constructor(memory: WebAssembly.Memory, zone: { index: number; count: number } = ALONE) {
    this.memory = memory;
    this.buffer = memory.buffer; // never detached by growing
    this.#zone = zone;
    const { byteLength } = this.buffer;
    this.#top = zone.count === 1 ? byteLength - SLACK : byteLength - byteLength / 4;
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
   * same bytes; what they hold is lost with the next call.
   *
   * @throws {RangeError} When the arena is full.
   */
  scratch(length: number): number {
    const { index, count } = this.#zone, { byteLength } = this.buffer;
    if (count > 1) {
      const zone = Math.floor(byteLength / 4 / count / ALIGNMENT) * ALIGNMENT;
      if (length > zone - SLACK) throw this.#full(length);
      return byteLength - (index + 1) * zone;
    }
    const top = byteLength - SLACK - Math.ceil(length / ALIGNMENT) * ALIGNMENT;
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

/** The bytes of scratch that a product of k terms takes: assembly/matmul.ts. */
export function productScratch(k: number): number {
  return Math.max(83_584, 48 * k);
}

/** No other thread. */
const ALONE = { index: 0, count: 1 };

/**
 * A memory of `capacity` bytes for one thread, rounded up to whole pages of 64 KiB.
 *
 * @throws {UserError} When the capacity is past the 4 GiB of WebAssembly's 32-bit pointers, or more
 * than the machine has.
 * @throws {RangeError} When it is not a number of bytes.
 */
export function newMemory(capacity: number): WebAssembly.Memory {
  if (!(capacity >= 0)) throw new RangeError(`capacity must be 0 or more: found ${capacity}`);
  const pages = Math.ceil((capacity + KERNELS_OWN + SLACK) / PAGE);
  if (pages > LARGEST_PAGES) throw tooLarge(capacity);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    throw error instanceof RangeError ? tooLarge(capacity) : error;
  }
}

/**
 * The bytes that threads share: what the shared builds of the kernels are compiled for, because a
 * memory that cannot change its size is faster to address.
 */
export const SHARED_CAPACITY: number = 2 ** 30;

/** Whether so many bytes of matrices and data, and of scratch for each thread, fit a shared memory. */
export function fitsShared(
  { capacity, scratch, threads }: { capacity: number; scratch: number; threads: number },
): boolean {
  const quarter = SHARED_CAPACITY / 4;
  return capacity <= 3 * quarter - PAGE && scratch <= quarter / threads - 2 * ALIGNMENT;
}

/** A memory of {@linkcode SHARED_CAPACITY} bytes that threads share; pages never touched cost nothing. */
export function newSharedMemory(): WebAssembly.Memory {
  const pages = SHARED_CAPACITY / PAGE;
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
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
