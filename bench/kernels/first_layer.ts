/**
 * The two products of the first layer on the digits of MNIST, in both forms: dense, on matrices, and
 * sparse, on the pixels that are not zero.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { Engine, Matrix, Pixels } from "../../src/engine/engine.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { median } from "../peers/comparison.ts";
import { Batches, onEach } from "./batches.ts";
import { type PerBuild, perBuild, timeBuilds } from "./builds.ts";
import { checkClose } from "./check.ts";
import { randomMatrix } from "./random_matrix.ts";
import type { Work } from "./rounds.ts";

/** Rows of a batch. */
const BATCH = 64;

/** Neurons of the layer. */
const HIDDEN = [16, 64, 128, 256, 1024];

/** Small: the weights must not run away while the same step is taken again and again. */
const RATE = 1e-9;

/** The two forms of one operation. */
interface Forms {
  readonly formula: string;
  readonly hidden: number;
  readonly outputs: Matrix;
  /** What its results are to be divided by to come near 1. */
  readonly unit: number;
  readonly dense: Work;
  /** Goes from batch to batch; the first call takes the batch of the dense form. */
  readonly sparse: Work;
}

/** The forward pass and the update of a layer of `hidden` neurons. */
function formsOf(
  engine: Engine,
  { x, batches, hidden }: { x: Matrix; batches: readonly Pixels[]; hidden: number },
): Forms[] {
  const random = new Xoshiro128(1), rows = x.columns, scale = 1 / BATCH;
  const weights = randomMatrix(engine, { rows, columns: hidden, random });
  const bias = randomMatrix(engine, { rows: 1, columns: hidden, random });
  const dz = randomMatrix(engine, { rows: BATCH, columns: hidden, random });
  const updated = engine.matrix(rows, hidden), gradient = engine.matrix(rows, hidden);
  const z = engine.matrix(BATCH, hidden), rate = RATE;
  return [
    {
      formula: "X·W + b",
      hidden,
      outputs: z,
      unit: 1,
      dense: () => engine.matmul(z, { a: x, b: weights, bias }),
      sparse: onEach(batches, (a) => engine.matmul(z, { a, b: weights, bias })),
    },
    {
      formula: "W −= η·Xᵀ·dZ",
      hidden,
      outputs: updated,
      unit: RATE,
      dense: () => engine.descend(updated, { a: x, b: dz, scale, rate, gradient }),
      sparse: onEach(batches, (a) => engine.descend(updated, { a, b: dz, scale, rate, gradient })),
    },
  ];
}

/** Every operation at every size, on an engine with its own copy of the images. */
function formsOn(engine: Engine, dataset: Dataset): { forms: Forms[]; batches: Batches } {
  const batches = new Batches(engine, dataset), all = batches.of(BATCH);
  const x = engine.matrix(BATCH, batches.images.columns);
  engine.gather(x, all[0]);
  const forms = HIDDEN.flatMap((hidden) => formsOf(engine, { x, batches: all, hidden }));
  return { forms, batches };
}

/** How fast an operation is in both forms. */
export interface FormSpeeds {
  /** One call of the dense form; the median. */
  readonly denseMicroseconds: number;
  /** One call of the sparse form; the median. */
  readonly sparseMicroseconds: number;
  /** The operations on pixels that are not zero, in the sparse form. */
  readonly usefulGigaflops: number;
}

/** What was measured. */
export interface FirstLayerResult {
  /** Rows of a batch. */
  readonly batch: number;
  /** Pixels of an image. */
  readonly pixels: number;
  /** The share of the pixels that are zero. */
  readonly zeros: number;
  /** Both operations at every size. */
  readonly operations: readonly ({
    readonly formula: string;
    readonly hidden: number;
  } & PerBuild<FormSpeeds>)[];
}

/** Compares both forms with the plain engine, then times them. */
export function measureFirstLayer(dataset: Dataset, rounds: number): FirstLayerResult {
  const { forms: plain, batches } = formsOn(createEngine("plain"), dataset);
  const { nonZerosPerImage, images: { columns: pixels } } = batches;
  for (const { dense } of plain) dense();
  const works = perBuild((build) => {
    const { forms } = formsOn(createEngine(build), dataset);
    for (const [i, operation] of forms.entries()) {
      const { formula, hidden, outputs, unit } = operation;
      const expected = plain[i].outputs.data.map((x) => x / unit);
      for (const form of ["dense", "sparse"] as const) {
        outputs.data.fill(0); // the update starts from 0
        operation[form]();
        checkClose(outputs.data.map((x) => x / unit), {
          expected,
          tolerance: 1e-6 * pixels,
          what: `${formula}, ${hidden} neurons, ${form}, ${build}`,
        });
      }
    }
    return forms.flatMap(({ dense, sparse }) => [dense, sparse]);
  });
  const times = timeBuilds(works, { rounds });
  return {
    batch: BATCH,
    pixels,
    zeros: 1 - nonZerosPerImage / pixels,
    operations: plain.map(({ formula, hidden }, i) => ({
      formula,
      hidden,
      ...perBuild((build): FormSpeeds => {
        const dense = median(times[build][2 * i]), sparse = median(times[build][2 * i + 1]);
        return {
          denseMicroseconds: dense * 1e6,
          sparseMicroseconds: sparse * 1e6,
          usefulGigaflops: 2 * BATCH * nonZerosPerImage * hidden / sparse / 1e9,
        };
      }),
    })),
  };
}
