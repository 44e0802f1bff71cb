/** A command with every kind of option, for the tests of this folder. */
import { command } from "../../../src/cli/options/command.ts";
import { integer, number, sizes } from "../../../src/cli/options/number_option.ts";
import { choice, flag, path, word } from "../../../src/cli/options/option.ts";

const text = { en: "What it is for", fr: "À quoi elle sert" };

export const sample = command({
  name: "train",
  summary: { en: "Train a network.", fr: "Entraîner un réseau." },
  description: {
    en: "It learns to read digits, and tells after each epoch how many test images it reads.",
    fr: "Il apprend à lire des chiffres, et dit après chaque époque combien d’images il lit.",
  },
  examples: [{
    args: "--hidden 128,64 --epochs 5",
    text: { en: "Two hidden layers.", fr: "Deux couches cachées." },
  }],
  options: {
    hidden: sizes({ default: [64], max: 4096, count: 4, text }),
    activation: choice(["relu", "sigmoid", "tanh"], { default: "relu", text }),
    epochs: integer({ min: 0, max: 100_000, default: 10, text }),
    batchSize: integer({ min: 1, default: 64, text }),
    rate: number({ above: 0, max: 1000, default: 0.3, text }),
    momentum: number({ min: 0, max: 1, text }),
    shuffle: flag({ default: true, text }),
    force: flag({ default: false, text }),
    run: word({ text }),
    data: path({ text }),
    engine: choice(["plain", "wasm"], { text }),
  },
});
