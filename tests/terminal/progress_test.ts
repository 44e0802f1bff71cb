import assert from "node:assert/strict";
import { Progress } from "../../src/terminal/progress.ts";

/** A terminal that keeps what is written, the escape character as `␛`, and a clock that is set by hand. */
function fake({ isTerminal = true, colour = false, width = 80 } = {}) {
  const written: string[] = [];
  const world = {
    now: 0,
    written,
    terminal: {
      width,
      isTerminal,
      colour,
      language: "en" as const,
      write: (text: string) => void written.push(text.replaceAll("\x1b", "␛")),
    },
    clock: () => world.now,
  };
  return world;
}

Deno.test("Progress redraws one line in place, and keeps the line of a finished epoch", () => {
  const world = fake();
  const progress = new Progress(world.terminal, { epochs: 2, images: 100, clock: world.clock });
  world.now = 1000;
  progress.update({ epoch: 1, images: 50, loss: 1 });
  world.now = 2000;
  progress.finish({ epoch: 1, images: 100, loss: 0.5, accuracy: 0.9 });
  assert.match(
    world.written[0],
    /^epoch 1\/2 █+░+ {2}loss 1\.0000 .* 50 images\/s {2}3\u00a0s left\n$/,
  );
  assert.match(
    world.written[1],
    /^␛\[1A\r␛\[Jepoch 1\/2 █+ {2}loss 0\.5000 {2}test 90\.00\u00a0% .* 2\.0\u00a0s\n$/,
  );
  assert.equal(world.written.length, 2);
});

Deno.test("Progress writes a plain line for each finished epoch where there is no terminal", () => {
  const world = fake({ isTerminal: false });
  const progress = new Progress(world.terminal, { epochs: 2, images: 60_000, clock: world.clock });
  for (const epoch of [1, 2]) {
    progress.update({ epoch, images: 30_000, loss: 1 });
    world.now += 1000;
    progress.finish({ epoch, images: 60_000, loss: 0.25, accuracy: 0.95 });
  }
  const lines = world.written.join("").replaceAll("\u00a0", " ");
  assert.equal(
    lines,
    "epoch 1/2  loss 0.2500  test 95.00 %   60,000 images/s  1.0 s\n" +
      "epoch 2/2  loss 0.2500  test 95.00 %   60,000 images/s  1.0 s\n",
  );
});

Deno.test("Progress uses no colour where there is none", () => {
  for (const colour of [false, true]) {
    const world = fake({ colour });
    const progress = new Progress(world.terminal, { epochs: 1, images: 10, clock: world.clock });
    progress.update({ epoch: 1, images: 5 });
    assert.equal(/␛\[\d+m/.test(world.written.join("")), colour);
  }
});

Deno.test("Progress takes the time that the caller measured for the speed of a finished epoch", () => {
  const world = fake();
  const progress = new Progress(world.terminal, { epochs: 1, images: 1000, clock: world.clock });
  world.now = 5000;
  progress.finish({ epoch: 1, images: 1000 }, 0.5);
  assert.match(world.written[0], / 2,000 images\/s {2}500\u00a0ms/);
});
