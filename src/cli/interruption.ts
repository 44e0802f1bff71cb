/**
 * Ctrl-C, for work that never waits.
 *
 * @module
 */

/** Between two looks at the outside, in milliseconds: Ctrl-C is answered within that time. */
const PAUSE = 50;

/** Notes the first Ctrl-C instead of ending the process; a second one ends it at once. */
export class Interruption {
  #requested = false;
  #looked = performance.now();
  readonly #note = () => {
    this.#requested = true;
    this[Symbol.dispose]();
  };

  /** Starts to listen. */
  constructor() {
    Deno.addSignalListener("SIGINT", this.#note);
  }

  /** Whether Ctrl-C was typed. */
  get requested(): boolean {
    return this.#requested;
  }

  /** Whether it is time to {@linkcode look}. */
  get due(): boolean {
    return performance.now() - this.#looked > PAUSE;
  }

  /** Lets what happened outside come in. */
  async look(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    this.#looked = performance.now();
  }

  /** Stops listening. */
  [Symbol.dispose](): void {
    Deno.removeSignalListener("SIGINT", this.#note);
  }
}
