import project from "../../deno.json" with { type: "json" };

/** When and where a report was written. */
export interface Made {
  /** The time, as `Date.toISOString` writes it. */
  readonly at: string;
  /** The version of this project. */
  readonly version: string;
  /** The machine and what ran on it: `linux x86_64, Deno 2.9.6`. */
  readonly machine: string;
  /** How many logical cores it has. */
  readonly cores: number;
}

/** Now and here. It needs no permission. */
export function madeNow(): Made {
  const { os, arch } = Deno.build;
  return {
    at: new Date().toISOString(),
    version: project.version,
    machine: `${os} ${arch}, Deno ${Deno.version.deno}`,
    cores: navigator.hardwareConcurrency,
  };
}
