/**
 * What a reader may choose of a lesson, as plain data: the command line makes options of it, a page
 * its input fields.
 *
 * @module
 */
import { ENGINE_NAMES, type EngineName } from "../engine/engine.ts";
import type { Text } from "../errors.ts";

/** A whole number. */
export interface IntegerControl<Default extends number | undefined = number | undefined> {
  /** What kind of control this is. */
  readonly kind: "integer";
  /** The least. */
  readonly min: number;
  /** The greatest. */
  readonly max: number;
  /** Where it stands at first; with `undefined`, the lesson chooses. */
  readonly default: Default;
  /** What it is for. */
  readonly text: Text;
}

/** One of a few words. */
export interface ChoiceControl<Word extends string = string> {
  /** What kind of control this is. */
  readonly kind: "choice";
  /** The words. */
  readonly words: readonly Word[];
  /** Where it stands at first. */
  readonly default: Word;
  /** What it is for. */
  readonly text: Text;
}

/** Controls by the names of their values. */
export type Controls = Readonly<Record<string, IntegerControl | ChoiceControl>>;

/** The values of controls. */
export type ControlValues<Table extends Controls> = {
  readonly [Key in keyof Table]: Table[Key] extends IntegerControl<infer Default> ? number | Default
    : Table[Key] extends ChoiceControl<infer Word> ? Word
    : never;
};

/** Which training image of MNIST a lesson follows. */
export function digitControl(fallback: number): IntegerControl<number> {
  return {
    kind: "integer",
    min: 0,
    max: 59_999,
    default: fallback,
    text: {
      en: "The training image to follow, counted from 0",
      fr: "L’image d’entraînement à suivre, à partir de 0",
    },
  };
}

/** Which of 64 hidden neurons a lesson follows. */
export const neuronControl: IntegerControl<undefined> = {
  kind: "integer",
  min: 0,
  max: 63,
  default: undefined,
  text: {
    en: "The hidden neuron to follow, counted from 0; an active one near 12 if left out",
    fr:
      "Le neurone caché à suivre, à partir de 0\u00a0; un neurone actif à partir du 12 par défaut",
  },
};

/** The controls that every lesson has besides its own. */
export type SharedControls = {
  /** The seed of all that is random. */
  readonly seed: IntegerControl<number>;
  /** What computes. */
  readonly engine: ChoiceControl<EngineName>;
};

/** The controls of every lesson, where `engine` is the one that computes at first. */
export function sharedControls(engine: EngineName): SharedControls {
  return {
    seed: {
      kind: "integer",
      min: 0,
      max: 2 ** 32 - 1,
      default: 42,
      text: {
        en: "Seed of all that is random: the same seed, the same numbers",
        fr: "Graine de tout ce qui est aléatoire\u00a0: même graine, mêmes nombres",
      },
    },
    engine: {
      kind: "choice",
      words: ENGINE_NAMES,
      default: engine,
      text: {
        en: "What computes: plain (TypeScript, f64), strict or relaxed (WebAssembly SIMD, f32)",
        fr:
          "Ce qui calcule\u00a0: plain (TypeScript, f64), strict ou relaxed (WebAssembly SIMD, f32)",
      },
    },
  };
}
