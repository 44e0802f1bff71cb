import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { isPixels } from "../../src/engine/engine.ts";
import { UserError } from "../../src/errors.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { weightsSha256 } from "../../src/run/model.ts";
import { Examples } from "../../src/train/examples.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { Shift } from "../../src/train/shift.ts";
import { ENGINES } from "../engine/guarded.ts";
import { stripes } from "./stripes.ts";

const image = { rows: 4, columns: 4 };
const shiftOf = (by: number, seed = 42) =>
  new Shift({ by, image, random: new Xoshiro128(seed, 3) });
const dataset = stripes({ train: 50, test: 10 });

Deno.test("Shift.draw() gives every move from −n to n as often, down and right on their own", () => {
  const moves = shiftOf(2).draw(25_000), counts = new Map<string, number>();
  for (let i = 0; i < moves.length; i += 2) {
    const pair = `${moves[i]},${moves[i + 1]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  assert.equal(counts.size, 25);
  for (const [pair, count] of counts) assert.ok(Math.abs(count - 1000) < 160, `${pair}: ${count}`);
});

Deno.test("Shift refuses to move images out of sight", () => {
  assert.deepEqual([...new Set(shiftOf(3).draw(500))].sort((a, b) => a - b), [
    -3,
    -2,
    -1,
    0,
    1,
    2,
    3,
  ]);
  assert.throws(() => shiftOf(4), (error) => {
    assert(error instanceof UserError);
    assert.equal(
      error.text.en,
      "--shift 4 moves images of 4×4 pixels out of sight: take 3 at most",
    );
    assert.match(error.text.fr, /prenez 3 au plus$/);
    return true;
  });
});

for (const { name, engine } of ENGINES) {
  for (const zeros of [false, true]) {
    Deno.test(`Examples.batches() moves each image by the next two draws (${name}, ${zeros ? "many" : "few"} zeros)`, () => {
      const { train } = dataset;
      const images = train.images.map((byte, i) => zeros && i % 4 > 0 ? 0 : byte);
      const examples = new Examples(engine, { ...train, images });
      examples.order.reverse();
      const random = new Xoshiro128(42, 3), shift = shiftOf(1);
      const move = () => random.nextUint32() % 3 - 1; // below(3) draws again one time in 2³²
      let place = 0;
      for (const { inputs, labels } of examples.batches(12, { shift })) {
        const matrix = engine.matrix(inputs.rows, 16);
        if (isPixels(inputs)) engine.gather(matrix, inputs);
        else matrix.data.set(inputs.data);
        for (let i = 0; i < inputs.rows; i++) {
          const index = examples.order[place++], down = move(), right = move();
          assert.equal(labels[i], train.labels[index]);
          for (let p = 0; p < 16; p++) {
            const y = (p >> 2) - down,
              x = p % 4 - right,
              isInside = y >= 0 && y < 4 && x >= 0 && x < 4;
            const byte = isInside ? images[16 * index + 4 * y + x] : 0;
            assert.equal(Math.round(255 * matrix.data[16 * i + p]), byte);
          }
        }
      }
      assert.equal(place, 50);
      assert.deepEqual(shift.random.state, random.state, "anew each time, from one stream");
    });
  }
}

Deno.test("a session moves its training images, and no others", () => {
  const recipe = { ...DEFAULT_RECIPE, hidden: [8], batch: 12, epochs: 2 };
  const train = (shift: number) => {
    const session = new Session(createEngine("strict"), { recipe: { ...recipe, shift }, dataset });
    const order: number[] = [];
    for (const _ of session.run()) order.push(...session.train.order);
    return { session, order, digest: weightsSha256(session.network) };
  };
  const fresh = new Session(createEngine("strict"), { recipe: { ...recipe, shift: 1 }, dataset });
  assert.deepEqual(fresh.shift!.random.state, new Xoshiro128(42, 3).state);
  const [still, moved, again] = [train(0), train(1), train(1)];
  assert.equal(still.session.shift, undefined);
  assert.notEqual(moved.digest, still.digest);
  assert.equal(moved.digest, again.digest);
  assert.deepEqual(moved.order, still.order, "the moves have a stream of their own");
  const test = [...moved.session.test.batches(10)][0].inputs;
  assert.ok(!isPixels(test));
  const bytes = [...test.data].map((pixel) => Math.round(255 * pixel));
  assert.deepEqual(bytes, [...dataset.test.images]);
});
