import { RandomState } from "../random/mt19937.ts";
import type { Dataset, Split } from "./dataset.ts";

/**
 * The split of the course's scikit-learn notebook: all the images, training set then test set, are
 * put in the order `RandomState(seed).permutation(count)`; the first fifth of them (rounded up)
 * becomes the test set, the rest the training set. Images and labels are copied.
 *
 * This is what `train_test_split(images, labels, test_size=0.2, random_state=seed)` of scikit-learn
 * does, https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html
 *
 * @throws {RangeError} When `seed` is not an integer from 0 to 2³² − 1, or there is no second image.
 */
export function courseSplit(dataset: Dataset, { seed }: { readonly seed: number }): Dataset {
  const { train, test } = dataset;
  const count = train.count + test.count;
  if (count < 2) throw new RangeError(`a split in two takes 2 images: found ${count}`);
  const order = new RandomState(seed).permutation(count);
  const tests = Math.ceil(count / 5);
  return {
    ...dataset,
    train: pick(dataset, order.subarray(tests)),
    test: pick(dataset, order.subarray(0, tests)),
  };
}

/** The images of these numbers, counted through the training set and then the test set. */
function pick({ rows, columns, train, test }: Dataset, numbers: Uint32Array): Split {
  const size = rows * columns;
  const images = new Uint8Array(numbers.length * size), labels = new Uint8Array(numbers.length);
  for (const [place, number] of numbers.entries()) {
    const from = number < train.count ? train : test;
    const index = number < train.count ? number : number - train.count;
    images.set(from.images.subarray(index * size, (index + 1) * size), place * size);
    labels[place] = from.labels[index];
  }
  return { images, labels, count: numbers.length };
}
