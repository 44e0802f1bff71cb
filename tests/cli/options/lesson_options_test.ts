import assert from "node:assert/strict";
import { controlOptions } from "../../../src/cli/options/lesson_options.ts";
import { digitControl, neuronControl, sharedControls } from "../../../src/lesson/controls.ts";

const options = controlOptions({
  digit: digitControl(7),
  neuron: neuronControl,
  ...sharedControls("strict"),
});
const reading = { language: "en", folder: "/" } as const;

Deno.test("controlOptions() accepts what a control does, and nothing else", () => {
  const { digit, neuron, engine } = options;
  assert.equal(digit.read("59999", reading), 59_999);
  assert.equal(digit.read("60000", reading), undefined);
  assert.equal(neuron.read("63", reading), 63);
  assert.equal(neuron.read("64", reading), undefined);
  assert.equal(engine.read("relaxed", reading), "relaxed");
  assert.equal(engine.read("fast", reading), undefined);
});

Deno.test("controlOptions() keeps what a control is worth at first, and what it is for", () => {
  const fallbacks = Object.entries(options).map(([key, option]) => [key, option.fallback()]);
  assert.deepEqual(Object.fromEntries(fallbacks), {
    digit: 7,
    neuron: undefined,
    seed: 42,
    engine: "strict",
  });
  assert.equal(options.neuron.text, neuronControl.text);
});
