"""The numbers of lesson 1 in NumPy, for tests/lessons/lesson1_test.ts.

    python3 tests/lessons/lesson1_reference.py MNIST > tests/lessons/lesson1_reference.json

MNIST is the folder that holds the four IDX files. Written from the formulas, without a look at the
project's own code. The weights of 784-64-10 are the project's, from its own random numbers: the
script draws them again from xoshiro128** and Marsaglia's polar method, as the papers describe both.
"""
import json
import math
import sys

import numpy as np

MASK = 2**32 - 1


def read(folder, part):
    images = np.fromfile(f"{folder}/{part}-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 784)
    labels = np.fromfile(f"{folder}/{part}-labels-idx1-ubyte", np.uint8)[8:].astype(int)
    return images, labels


def mix(x):
    """The 32-bit finaliser of MurmurHash3."""
    x = ((x ^ (x >> 16)) * 0x85EBCA6B) & MASK
    x = ((x ^ (x >> 13)) * 0xC2B2AE35) & MASK
    return x ^ (x >> 16)


def integers(seed):
    """xoshiro128** of Blackman and Vigna, its state filled from the seed by splitmix32."""
    rotated = lambda x, count: ((x << count) | (x >> (32 - count))) & MASK
    state = mix(seed ^ mix(0))
    s = []
    for _ in range(4):
        state = (state + 0x9E3779B9) & MASK
        s.append(mix(state))
    while True:
        yield (rotated((s[1] * 5) & MASK, 7) * 9) & MASK
        shifted = (s[1] << 9) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotated(s[3], 11)


def normals(seed):
    """Marsaglia's polar method; the second number of each pair is not used."""
    source = integers(seed)

    def uniform():
        high, low = next(source) >> 5, next(source) >> 6
        return (high * 67108864 + low) / 9007199254740992

    while True:
        x, y = 2 * uniform() - 1, 2 * uniform() - 1
        r2 = x * x + y * y
        if 0 < r2 < 1:
            yield x * math.sqrt(-2 * math.log(r2) / r2)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(z, labels):
    m = z.max(axis=1)
    return (m - z[np.arange(len(z)), labels] + np.log(np.exp(z - m[:, None]).sum(axis=1))).mean()


def error(z, labels):
    return softmax(z) - np.eye(10)[labels]


def linear(x, labels, rate):
    """The slope of W1[406, 5] at zero weights; after a step the score of class 5, the loss, what is right."""
    dz = error(np.zeros((len(x), 10)), labels)
    dw, db = x.T @ dz / len(x), dz.mean(axis=0)
    z = x @ (-rate * dw) - rate * db
    right = (z.argmax(axis=1) == labels).mean()
    return {"slope": dw[406, 5], "score": z[0, 5], "loss": cross_entropy(z, labels), "right": right}


def deep(x, labels, rate):
    """The loss before, between and after two steps of 784-64-10; then what is right, and active."""
    normal = normals(42)
    draw = lambda k, n: np.array([next(normal) for _ in range(k * n)]).reshape(k, n) * math.sqrt(2 / k)
    w1, b1, w2, b2 = draw(784, 64), np.zeros(64), draw(64, 10), np.zeros(10)
    losses = []
    for _ in range(3):
        z1 = x @ w1 + b1
        a1 = np.maximum(z1, 0)
        z2 = a1 @ w2 + b2
        losses.append(cross_entropy(z2, labels))
        right, active = (z2.argmax(axis=1) == labels).mean(), (a1 > 0).mean()
        dz2 = error(z2, labels)
        dz1 = dz2 @ w2.T * (z1 > 0)
        w2, b2 = w2 - rate * a1.T @ dz2 / len(x), b2 - rate * dz2.mean(axis=0)
        w1, b1 = w1 - rate * x.T @ dz1 / len(x), b1 - rate * dz1.mean(axis=0)
    return {"losses": losses, "right": right, "active": active}


def main(folder):
    images, labels = read(folder, "train")
    _, tests = read(folder, "t10k")
    histogram = np.bincount(images.ravel(), minlength=256)
    edges = [0, 1, 64, 128, 192, 255, 256]
    raw, first = images[:100].astype(float), labels[:100]
    print(json.dumps({
        "train": np.bincount(labels).tolist(),
        "test": np.bincount(tests).tolist(),
        "mean": images.mean(),
        "deviation": images.std(dtype=float),
        "ranges": [histogram[a:b].sum() / images.size for a, b in zip(edges, edges[1:])],
        "empty": int((images.max(axis=0) == 0).sum()),
        "linear": [linear(x, first, 0.1) for x in (raw / 255, raw)],
        "deep": [deep(raw / 255, first, 0.1), deep(raw, first, 0.1), deep(raw, first, 0.1 / 65025)],
    }))


if __name__ == "__main__":
    main(sys.argv[1])
