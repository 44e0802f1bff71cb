import assert from "node:assert/strict";
import { command, optionName, type Parsed } from "../../../src/cli/options/command.ts";
import { flag } from "../../../src/cli/options/option.ts";
import { sample } from "./sample_command.ts";

/** True when the two types are the same: a wrong one does not compile. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true
  : false;

interface Expected {
  hidden: number[];
  activation: "relu" | "sigmoid" | "tanh";
  epochs: number;
  batchSize: number;
  rate: number;
  momentum: number | undefined;
  shuffle: boolean;
  force: boolean;
  run: string | undefined;
  data: string | undefined;
  engine: "plain" | "wasm" | undefined;
}

Deno.test("Parsed has the type of each option, with undefined for those without a default", () => {
  type Options = Parsed<typeof sample>;
  const same: { [Key in keyof Expected]: Same<Options[Key], Expected[Key]> } = {
    hidden: true,
    activation: true,
    epochs: true,
    batchSize: true,
    rate: true,
    momentum: true,
    shuffle: true,
    force: true,
    run: true,
    data: true,
    engine: true,
  };
  const keys: Same<keyof Options, keyof Expected> = true;
  assert.ok(keys && Object.values(same).every(Boolean));
});

Deno.test("optionName() gives what a person types", () => {
  assert.equal(optionName("epochs"), "epochs");
  assert.equal(optionName("batchSize"), "batch-size");
});

Deno.test("command() refuses names that are taken, or that nobody could type", () => {
  const text = { en: "", fr: "" };
  for (const key of ["lang", "help", "noShuffle", "batch-size", "Epochs", "__proto__x"]) {
    const options = { [key]: flag({ default: false, text }) };
    assert.throws(() => command({ name: "train", summary: text, options }), TypeError, key);
  }
});
