/**
 * What a runner is told, and how it answers: the same for every language. peer_task.py is its twin.
 *
 * @module
 */
import type { Measurement, Unavailable } from "./measurement.ts";

/** The argument of a runner, as JSON: the recipe of the comparison, and where the images are. */
export interface PeerTask {
  /** The folder of the files that raw_images.ts writes. */
  readonly folder: string;
  /** Use the first so many training images. */
  readonly images: number;
  /** How many times they are gone through. */
  readonly epochs: number;
  /** Images in a step. */
  readonly batch: number;
  /** The size of the hidden layer. */
  readonly hidden: number;
  /** The learning rate of the first step; it falls linearly to 0. */
  readonly rate: number;
  /** The seed of weights and orders. */
  readonly seed: number;
  /** How many threads to use. */
  readonly threads: number;
  /** Which of its ways the runner takes. */
  readonly variant: string;
}

/** Steps on a network that is thrown away, before the clock starts: compilers and caches are warm. */
export const WARM_UP_STEPS = 100;

/** What this process was told. */
export function peerTask(): PeerTask {
  return JSON.parse(Deno.args[0]);
}

/** Answers, on the output. */
export function answer(found: Omit<Measurement, "imagesPerSecond"> & { epochs: number }): void {
  const { epochs, ...measurement } = found;
  const imagesPerSecond = found.images * epochs / found.seconds;
  console.log(JSON.stringify({ ...measurement, imagesPerSecond }));
}

/** Answers that there is nothing to measure. */
export function answerUnavailable(reason: Unavailable["unavailable"]): void {
  console.log(JSON.stringify({ unavailable: reason }));
}

/** Imports npm packages, or answers that they cannot be had and gives nothing. */
export async function importPackages(
  specifiers: readonly string[],
): Promise<unknown[] | undefined> {
  try {
    const modules = [];
    for (const specifier of specifiers) modules.push(await import(specifier));
    return modules;
  } catch (error) {
    const [line] = (error as Error).message.split("\n");
    answerUnavailable({
      en: `the packages cannot be fetched: ${line}`,
      fr: `impossible d’obtenir les paquets\u00a0: ${line}`,
    });
  }
}
