/**
 * The options of lessons.
 *
 * @module
 */
import { ENGINE_NAMES, type EngineName } from "../../engine/engine.ts";
import { integer } from "./number_option.ts";
import { choice, flag, type Option } from "./option.ts";

/** The options that every lesson has besides its own. */
export type SharedOptions = {
  /** The step to start at. */
  readonly step: Option<number>;
  /** Whether to wait for a key after each step. */
  readonly pause: Option<boolean>;
  /** The columns of a line. */
  readonly width: Option<number | undefined>;
  /** The seed of all that is random. */
  readonly seed: Option<number>;
  /** What computes. */
  readonly engine: Option<EngineName>;
  /** What is written. */
  readonly format: Option<"terminal" | "markdown">;
};

/** `--digit`: which training image of MNIST a lesson follows. */
export function digitOption(fallback: number): Option<number> {
  return integer({
    min: 0,
    max: 59_999,
    default: fallback,
    text: {
      en: "The training image to follow, counted from 0",
      fr: "L’image d’entraînement à suivre, à partir de 0",
    },
  });
}

/** `--neuron`: which hidden neuron a lesson follows, of `count`; without a fallback, the lesson chooses. */
export function neuronOption<Default extends number | undefined = undefined>(
  fallback?: Default,
  { count = 64 }: { readonly count?: number } = {},
): Option<number | Default> {
  const chosen = fallback === undefined
    ? {
      en: "; an active one near 12 if left out",
      fr: "\u00a0; un neurone actif à partir du 12 par défaut",
    }
    : { en: "", fr: "" };
  return integer<Default>({
    min: 0,
    max: count - 1,
    default: fallback,
    text: {
      en: `The hidden neuron to follow, counted from 0${chosen.en}`,
      fr: `Le neurone caché à suivre, à partir de 0${chosen.fr}`,
    },
  });
}

/** The options of every lesson of so many steps; `engine` computes unless told. */
export function lessonOptions(
  { steps, engine = "plain" }: { readonly steps: number; readonly engine?: EngineName },
): SharedOptions {
  return {
    step: integer({
      min: 1,
      max: steps,
      default: 1,
      text: { en: "The step to start at", fr: "L’étape où commencer" },
    }),
    pause: flag({
      default: true,
      text: {
        en: "Write it all at once, without waiting for a key after each step",
        fr: "Tout écrire d’un coup, sans attendre une touche après chaque étape",
      },
    }),
    width: integer({
      min: 40,
      max: 400,
      text: {
        en: "Columns of a line; those of the terminal if left out, or 80",
        fr: "Colonnes d’une ligne\u00a0; celles du terminal par défaut, ou 80",
      },
    }),
    seed: integer({
      min: 0,
      max: 2 ** 32 - 1,
      default: 42,
      text: {
        en: "Seed of all that is random: the same seed, the same numbers",
        fr: "Graine de tout ce qui est aléatoire\u00a0: même graine, mêmes nombres",
      },
    }),
    engine: choice(ENGINE_NAMES, {
      default: engine,
      text: {
        en: "What computes: plain (TypeScript, f64), strict or relaxed (WebAssembly SIMD, f32)",
        fr:
          "Ce qui calcule\u00a0: plain (TypeScript, f64), strict ou relaxed (WebAssembly SIMD, f32)",
      },
    }),
    format: choice(["terminal", "markdown"], {
      default: "terminal",
      text: {
        en: "What is written: text for a terminal, or Markdown with formulas in TeX",
        fr:
          "Ce qui est écrit\u00a0: du texte pour un terminal, ou du Markdown avec des formules en TeX",
      },
    }),
  };
}
