/**
 * A clock that stands still while the process is suspended.
 *
 * @module
 */
import process from "node:process";

/** A process that was away for so long between two readings, in milliseconds, may have been stopped. */
const AWAY = 500;
/** It was, when it computed for less than this share of the time. */
const AT_WORK = 0.2;
/** Between two looks at the time computed, in milliseconds: they take 2 µs, as much as a small product. */
const EVERY = 20;

/**
 * Milliseconds as `performance.now` gives them, without the time in which SIGSTOP or Ctrl-Z held the
 * process: seen from a long time between two readings in which it hardly computed. `computed` gives
 * the milliseconds of processor time so far.
 */
export function activeClock(
  { now = () => performance.now(), computed = processorTime }: {
    readonly now?: () => number;
    readonly computed?: () => number;
  } = {},
): () => number {
  let lost = 0, read = now(), looked = read, used = computed();
  return () => {
    const time = now(), away = time - read;
    read = time;
    if (time - looked > EVERY) {
      const worked = computed() - used;
      if (away > AWAY && worked < AT_WORK * away) lost += away - worked;
      looked = time;
      used += worked;
    }
    return time - lost;
  };
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
