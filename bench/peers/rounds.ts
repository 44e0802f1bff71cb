/**
 * The order of the runs: Ardoise before every peer, so that both meet the same moods of the machine.
 *
 * @module
 */
import type { Measurement } from "./measurement.ts";
import type { Peer } from "./peer.ts";
import type { Absent } from "./run_peer.ts";

/** What became of a peer. */
export interface Tally {
  /** What was compared. */
  readonly peer: Peer;
  /** Its measurements, one for each time that it ran. */
  readonly runs: Measurement[];
  /** Why there are no more: it is not run again after that. */
  absent?: Absent;
}

/** What to run, and how often. */
export interface Rounds {
  /** Ardoise, by number of threads. */
  readonly references: readonly Peer[];
  /** What it is compared with. */
  readonly peers: readonly Peer[];
  /** How often each peer runs. */
  readonly rounds: number;
}

/**
 * Runs every peer once a round, and before it the reference with as many threads; a reference that no
 * peer calls for has a run of its own. `measure` does it, one at a time. Yields after each run.
 */
export async function* measureRounds(
  { references, peers, rounds }: Rounds,
  measure: (peer: Peer, round: number) => Promise<Measurement | Absent>,
): AsyncGenerator<{ round: number; tallies: readonly Tally[] }, void> {
  const tally = (peer: Peer): Tally => ({ peer, runs: [] });
  const [home, guests] = [references.map(tally), peers.map(tally)];
  const tallies = [...home, ...guests];
  for (let round = 1; round <= rounds; round++) {
    for (const each of sequence(home, guests)) {
      if (each.absent) continue;
      const result = await measure(each.peer, round);
      if ("absent" in result) each.absent = result;
      else each.runs.push(result);
      yield { round, tallies };
    }
  }
}

function sequence(home: readonly Tally[], guests: readonly Tally[]): Tally[] {
  const present = guests.filter(({ absent }) => !absent);
  const before = (guest: Tally) => {
    const ready = home.filter(({ absent }) => !absent);
    return ready.find(({ peer }) => peer.threads === guest.peer.threads) ?? ready[0];
  };
  const called = present.flatMap((guest) => [before(guest), guest].filter((each) => each));
  return [...home.filter((each) => !called.includes(each)), ...called];
}
