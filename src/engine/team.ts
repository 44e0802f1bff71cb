/**
 * Threads that run the same program on shared memory, and wait for each other between its phases.
 *
 * @module
 */

/** Places of the control words. */
const ARRIVED = 0, PHASE = 1, SLEEPING = 2, STATE = 3, LEFT = 4, LENGTH = 5, MESSAGE = 6;

/** What STATE can be. */
const RUNNING = 0, ENDED = 1, FAILED = 2;

/** Phases are even; the lowest bit of PHASE says that no other will come. */
const NEXT = 2, STOPPED = 1;

/** Bytes of the message of a failure. */
const MESSAGE_BYTES = 2048;

/** How often a thread looks before it goes to sleep: longer than a phase is uneven. */
const LOOKS = 20_000;

/** Thrown on a thread that waits, once the team has been ended. */
export class TeamEnded extends Error {
  /** The name of the class. */
  override name = "TeamEnded";
}

/** One thread's place in a team. */
export class Team {
  /** Which thread this is; 0 leads. */
  readonly index: number;
  /** How many threads there are. */
  readonly count: number;
  readonly #control: Int32Array;
  readonly #looks: number;
  #slept = 0;

  /**
   * Joins a team.
   *
   * @param control From {@linkcode Team.control}; the same for every thread.
   * @param place Which of how many threads this is.
   */
  constructor(control: Int32Array, place: { index: number; count: number }) {
    this.#control = control;
    this.index = place.index;
    this.count = place.count;
    // Where threads share a core, whoever looks keeps another from working.
    this.#looks = place.count <= navigator.hardwareConcurrency ? LOOKS : 0;
  }

  /** How long this thread has slept at meetings because another was late, in milliseconds. */
  get slept(): number {
    return this.#slept;
  }

  /** New control words for a team. */
  static control(): Int32Array<SharedArrayBuffer> {
    return new Int32Array(new SharedArrayBuffer(4 * MESSAGE + MESSAGE_BYTES));
  }

  /**
   * Waits until every thread has come this far.
   *
   * @throws {TeamEnded} When the team was ended instead.
   * @throws {Error} When a thread failed, with its message.
   */
  meet(): void {
    const control = this.#control;
    const phase = Atomics.load(control, PHASE);
    if (phase & STOPPED) throw this.#reason();
    if (Atomics.add(control, ARRIVED, 1) === this.count - 1) {
      Atomics.store(control, ARRIVED, 0);
      Atomics.add(control, PHASE, NEXT);
      // Waking costs a call to the system: only when somebody sleeps.
      if (Atomics.load(control, SLEEPING) > 0) Atomics.notify(control, PHASE);
    } else {
      for (let look = 0; look < this.#looks && Atomics.load(control, PHASE) === phase; look++);
      if (Atomics.load(control, PHASE) === phase) {
        const fellAsleep = performance.now();
        Atomics.add(control, SLEEPING, 1);
        while (Atomics.load(control, PHASE) === phase) Atomics.wait(control, PHASE, phase);
        Atomics.sub(control, SLEEPING, 1);
        this.#slept += performance.now() - fellAsleep;
      }
      // Once all have met, each goes on to the next meeting: a step is taken by every thread or by none.
      if (Atomics.load(control, PHASE) === (phase | STOPPED)) throw this.#reason();
    }
  }

  /** Ends the team: the other threads throw where they meet next. Waits until all of them have left. */
  end(): void {
    const control = this.#control;
    this.#stop(ENDED);
    for (;;) {
      const left = Atomics.load(control, LEFT);
      if (left === this.count - 1) return;
      Atomics.wait(control, LEFT, left);
    }
  }

  /** Says that this thread is done, and will touch the shared memory no more. */
  leave(): void {
    Atomics.add(this.#control, LEFT, 1);
    Atomics.notify(this.#control, LEFT);
  }

  /** Ends the team because of an error on this thread: the others throw it. */
  fail(error: unknown): void {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    const bytes = new TextEncoder().encode(text).subarray(0, MESSAGE_BYTES);
    new Uint8Array(this.#control.buffer, 4 * MESSAGE).set(bytes);
    this.#control[LENGTH] = bytes.length;
    this.#stop(FAILED);
  }

  #stop(state: number): void {
    Atomics.compareExchange(this.#control, STATE, RUNNING, state);
    Atomics.or(this.#control, PHASE, STOPPED);
    Atomics.notify(this.#control, PHASE);
  }

  /** Why the team has stopped. */
  #reason(): Error {
    if (Atomics.load(this.#control, STATE) === ENDED) return new TeamEnded("the team was ended");
    const bytes = new Uint8Array(this.#control.buffer, 4 * MESSAGE, this.#control[LENGTH]);
    return new Error(`a thread failed: ${new TextDecoder().decode(bytes.slice())}`);
  }
}
