import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { ShapeError } from "../../src/errors.ts";
import { accuracy, classReport, confusionMatrix, macroAverage } from "../../src/train/confusion.ts";

// Made by scikit-learn 1.9.1; class 3 is in neither list, and NaN is our null:
// python3 -c 'import numpy as np;from sklearn.metrics import *;t=[0,0,1,1,1,2,4,4,2,0];p=[0,1,1,1,2,2,4,0,0,0];k=dict(labels=range(5),zero_division=np.nan);print(confusion_matrix(t,p,labels=range(5)).tolist(),accuracy_score(t,p),*[x.tolist() for x in precision_recall_fscore_support(t,p,**k)],precision_recall_fscore_support(t,p,average="macro",**k))'
const LABELS = [0, 0, 1, 1, 1, 2, 4, 4, 2, 0];
const PREDICTIONS = [0, 1, 1, 1, 2, 2, 4, 0, 0, 0];
const CONFUSION = [[2, 1, 0, 0, 0], [0, 2, 1, 0, 0], [1, 0, 1, 0, 0], [0, 0, 0, 0, 0], [
  1,
  0,
  0,
  0,
  1,
]];
const REPORT = [
  { precision: 0.5, recall: 0.6666666666666666, f1: 0.5714285714285714, support: 3 },
  { precision: 0.6666666666666666, recall: 0.6666666666666666, f1: 0.6666666666666666, support: 3 },
  { precision: 0.5, recall: 0.5, f1: 0.5, support: 2 },
  { precision: null, recall: null, f1: null, support: 0 },
  { precision: 1, recall: 0.5, f1: 0.6666666666666666, support: 2 },
];
const MACRO = { precision: 0.6666666666666666, recall: 0.5833333333333333, f1: 0.6011904761904762 };

Deno.test("confusionMatrix() counts as scikit-learn does, true classes in rows", () => {
  assert.deepEqual(confusionMatrix(LABELS, PREDICTIONS, { classes: 5 }), CONFUSION);
  const [labels, predictions] = [new Uint8Array(LABELS), new Uint8Array(PREDICTIONS)];
  assert.deepEqual(confusionMatrix(labels, predictions, { classes: 5 }), CONFUSION);
});

Deno.test("confusionMatrix() keeps every sample, in the row of its label", () => {
  const samples = fc.array(fc.tuple(fc.nat(3), fc.nat(3)));
  fc.assert(fc.property(samples, (pairs) => {
    const [labels, predictions] = [pairs.map(([label]) => label), pairs.map((pair) => pair[1])];
    const confusion = confusionMatrix(labels, predictions, { classes: 4 });
    for (let label = 0; label < 4; label++) {
      for (let found = 0; found < 4; found++) {
        const wanted = pairs.filter(([a, b]) => a === label && b === found).length;
        assert.equal(confusion[label][found], wanted);
      }
    }
  }));
});

Deno.test("confusionMatrix() throws on what is not a class, and on lists of two lengths", () => {
  for (const wrong of [-1, 2, 0.5, NaN]) {
    assert.throws(() => confusionMatrix([0, wrong], [0, 0], { classes: 2 }), RangeError);
    assert.throws(() => confusionMatrix([0, 0], [0, wrong], { classes: 2 }), RangeError);
  }
  assert.throws(() => confusionMatrix([0], [0, 0], { classes: 2 }), ShapeError);
  assert.throws(() => confusionMatrix([], [], { classes: 0 }), RangeError);
});

Deno.test("accuracy() is the part on the diagonal", () => {
  assert.equal(accuracy(CONFUSION), 0.6);
  assert.equal(accuracy([[3]]), 1);
  assert.throws(() => accuracy([[0, 0], [0, 0]]), RangeError);
  assert.throws(() => accuracy([[1, 2]]), ShapeError);
});

Deno.test("classReport() gives the figures of scikit-learn, and null for 0/0", () => {
  assert.deepEqual(classReport(CONFUSION), REPORT);
  assert.throws(() => classReport([[1, 2], [3]]), ShapeError);
});

Deno.test("classReport() gives a class that is never found an F1 of 0, and none to an absent one", () => {
  // The command above with t=[0,0,1,2];p=[0,2,2,2], whose class 1 is never predicted.
  const reports = classReport(confusionMatrix([0, 0, 1, 2], [0, 2, 2, 2], { classes: 5 }));
  assert.deepEqual(reports[1], { precision: null, recall: 0, f1: 0, support: 1 });
  assert.deepEqual(reports[2], { precision: 1 / 3, recall: 1, f1: 0.5, support: 1 });
  assert.deepEqual(reports[3], { precision: null, recall: null, f1: null, support: 0 });
  const { f1, ...others } = macroAverage(reports);
  assert.deepEqual(others, { precision: 0.6666666666666666, recall: 0.5, support: 4 });
  assert(Math.abs(f1! - 0.38888888888888884) < 1e-15);
});

Deno.test("macroAverage() is the mean of the defined values, as in scikit-learn", () => {
  const { support, ...means } = macroAverage(REPORT);
  assert.equal(support, 10);
  for (const name of ["precision", "recall", "f1"] as const) {
    assert(Math.abs(means[name]! - MACRO[name]) < 1e-15, `${name}: ${means[name]}`);
  }
  const none = { precision: null, recall: null, f1: null, support: 0 };
  assert.deepEqual(macroAverage([none]), none);
  assert.deepEqual(macroAverage([]), none);
});
