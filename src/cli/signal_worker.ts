/**
 * Listens to signals while the thread that trains is busy: see `interruption.ts`.
 *
 * @module
 */
import type { Watch } from "./interruption.ts";

/** The work looks at least this often, in milliseconds, where its steps are short. */
const SOON = 100;

addEventListener("message", (event) => {
  const { state, signals, text } = (event as MessageEvent<Watch>).data;
  const listeners = signals.map((signal, i) => {
    const note = () => {
      Atomics.store(state, 0, i + 1);
      // The next one ends the process, as usual.
      listeners.forEach((listener, j) => Deno.removeSignalListener(signals[j], listener));
      setTimeout(() => {
        if (Atomics.load(state, 1) === 0) say(text);
      }, SOON);
    };
    Deno.addSignalListener(signal, note);
    return note;
  });
});

function say(line: string): void {
  try {
    Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
  } catch {
    // The window is closed.
  }
}
