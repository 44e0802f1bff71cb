/**
 * A lesson in steps: its blocks are made when they are first asked for, and kept, so that a reader
 * can go back.
 *
 * @module
 */
import type { Block, LiveBlock, StepBlock, StillBlock } from "./block.ts";

/** Does the work of a live block, and gives its last frame. */
export type LiveRunner = (block: LiveBlock) => Promise<StillBlock | undefined>;

/** The steps of a story. What comes before the first heading belongs to the first step. */
export class Pages {
  readonly #story: AsyncIterator<Block>;
  readonly #steps: StillBlock[][] = [];
  #ended = false;
  #started = false;
  #next?: StepBlock;

  /** The steps of the blocks that a story gives. */
  constructor(story: AsyncIterable<Block>) {
    this.#story = story[Symbol.asyncIterator]();
  }

  /** The block of a step, both counted from 0; `undefined` past the last one of the step. */
  async block(step: number, place: number, run: LiveRunner): Promise<StillBlock | undefined> {
    while (this.#isOpen(step) && (this.#steps[step]?.length ?? 0) <= place) await this.#pull(run);
    return this.#steps[step]?.[place];
  }

  /** Whether there is such a step, counted from 0; all that comes before it is made. */
  async has(step: number, run: LiveRunner): Promise<boolean> {
    while (!this.#ended && this.#steps.length <= step && !this.#comes(step)) await this.#pull(run);
    return this.#steps.length > step || this.#comes(step);
  }

  /** Whether the heading of that step was read already, but not yet asked for. */
  #comes(step: number): boolean {
    return this.#next !== undefined && this.#steps.length === step;
  }

  #isOpen(step: number): boolean {
    if (this.#steps.length > step + 1) return false;
    if (this.#steps.length === step + 1) return !this.#ended && this.#next === undefined;
    return !this.#ended || this.#comes(step);
  }

  async #pull(run: LiveRunner): Promise<void> {
    if (this.#next) {
      this.#steps.push([this.#next]);
      this.#next = undefined;
      return;
    }
    const { value: block, done } = await this.#story.next();
    if (done) {
      this.#ended = true;
    } else if (block.kind === "step" && this.#started) {
      this.#next = block;
    } else {
      if (this.#steps.length === 0) this.#steps.push([]);
      this.#started ||= block.kind === "step";
      const still = block.kind === "live" ? await run(block) : block;
      if (still) this.#steps.at(-1)!.push(still);
    }
  }
}

/** Runs a live block without showing it. */
export async function runUnseen({ frames }: LiveBlock): Promise<StillBlock | undefined> {
  let last: StillBlock | undefined;
  for await (const frame of frames()) last = frame;
  return last;
}

/** All the blocks of a story, live ones run to their end. */
export async function collect(story: AsyncIterable<Block>): Promise<StillBlock[]> {
  const blocks: StillBlock[] = [];
  for await (const block of story) {
    const still = block.kind === "live" ? await runUnseen(block) : block;
    if (still) blocks.push(still);
  }
  return blocks;
}
