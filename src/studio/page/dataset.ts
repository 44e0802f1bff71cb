/**
 * MNIST, fetched by a page.
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

/** Where the files are, and what follows their names. */
export interface DatasetPlace {
  /** The folder, with a slash at its end. */
  readonly folder: URL;
  /** What follows the names of the files. */
  readonly ending: string;
}

/** Fetches the bytes of one part, as they are served; `heard` is told how many have come, of how many. */
export async function fetchPart(
  part: Part,
  { folder, ending }: DatasetPlace,
  heard: (bytes: number, all: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(partNames[part] + ending, folder);
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok || !response.body) {
    throw new UserError({
      en: `the dataset cannot be fetched: ${url}, ${
        response ? `status ${response.status}` : "no answer"
      }`,
      fr: `impossible d’obtenir le jeu de données\u00a0: ${url}, ${
        response ? `état ${response.status}` : "pas de réponse"
      }`,
    });
  }
  const all = Number(response.headers.get("content-length") ?? 0), pieces: BlobPart[] = [];
  let come = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    pieces.push(next.value as Uint8Array<ArrayBuffer>);
    heard(come += next.value.length, Math.max(all, come));
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** Fetches MNIST; `heard` is told the share of the bytes that have come. */
export async function fetchMnist(
  place: DatasetPlace,
  heard: (share: number) => void = () => {},
): Promise<Dataset> {
  const sizes = new Map<Part, readonly [number, number]>();
  const files = await readParts(ALL_PARTS, async (part) => {
    const bytes = await fetchPart(part, place, (come, all) => {
      sizes.set(part, [come, all]);
      if (sizes.size < ALL_PARTS.length) return;
      const sum = (which: 0 | 1) => [...sizes.values()].reduce((sum, pair) => sum + pair[which], 0);
      heard(sum(0) / sum(1));
    });
    return { path: partNames[part], ...await decodeIdx(bytes) };
  });
  return assembleDataset("MNIST", files);
}
