"""The numbers of lesson 3 in NumPy, for tests/lessons/lesson3_test.ts.

    python3 tests/lessons/lesson3_reference.py MNIST > tests/lessons/lesson3_reference.json

MNIST is the folder that holds train-images-idx3-ubyte and train-labels-idx1-ubyte. Written from the
formulas, without a look at the project's own code: softmax as e^z / sum e^z, every derivative by the
chain rule. The weights of 784-64-10 are the project's, from its own random numbers: the script draws
them again from xoshiro128** and Marsaglia's polar method, as the papers describe both.
"""
import json
import math
import sys

import numpy as np

from lesson1_reference import normals


def passes(x, labels, w1, b1, w2, b2):
    m = len(x)
    t = {"X": x}
    t["Z1"] = x @ w1 + b1
    t["A1"] = np.maximum(t["Z1"], 0)
    t["Z2"] = t["A1"] @ w2 + b2
    e = np.exp(t["Z2"])
    t["P"] = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(t["P"][np.arange(m), labels]).mean()
    t["dZ2"] = t["P"] - np.eye(w2.shape[1])[labels]
    t["dW2"] = t["A1"].T @ t["dZ2"] / m
    t["db2"] = t["dZ2"].mean(axis=0, keepdims=True)
    t["dA1"] = t["dZ2"] @ w2.T
    t["dZ1"] = t["dA1"] * (t["Z1"] > 0)
    t["dW1"] = x.T @ t["dZ1"] / m
    t["db1"] = t["dZ1"].mean(axis=0, keepdims=True)
    return loss, t


def step(rate, x, labels, w1, b1, w2, b2):
    _, t = passes(x, labels, w1, b1, w2, b2)
    return w1 - rate * t["dW1"], b1 - rate * t["db1"], w2 - rate * t["dW2"], b2 - rate * t["db2"]


def by_hand():
    x = np.array([[1.0, 2.0]])
    weights = (
        np.array([[1, 0.5], [0.25, -0.5]]),
        np.array([[0, 0.25]]),
        np.array([[1.0, -1], [0.5, 1]]),
        np.array([[0, 0.5]]),
    )
    loss, t = passes(x, [1], *weights)
    stepped = step(0.125, x, [1], *weights)

    def pushed(epsilon):
        w1, *others = weights
        return passes(x, [1], w1 + np.array([[0, 0], [epsilon, 0]]), *others)[0]

    return {
        "loss": loss,
        "pushed": [pushed(1e-4), pushed(-1e-4)],
        "after": passes(x, [1], *stepped)[0],
        "trace": {k: v.ravel().tolist() for k, v in t.items()},
    }


def draw(normal, inputs, outputs):
    """He's initialisation."""
    numbers = [next(normal) for _ in range(inputs * outputs)]
    return np.array(numbers).reshape(inputs, outputs) * math.sqrt(2 / inputs)


def digits(folder, first, count):
    images = np.fromfile(f"{folder}/train-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 784)
    labels = np.fromfile(f"{folder}/train-labels-idx1-ubyte", np.uint8)[8:]
    return images[first:first + count] / 255, labels[first:first + count].astype(int)


def on_digits(folder, seed, pixel, neuron):
    normal = normals(seed)
    weights = (draw(normal, 784, 64), np.zeros((1, 64)), draw(normal, 64, 10), np.zeros((1, 10)))

    def followed(x, labels):
        loss, t = passes(x, labels, *weights)
        rows = {"dW1": t["dW1"][pixel], "dW2": t["dW2"][neuron]}
        kept = {k: t[k].ravel() for k in "Z1 A1 Z2 P dZ2 db2 dA1 dZ1 db1".split()}
        return {"loss": loss, "trace": {k: v.tolist() for k, v in (kept | rows).items()}}

    def after(rate, x, labels):
        return passes(x, labels, *step(rate, x, labels, *weights))[0]

    one, many = digits(folder, 0, 1), digits(folder, 0, 32)
    batch = followed(*many)
    batch["trace"] = {k: batch["trace"][k] for k in ("dW1", "dW2", "db1", "db2")}
    return {
        "one": followed(*one) | {"label": int(one[1][0]), "after": after(0.02, *one)},
        "batch": batch | {"after": after(0.1, *many), "wrong": after(3.2, *many)},
    }


hand, real = by_hand(), on_digits(sys.argv[1], seed=42, pixel=406, neuron=12)
print(json.dumps({"hand": hand, **real}))
