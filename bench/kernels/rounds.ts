/**
 * Timing many things side by side.
 *
 * A shared machine is noisy, and its clock rate drifts. So everything that is to be compared is timed in
 * turns, for a short while each, round after round; a slow moment then hits all alike, and the middle
 * of the rounds is left.
 *
 * @module
 */

/** What is timed: one call. */
export type Work = () => void;

/** How long, and how often. */
export interface RoundsOptions {
  /** How many rounds. */
  readonly rounds: number;
  /** Milliseconds that each work gets in a round; 1 by default. It is called at least once. */
  readonly slice?: number;
  /** Called when all the works are warm, before the first round. */
  readonly begin?: () => void;
  /** Milliseconds that only go up; `performance.now` by default. */
  readonly clock?: () => number;
}

/** Called so often, or for so many milliseconds, before it is timed. */
const WARM_CALLS = 500, WARM_TIME = 60;

/** Times works in turns: for each of them the seconds that a call took, round after round. */
export function timeInRounds(works: readonly Work[], options: RoundsOptions): number[][] {
  const { rounds, slice = 1, begin, clock = () => performance.now() } = options;
  for (const work of works) warmUp(work, clock);
  const calls = works.map((work) => callsFor(work, { slice, clock }));
  const times: number[][] = works.map(() => []);
  begin?.();
  for (let round = 0; round < rounds; round++) {
    for (const [i, work] of works.entries()) {
      times[i].push(time(work, calls[i], clock) / calls[i] / 1000);
    }
  }
  return times;
}

/**
 * Calls work briefly and often. That is what makes V8 compile with its optimising compiler: a call that
 * has begun in the code of its first one ends there.
 */
function warmUp(work: Work, clock: () => number): void {
  const end = clock() + WARM_TIME;
  for (let call = 0; call < WARM_CALLS && clock() < end; call++) work();
}

/** How many calls fill a slice; at least one. */
function callsFor(work: Work, { slice, clock }: { slice: number; clock: () => number }): number {
  let calls = 1, spent = time(work, calls, clock);
  while (spent < slice / 4) {
    calls *= 2;
    spent = time(work, calls, clock);
  }
  return Math.max(1, Math.round(calls * slice / spent));
}

function time(work: Work, calls: number, clock: () => number): number {
  const started = clock();
  for (let i = 0; i < calls; i++) work();
  return clock() - started;
}
