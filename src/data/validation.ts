import { UserError } from "../errors.ts";
import type { RandomSource } from "../random/source.ts";
import type { Dataset, Split } from "./dataset.ts";
import { trainTestSplit } from "./split.ts";

/**
 * Keeps `count` training images out, drawn from a stream, to choose by: the test images are then
 * read once, at the end. Both sides are copies, in the order of the file.
 *
 * @throws {UserError} When `count` leaves no image to learn from.
 */
export function splitValidation(
  { name, train: { images, labels, count: all } }: Pick<Dataset, "name" | "train">,
  { count, random }: { readonly count: number; readonly random: RandomSource },
): { train: Split; validation: Split } {
  if (!Number.isInteger(count) || count < 1 || count >= all) {
    throw new UserError({
      en:
        `${name} has ${all} training images here: keep 1 to ${all - 1} of them for --validation, ` +
        `not ${count}`,
      fr: `${name} contient ici ${all} images d’entraînement\u00a0: gardez-en de 1 à ${all - 1} ` +
        `pour --validation, et non ${count}`,
    });
  }
  const size = images.length / all;
  const pick = (indices: Uint32Array): Split => {
    const picked = new Uint8Array(indices.length * size);
    for (const [place, index] of indices.sort().entries()) {
      picked.set(images.subarray(index * size, (index + 1) * size), place * size);
    }
    return {
      images: picked,
      labels: Uint8Array.from(indices, (index) => labels[index]),
      count: indices.length,
    };
  };
  const { train, test } = trainTestSplit(labels, { share: count / all, random });
  return { train: pick(train), validation: pick(test) };
}
