import type { Dataset } from "../../src/data/dataset.ts";
import type { Recipe } from "../../src/train/recipe.ts";
import type { Training } from "../../src/train/training.ts";
import { median } from "../peers/comparison.ts";
import { callFormula } from "./call_formula.ts";
import { endlessTraining } from "./endless.ts";
import { type Call, TimedEngine } from "./timed_engine.ts";

/** An operation of a step. */
export interface TimedCall {
  /** The operation, as the last step called it. */
  readonly call: Call;
  /** What it computes. */
  readonly formula: string;
  /** The median over the steps. */
  readonly microseconds: number;
}

/** A training with a clock around each of its operations. */
export class TimedTraining {
  /** The training. */
  readonly training: Training;
  /** Takes a step. */
  readonly step: () => void;
  #calls: Call[] = [];
  #latest: number[] = [];
  #times: number[][] = [];

  /** Starts an endless training. */
  constructor(recipe: Recipe, dataset: Dataset) {
    this.training = endlessTraining(recipe, dataset, {
      around: (engine) =>
        new TimedEngine(engine, (call, milliseconds) => {
          this.#calls.push(call);
          this.#latest.push(milliseconds * 1000);
        }),
    });
    const run = this.training.run();
    this.step = () => {
      let event;
      do {
        // At the end of an epoch an image is judged: that is no part of a step.
        this.#calls = [];
        this.#latest = [];
        event = run.next().value!;
      } while (event.kind !== "step");
      for (const [i, time] of this.#latest.entries()) (this.#times[i] ??= []).push(time);
    };
  }

  /** Forgets the steps so far. */
  forget(): void {
    this.#times = [];
  }

  /** The operations of the steps since, in their order. */
  operations(): TimedCall[] {
    const calls = this.#calls, symbols = new Map<number, string>(), { network } = this.training;
    for (const [symbol, { data }] of network.trace()) symbols.set(data.byteOffset, symbol);
    for (const { symbol, value } of network.parameters) symbols.set(value.data.byteOffset, symbol);
    return this.#times.map((times, i) => ({
      call: calls[i],
      formula: callFormula(calls[i], ({ data }) => symbols.get(data.byteOffset)!),
      microseconds: median(times),
    }));
  }
}
