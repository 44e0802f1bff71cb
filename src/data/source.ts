import {
  ALL_PARTS,
  assembleDataset,
  assembleTestSet,
  type Part,
  readParts,
  TEST_PARTS,
} from "./assemble.ts";
import type { Dataset, TestSet } from "./dataset.ts";
import type { IdxFile } from "./idx_file.ts";

/** Where the parts of a dataset come from. */
export interface Source {
  /** What to call the dataset. */
  readonly name: string;
  /** Whether there are training images; test images there always are. */
  readonly whole: boolean;
  /** Reads a part. */
  read(part: Part): Promise<IdxFile>;
}

/** Reads all four parts. See {@linkcode assembleDataset} for `labels`. */
export async function readDataset(
  { name, read }: Source,
  options: { readonly labels?: readonly number[] } = {},
): Promise<Dataset> {
  return assembleDataset(name, await readParts(ALL_PARTS, read), options);
}

/** Reads the test images alone, of the classes `labels`. */
export async function readTestSet(
  { name, read }: Source,
  options: { readonly labels: readonly number[] },
): Promise<TestSet> {
  return assembleTestSet(name, await readParts(TEST_PARTS, read), options);
}

/** The same images with rows and columns exchanged: EMNIST is published with its images on their side. */
export function transposed(source: Source): Source {
  return {
    ...source,
    async read(part) {
      const file = await source.read(part), { data, shape: [count, rows, columns] } = file;
      if (file.shape.length !== 3) return file;
      const turned = data.slice();
      for (let image = 0, to = 0; image < count; image++) {
        for (let column = 0; column < columns; column++) {
          for (let row = 0; row < rows; row++) {
            turned[to++] = data[(image * rows + row) * columns + column];
          }
        }
      }
      return { ...file, data: turned, shape: [count, columns, rows] };
    },
  };
}
