/**
 * A fit that somebody watches, and may interrupt.
 *
 * @module
 */
import { iterationLine } from "../terminal/iteration_line.ts";
import { Redrawn } from "../terminal/redrawn.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Baseline } from "../baseline/baseline.ts";
import type { BaselineMetrics } from "../run/metrics_file.ts";
import { activeClock } from "./active_clock.ts";
import type { Interruption } from "./interruption.ts";
import { CommandEnd } from "./run.ts";

/** What came of a fit. The model holds the weights of the last iteration. */
export interface WatchedFit {
  /** What was measured, and the seconds that it took. */
  readonly fit:
    & Pick<
      BaselineMetrics,
      "objective" | "iterations" | "evaluations" | "stopped" | "objectives"
    >
    & { readonly seconds: number };
  /** Whether a signal ended it before its last iteration. */
  readonly interrupted: boolean;
}

/**
 * Fits to the end of the recipe, or to a signal, and shows a line that follows the iterations; ten of
 * these lines stay.
 *
 * @throws {CommandEnd} When a signal comes before the first iteration is finished.
 */
export function fitAndWatch(
  baseline: Baseline,
  { terminal, interruption }: { terminal: Terminal; interruption: Interruption },
): WatchedFit {
  const { iterations } = baseline.recipe;
  const every = Math.ceil(iterations / 10);
  const clock = activeClock(), started = clock();
  const objectives: number[] = [];
  let evaluations = 0;
  const line = new Redrawn(terminal);
  const search = baseline.run();
  try {
    for (let unsaid: string | undefined;;) {
      const { done, value } = search.next();
      const seconds = (clock() - started) / 1000;
      const stopped = done ? value : undefined;
      if (!done) {
        const { width, language } = terminal;
        // The last column stays free: some terminals go to the next line as soon as it is written.
        const text = iterationLine(value, { iterations, seconds, width: width - 1, language });
        unsaid = text;
        objectives.push(value.objective);
        evaluations = value.evaluations;
        if (value.iteration > 0 && value.iteration % every === 0) {
          line.keep(text);
          unsaid = undefined;
        } else line.update(() => text);
      }
      if (!done && !interruption.requested) continue;

      if (unsaid !== undefined) line.keep(unsaid);
      const made = objectives.length - 1;
      const interrupted = !done && made < iterations;
      if (interrupted && made < 1) throw new CommandEnd(interruption.status!, NOTHING_KEPT);
      const objective = objectives[made];
      const fit = { objective, iterations: made, evaluations, stopped, objectives, seconds };
      return { fit, interrupted };
    }
  } finally {
    search.return("iterations"); // lets the model keep the last point
  }
}

const NOTHING_KEPT = {
  en: "interrupted before the end of the first iteration: nothing was kept",
  fr: "interrompu avant la fin de la première itération\u00a0: rien n’a été gardé",
};
