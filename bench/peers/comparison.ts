/**
 * From runs to the figures of the table.
 *
 * @module
 */
import type { Measurement } from "./measurement.ts";
import type { Peer } from "./peer.ts";
import type { Tally } from "./rounds.ts";

/** The figures of a peer. */
export interface Result extends Pick<Measurement, "version" | "threads" | "images" | "note"> {
  /** Who. */
  readonly peer: Peer;
  /** How often it ran. */
  readonly runs: number;
  /** The median over its runs. */
  readonly imagesPerSecond: number;
  /** The slowest and the fastest run. */
  readonly range: readonly [least: number, most: number];
  /** The median over its runs, 0 to 1. */
  readonly accuracy: number;
}

/** The middle of some numbers, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError("Cannot take the median of no numbers");
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The figures of every peer that ran. */
export function results(tallies: readonly Tally[]): Result[] {
  return tallies.filter(({ runs }) => runs.length > 0).map(({ peer, runs }) => {
    const { version, threads, images, note } = runs[0];
    const speeds = runs.map(({ imagesPerSecond }) => imagesPerSecond);
    return {
      peer,
      version,
      threads,
      images,
      ...(note ? { note } : {}),
      runs: runs.length,
      imagesPerSecond: median(speeds),
      range: [Math.min(...speeds), Math.max(...speeds)],
      accuracy: median(runs.map(({ accuracy }) => accuracy)),
    };
  });
}

/** Ardoise with so many threads, where it ran. */
export function reference(list: readonly Result[], threads: number): Result | undefined {
  return list.find((result) => result.peer.key === "ardoise" && result.threads === threads);
}

/** What is compared in one sentence each. */
export interface Headlines {
  /** One thread: Ardoise against the better of NumPy float32 and PyTorch, one thread each. */
  readonly oneThread?: Headline;
  /** Two threads: against the best that any peer does with one or two. */
  readonly twoThreads?: Headline;
  /** Ardoise at its best against TensorFlow.js at its best on the WASM backend. */
  readonly tfjsWasm?: Headline;
}

/** Ardoise against one peer. */
export interface Headline {
  /** Ardoise. */
  readonly ardoise: Result;
  /** Whom it is compared with. */
  readonly against: Result;
  /** How many times as many images a second. */
  readonly ratio: number;
}

/** The comparisons that the results allow. */
export function headlines(list: readonly Result[]): Headlines {
  const others = list.filter(({ peer }) => peer.key !== "ardoise");
  const one = reference(list, 1), two = reference(list, 2);
  const isWasm = ({ peer }: Result) => peer.key === "tfjs" && peer.variant === "wasm";
  return {
    oneThread: headline(
      one,
      others.filter(({ peer, threads }) =>
        threads === 1 && ["numpy", "pytorch"].includes(peer.key) && peer.variant === "float32"
      ),
    ),
    twoThreads: headline(two, others),
    tfjsWasm: headline(fastest([one, two].filter((each) => !!each)), others.filter(isWasm)),
  };
}

function headline(ardoise: Result | undefined, others: readonly Result[]): Headline | undefined {
  const against = fastest(others);
  if (!ardoise || !against) return undefined;
  return { ardoise, against, ratio: ardoise.imagesPerSecond / against.imagesPerSecond };
}

function fastest(list: readonly Result[]): Result | undefined {
  return list.toSorted((a, b) => b.imagesPerSecond - a.imagesPerSecond)[0];
}
