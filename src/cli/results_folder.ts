import { join } from "node:path";

/** The folder of the runs: `results/` in the project's folder, wherever the command is typed. */
export const RESULTS: string = join(import.meta.dirname!, "..", "..", "results");
