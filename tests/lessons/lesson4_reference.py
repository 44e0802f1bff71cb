"""The numbers of lesson 4 in NumPy, for tests/lessons/lesson4_slopes_test.ts and lesson4_zoo_test.ts.

    python3 tests/lessons/lesson4_reference.py MNIST > tests/lessons/lesson4_reference.json

MNIST is the folder that holds the four IDX files. Written from the formulas, with the mistakes as they
are made in NumPy; see lesson1_reference.py. The weights are rounded to float32, as the lesson's are, where
it measures slopes, and are not in the zoo.
"""
import json
import math
import sys

import numpy as np

from lesson1_reference import cross_entropy, error, normals, read


def weights():
    normal = normals(42)
    draw = lambda k, n: np.array([next(normal) for _ in range(k * n)]).reshape(k, n) * math.sqrt(2 / k)
    return draw(784, 64), np.zeros(64), draw(64, 10), np.zeros(10)


def loss(x, labels, w1, b1, w2, b2):
    return cross_entropy(np.maximum(x @ w1 + b1, 0) @ w2 + b2, labels)


def backward(bug, x, labels, w1, b1, w2, b2):
    m = len(x)
    z1 = x @ w1 + b1
    a1 = np.maximum(z1, 0)
    dz2 = error(a1 @ w2 + b2, labels)
    if bug == "dZ2[m−1] = 0":
        dz2[-1] = 0
    if bug == "dZ2 = (P − Y) ⊙ Y":
        dz2 = dz2 * np.eye(10)[labels]
    da1 = dz2 @ w2.T
    if bug == "dA1 = dZ2·reshape(W2)":
        da1 = dz2 @ w2.reshape(10, 64)
    if bug == "dA1 = 0":
        da1 = 0 * da1
    dz1 = da1 * (z1 > 0)
    if bug == "dZ1 = dA1":
        dz1 = da1
    if bug == "dZ1 = dA1 ⊙ A1 ⊙ (1−A1)":
        dz1 = da1 * a1 * (1 - a1)
    n = 1 if bug == "dW = Xᵀ·dZ, db = Σ dZ" else m
    db1, db2 = dz1.sum(axis=0) / n, dz2.sum(axis=0) / n
    if bug == "db = dZ[0] / m":
        db1, db2 = dz1[0] / m, dz2[0] / m
    return {"dW1": x.T @ dz1 / n, "db1": db1, "dW2": a1.T @ dz2 / n, "db2": db2}


BUGS = [
    "",
    "dW = Xᵀ·dZ, db = Σ dZ",
    "db = dZ[0] / m",
    "dZ2[m−1] = 0",
    "dZ1 = dA1",
    "dA1 = dZ2·reshape(W2)",
    "dA1 = 0",
    "dZ2 = (P − Y) ⊙ Y",
    "dZ1 = dA1 ⊙ A1 ⊙ (1−A1)",
]


def zoo(x, labels):
    """Of each wrong gradient a row of each matrix, and the length of the whole."""
    zoo = {}
    for bug in BUGS:
        g = backward(bug, x, labels, *weights())
        zoo[bug] = {
            "rows": {"dW1": g["dW1"][406].tolist(), "db1": g["db1"].tolist(),
                     "dW2": g["dW2"][53].tolist(), "db2": g["db2"].tolist()},
            "norms": {name: float(np.linalg.norm(d)) for name, d in g.items()},
        }
    return zoo


