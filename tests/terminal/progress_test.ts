import assert from "node:assert/strict";
import { Progress } from "../../src/terminal/progress.ts";

/** A terminal that keeps what is written, the escape character as `␛`, and a clock that is set by hand. */
function fake({ redraws = true, colour = false, width = 80 } = {}) {
  const written: string[] = [];
  const world = {
    now: 0,
    written,
    terminal: {
      width,
      redraws,
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
    /^␛\[1A\r␛\[Jepoch 1\/2 loss 0\.5000 test 90\.00\u00a0% error ━{8} .* 2\.0\u00a0s\n$/,
  );
  assert.equal(world.written.length, 2);
});

Deno.test("Progress draws the error of each epoch against that of the first", () => {
  const { terminal, written } = fake();
  const progress = new Progress(terminal, { epochs: 3, images: 100 });
  for (const [i, accuracy] of [0.8, 0.9, 0.7].entries()) {
    progress.finish({ epoch: i + 1, images: 100, loss: 1, accuracy }, 1);
  }
  assert.deepEqual(written.map((line) => /━+/.exec(line)![0].length), [8, 4, 8]);
});

Deno.test("Progress writes a plain line for each finished epoch where there is no terminal", () => {
  const world = fake({ redraws: false });
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
  assert.match(world.written[0], / 2,000 images\/s 500\u00a0ms/);
});
