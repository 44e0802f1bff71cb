/**
 * A folder of files that is there whole or not at all.
 *
 * @module
 */

import { dirname, join } from "node:path";

/** What to write. */
export interface FolderOptions {
  /** The content of each file by its name; text is written as UTF-8. */
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  /** Replace a folder that is there. `false` by default. */
  readonly replace?: boolean;
}

/**
 * Writes a folder of files, whole or not at all: into a hidden folder beside `target`, which then
 * takes its name. A failed write leaves nothing behind, and a folder that is replaced stays where it
 * is until the new one is complete. Makes the folder around `target` when it is missing, and needs
 * permission to read and write that one only.
 *
 * A program that is killed midway leaves a hidden folder (`.partial-…`, or `.replaced-…` with the old
 * files), and never a half-written `target`.
 *
 * @throws {Deno.errors.AlreadyExists} when something has that name and is not to be replaced.
 */
export async function writeFolder(target: string, options: FolderOptions): Promise<void> {
  const parent = dirname(target), id = crypto.randomUUID();
  const partial = join(parent, `.partial-${id}`), replaced = join(parent, `.replaced-${id}`);
  await Deno.mkdir(parent, { recursive: true });
  try {
    // Not Deno.makeTempDir, whose folders nobody else may read: a dataset is there to be shared.
    await Deno.mkdir(partial);
    for (const [name, content] of Object.entries(options.files)) {
      await writeToDisk(join(partial, name), content);
    }
    const moved = options.replace && await exists(target);
    if (moved) await Deno.rename(target, replaced);
    try {
      await moveToFreeName(partial, target);
    } catch (error) {
      if (moved) await putBack(replaced, target);
      throw error;
    }
    if (moved) await removeQuietly(replaced);
  } finally {
    await removeQuietly(partial);
  }
}

/** Whether there is something of that name, be it a link that leads nowhere. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function writeToDisk(path: string, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  using file = await Deno.open(path, { write: true, createNew: true });
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  // So that a full disk is noticed now, and not when the system gets round to writing.
  await file.sync();
}

async function moveToFreeName(from: string, target: string): Promise<void> {
  // An empty folder has to be looked for, as a rename replaces it on most systems.
  if (await exists(target)) throw new Deno.errors.AlreadyExists(target);
  try {
    await Deno.rename(from, target);
  } catch (error) {
    // Another program was quicker: renaming onto a folder that holds files fails on every system.
    if (await exists(target)) throw new Deno.errors.AlreadyExists(target);
    throw error;
  }
}

/** Gives the old folder its name again, unless another program has put a whole one there meanwhile. */
async function putBack(replaced: string, target: string): Promise<void> {
  try {
    await moveToFreeName(replaced, target);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) await removeQuietly(replaced);
  }
}

/** What could not be removed is hidden and harmless, and the first error is the one to tell. */
async function removeQuietly(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
}
