/**
 * Which exercises are done: kept beside the learner's files.
 *
 * @module
 */
import { join } from "node:path";

const FILE = "progress.json";

/** The numbers of the exercises that are done; none where that cannot be read. */
export async function readProgress(folder: string): Promise<Set<number>> {
  try {
    const { done } = JSON.parse(await Deno.readTextFile(join(folder, FILE)));
    return new Set(Array.isArray(done) ? done.filter(Number.isInteger) : []);
  } catch {
    return new Set();
  }
}

/** Notes that an exercise is done, or no more. Where it cannot be written, nothing happens. */
export async function noteProgress(
  folder: string,
  { number, done }: { readonly number: number; readonly done: boolean },
): Promise<void> {
  const numbers = await readProgress(folder);
  if (numbers.has(number) === done) return;
  if (done) numbers.add(number);
  else numbers.delete(number);
  const path = join(folder, FILE), draft = `${path}.${crypto.randomUUID()}`;
  try {
    await Deno.writeTextFile(draft, JSON.stringify({ done: [...numbers].sort((a, b) => a - b) }));
    await Deno.rename(draft, path);
  } catch {
    await Deno.remove(draft).catch(() => {});
  }
}
