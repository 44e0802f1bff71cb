"""The numbers of lesson 2 in NumPy, for the tests of lesson 2.

    python3 tests/lessons/lesson2_reference.py MNIST > tests/lessons/lesson2_reference.json

MNIST is the folder that holds the four IDX files. Written from the formulas; see lesson1_reference.py.
"""
import json
import math
import sys

import numpy as np

from lesson1_reference import cross_entropy, error, read, weights


def descent(x, labels, rate):
    """
    Three passes of 64 images a step, from zero weights: the mean loss of each hundred steps; the share of
    other images that is read right, at the end and the least and the most of the last ten times twenty
    steps; at the end, the share of the images that were learnt from.
    """
    w, b, curve, losses, shares = np.zeros((784, 10)), np.zeros(10), [], [], []
    read = lambda x, labels: ((x @ w + b).argmax(axis=1) == labels).mean()
    for _ in range(3):
        for at in range(0, len(x), 64):
            batch, wanted = x[at:at + 64], labels[at:at + 64]
            z = batch @ w + b
            losses.append(cross_entropy(z, wanted))
            dz = error(z, wanted) / len(batch)
            w, b = w - rate * (batch.T @ dz), b - rate * dz.sum(axis=0)
            if len(losses) % 100 == 0:
                curve.append(np.mean(losses[-100:]))
            if len(losses) % 20 == 0:
                shares.append(read(kept, answers))
    last = shares[-10:]
    return {
        "curve": curve, "right": read(kept, answers), "swing": [min(last), max(last)],
        "learnt": read(x, labels),
    }


def four_points():
    """d at (0,0), (1,1), (0,1), (1,0) with drawn weights, and after 300 steps of descent; the losses."""
    x, labels = np.array([[0.0, 0], [1, 1], [0, 1], [1, 0]]), np.array([0, 0, 1, 1])
    [w], b = weights(42, [(2, 2)], lambda k, n: math.sqrt(2 / (k + n))), np.zeros(2)
    result = []
    for steps in (0, 300):
        for _ in range(steps):
            dz = error(x @ w + b, labels) / 4
            w, b = w - x.T @ dz, b - dz.sum(axis=0)
        z = x @ w + b
        result.append({"d": (z[:, 1] - z[:, 0]).tolist(), "loss": cross_entropy(z, labels)})
    return result


def exponentials(kind):
    """exp in one precision; None stands for infinity, which JSON cannot say."""
    with np.errstate(over="ignore"):
        values = np.exp(np.array([1, 88, 89, 709, 710], kind)).tolist()
    return [None if math.isinf(value) else value for value in values]


images, labels = read(sys.argv[1], "train")
learnt, kept, answers = images[:55_000] / 255, images[55_000:] / 255, labels[55_000:]
print(json.dumps({
    "exponentials": [exponentials(np.float32), exponentials(np.float64)],
    "surprises": (-np.log(np.array([1, 0.9, 0.5, 0.1, 0.01, 0.001]))).tolist(),
    "descents": [descent(learnt, labels[:55_000], rate) for rate in (0.01, 0.1, 1)],
    "points": four_points(),
}))
