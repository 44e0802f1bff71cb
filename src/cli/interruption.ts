/**
 * Ctrl-C and its like, for work that never waits.
 *
 * @module
 */
import type { Language } from "../errors.ts";

/** The signals that end a training, and the exit status of each: 128 and its number in POSIX. */
const STATUSES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof STATUSES;
/** Windows has only Ctrl-C. */
const SIGNALS: readonly Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/** Thrown out of work that was interrupted. */
export class Interrupted extends Error {
  /** The name of the class. */
  override name = "Interrupted";
}

/** What the worker is told. */
export interface Watch {
  /** The place in `signals` of the one that came, from 1; then whether the work has noticed. */
  readonly state: Int32Array<SharedArrayBuffer>;
  /** What to listen to. */
  readonly signals: readonly Deno.Signal[];
  /** What to say when the work does not notice soon. */
  readonly text: string;
}

/**
 * Notes the first Ctrl-C, SIGTERM or SIGHUP instead of ending the process; a second one ends it at
 * once. A worker listens, because a step of a wide network can take seconds, in which nothing reaches
 * this thread.
 */
export class Interruption {
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;

  /** Starts to listen. */
  constructor({ language }: { readonly language: Language }) {
    this.#worker = new Worker(new URL("signal_worker.ts", import.meta.url), { type: "module" });
    const watch: Watch = { state: this.#state, signals: SIGNALS, text: HEARD[language] };
    this.#worker.postMessage(watch);
  }

  /** Whether a signal came. */
  get requested(): boolean {
    return this.status !== undefined;
  }

  /** The exit status for the signal that came, if one did. */
  get status(): number | undefined {
    const place = Atomics.load(this.#state, 0);
    if (place === 0) return undefined;
    Atomics.store(this.#state, 1, 1);
    return STATUSES[SIGNALS[place - 1]];
  }

  /**
   * Ends work that is under way, as `AbortSignal.throwIfAborted()` does.
   *
   * @throws {Interrupted} When a signal came.
   */
  throwIfAborted(): void {
    if (this.requested) throw new Interrupted();
  }

  /** Does what must not be cut: a second signal does not end the process before it is done. */
  uncut<Value>(work: () => Value): Value {
    const ignore = () => {};
    for (const signal of SIGNALS) Deno.addSignalListener(signal, ignore);
    try {
      return work();
    } finally {
      for (const signal of SIGNALS) Deno.removeSignalListener(signal, ignore);
    }
  }

  /** Stops listening: a signal ends the process, as usual. */
  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}

const HEARD = {
  en: "heard: ends after this step; a second Ctrl-C ends at once",
  fr: "entendu\u00a0: s’arrête après ce pas\u00a0; un second Ctrl-C arrête aussitôt",
};
