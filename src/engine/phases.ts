import type { Stamps } from "./shared_matrix.ts";

/**
 * Knows when threads must wait for each other.
 *
 * Every thread does the same operations in the same order, each on its own part of the outputs. Between
 * two meetings lies a phase. A thread must wait before it reads what others wrote in this phase, and
 * before it writes what others may still be reading in it. Stamps tell, and because all threads run the
 * same program they come to the same answer without a word.
 */
export class Phases {
  #phase = 0;
  readonly #meet: () => void;

  /**
   * For threads that have not met yet.
   *
   * @param meet Waits until every thread has come this far.
   */
  constructor(meet: () => void) {
    this.#meet = meet;
  }

  /** Waits for the others, and begins a new phase. */
  meet(): void {
    this.#meet();
    this.#phase++;
  }

  /** Before a thread writes its part of `output` and reads more than its part of the others. */
  begin(output: Stamps, rows: number, ...foreign: (Stamps | undefined)[]): void {
    const phase = this.#phase;
    // Another number of rows is shared out anew.
    const isDue = output.read === phase || output.rows !== rows ||
      foreign.some((stamps) => stamps?.written === phase);
    if (isDue) this.meet();
    output.rows = rows;
    output.written = this.#phase;
    for (const stamps of foreign) if (stamps) stamps.read = this.#phase;
  }

  /** Before a thread reads all of these, between two operations. */
  complete(read: readonly Stamps[]): void {
    if (read.some(({ written }) => written === this.#phase)) this.meet();
    for (const stamps of read) stamps.read = this.#phase;
  }
}
