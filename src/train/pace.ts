/** Between two judgements, in milliseconds: longer than another program's moment of work. */
const WINDOW = 150;

/**
 * What threads gain, for each of them: two are about 1.5 times as fast as one on a small network, and
 * more on a large one.
 */
const GAIN = 0.75;

/**
 * Tells when threads no longer pay: where something else uses the machine, each meeting waits for the one
 * that the system lets wait, and one thread alone would be faster than all of them.
 */
export class Pace {
  readonly #most: number;
  #began?: number;
  #slept = 0;

  /** The pace of `count` threads. */
  constructor(count: number) {
    this.#most = 1 - 1 / Math.max(1, GAIN * count);
  }

  /**
   * Whether a thread has slept away more, lately, than its part of what they gain. Ask often.
   *
   * @param slept How long it has slept at meetings since it began, in milliseconds.
   * @param now Milliseconds of a clock.
   */
  isHeldUp(slept: number, now: number): boolean {
    this.#began ??= now;
    const passed = now - this.#began;
    if (passed < WINDOW) return false;
    const share = (slept - this.#slept) / passed;
    this.#began = now;
    this.#slept = slept;
    return share > this.#most;
  }
}