def slopes(x, labels):
    w1, b1, w2, b2 = (w.astype(np.float32).astype(float) for w in weights())
    row, column, unit = 53, int(labels[0]), 4

    def pushed(epsilon):
        w = w2.copy()
        w[row, column] += epsilon
        return loss(x, labels, w1, b1, w, b2)

    def bent(epsilon):
        b = b1.copy()
        b[unit] += epsilon
        return loss(x, labels, w1, b, w2, b2)

    z = (x @ w1 + b1)[0]
    g = backward("", x, labels, w1, b1, w2, b2)
    return {
        "active": int(z.argmax()),
        "loss": pushed(0),
        "above": pushed(0.1),
        "below": pushed(-0.1),
        "slope": g["dW2"][row, column],
        "z": z[unit],
        "bias": g["db1"][unit],
        "bent": [(bent(f * abs(z[unit])) - bent(-f * abs(z[unit]))) / (2 * f * abs(z[unit]))
                 for f in (4, 2, 0.5, 0.1)],
        "bend": [bent((i - 40) / 10 * abs(z[unit])) - bent(0) for i in range(81)],
    }


def exact(x, labels):
    """The V without its left arm, in 64 bits of mantissa: the losses, and the errors of both slopes."""
    wide = lambda matrix: matrix.astype(np.float32).astype(np.longdouble)
    w1, b1, w2, b2 = map(wide, weights())
    row, column = 53, int(labels[0])
    a1 = np.maximum(x.astype(np.longdouble) @ w1 + b1, 0)

    def pushed(epsilon):
        w = w2.copy()
        w[row, column] += epsilon
        return cross_entropy(a1 @ w + b2, labels)

    slope = (a1.T @ error(a1 @ w2 + b2, labels))[row, column]
    relative = lambda a: float(abs(a - slope) / max(abs(a), abs(slope)))
    v = []
    for epsilon in [np.longdouble(10) ** (-1 - i / np.longdouble(2)) for i in range(23)]:
        above, below = pushed(epsilon), pushed(-epsilon)
        v.append({
            "above": float(above), "below": float(below),
            "one": relative((above - pushed(0)) / epsilon),
            "central": relative((above - below) / (2 * epsilon)),
        })
    return v


def trained(bug, rate, images, labels, kind):
    """One epoch of 20,000 images in batches of 64: the mean loss so far, and how well 5,000 others are read."""
    x, ws = (images / 255).astype(kind), [w.astype(kind) for w in weights()]
    total, curve = 0, []
    for start in range(0, 20_000, 64):
        end = min(start + 64, 20_000)
        batch, classes = x[start:end], labels[start:end]
        batch_loss = loss(batch, classes, *ws)
        if not np.isfinite(batch_loss):
            return None, curve
        total += batch_loss * (end - start)
        if (start // 64 + 1) % 10 == 0 or end == 20_000:
            curve.append([end, float(total / end)])
        g = backward(bug, batch, classes, *ws)
        ws = [(w - rate * g[name]).astype(kind) for w, name in zip(ws, ("dW1", "db1", "dW2", "db2"))]
    if not all(np.isfinite(w).all() for w in ws):
        return None, curve
    w1, b1, w2, b2 = ws
    z2 = np.maximum(x[-5_000:] @ w1 + b1, 0) @ w2 + b2
    return float((z2.argmax(axis=1) == labels[-5_000:]).mean()), curve


def training(images, labels):
    """The accuracies of the zoo for three rates, and the curves of the two networks of the first step."""
    np.seterr(over="ignore", invalid="ignore")  # some of them diverge
    accuracies = lambda kind: {
        bug: [trained(bug, rate, images, labels, kind)[0] for rate in (0.001, 0.01, 0.1)]
        for bug in BUGS
    }
    return {
        "f64": accuracies(np.float64),
        "f32": accuracies(np.float32),
        "curves": [trained(bug, 0.1, images, labels, np.float64)[1] for bug in ("dZ1 = dA1", "")],
    }


def main(folder):
    images, labels = read(folder, "train")
    x = images[:8] / 255
    print(json.dumps({
        "slopes": slopes(x[:1], labels[:1]),
        "v": exact(x[:1], labels[:1]),
        "zoo": zoo(x, labels[:8]),
        "training": training(images, labels),
    }))


if __name__ == "__main__":
    main(sys.argv[1])
