/**
 * A folder of files that is there whole or not at all.
 *
 * @module
 */

/** What to write. */
export interface FolderOptions {
  /** The content of each file by its name. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Replace a folder that is there. `false` by default. */
  readonly replace?: boolean;
}

/**
 * Writes a folder of files, whole or not at all: as `TARGET.new`, which then takes its name. A failed
 * write leaves nothing behind; what a killed one left, the next replaces. A folder that is replaced
 * stays until the new one is complete.
 */
export async function writeFolder(target: string, options: FolderOptions): Promise<void> {
  const partial = `${target}.new`;
  await remove(partial);
  try {
    await Deno.mkdir(partial, { recursive: true });
    for (const [name, content] of Object.entries(options.files)) {
      await Deno.writeFile(`${partial}/${name}`, content);
    }
    if (options.replace) await remove(target);
    await Deno.rename(partial, target);
  } catch (error) {
    await remove(partial).catch(() => {}); // the first error is the one to tell
    throw error;
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

async function remove(path: string): Promise<void> {
  if (await exists(path)) await Deno.remove(path, { recursive: true });
}
