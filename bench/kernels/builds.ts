/**
 * The two builds of the kernels, which are measured side by side.
 *
 * @module
 */
import { type RoundsOptions, timeInRounds, type Work } from "./rounds.ts";

/** The names of the builds, in the order of the tables. */
export const BUILDS = ["strict", "relaxed"] as const;
/** The name of a build. */
export type Build = typeof BUILDS[number];
/** Something for each build. */
export type PerBuild<Value> = Readonly<Record<Build, Value>>;

/** Something for each build, made from its name. */
export function perBuild<Value>(make: (build: Build) => Value): PerBuild<Value> {
  return { strict: make("strict"), relaxed: make("relaxed") };
}

/** Times the works of both builds in the same rounds: see {@linkcode timeInRounds}. */
export function timeBuilds(
  works: PerBuild<readonly Work[]>,
  options: RoundsOptions,
): PerBuild<number[][]> {
  const times = timeInRounds([...works.strict, ...works.relaxed], options);
  return { strict: times.slice(0, works.strict.length), relaxed: times.slice(works.strict.length) };
}
