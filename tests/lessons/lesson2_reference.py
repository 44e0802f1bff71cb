"""The numbers of lesson 2 in NumPy, for tests/lessons/lesson2_test.ts.

    python3 tests/lessons/lesson2_reference.py MNIST > tests/lessons/lesson2_reference.json

MNIST is the folder that holds the four IDX files. Written from the formulas; see lesson1_reference.py.
"""
import json
import math
import sys

import numpy as np

from lesson1_reference import cross_entropy, error, normals, read, softmax


def one_digit(x, label):
    """Forward, backward, and the loss after a step of 0.01, from the weights of Glorot and Bengio."""
    normal = normals(42)
    w = np.array([next(normal) for _ in range(7840)]).reshape(784, 10) * math.sqrt(2 / 794)
    z = x @ w
    dz = error(z, label)
    after = x @ (w - 0.01 * x.T @ dz) - 0.01 * dz
    return {
        "Z1": z.ravel().tolist(),
        "P": softmax(z).ravel().tolist(),
        "dZ1": dz.ravel().tolist(),
        "dW1": (x.T @ dz)[406].tolist(),
        "loss": cross_entropy(z, label),
        "after": cross_entropy(after, label),
    }


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
    "one": one_digit(x[:1], labels[:1]),
    "descents": [descent(x, labels[:10_000], rate, 60) for rate in (0.1, 1, 10)],
}))
