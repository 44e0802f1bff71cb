/**
 * MNIST on a page: fetched once, and handed to the workers, which do without the network then.
 *
 * @module
 */
import {
  ALL_PARTS,
  assembleDataset,
  type Part,
  partNames,
  readParts,
} from "../../data/assemble.ts";
import type { Dataset } from "../../data/dataset.ts";
import { UserError } from "../../errors.ts";
import { decodeIdx } from "../../idx/decode.ts";
import { isGzip } from "../../idx/gunzip.ts";

/** The four files, as they are served: as they are, or compressed by gzip. */
export type DatasetFiles = Readonly<Record<Part, Blob>>;

/** Where the files are, and what follows their names. */
export interface DatasetPlace {
  /** The folder, with a slash at its end. */
  readonly folder: URL;
  /** What follows the names of the files. */
  readonly ending: string;
}

/** Fetches the four files; `heard` is told the share of the bytes that have come. */
export async function fetchFiles(
  { folder, ending }: DatasetPlace,
  heard: (share: number) => void,
): Promise<DatasetFiles> {
  const sizes = new Map<Part, readonly [come: number, all: number]>();
  const note = (part: Part, come: number, all: number) => {
    sizes.set(part, [come, Math.max(come, all)]);
    if (sizes.size < ALL_PARTS.length) return;
    const sum = (which: 0 | 1) => [...sizes.values()].reduce((sum, pair) => sum + pair[which], 0);
    heard(sum(0) / sum(1));
  };
  const files = await Promise.all(ALL_PARTS.map(async (part) => {
    const url = new URL(partNames[part] + ending, folder);
    return [part, await fetchBlob(url, (come, all) => note(part, come, all))] as const;
  }));
  return Object.fromEntries(files) as Record<Part, Blob>;
}

async function fetchBlob(url: URL, heard: (come: number, all: number) => void): Promise<Blob> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok || !response.body) {
    const status = response?.status;
    throw new UserError({
      en: `the dataset cannot be fetched: ${url}, ${status ? `status ${status}` : "no answer"}`,
      fr: `impossible d’obtenir le jeu de données\u00a0: ${url}, ${
        status ? `état ${status}` : "pas de réponse"
      }`,
    });
  }
  const all = Number(response.headers.get("content-length") ?? 0), pieces: BlobPart[] = [];
  const reader = response.body.getReader();
  let come = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    // Copied a piece at a time: all of them at once would keep the page waiting.
    pieces.push(new Blob([next.value as Uint8Array<ArrayBuffer>]));
    heard(come += next.value.length, all);
  }
  return new Blob(pieces);
}

/** The dataset of the four files. */
export async function readDataset(files: DatasetFiles): Promise<Dataset> {
  const parts = await readParts(ALL_PARTS, async (part) => ({
    path: partNames[part],
    ...await decodeIdx(new Uint8Array(await files[part].arrayBuffer())),
  }));
  return assembleDataset("MNIST", parts);
}

/** All the bytes of one file, unpacked. */
export async function readFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isGzip(bytes)) return bytes;
  const unpacked = file.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}
