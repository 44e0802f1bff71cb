/**
 * The convolutions of the recipe `conv`: their products, and the patches on the way.
 *
 * @module
 */
import { createEngine } from "../../src/engine/create.ts";
import type { Engine, Matrix } from "../../src/engine/engine.ts";
import type { PatchEngine } from "../../src/engine/wasm_convolution.ts";
import { windowCounts, type Windows } from "../../src/engine/windows.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { CONV_RECIPE, windowsOf } from "../../src/train/recipe.ts";
import { median } from "../median.ts";
import { ceilingSpeed, ceilingWorks } from "./ceiling.ts";
import { checkClose } from "./check.ts";
import { randomMatrix } from "./random_matrix.ts";
import { timeInRounds, type Work } from "./rounds.ts";

/** A convolution with the rows of its batch. */
export interface ConvolutionSize {
  /** Images of a batch. */
  readonly batch: number;
  /** How the windows lie. */
  readonly windows: Windows;
  /** How many filters there are. */
  readonly filters: number;
  /** Whether somebody needs the gradient by the images: not of the first one. */
  readonly wantsInputGradient: boolean;
}

/** The convolutions of the recipe, on the images of MNIST. */
export function convolutionSizes(): ConvolutionSize[] {
  const { conv, batch } = CONV_RECIPE, { kernel, stride, padding } = windowsOf(CONV_RECIPE);
  let image = { height: 28, width: 28, channels: 1 };
  return conv.map((filters, i) => {
    const windows = { ...image, kernel, stride, padding };
    image = { ...windowCounts(windows), channels: filters };
    return { batch, windows, filters, wantsInputGradient: i > 0 };
  });
}

/** Matrices of the same random numbers for every engine. */
function matricesOf(engine: Engine, { batch, windows, filters }: ConvolutionSize) {
  const { height, width, channels, kernel } = windows, counts = windowCounts(windows);
  const places = counts.height * counts.width, weights = kernel ** 2 * channels;
  const random = new Xoshiro128(1), matrix = (m: number, n: number) => engine.matrix(m, n);
  const filled = (rows: number, columns: number) => randomMatrix(engine, { rows, columns, random });
  return {
    x: filled(batch, height * width * channels),
    w: filled(weights, filters),
    bias: filled(1, filters),
    dz: filled(batch, places * filters),
    z: matrix(batch, places * filters),
    dw: matrix(weights, filters),
    db: matrix(1, filters),
    dx: matrix(batch, height * width * channels),
    sizes: [batch * places, weights, filters] as const,
  };
}

/** An operation, ready to be done again and again. */
interface Operation {
  readonly name: string;
  /** (m, k)·(k, n); left out of what is no product. */
  readonly sizes?: readonly [m: number, k: number, n: number];
  readonly run: Work;
}

/** The operations of a convolution, in the order of a step, and what comes of them. */
function operationsOf(engine: PatchEngine, size: ConvolutionSize) {
  const { windows, batch, filters } = size,
    { x, w, bias, dz, z, dw, dx, sizes } = matricesOf(
      engine,
      size,
    );
  const [m, k, n] = sizes, scale = 1 / batch;
  const patches = engine.matrix(m, k), gradients = engine.matrix(m, k);
  const [zRows, dzRows] = [z, dz].map((matrix) => engine.reshaped(matrix, { columns: filters }));
  const all: (Operation | false)[] = [
    { name: "P = im2col(X)", run: () => engine.im2col(patches, { images: x, windows }) },
    { name: "P·W + b", sizes, run: () => engine.matmul(zRows, { a: patches, b: w, bias }) },
    {
      name: "Pᵀ·dZ",
      sizes: [k, m, n],
      run: () => {
        engine.matmulTransposedA(dw, { a: patches, b: dzRows, scale });
        dw.data; // this product is put off until somebody reads it
      },
    },
    size.wantsInputGradient && {
      name: "dP = dZ·Wᵀ",
      sizes: [m, n, k],
      run: () => engine.matmulTransposedB(gradients, { a: dzRows, b: w }),
    },
    size.wantsInputGradient && {
      name: "dX = col2im(dP)",
      run: () => engine.col2im(dx, { patches: gradients, windows }),
    },
  ];
  return { operations: all.filter((one) => one !== false), results: { z, dw, dx } };
}

/** What the plain engine's loops give for the same numbers. */
function expectedOf(size: ConvolutionSize): { z: Matrix; dw: Matrix; dx: Matrix } {
  const engine = createEngine("plain"), convolution = engine.convolution(size.windows);
  const { x, w, bias, dz, z, dw, db, dx } = matricesOf(engine, size), scale = 1 / size.batch;
  convolution.forward(z, { inputs: x, weights: w, bias });
  convolution.parameterGradients({ weights: dw, bias: db }, { inputs: x, dz, scale });
  if (size.wantsInputGradient) convolution.inputGradient(dx, { dz, weights: w });
  return { z, dw, dx };
}

/** An operation with its time. */
export interface ConvolutionOperation {
  /** Its formula; P are the patches, a row for each window. */
  readonly operation: string;
  /** (m, k)·(k, n); left out of what is no product. */
  readonly sizes?: readonly [m: number, k: number, n: number];
  /** One call; the median. */
  readonly microseconds: number;
  /** A multiplication and an addition count as two operations; 0 for what is no product. */
  readonly gigaflops: number;
  /** The part of the ceiling that this is. */
  readonly share: number;
}

/** What was measured, on the strict build. */
export interface ConvolutionsResult {
  /** Images of a batch. */
  readonly batch: number;
  /** GFLOP/s of the ceiling in the same rounds. */
  readonly ceiling: number;
  /** Convolution by convolution, in the order of a step. */
  readonly operations: readonly ConvolutionOperation[];
  /** All of them together. */
  readonly total: Pick<ConvolutionOperation, "microseconds" | "gigaflops" | "share">;
}

/** Compares what comes of the operations with the plain engine's, then times each, the ceiling beside. */
export function measureConvolutions(rounds: number): ConvolutionsResult {
  const engine = createEngine("strict") as unknown as PatchEngine;
  const sizes = convolutionSizes();
  const operations = sizes.flatMap((size) => {
    const { operations, results } = operationsOf(engine, size), expected = expectedOf(size);
    operations.forEach(({ run }) => run());
    for (const name of ["z", "dw", "dx"] as const) {
      const what = `${name} of a convolution with ${size.filters} filters`;
      checkClose(results[name].data, { expected: expected[name].data, tolerance: 1e-4, what });
    }
    return operations;
  });
  const works = [...operations.map(({ run }) => run), ...ceilingWorks("strict")];
  const times = timeInRounds(works, { rounds });
  const ceiling = ceilingSpeed(times.slice(operations.length));
  const speed = (seconds: number, flops: number) => {
    const gigaflops = flops / seconds / 1e9;
    return { microseconds: seconds * 1e6, gigaflops, share: gigaflops / ceiling };
  };
  const flopsOf = ({ sizes = [0, 0, 0] }: Operation) => 2 * sizes[0] * sizes[1] * sizes[2];
  const seconds = operations.map((_, i) => median(times[i]));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    batch: sizes[0].batch,
    ceiling,
    operations: operations.map((operation, i) => ({
      operation: operation.name,
      sizes: operation.sizes,
      ...speed(seconds[i], flopsOf(operation)),
    })),
    total: speed(sum(seconds), sum(operations.map(flopsOf))),
  };
}
