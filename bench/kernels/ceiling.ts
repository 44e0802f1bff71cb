/**
 * What the machine can do at most: the multiplications and additions of loops that hold everything in
 * registers (assembly/ceiling.ts).
 *
 * @module
 */
import * as modules from "../../assembly/build/modules.js";
import { instantiateKernels } from "../../src/engine/kernels.ts";
import { Arena } from "../../src/engine/memory.ts";
import { median } from "../median.ts";
import type { Work } from "./rounds.ts";

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

/** Turns of a loop in a call, an even number: some 15 µs. */
const TURNS = 10_000;

/** Operations of a turn. */
const OPERATIONS = 96;

/** What every loop gives after an even number of turns: four lanes that began as 0, 1, … 11. */
const SUM = 4 * 66;

/**
 * The loops of a build, to be timed beside what is compared with them: separate multiplications and
 * additions, and pairs, which the relaxed build may fuse. Some machines are faster at one, some at the
 * other.
 */
export function ceilingWorks(build: Build): Work[] {
  const { ceiling, ceilingOfPairs } = instantiateKernels(modules[build], new Arena().memory);
  return [ceiling, ceilingOfPairs].map((loop) => {
    const sum = loop(TURNS);
    if (sum !== SUM) throw new Error(`a loop of the ceiling gives ${sum}, not ${SUM}`);
    return () => loop(TURNS);
  });
}

/** GFLOP/s of the faster loop, from the seconds that the calls of each took: their medians. */
export function ceilingSpeed(seconds: readonly (readonly number[])[]): number {
  return OPERATIONS * TURNS / Math.min(...seconds.map(median)) / 1e9;
}
