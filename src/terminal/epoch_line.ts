/**
 * The line of an epoch: how far, how well, how fast, how long still.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { formatCount, formatDuration, formatNumber, formatPercent } from "../number_format.js";
import { horizontalBar } from "./bars.ts";
import { inked, style } from "./style.ts";
import { padLeft, padRight, textWidth } from "./width.ts";

/** What is known of an epoch at a given moment. */
export interface EpochState {
  /** The number of the epoch, from 1. */
  readonly epoch: number;
  /** The images seen since the epoch began. */
  readonly images: number;
  /** The mean loss of the epoch so far, once there is one. */
  readonly loss?: number;
  /** The part of the images it is judged on that the network reads, from 0 to 1, once measured. */
  readonly accuracy?: number;
}

/** What the line shows besides the state, and where. */
export interface EpochLineOptions {
  /** How many epochs there are. */
  readonly epochs: number;
  /** How many images an epoch has. */
  readonly total: number;
  /** Images a second. */
  readonly speed?: number;
  /** Seconds left to the end of the training, or that the epoch took when it is `finished`. */
  readonly seconds?: number;
  /** Whether the epoch is done; false by default. */
  readonly finished?: boolean;
  /** Which images it is judged on; `test` by default. A word of both languages. */
  readonly judged?: "test" | "validation";
  /** Whether to draw bars; true by default. */
  readonly bar?: boolean;
  /** The part of the test images, misread, that a full bar of a finished epoch stands for; 1 by default. */
  readonly fullError?: number;
  /** The columns that the line may take. */
  readonly width: number;
  /** Whether to colour; false by default. */
  readonly colour?: boolean;
  /** The reader's language. */
  readonly language: Language;
}

const longestBar = 20;
const shortestBar = 6;
/** The columns of the bar of a finished epoch. */
const errorBar = 8;

/** What goes first when a line is too narrow: the least. */
const importance = {
  running: { error: 0, speed: 1, time: 2, test: 3, loss: 4, bar: 5 },
  finished: { bar: 0, speed: 1, time: 2, error: 3, loss: 4, test: 5 },
};

/**
 * The line, such as
 * `epoch  3/10 ████████░░░░  loss 0.1032  test 97.01 %  412,000 images/s  3 s left`.
 *
 * and, once it is finished,
 * `epoch  3/10  loss 0.1032  test 97.01 %  error ━━━╸      412,000 images/s  147 ms`.
 *
 * Where there is less room, the bar shrinks first, then fields go: the speed, the time, and so on.
 * What stays to the end is the bar while the epoch runs, and its result when it is finished.
 */
export function epochLine(state: EpochState, options: EpochLineOptions): string {
  const { epochs, total, width, language, colour = false, finished = false, bar = true } = options;
  const epoch = `${String(state.epoch).padStart(String(epochs).length)}/${epochs}`;
  const title = `${language === "fr" ? "époque" : "epoch"} ${epoch}`.slice(0, width);
  const gap = width < (finished && bar ? 90 : 60) ? " " : "  ";
  const ranks = importance[finished ? "finished" : "running"];

  let kept = fieldsOf(state, options);
  let length = 0;
  for (let least = 1; least <= 6; least++) {
    kept = kept.filter(({ name }) => ranks[name] >= least);
    const taken = kept.reduce((sum, { text }) => sum + gap.length + textWidth(text), 0);
    const room = width - textWidth(title) - taken;
    const withBar = bar && ranks.bar >= least;
    if (room < (withBar ? 1 + shortestBar : 0)) continue;
    length = withBar ? Math.min(longestBar, room - 1) : 0;
    break;
  }
  const filled = Math.floor(length * Math.min(1, state.images / total));
  const drawn = inked("first", "█".repeat(filled), colour) +
    style("dim", "░".repeat(length - filled), colour);
  const fields = kept.map(({ text }) => gap + text).join("").trimEnd();
  return (length === 0 ? title : `${title} ${drawn}`) + fields;
}

/** The fields that have something to say, in their order. Widths hold still, so that the bar does. */
function fieldsOf(
  { loss, accuracy }: EpochState,
  {
    speed,
    seconds,
    finished,
    judged = "test",
    language,
    bar = true,
    fullError = 1,
    colour = false,
  }: EpochLineOptions,
): { name: "loss" | "test" | "error" | "speed" | "time"; text: string }[] {
  const french = language === "fr";
  const lossText = loss === undefined ? "–" : formatLoss(loss, language);
  const test = accuracy === undefined ? "–" : formatPercent(accuracy, { language });
  const images = speed === undefined ? "–" : formatCount(roundSpeed(speed), language);
  const time = seconds === undefined
    ? "–"
    : finished
    ? formatDuration(seconds, { language })
    : formatDuration(Math.ceil(seconds), { language, digits: 0 });
  const left = french ? `reste ${time}` : `${time} left`;
  const error = horizontalBar((1 - (accuracy ?? NaN)) / fullError, errorBar);
  const drawn = padRight(inked("second", error, colour), errorBar);
  return [
    { name: "loss", text: `${french ? "perte" : "loss"} ${padLeft(lossText, 6)}` },
    { name: "test", text: `${judged} ${padLeft(test, 7)}` },
    ...(finished && bar
      ? [{ name: "error" as const, text: `${french ? "erreur" : "error"} ${drawn}` }]
      : []),
    { name: "speed", text: `${padLeft(images, 7)} images/s` },
    { name: "time", text: finished ? time : padRight(left, french ? 10 : 9) },
  ];
}

/** A loss that has run away takes no more room than one that has not. */
function formatLoss(loss: number, language: Language): string {
  if (loss < 1000) return formatNumber(loss, { language, digits: 4 });
  return loss.toExponential(0);
}

/** Three significant digits: the rest of a measure of speed is noise, and flickers. */
function roundSpeed(speed: number): number {
  return Number(speed.toPrecision(3));
}
