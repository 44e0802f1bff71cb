/**
 * The kernels whose time goes into reading and writing, at five sizes of a batch.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { Engine, Matrix } from "../../src/engine/engine.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { median } from "../peers/comparison.ts";
import { Batches, onEach } from "./batches.ts";
import { checkClose } from "./check.ts";
import { randomMatrix } from "./random_matrix.ts";
import { timeInRounds, type Work } from "./rounds.ts";

/** Rows of a batch. */
export const ROWS: readonly number[] = [1, 16, 64, 256, 1024];

/** As in the default network. */
const HIDDEN = 64, CLASSES = 10;

/** A kernel at one size. */
interface ElementKernel {
  readonly kernel: string;
  /** The numbers that it goes through, in each row. */
  readonly columns: number;
  /** What it reads and writes for each of them, in bytes. */
  readonly bytes: number;
  readonly outputs: Matrix;
  readonly run: Work;
}

/** Every kernel, for batches of so many rows. */
function elementKernels(
  engine: Engine,
  { rows, batches }: { rows: number; batches: Batches },
): ElementKernel[] {
  const random = new Xoshiro128(1), { columns: pixels } = batches.images;
  const filled = (columns: number) => randomMatrix(engine, { rows, columns, random });
  const z = filled(HIDDEN), da = filled(HIDDEN), logits = filled(CLASSES);
  const weights = filled(pixels), gradient = filled(pixels);
  const [a, dz, p, dlogits, losses, x] = [HIDDEN, HIDDEN, CLASSES, CLASSES, 1, pixels]
    .map((columns) => engine.matrix(rows, columns));
  const sums = engine.matrix(1, HIDDEN), labels = engine.bytes(rows);
  for (let i = 0; i < rows; i++) labels[i] = i % CLASSES;
  return [
    {
      kernel: "relu",
      columns: HIDDEN,
      bytes: 8,
      outputs: a,
      run: () => engine.activate(a, { activation: "relu", z }),
    },
    {
      kernel: "relu′",
      columns: HIDDEN,
      bytes: 12,
      outputs: dz,
      run: () => engine.activateBackward(dz, { activation: "relu", da, a: z }),
    },
    {
      kernel: "softmax",
      columns: CLASSES,
      bytes: 8,
      outputs: p,
      run: () => engine.softmaxCrossEntropy(p, { losses, logits, labels }),
    },
    {
      kernel: "softmax′",
      columns: CLASSES,
      bytes: 8,
      outputs: dlogits,
      run: () => engine.softmaxCrossEntropyBackward(dlogits, { p: logits, labels }),
    },
    {
      kernel: "Σ dZ",
      columns: HIDDEN,
      bytes: 4,
      outputs: sums,
      run: () => engine.sumRows(sums, { a: z, scale: 1 / rows }),
    },
    {
      kernel: "sgd",
      columns: pixels,
      bytes: 12,
      outputs: weights,
      // A small rate: the weights must not run away.
      run: () => engine.sgd(weights, { gradient, rate: 1e-9 }),
    },
    {
      kernel: "gather",
      columns: pixels,
      // A number written for each pixel, an entry of four bytes read for each that is not zero.
      bytes: 4 + 4 * batches.nonZerosPerImage / pixels,
      outputs: x,
      run: onEach(batches.of(rows), (batch) => engine.gather(x, batch)),
    },
  ];
}

/** How fast a kernel is at one size. */
export interface ElementSpeed {
  /** Rows of the batch. */
  readonly rows: number;
  /** One call; the median. */
  readonly microseconds: number;
  /** The same for each number. */
  readonly nanosecondsEach: number;
  /** Gigabytes a second, read and written. */
  readonly gigabytes: number;
}

/** A kernel at every size. */
export interface ElementsResult {
  /** Its name; ′ is the backward pass. */
  readonly kernel: string;
  /** The numbers in a row. */
  readonly columns: number;
  /** At each of {@linkcode ROWS}. */
  readonly sizes: readonly ElementSpeed[];
}

/** Compares every kernel with the plain engine, then times it in the strict build. */
export function measureElements(dataset: Dataset, rounds: number): ElementsResult[] {
  const [expected, kernels] = (["plain", "strict"] as const).map((name) => {
    const engine = createEngine(name), batches = new Batches(engine, dataset);
    return ROWS.flatMap((rows) => elementKernels(engine, { rows, batches }));
  });
  for (const [i, { kernel, run, outputs }] of kernels.entries()) {
    run();
    expected[i].run();
    const what = `${kernel}, rows: ${ROWS[Math.floor(i * ROWS.length / kernels.length)]}`;
    checkClose(outputs.data, { expected: expected[i].outputs.data, tolerance: 1e-6, what });
  }
  const seconds = timeInRounds(kernels.map(({ run }) => run), { rounds }).map(median);
  const each = kernels.length / ROWS.length;
  return kernels.slice(0, each).map(({ kernel, columns, bytes }, i) => ({
    kernel,
    columns,
    sizes: ROWS.map((rows, size): ElementSpeed => {
      const time = seconds[size * each + i];
      return {
        rows,
        microseconds: time * 1e6,
        nanosecondsEach: time * 1e9 / (rows * columns),
        gigabytes: rows * columns * bytes / time / 1e9,
      };
    }),
  }));
}
