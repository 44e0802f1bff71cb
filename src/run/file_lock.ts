/**
 * A file that says whether somebody is at work.
 *
 * @module
 */

/**
 * Opens a file and locks it for this process, until it is closed; makes it where `create` says so. The
 * system frees the lock of a process that ends, however it ends. It needs to read and write the file.
 *
 * @returns Nothing when another process holds the lock.
 * @throws {Deno.errors.NotFound} When there is no such file, and none is to be made.
 */
export function lockFile(
  path: string,
  { create = false }: { readonly create?: boolean } = {},
): Deno.FsFile | undefined {
  for (;;) {
    const file = Deno.openSync(path, { read: true, write: true, create });
    const isOurs = file.tryLockSync(true);
    if (isOurs && isAt(path, file)) return file;
    file.close();
    if (!isOurs) return undefined;
    // Whoever held the lock removed the file meanwhile: what is locked has no name any more.
  }
}

function isAt(path: string, file: Deno.FsFile): boolean {
  try {
    return Deno.statSync(path).ino === file.statSync().ino;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
