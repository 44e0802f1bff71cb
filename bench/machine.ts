/**
 * What the figures were measured on.
 *
 * @module
 */
import os from "node:os";

/** A machine. Needs `--allow-sys=cpus,osRelease`. */
export interface Machine {
  /** The processor, as it calls itself. */
  readonly processor: string;
  /** Its cores, as the system counts them. */
  readonly cores: number;
  /** The system, its version and its architecture. */
  readonly system: string;
  /** The version of Deno. */
  readonly deno: string;
}

/** This machine. */
export function thisMachine(): Machine {
  const processors = os.cpus();
  return {
    processor: processors[0]?.model.trim() || "?",
    cores: processors.length,
    system: `${Deno.build.os} ${Deno.osRelease()} ${Deno.build.arch}`,
    deno: Deno.version.deno,
  };
}
