/**
 * Ctrl-C for a command that waits for processes, and has something to tidy up.
 *
 * @module
 */

/** What asks a process to end; Windows knows only Ctrl-C. */
const SIGNALS: Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/** Turns the first request to end into an abort; another one ends the process at once. */
export class Stop {
  readonly #controller = new AbortController();
  readonly #note = () => {
    this[Symbol.dispose]();
    this.#controller.abort();
  };

  /** Starts to listen. */
  constructor() {
    for (const signal of SIGNALS) Deno.addSignalListener(signal, this.#note);
  }

  /** Aborted when the process was asked to end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops listening. */
  [Symbol.dispose](): void {
    for (const signal of SIGNALS) Deno.removeSignalListener(signal, this.#note);
  }
}
