import { networkText } from "../nn/network_text.ts";
import type { TestSet } from "../data/dataset.ts";
import type { Network } from "../nn/network.ts";
import { accuracy, confusionMatrix } from "../train/confusion.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { RunMetrics } from "./metrics_file.ts";
import { weightsSha256 } from "./model.ts";

/**
 * What a training measured, at its end or on its way.
 *
 * @param network With the weights that are kept.
 * @param of What is known of it; `predictions`: the class that it reads in each test image.
 */
export function measured(
  network: Network,
  of:
    & Pick<RunMetrics, "recipe" | "epochs" | "interrupted" | "bestEpoch" | "totalSeconds">
    & { readonly predictions: Uint8Array; readonly dataset: TestSet },
): RunMetrics {
  const { recipe, epochs, interrupted, bestEpoch, totalSeconds, predictions, dataset } = of;
  const { labels, test } = dataset;
  const confusion = confusionMatrix(test.labels, predictions, { classes: labels.length });
  return {
    recipe,
    architecture: network.sizes,
    network: networkText(network),
    parameters: network.parameterCount,
    epochs,
    ...(interrupted && { interrupted }),
    ...(bestEpoch && { bestEpoch }),
    testAccuracy: accuracy(confusion),
    confusion,
    trainSeconds: epochs.reduce((sum, { seconds }) => sum + seconds, 0),
    totalSeconds,
    weightsSha256: weightsSha256(network),
  };
}

/** What a training had measured at its last checkpoint, with the test images that are read now. */
export function measuredSoFar(
  network: Network,
  { checkpoint, predictions, dataset }: {
    readonly checkpoint: Checkpoint;
    readonly predictions: Uint8Array;
    readonly dataset: TestSet;
  },
): RunMetrics {
  const { recipe, progress: { epochs }, bestEpoch, seconds } = checkpoint;
  const known = { recipe, epochs, bestEpoch, totalSeconds: seconds, interrupted: true };
  return measured(network, { ...known, predictions, dataset });
}
