/** Runs in a folder of a test's own. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { UserError } from "../../src/errors.ts";
import { RunInProgress, type RunPlace } from "../../src/run/run_in_progress.ts";
import { lacks } from "../permission.ts";

/** A test with a folder of its own. */
export function testInFolder(
  name: string,
  work: (folder: string) => void | Promise<void>,
  { ignore = false } = {},
): void {
  Deno.test({
    name: `${name} (needs --allow-read, --allow-write)`,
    ignore: ignore || lacks("read", "write"),
    async fn() {
      const folder = await Deno.makeTempDir();
      try {
        await work(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/** Every file and folder, hidden ones too, so that a forgotten one is seen. */
export async function everything(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    found.push(name);
    if (!isDirectory) continue;
    for (const inner of await everything(join(folder, name))) found.push(`${name}/${inner}`);
  }
  return found.sort();
}

/** The content of the files of a run that are told apart by a word. */
export function filesOf(word: string): { model: Uint8Array; metrics: string } {
  return { model: new TextEncoder().encode(word), metrics: word };
}

/** Writes a run from its start to its end; gives the name that it got. */
export function writeRun(
  folder: string,
  name: string,
  { word = "", ...place }: { word?: string } & Omit<RunPlace, "name"> = {},
): string {
  using run = RunInProgress.start(folder, { name, ...place });
  run.finish(filesOf(word));
  return run.name;
}

/** Asserts that work ends in a message for a person, in both languages. */
export async function rejectsPlainly(work: () => unknown, message: RegExp): Promise<void> {
  await assert.rejects(async () => await work(), (error) => {
    assert(error instanceof UserError, String(error));
    assert.match(error.message, message);
    assert.notEqual(error.text.fr, error.text.en);
    return true;
  });
}
