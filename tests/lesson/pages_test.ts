import assert from "node:assert/strict";
import { type Block, live, prose, step } from "../../src/lesson/block.ts";
import { collect, Pages, runUnseen } from "../../src/lesson/pages.ts";

const text = (en: string) => ({ en, fr: en });
const said = (block: unknown) => (block as { text?: { en: string } } | undefined)?.text?.en;

/** A story of three steps, which notes what was computed. */
function story(done: string[]): AsyncGenerator<Block> {
  return (async function* () {
    yield prose(text("before"));
    yield step(text("one"));
    done.push("work of one");
    yield prose(text("1a"));
    yield step(text("two"));
    done.push("work of two");
    yield live(function* () {
      yield prose(text("frame 1"));
      yield prose(text("frame 2"));
    });
    yield step(text("three"));
    done.push("work of three");
  })();
}

async function stepOf(pages: Pages, step: number): Promise<(string | undefined)[]> {
  const found = [];
  for (let place = 0;; place++) {
    const block = await pages.block(step, place, runUnseen);
    if (!block) return found;
    found.push(said(block));
  }
}

Deno.test("Pages gives the blocks of each step, and what came before with the first", async () => {
  const pages = new Pages(story([]));
  assert.deepEqual(await stepOf(pages, 0), ["before", "one", "1a"]);
  assert.deepEqual(await stepOf(pages, 1), ["two", "frame 2"]);
  assert.deepEqual(await stepOf(pages, 0), ["before", "one", "1a"]);
  assert.deepEqual(await stepOf(pages, 2), ["three"]);
  assert.equal(await pages.has(3, runUnseen), false);
});

Deno.test("Pages computes nothing of a step before it is asked for", async () => {
  const done: string[] = [], pages = new Pages(story(done));
  await pages.block(0, 1, runUnseen);
  assert.deepEqual(done, []);
  await stepOf(pages, 0);
  assert.deepEqual(done, ["work of one"]);
  assert.equal(await pages.has(1, runUnseen), true);
  assert.equal(said(await pages.block(1, 0, runUnseen)), "two");
  assert.deepEqual(done, ["work of one"]);
});

Deno.test("Pages goes to a later step through all that comes before", async () => {
  const done: string[] = [], pages = new Pages(story(done));
  assert.equal(await pages.has(2, runUnseen), true);
  assert.deepEqual(done, ["work of one", "work of two"]);
  assert.deepEqual(await stepOf(pages, 2), ["three"]);
  assert.deepEqual(await stepOf(pages, 1), ["two", "frame 2"]);
});

Deno.test("collect() gives every block, live ones as their last frame", async () => {
  const blocks = await collect(story([]));
  assert.deepEqual(blocks.map(said), ["before", "one", "1a", "two", "frame 2", "three"]);
});
