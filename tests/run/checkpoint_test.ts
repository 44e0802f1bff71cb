import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { UserError } from "../../src/errors.ts";
import {
  type Circumstances,
  dataDigest,
  decodeCheckpoint,
  encodeCheckpoint,
  resumeSession,
} from "../../src/run/checkpoint.ts";
import { networkOf, weightsSha256 } from "../../src/run/model.ts";
import { OPTIMIZER_NAMES } from "../../src/optim/optimizers.ts";
import { SCHEDULE_NAMES } from "../../src/optim/schedule.ts";
import type { EpochMetrics } from "../../src/train/meter.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { stripes } from "../train/stripes.ts";

const dataset = stripes({ train: 50, test: 20 });
const RECIPE: Recipe = { ...DEFAULT_RECIPE, hidden: [7, 5], batch: 8, epochs: 4, rate: 0.05 };
const about = (recipe: Recipe): Circumstances => ({ recipe, seconds: 1 });
const sessionOf = (recipe: Recipe, data = dataset) =>
  new Session(createEngine(recipe.engine), { recipe, dataset: data });

/** What a training measured, but for its times. */
const timeless = (epochs: readonly EpochMetrics[]) =>
  epochs.map(({ seconds: _, imagesPerSecond: __, ...measured }) => measured);

/** Trains to the end, or for so many steps and epochs; gives what it is then. */
function trained(session: Session, events = Infinity) {
  if (events > 0) { for (const _ of session.run()) if (--events <= 0) break; }
  const { network, epochs, best } = session;
  return { sha256: weightsSha256(network), epochs: timeless(epochs), best: best?.epoch };
}

/** What a session is when it is written between two steps: its end would restore the best weights. */
function interrupted(recipe: Recipe, events: number): Uint8Array {
  const session = sessionOf(recipe);
  for (const _ of session.run()) {
    if (--events === 0) return encodeCheckpoint(session, about(recipe));
  }
  return assert.fail("the training is too short");
}

const CHANGES: [what: string, change: Partial<Recipe>][] = [
  ...OPTIMIZER_NAMES.map((optimizer): [string, Partial<Recipe>] => [
    `${optimizer}, l2`,
    { optimizer, l2: 0.01 },
  ]),
  ...SCHEDULE_NAMES.map((schedule): [string, Partial<Recipe>] => [
    `${schedule}, warm-up`,
    { schedule, warmup: 0.3, optimizer: "adam" },
  ]),
  ["dropout", { dropout: 0.3 }],
  ["shift", { shift: 1 }],
  ["validation", { validation: 10 }],
  ["patience", { validation: 10, patience: 1, epochs: 9, rate: 1 }],
  ["no shuffle", { shuffle: false }],
  ["notebook", { kind: "notebook", init: "small-normal", engine: "plain" }],
  ["convolution, pooling", { conv: [3], kernel: 3, stride: 1, padding: 1, pool: 2 }],
  ["everything", {
    conv: [3],
    kernel: 2,
    stride: 1,
    dropout: 0.2,
    shift: 1,
    validation: 10,
    patience: 3,
    optimizer: "adamw",
    l2: 0.02,
    schedule: "one-cycle",
    warmup: 0.3,
  }],
  ["everything, plain", { engine: "plain", dropout: 0.2, shift: 1, optimizer: "nesterov" }],
];

for (const [what, change] of CHANGES) {
  Deno.test(`a training that was stopped anywhere ends in the same bits: ${what}`, () => {
    const recipe: Recipe = { ...RECIPE, ...change }, whole = trained(sessionOf(recipe));
    const steps = Math.ceil((50 - recipe.validation) / 8), epoch = steps + 1;
    const ends = whole.epochs.length * epoch;
    // The first step, in an epoch, its last step, its end, in a later one, the very end.
    for (const events of [1, 3, steps, epoch, epoch + 2, 2 * epoch, ends - 1, ends]) {
      const session = sessionOf(recipe);
      resumeSession(session, decodeCheckpoint(interrupted(recipe, events)));
      assert.deepEqual(trained(session), whole, `after ${events}`);
    }
  });
}

Deno.test("a training that is stopped again and again, at each step, ends in the same bits", () => {
  const recipe: Recipe = { ...RECIPE, shift: 1, dropout: 0.5, optimizer: "rmsprop", epochs: 2 };
  let bytes = interrupted(recipe, 1);
  for (let events = 1; events < 2 * 8; events++) {
    const session = sessionOf(recipe);
    resumeSession(session, decodeCheckpoint(bytes));
    const { done } = session.run().next();
    assert.ok(!done);
    bytes = encodeCheckpoint(session, about(recipe));
  }
  const session = sessionOf(recipe);
  resumeSession(session, decodeCheckpoint(bytes));
  assert.deepEqual(trained(session), trained(sessionOf(recipe)));
});

Deno.test("a checkpoint is a model: its weights or, with patience, the best so far", () => {
  for (const patience of [0, 9]) {
    const recipe: Recipe = { ...RECIPE, rate: 3, epochs: 9, validation: 10, patience };
    const session = sessionOf(recipe);
    let bytes: Uint8Array = new Uint8Array(), now = "";
    for (const event of session.run()) {
      if (event.kind === "step") continue;
      bytes = encodeCheckpoint(session, about(recipe));
      now = weightsSha256(session.network);
    }
    const checkpoint = decodeCheckpoint(bytes), engine = createEngine("strict");
    const read = weightsSha256(networkOf(engine, checkpoint));
    assert.equal(read, weightsSha256(session.network));
    assert.equal(read === now, patience === 0, "the last epoch is not the best");
    assert.equal(checkpoint.bestEpoch, session.best?.epoch);
    assert.deepEqual(checkpoint.recipe, recipe);
  }
});

/** Asserts that work ends in a line for a person. */
function refuses(work: () => unknown, message: RegExp): void {
  assert.throws(work, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, message);
    assert.ok(!error.message.includes("\n") && error.text.fr !== error.text.en);
    return true;
  });
}

Deno.test("a checkpoint that was cut or edited is refused, wherever", () => {
  const bytes = interrupted({ ...RECIPE, optimizer: "adam" }, 9);
  for (let at = 0; at < bytes.length; at += 97) {
    refuses(() => decodeCheckpoint(bytes.subarray(0, at)), /safetensors/);
    const edited = bytes.slice();
    edited[at] ^= 1;
    refuses(() => decodeCheckpoint(edited), /safetensors|edited or damaged|Tensor|tensor/);
  }
});

Deno.test("a checkpoint goes on with no other recipe, no other data, and no other version", () => {
  const digest = { dataDigest: dataDigest(dataset) }, session = sessionOf(RECIPE);
  const bytes = encodeCheckpoint(session, { ...about(RECIPE), ...digest });
  const checkpoint = decodeCheckpoint(bytes);
  resumeSession(sessionOf(RECIPE), checkpoint);
  for (const change of [{ hidden: [7] }, { optimizer: "adam" }, { shift: 1 }, { dropout: 0.1 }]) {
    const other = sessionOf({ ...RECIPE, ...change } as Recipe);
    refuses(() => resumeSession(other, checkpoint), /another version/);
  }
  const moved = structuredClone(dataset);
  moved.test.images[3] ^= 1;
  refuses(() => resumeSession(sessionOf(RECIPE, moved), checkpoint), /images of stripes are not/);
  const fewer = stripes({ train: 49, test: 20 });
  refuses(() => resumeSession(sessionOf(RECIPE, fewer), checkpoint), /images of stripes are not/);
});
