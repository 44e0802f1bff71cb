import type { Dataset } from "../../src/data/dataset.ts";
import { uniform } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";

/** Images of which 81 % of the pixels are zero, as those of MNIST, but here and there. */
export function noise(count: number): Dataset {
  const random = new Xoshiro128(1);
  const pixel = () => uniform(random) < 0.81 ? 0 : 1 + 255 * uniform(random);
  const split = {
    images: Uint8Array.from({ length: count * 784 }, pixel),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
    count,
  };
  return {
    name: "noise",
    rows: 28,
    columns: 28,
    labels: [...Array(10).keys()],
    train: split,
    test: split,
  };
}
