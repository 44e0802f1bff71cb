import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { type RangeStep, rangeTest, suggestRate } from "../../src/train/find_rate.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { assertClose } from "../assert_close.ts";
import { stripes } from "./stripes.ts";

const dataset = stripes({ train: 130, test: 40 });
const RECIPE: Recipe = { ...DEFAULT_RECIPE, hidden: [7], batch: 12, engine: "plain" };
const sessionOf = (change: Partial<Recipe> = {}) =>
  new Session(createEngine("plain"), { recipe: { ...RECIPE, ...change }, dataset });

Deno.test("rangeTest() takes one step with each rate, and the next loss is what it left", () => {
  const steps = [...sessionOf().tryRates({ from: 0.001, to: 0.1, steps: 21 })];
  const factor = 100 ** (1 / 20), own = sessionOf();
  assertClose(steps.map((s) => s.rate), steps.map((_, i) => 0.001 * factor ** i), {
    tolerance: 1e-12,
  });
  const rates = steps.map(({ rate }) => rate), losses: number[] = [];
  // Eleven batches an epoch: the second epoch is in a new order, as in a training.
  const { network, optimizer } = own;
  const recorded = { step: (_: number) => optimizer.step(rates[losses.length - 1]) };
  const forward = network.forward.bind(network);
  network.forward = (batch) => {
    const outcome = forward(batch);
    if (network.mode === "training") losses.push(outcome.loss);
    return outcome;
  };
  Object.defineProperty(own, "optimizer", { value: { ...recorded, state: optimizer.state } });
  for (const _ of own.run()) if (losses.length === 21) break;
  assert.deepEqual(steps.map(({ loss }) => loss), losses);
});

Deno.test("rangeTest() smooths the losses by a running mean that is right from the first step", () => {
  const steps = [...sessionOf().tryRates({ from: 0.001, to: 0.1, steps: 30 })];
  assert.equal(steps[0].smoothed, steps[0].loss);
  for (const count of [2, 30]) {
    const weights = Array.from({ length: count }, (_, i) => 0.95 ** (count - 1 - i));
    const sum = weights.reduce((total, w, i) => total + w * steps[i].loss, 0);
    const mean = sum / weights.reduce((total, w) => total + w);
    assertClose([steps[count - 1].smoothed], [mean], { tolerance: 1e-12 });
  }
});

Deno.test("rangeTest() ends where the loss has run away, or is no longer finite", () => {
  for (const [from, to] of [[0.01, 1e6], [1e306, 1e308]]) {
    const steps = [...sessionOf().tryRates({ from, to, steps: 100 })];
    const last = steps.at(-1)!, before = steps.slice(0, -1).map(({ smoothed }) => smoothed);
    assert.ok(steps.length < 100);
    assert.equal(Number.isFinite(last.smoothed), from === 0.01);
    assert.ok(!(last.smoothed <= 4 * Math.min(...before)), `${last.smoothed}`);
    assert.ok(before.every((loss, i) => loss <= 4 * Math.min(...before.slice(0, i + 1))));
  }
});

Deno.test("rangeTest() keeps the order of the images where none is given", () => {
  const { network, optimizer, train } = sessionOf(), plan = { from: 0.001, to: 0.1, steps: 30 };
  for (const _ of rangeTest(network, { ...plan, optimizer, train, batch: 12 }));
  assert.deepEqual([...train.order], [...train.order.keys()]);
});

/** Losses over rates from 1e-5 to 10. */
const curve = (loss: (decades: number) => number): RangeStep[] =>
  Array.from({ length: 241 }, (_, i) => {
    const decades = -5 + i / 40, smoothed = loss(decades);
    return { rate: 10 ** decades, loss: smoothed, smoothed };
  });

Deno.test("suggestRate() finds where the loss falls fastest, and where it is least", () => {
  // A fall of 2 around 10⁻², steepest there, then a rise from 10⁻¹ on.
  const fall = (x: number) => 2.3 - Math.tanh(3 * (x + 2)) - 1 + 4 * Math.max(0, x + 1) ** 2;
  const suggested = suggestRate(curve(fall))!;
  assert.ok(Math.abs(Math.log10(suggested.rate) + 2) < 0.1, `${suggested.rate}`);
  assert.ok(Math.abs(Math.log10(suggested.least) + 1) < 0.1, `${suggested.least}`);
});

Deno.test("suggestRate() ignores a drop of the first losses, and one after the least", () => {
  const fall = (x: number) => (x < -4.8 ? 5 : 2.3) - Math.tanh(x + 2) + (x > -1 ? 3 : 0);
  const dropping = curve((x) => x > 0.5 ? fall(x) - 1 : fall(x));
  const { rate } = suggestRate(dropping)!;
  assert.ok(Math.abs(Math.log10(rate) + 2) < 0.1, `${rate}`);
  assert.ok(suggestRate([...dropping, { rate: 20, loss: NaN, smoothed: NaN }]));
});

Deno.test("suggestRate() suggests nothing where the loss never fell", () => {
  assert.equal(suggestRate(curve((x) => 2.3 + Math.max(0, x))), undefined);
  assert.equal(suggestRate(curve(() => 2.3)), undefined);
  assert.equal(suggestRate(curve((x) => 7 - x).slice(0, 5)), undefined);
});
