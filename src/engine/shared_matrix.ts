/**
 * Matrices in the memory of a kernel engine, and which part of each a thread computes.
 *
 * @module
 */
import type { Matrix } from "./engine.ts";

/** A thread among others. */
export interface Thread {
  /** From 0; 0 leads. */
  readonly index: number;
  /** How many there are. */
  readonly count: number;
}

/** When something was last written, and last read by a thread that does not own it; in phases. */
export interface Stamps {
  /** The last phase in which it was written; −1 for never. */
  written: number;
  /** The last phase in which a thread read more of it than its own part. */
  read: number;
  /** How many rows it had then. */
  rows: number;
}

/** Stamps of what was never used. */
export function newStamps(rows: number): Stamps {
  return { written: -1, read: -1, rows };
}

/** The part of a matrix that a thread computes. */
export interface Part {
  /** Whose part it is. */
  readonly of: Thread;
  /** What the parts are ranges of. */
  readonly split: "rows" | "columns";
  /** First row. */
  readonly top: number;
  /** First column. */
  readonly left: number;
  /** Number of rows. */
  readonly height: number;
  /** Number of columns. */
  readonly width: number;
}

/** A matrix that threads may share. */
export interface SharedMatrix extends Matrix {
  /** This thread's part of it. */
  part: Part;
  /** Shared by all the matrices on the same numbers. */
  readonly stamps: Stamps;
  /** Each thread's columns by themselves, where they were ever taken apart. */
  apart?: Apart;
}

/**
 * The weights of pixels while threads train: the columns of each thread by themselves, those of the next
 * behind them. Threads that write side by side, each to its own columns, hold each other up, though they
 * share no line of a cache: a core fetches the lines that come next before it is asked for them.
 */
export interface Apart {
  /** Where the columns of the first thread start. */
  readonly start: number;
  /** Whether they are newer than the matrix. */
  isCurrent: boolean;
}

/** Columns that a thread takes together: what fills a line of the cache, and half of a sparse sum. */
const BLOCK = 16;

/** The range of `n` that is a thread's, in blocks that are as large as leaves something for each. */
export function share(n: number, { index, count }: Thread): { from: number; to: number } {
  const block = n >= BLOCK * count ? BLOCK : n >= 4 * count ? 4 : 1;
  const blocks = Math.ceil(n / block);
  const place = (i: number) => Math.min(n, Math.floor(blocks * i / count) * block);
  return { from: place(index), to: place(index + 1) };
}

/**
 * The part of a matrix that a thread computes: a range of columns or, of a matrix too narrow for that, a
 * range of rows. It covers all of it where there is one thread.
 */
export function partOf(matrix: { rows: number; columns: number }, thread: Thread): Part {
  const { rows, columns } = matrix;
  const split = columns >= BLOCK * thread.count ? "columns" : "rows";
  const { from, to } = share(matrix[split], thread);
  return split === "columns"
    ? { of: thread, split, top: 0, height: rows, left: from, width: to - from }
    : { of: thread, split, top: from, height: to - from, left: 0, width: columns };
}
