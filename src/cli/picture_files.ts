/**
 * People's pictures on the disk.
 *
 * @module
 */
import { join } from "node:path";
import { accessError, readFileBytes } from "../data/idx_file.ts";
import { inFile, UserError } from "../errors.ts";
import { decodePicture } from "../picture/decode.ts";
import { prepareDigit } from "../picture/prepare.ts";
import { printable } from "../printable.ts";
import type { TypedPath } from "./options/option.ts";

/**
 * A picture prepared as MNIST's images are, (28, 28) bytes.
 *
 * @throws {UserError} When it cannot be read, or shows no digit; it names the file.
 */
export async function readDigit({ typed, path }: TypedPath): Promise<Uint8Array> {
  const bytes = await readFileBytes(path);
  try {
    return prepareDigit(await decodePicture(bytes));
  } catch (error) {
    return inFile(printable(typed), () => {
      throw error;
    });
  }
}

/** The names in a folder, hidden ones left out, as people count: 2 before 10. */
export async function namesIn(
  folder: string,
): Promise<{ readonly files: string[]; readonly folders: string[] }> {
  const files: string[] = [], folders: string[] = [];
  try {
    for await (const { name, isDirectory, isSymlink } of Deno.readDir(folder)) {
      if (name.startsWith(".") || /^(Thumbs\.db|desktop\.ini)$/i.test(name)) continue;
      const linked = isSymlink && await isFolder(join(folder, name)).catch(() => false);
      (isDirectory || linked ? folders : files).push(name);
    }
  } catch (error) {
    throw accessError(folder, error);
  }
  const { compare } = new Intl.Collator("en", { numeric: true });
  return { files: files.sort(compare), folders: folders.sort(compare) };
}

/**
 * The pictures that paths stand for: files themselves, and of a folder all that are named as pictures.
 *
 * @throws {UserError} When a path does not exist, or a folder holds no picture.
 */
export async function picturesAt(paths: readonly TypedPath[]): Promise<TypedPath[]> {
  const pictures: TypedPath[] = [];
  for (const { typed, path } of paths) {
    if (!await isFolder(path)) {
      pictures.push({ typed, path });
      continue;
    }
    const { files } = await namesIn(path);
    const found = files.filter((name) => /\.(png|jpe?g|heic|heif|webp)$/i.test(name));
    if (found.length === 0) {
      throw new UserError({
        en: `${printable(typed)} holds no picture: put .png or .jpg files there`,
        fr: `${
          printable(typed)
        } ne contient aucune image\u00a0: mettez-y des fichiers .png ou .jpg`,
      });
    }
    for (const name of found) pictures.push({ typed: join(typed, name), path: join(path, name) });
  }
  return pictures;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    throw accessError(path, error);
  }
}
