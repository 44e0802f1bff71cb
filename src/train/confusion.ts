/**
 * How good a classifier is, class by class.
 *
 * Everything follows from the confusion matrix, `confusion[true][predicted]`: how many samples of
 * each true class were taken for each class.
 *
 * @module
 */

import { ShapeError } from "../errors.ts";

/** How well one class is recognised. A quotient 0/0 has no value, and is `null`. */
export interface ClassReport {
  /** Of the samples taken for this class, the part that are: TP / (TP + FP). */
  readonly precision: number | null;
  /** Of the samples of this class, the part that were found: TP / (TP + FN). */
  readonly recall: number | null;
  /** The harmonic mean of both: 2·TP / (2·TP + FP + FN). */
  readonly f1: number | null;
  /** How many samples are of this class. */
  readonly support: number;
}

/**
 * Counts, for each true class (row), how many samples were taken for each class (column).
 *
 * @throws {ShapeError} when there are not as many predictions as labels.
 * @throws {RangeError} when a label or a prediction is not a class, 0 to `classes` − 1.
 *
 * @example
 * ```ts
 * confusionMatrix([0, 1, 1], [0, 1, 0], { classes: 2 }); // [[1, 0], [1, 1]]
 * ```
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  { classes }: { readonly classes: number },
): number[][] {
  if (labels.length !== predictions.length) {
    throw new ShapeError(
      `Cannot compare ${labels.length} labels with ${predictions.length} predictions`,
    );
  }
  if (!Number.isSafeInteger(classes) || classes < 1) {
    throw new RangeError(`Cannot count in classes as their number must be positive: ${classes}`);
  }
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let sample = 0; sample < labels.length; sample++) {
    for (const found of [labels[sample], predictions[sample]]) {
      if (!Number.isInteger(found) || found < 0 || found >= classes) {
        throw new RangeError(
          `Cannot count sample ${sample} as classes go from 0 to ${classes - 1}: found ${found}`,
        );
      }
    }
    confusion[labels[sample]][predictions[sample]]++;
  }
  return confusion;
}

/**
 * The part of the samples whose class was found: the sum of the diagonal over the sum of all.
 *
 * @throws {RangeError} when the matrix counts no sample.
 * @throws {ShapeError} when the matrix is not square.
 */
export function accuracy(confusion: readonly (readonly number[])[]): number {
  assertSquare(confusion);
  const samples = sum(confusion.map(sum));
  if (samples === 0) throw new RangeError("Cannot take the accuracy of no samples");
  return sum(confusion.map((row, index) => row[index])) / samples;
}

/**
 * The precision, the recall, the F1 score and the support of each class.
 *
 * A class that is never predicted has no precision, and one without samples no recall: they are
 * `null`, where scikit-learn has NaN with `zero_division=np.nan`, rather than a 0 that would read as a
 * measured failure. As there, F1 is undefined only for a class that is in neither the labels nor the
 * predictions. Source: `precision_recall_fscore_support` of scikit-learn,
 * https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_recall_fscore_support.html
 *
 * @throws {ShapeError} when the matrix is not square.
 */
export function classReport(confusion: readonly (readonly number[])[]): ClassReport[] {
  assertSquare(confusion);
  return confusion.map((row, index) => {
    const hits = row[index];
    const support = sum(row);
    const predicted = sum(confusion.map((other) => other[index]));
    return {
      precision: quotient(hits, predicted),
      recall: quotient(hits, support),
      f1: quotient(2 * hits, predicted + support),
      support,
    };
  });
}

/**
 * The plain mean over the classes, in which a rare class weighs as much as a frequent one, and the
 * total support. Undefined values (`null`) are left out of the mean, as scikit-learn does with
 * `average="macro", zero_division=np.nan`; a mean of none is `null`.
 */
export function macroAverage(reports: readonly ClassReport[]): ClassReport {
  return {
    precision: meanOfDefined(reports.map((report) => report.precision)),
    recall: meanOfDefined(reports.map((report) => report.recall)),
    f1: meanOfDefined(reports.map((report) => report.f1)),
    support: sum(reports.map((report) => report.support)),
  };
}

function assertSquare(confusion: readonly (readonly number[])[]): void {
  const classes = confusion.length;
  const odd = confusion.findIndex((row) => row.length !== classes);
  if (odd !== -1) {
    throw new ShapeError(
      `A confusion matrix of ${classes} rows needs ${classes} columns: row ${odd} has ${
        confusion[odd].length
      }`,
    );
  }
}

function quotient(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function meanOfDefined(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return quotient(sum(defined), defined.length);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
