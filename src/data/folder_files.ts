/**
 * The IDX files of a folder, under the names that people have them.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { type Part } from "./assemble.ts";

/** The files of one dataset, as far as they were found: their paths. */
export type FoundParts = Partial<Record<Part, string>>;

/** `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz`, `emnist-letters-test-images-idx3-ubyte`… */
const PART_NAME =
  /^(?:(.+)[-._])?(train|test|t10k)[-._](image|label)s[-._]idx\d[-._](?:ubyte|int)(?:\.gz)?$/i;

/**
 * The datasets among the files of a folder, each by the name before its files: `emnist-letters`, or
 * nothing as for MNIST. One whose files lie in a folder has that before its name, as in `raw/`, unless
 * it is one of the folders that 7-Zip makes for each file.
 */
export function groupParts(folder: string, names: readonly string[]): Map<string, FoundParts> {
  const sets = new Map<string, FoundParts>();
  // The order of preference as text: plain before .gz; in ASCII, a hyphen comes before a point.
  const rank = (name: string) => `${name.includes("/")} ${/\.gz$/i.test(name)} ${name}`;
  for (const name of names.toSorted((a, b) => rank(a) < rank(b) ? -1 : 1)) {
    const match = PART_NAME.exec(basename(name));
    if (!match || name.endsWith("/")) continue;
    const [, prefix = "", split, kind] = match, above = dirname(name);
    const set = above === "." || PART_NAME.test(above) ? prefix : `${above}/${prefix}`;
    const part = /train/i.test(split)
      ? /image/i.test(kind) ? "trainImages" : "trainLabels"
      : /image/i.test(kind)
      ? "testImages"
      : "testLabels";
    if (!sets.has(set)) sets.set(set, {});
    sets.get(set)![part] ??= join(folder, name);
  }
  return sets;
}

/** The names in a folder; those of folders end in `/`. */
export async function namesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name, isDirectory }) => isDirectory ? `${name}/` : name);
}

/** The names in the folders of a folder, after the name of theirs: `raw/train-images-idx3-ubyte`. */
export async function namesBelow(folder: string, names: readonly string[]): Promise<string[]> {
  const folders = names.filter((name) => name.endsWith("/"));
  const inEach = await Promise.all(folders.map(async (name) => {
    const inner = await namesIn(join(folder, name)).catch(() => []); // it may not be readable
    return inner.filter((file) => !file.endsWith("/")).map((file) => name + file);
  }));
  return inEach.flat();
}
