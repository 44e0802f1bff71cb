/**
 * How far a lesson is, for who waits while it goes to a file.
 *
 * @module
 */
import type { Block } from "../lesson/block.ts";
import { words } from "../lesson/wording.ts";
import { Redrawn } from "./redrawn.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The same blocks, while a line of `terminal` says which step is made. Where it is no terminal, nothing
 * is written; at the end the line is wiped off.
 */
export async function* withProgress(
  story: AsyncIterable<Block>,
  { terminal, total }: { readonly terminal: Terminal; readonly total: number },
): AsyncGenerator<Block> {
  const line = new Redrawn(terminal);
  let step = 0;
  const draw = () =>
    line.update(() =>
      `${words.step[terminal.language]} ${step}/${total}…`.slice(0, terminal.width - 1)
    );
  try {
    for await (const block of story) {
      if (block.kind === "step") step++;
      if (step > 0) draw();
      if (block.kind !== "live") {
        yield block;
        continue;
      }
      yield {
        ...block,
        async *frames() {
          for await (const frame of block.frames()) {
            draw();
            yield frame;
          }
        },
      };
    }
  } finally {
    line.clear();
  }
}
