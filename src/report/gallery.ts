/**
 * Which of the images that a network read the report shows: a page cannot hold them all.
 *
 * @module
 */
import type { Readings } from "./readings.ts";

/** One image as it was read. */
export interface Reading {
  /** Its place among the test images, from 0. */
  readonly index: number;
  /** What it shows. */
  readonly label: number;
  /** What it is taken for. */
  readonly predicted: number;
  /** The probability of that class, 0 to 1. */
  readonly confidence: number;
  /** The probability of what it shows, 0 to 1. */
  readonly truth: number;
}

/** The most mistakes that are shown one after the other. */
export const MISTAKES_SHOWN = 40;
/** The most right readings of a class that are kept. */
const RIGHT_PER_CLASS = 20;

/**
 * At most `room` readings: the mistakes, the most confident first, and then of each class some that
 * were read right, the least confident first. When there are more mistakes than room, the first
 * {@linkcode MISTAKES_SHOWN} stay, and then each cell of the confusion matrix gives one in turn.
 */
export function chooseReadings(
  read: Pick<Readings, "predictions" | "confidences" | "truths">,
  { labels, room }: { readonly labels: Uint8Array; readonly room: number },
): Reading[] {
  const mistakes: Reading[] = [], right: Reading[] = [];
  for (let index = 0; index < labels.length; index++) {
    const reading = readingOf(index, { read, labels });
    (reading.label === reading.predicted ? right : mistakes).push(reading);
  }
  mistakes.sort((a, b) => b.confidence - a.confidence || a.index - b.index);
  right.sort((a, b) => a.confidence - b.confidence || a.index - b.index);

  const wantedRight = rank(right).filter(({ place }) => place < RIGHT_PER_CLASS);
  // The right ones never take more than a third of the room from the mistakes.
  const roomForMistakes = Math.max(room - wantedRight.length, Math.ceil(room * 2 / 3));
  const kept = mistakes.length <= roomForMistakes ? mistakes : [
    ...mistakes.slice(0, Math.min(MISTAKES_SHOWN, roomForMistakes)),
    ...inTurn(rank(mistakes).slice(MISTAKES_SHOWN)).slice(
      0,
      Math.max(roomForMistakes - MISTAKES_SHOWN, 0),
    ),
  ];
  kept.sort((a, b) => b.confidence - a.confidence || a.index - b.index);
  return [...kept, ...inTurn(wantedRight).slice(0, room - kept.length)];
}

/** How the image with this index was read. */
export function readingOf(
  index: number,
  { read: { predictions, confidences, truths }, labels }: {
    readonly read: Pick<Readings, "predictions" | "confidences" | "truths">;
    readonly labels: Uint8Array;
  },
): Reading {
  const [label, predicted] = [labels[index], predictions[index]];
  return { index, label, predicted, confidence: confidences[index], truth: truths[index] };
}

/** Each reading with its place among those of its cell, in the order given. */
function rank(readings: readonly Reading[]): { reading: Reading; place: number }[] {
  const counts = new Map<number, number>();
  return readings.map((reading) => {
    const cell = reading.label * 256 + reading.predicted;
    const place = counts.get(cell) ?? 0;
    counts.set(cell, place + 1);
    return { reading, place };
  });
}

/** The first of every cell, then the second of every cell… */
function inTurn(ranked: readonly { reading: Reading; place: number }[]): Reading[] {
  return ranked.toSorted((a, b) => a.place - b.place).map(({ reading }) => reading);
}
