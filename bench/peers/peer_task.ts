/**
 * What a runner is told and how it answers, in every language: peer_task.py is the twin.
 *
 * Its argument is the task; its input is the bytes of the training images, their labels, the test images
 * and their labels, one after the other. The last line that it prints is the answer.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";

/** The argument of a runner, as JSON. */
export interface PeerTask {
  /** How many training images, and how many test images, are on the input. */
  readonly counts: readonly [train: number, test: number];
  /** Use the first so many training images. */
  readonly images: number;
  /** How many times they are gone through. */
  readonly epochs: number;
  /** Images in a step. */
  readonly batch: number;
  /** The size of the hidden layer; left out of a convolutional network. */
  readonly hidden?: number;
  /** Filters of the convolutions, which the classes follow; left out of a dense network. */
  readonly conv?: readonly number[];
  /** Rows and columns of their windows. */
  readonly kernel?: number;
  /** Pixels from a window to the next. */
  readonly stride?: number;
  /** The momentum of gradient descent. */
  readonly momentum: number;
  /** The learning rate of the first step; it falls linearly to 0. */
  readonly rate: number;
  /** The seed of weights and orders. */
  readonly seed: number;
  /** How many threads to use. */
  readonly threads: number;
  /** Which backend to use. */
  readonly backend?: string;
}

/** What a runner answers, as JSON. */
export interface Answer {
  /** The library with its version, and what it stands on: `NumPy 2.4.6 (Python 3.11.7)`. */
  readonly version: string;
  /** Time of the training steps, without loading, shuffling and evaluation. */
  readonly seconds: number;
  /** Share of the test images that are read right at the end, 0 to 1. */
  readonly accuracy: number;
}

/** Steps on a network that is thrown away, before the clock starts: compilers and caches are warm. */
export const WARM_UP_STEPS = 100;

/** What this process was told, and the images. */
export async function peerTask(): Promise<PeerTask & { dataset: Dataset }> {
  const task: PeerTask = JSON.parse(Deno.args[0]);
  const bytes = new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer());
  let place = 0;
  const take = (length: number) => bytes.subarray(place, place += length);
  const [train, test] = task.counts.map((count) => {
    return { images: take(784 * count), labels: take(count), count };
  });
  const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  return { ...task, dataset: { name: "MNIST", rows: 28, columns: 28, labels, train, test } };
}

/** Answers, on the output. */
export function answer(found: Answer): void {
  console.log(JSON.stringify(found));
}

/**
 * The answer in what a runner printed: the last line, as libraries may print before it.
 *
 * @throws {SyntaxError} a line that is no answer.
 */
export function parseAnswer(output: string): Answer {
  const line = output.trim().split("\n").at(-1)!;
  let found;
  try {
    found = JSON.parse(line);
  } catch {
    // Said below, with what was found.
  }
  const { version, seconds, accuracy } = found ?? {};
  const measured = typeof version === "string" && seconds > 0 && accuracy >= 0 && accuracy <= 1;
  if (measured) return { version, seconds, accuracy };
  throw new SyntaxError(`a measurement was wanted, found ${JSON.stringify(line.slice(0, 80))}`);
}
