/**
 * The order of the runs, and their figures.
 *
 * @module
 */
import { median } from "../median.ts";
import { ARDOISE, type Peer } from "./peer.ts";
import type { Absent, Measurement } from "./run_peer.ts";

/** What became of a peer. */
export interface Tally {
  /** What was compared. */
  readonly peer: Peer;
  /** Its measurements, one for each time that it ran. */
  readonly runs: Measurement[];
  /** Why there are no more: it is not run again after that. */
  absent?: Absent;
}

/**
 * Runs every peer once a round, and Ardoise before each of them, so that a slow moment of the machine hits
 * both. `measure` does it, one at a time. Yields all tallies, Ardoise's first, after each run.
 */
export async function* measureRounds(
  { peers, rounds }: { readonly peers: readonly Peer[]; readonly rounds: number },
  measure: (peer: Peer, round: number) => Promise<Measurement | Absent>,
): AsyncGenerator<{ round: number; tallies: readonly Tally[] }, void> {
  const tallies = [ARDOISE, ...peers].map((peer): Tally => ({ peer, runs: [] }));
  const [ardoise, ...others] = tallies;
  for (let round = 1; round <= rounds; round++) {
    const present = others.filter(({ absent }) => !absent);
    const order = present.flatMap((other) => [ardoise, other]);
    for (const each of order.length > 0 ? order : [ardoise]) {
      const found = await measure(each.peer, round);
      if ("absent" in found) each.absent = found;
      else each.runs.push(found);
      yield { round, tallies };
    }
  }
}

/** The figures of a peer. */
export interface Result {
  /** Who. */
  readonly peer: Peer;
  /** The library with its version, and what it stands on. */
  readonly version: string;
  /** How often it ran. */
  readonly runs: number;
  /** The median over its runs. */
  readonly imagesPerSecond: number;
  /** The slowest and the fastest run. */
  readonly range: readonly [least: number, most: number];
  /** The median over its runs, 0 to 1. */
  readonly accuracy: number;
}

/** The figures of every peer that ran. */
export function results(tallies: readonly Tally[]): Result[] {
  return tallies.filter(({ runs }) => runs.length > 0).map(({ peer, runs }) => {
    const speeds = runs.map(({ imagesPerSecond }) => imagesPerSecond);
    return {
      peer,
      version: runs[0].version,
      runs: runs.length,
      imagesPerSecond: median(speeds),
      range: [Math.min(...speeds), Math.max(...speeds)],
      accuracy: median(runs.map(({ accuracy }) => accuracy)),
    };
  });
}
