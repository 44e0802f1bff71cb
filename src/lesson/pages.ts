/**
 * A lesson in steps: its blocks are made when they are first asked for, and kept, so that a reader
 * can go back.
 *
 * @module
 */
import type { AsideBlock, Block, InnerBlock, LiveBlock, StillBlock } from "./block.ts";
import { words } from "./wording.ts";

/** Does the work of a live block, and gives its last frame. */
export type LiveRunner = (block: LiveBlock) => Promise<StillBlock | undefined>;

/** The steps of a story. What comes before the first heading belongs to the first step. */
export class Pages {
  readonly #story: AsyncIterator<Block>;
  readonly #blocks: StillBlock[] = [];
  /** Where each step starts among the blocks. */
  readonly #starts = [0];
  #begun = false;
  #ended = false;

  /** The steps of the blocks that a story gives. */
  constructor(story: AsyncIterable<Block>) {
    this.#story = story[Symbol.asyncIterator]();
  }

  /** The block of a step, both counted from 0; `undefined` past the last one of the step. */
  async block(step: number, place: number, run: LiveRunner): Promise<StillBlock | undefined> {
    if (!await this.has(step, run)) return undefined;
    const index = this.#starts[step] + place;
    const isLast = () => step === this.#starts.length - 1;
    while (isLast() && this.#blocks.length <= index && !this.#ended) await this.#pull(run);
    return isLast() || index < this.#starts[step + 1] ? this.#blocks[index] : undefined;
  }

  /** Whether there is such a step, counted from 0; all that comes before it is made. */
  async has(step: number, run: LiveRunner): Promise<boolean> {
    while (this.#starts.length <= step && !this.#ended) await this.#pull(run);
    return this.#starts.length > step;
  }

  async #pull(run: LiveRunner): Promise<void> {
    const { value: block, done } = await this.#story.next();
    if (done) {
      this.#ended = true;
      return;
    }
    if (block.kind === "step") {
      if (this.#begun) this.#starts.push(this.#blocks.length);
      this.#begun = true;
    }
    const still = block.kind === "live" ? await run(block) : block;
    if (still) this.#blocks.push(still);
  }
}

/** Runs a live block without showing it. */
export async function runUnseen({ frames }: LiveBlock): Promise<StillBlock | undefined> {
  let last: StillBlock | undefined;
  for await (const frame of frames()) last = frame;
  return last;
}

/** A story as it is told where there are no keys: its asides at the end, each under its title. */
export async function* withAsidesAtEnd(story: AsyncIterable<Block>): AsyncGenerator<Block> {
  const asides: AsideBlock[] = [];
  for await (const block of story) {
    if (block.kind === "aside") asides.push(block);
    yield block;
  }
  for (const aside of asides) yield* opened(aside);
}

/** The blocks of an aside, under its title. */
export async function* opened({ title, open }: AsideBlock): AsyncGenerator<InnerBlock> {
  const { en, fr } = words.aside;
  yield { kind: "heading", text: { en: `${en}: ${title.en}`, fr: `${fr}\u00a0: ${title.fr}` } };
  yield* open();
}

/** A story with the answer of each question after it, for who asks for them. */
export async function* withAnswers(story: AsyncIterable<Block>): AsyncGenerator<Block> {
  for await (const block of story) {
    if (block.kind !== "question" || !block.answer) yield block;
    else {
      yield { kind: "question", text: block.text };
      yield { kind: "prose", text: block.answer };
    }
  }
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
