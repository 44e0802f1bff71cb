/// <reference lib="dom" />
/**
 * Curves of a training, drawn by Chart.js; loaded when there is a training to see.
 *
 * @module
 */
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from "chart.js";

Chart.register(LinearScale, LineController, LineElement, LogarithmicScale, PointElement);

/** A curve. */
export interface Curve {
  /** The points, by steps. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** The name of its colour in the style sheet, such as `--train`. */
  readonly colour: string;
  /** Whether each point is marked. */
  readonly isMarked: boolean;
}

/** What a chart shows. */
export interface Curves {
  /** The curves. */
  readonly curves: readonly Curve[];
  /** Whether the vertical axis is logarithmic. */
  readonly isLogarithmic: boolean;
  /** Steps of the whole training. */
  readonly steps: number;
  /** Steps of an epoch. */
  readonly stepsPerEpoch: number;
  /** Writes a number of the vertical axis. */
  readonly write: (value: number) => string;
}

/** A chart on a canvas, to be fed again and again. */
export class CurveChart {
  readonly #chart: Chart<"line">;
  #axes = "";
  #write: Curves["write"] = String;

  /** Draws on the canvas, which keeps the size of what is around it. */
  constructor(canvas: HTMLCanvasElement) {
    this.#chart = new Chart<"line">(canvas, { type: "line", data: { datasets: [] } });
  }

  /** Draws curves. */
  show({ curves, isLogarithmic, steps, stepsPerEpoch, write }: Curves): void {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const font = { family: style.fontFamily || "sans-serif", size: 11 };
    this.#chart.data.datasets = curves.map(({ points, colour: name, isMarked }) => ({
      data: [...points],
      borderColor: colour(name),
      backgroundColor: colour(name),
      borderWidth: isMarked ? 2 : 1.5,
      pointRadius: isMarked ? 3 : 0,
    }));
    const least = Math.min(0.1, ...curves.flatMap(({ points }) => points.map(({ y }) => y)));
    const lowest = 10 ** Math.floor(Math.log10(least));
    this.#write = write;
    // New options take longer than all else, and are the same from one picture to the next.
    const axes = [isLogarithmic && lowest, steps, stepsPerEpoch, colour("--muted")].join();
    if (axes === this.#axes) return this.#chart.update("none");
    this.#axes = axes;
    const ticks = { color: colour("--muted"), font };
    const grid = { color: colour("--line") };
    this.#chart.options = {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      scales: {
        x: {
          type: "linear",
          min: 0,
          max: Math.max(1, steps),
          grid,
          ticks: {
            ...ticks,
            stepSize: stepsPerEpoch * Math.ceil(steps / stepsPerEpoch / 10),
            callback: (value) => String(Math.round(Number(value) / stepsPerEpoch)),
            maxRotation: 0,
          },
        },
        y: {
          type: isLogarithmic ? "logarithmic" : "linear",
          ...(isLogarithmic ? { min: lowest, max: 1 } : { min: 0 }),
          grid,
          ticks: {
            ...ticks,
            maxTicksLimit: 6,
            callback: (value) => this.#write(Number(value)),
          },
        },
      },
    };
    this.#chart.update("none");
  }

  /** Gives back what it holds. */
  destroy(): void {
    this.#chart.destroy();
  }
}
