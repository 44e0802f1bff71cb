"""The numbers of lesson 2 in NumPy, for tests/lessons/lesson2_test.ts.

    python3 tests/lessons/lesson2_reference.py MNIST > tests/lessons/lesson2_reference.json

MNIST is the folder that holds the four IDX files. Written from the formulas; see lesson1_reference.py.
"""
import json
import math
import sys

import numpy as np

from lesson1_reference import cross_entropy, error, read


def descent(x, labels, rate, passes):
    """Gradient descent from zero weights: the loss of each pass, with the penalty |W|^2 / 2m, and the
    share of other images read right with the last of these weights."""
    w, b, losses = np.zeros((784, 10)), np.zeros(10), []
    for _ in range(passes):
        z = x @ w + b
        losses.append(cross_entropy(z, labels) + (w * w).sum() / (2 * len(x)))
        last = w, b
        dz = error(z, labels) / len(x)
        w, b = w - rate * (x.T @ dz + w / len(x)), b - rate * dz.sum(axis=0)
    right = ((others @ last[0] + last[1]).argmax(axis=1) == labels_of_others).mean()
    return {"losses": losses, "right": right}


def exponentials(kind):
    """exp in one precision; None stands for infinity, which JSON cannot say."""
    with np.errstate(over="ignore"):
        values = np.exp(np.array([1, 88, 89, 709, 710], kind)).tolist()
    return [None if math.isinf(value) else value for value in values]


images, labels = read(sys.argv[1], "train")
x, others = images[:10_000] / 255, images[10_000:20_000] / 255
labels_of_others = labels[10_000:20_000]
print(json.dumps({
    "exponentials": [exponentials(np.float32), exponentials(np.float64)],
    "surprises": (-np.log(np.array([1, 0.9, 0.5, 0.1, 0.01, 0.001]))).tolist(),
    "descents": [descent(x, labels[:10_000], rate, 60) for rate in (0.1, 1, 10)],
}))
