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


def wide_slopes(x, labels):
    """In 64 bits of mantissa, without rounding to speak of: the loss as W2 is pushed, and its slopes."""
    wide = lambda matrix: matrix.astype(np.float32).astype(np.longdouble)
    w1, b1, w2, b2 = map(wide, weights())
    a1 = np.maximum(x.astype(np.longdouble) @ w1 + b1, 0)

    def pushed(place, epsilon):
        w = w2.copy()
        w[place] += epsilon
        return cross_entropy(a1 @ w + b2, labels)

    return pushed, a1.T @ error(a1 @ w2 + b2, labels)


EPSILONS = [np.longdouble(10) ** (-1 - i / np.longdouble(2)) for i in range(23)]


def measured(pushed, place, slope, epsilon):
    """Two losses, and the relative errors of the slopes that they give, from one side and from both."""
    above, below, here = pushed(place, epsilon), pushed(place, -epsilon), pushed(place, 0)
    relative = lambda a: float(abs(a - slope) / max(abs(a), abs(slope)))
    return {
        "above": float(above), "below": float(below),
        "one": relative((above - here) / epsilon),
        "central": relative((above - below) / (2 * epsilon)),
    }


def exact(x, labels):
    """The slope of one weight, measured with each epsilon."""
    pushed, slopes = wide_slopes(x, labels)
    place = 53, int(labels[0])
    return [measured(pushed, place, slopes[place], epsilon) for epsilon in EPSILONS]


def medians(x, labels):
    """
    The V: between which two bounds the median error of 41 weights must be, in f64 and in f32. Rounding
    may move each error by u L / epsilon / slope, and some more, since a loss is the end of many
    roundings; at most by 1: then nothing is left of the slope. A median rises if any of its numbers does.
    """
    pushed, slopes = wide_slopes(x, labels)
    steep = [place for place in np.ndindex(slopes.shape) if abs(slopes[place]) > 0.01]
    some = [steep[i * len(steep) // 41] for i in range(41)]
    loss, v = pushed(some[0], 0), []
    for epsilon in EPSILONS:
        errors = [measured(pushed, place, slopes[place], epsilon) for place in some]
        for u in (2**-53, 2**-24):
            noise = [min(1, 4 * u * float(loss / epsilon / abs(slopes[place]))) for place in some]
            for side in ("one", "central"):
                at = np.array([e[side] for e in errors])
                bounds = np.maximum(at - noise, 0), at + noise
                v.append([float(f"{np.median(bound):.4g}") for bound in bounds])
    return v


COUNT, RATES = 12_800, (0.01, 0.1, 0.3, 0.64)


def trained(bug, rate, images, labels, kind):
    """One epoch of 12,800 images in batches of 64: the mean loss so far, and how well 5,000 others are read."""
    x, ws = (images / 255).astype(kind), [w.astype(kind) for w in weights()]
    total, curve = 0, []
    for start in range(0, COUNT, 64):
        end = start + 64
        batch, classes = x[start:end], labels[start:end]
        batch_loss = loss(batch, classes, *ws)
        if not np.isfinite(batch_loss):
            return None, curve
        total += batch_loss * (end - start)
        if (start // 64 + 1) % 10 == 0 or end == COUNT:
            curve.append([end, float(total / end)])
        g = backward(bug, batch, classes, *ws)
        ws = [(w - rate * g[name]).astype(kind) for w, name in zip(ws, ("dW1", "db1", "dW2", "db2"))]
    if not all(np.isfinite(w).all() for w in ws):
        return None, curve
    w1, b1, w2, b2 = ws
    z2 = np.maximum(x[-5_000:] @ w1 + b1, 0) @ w2 + b2
    return float((z2.argmax(axis=1) == labels[-5_000:]).mean()), curve


def training(images, labels):
    """The accuracies of the zoo for each rate, and the curves of the two networks of the first step."""
    np.seterr(over="ignore", invalid="ignore")  # some of them diverge
    accuracies = lambda kind: {
        bug: [trained(bug, rate, images, labels, kind)[0] for rate in RATES]
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
        "medians": medians(x[:1], labels[:1]),
        "zoo": zoo(x, labels[:8]),
        "training": training(images, labels),
    }))


if __name__ == "__main__":
    main(sys.argv[1])
