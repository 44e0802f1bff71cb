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
RATES, FEW = (0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5), 5000


def read(folder, part):
    images = np.fromfile(f"{folder}/{part}-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 784)
    labels = np.fromfile(f"{folder}/{part}-labels-idx1-ubyte", np.uint8)[8:].astype(int)
    return images, labels


def mix(x):
    """The 32-bit finaliser of MurmurHash3."""
    x = ((x ^ (x >> 16)) * 0x85EBCA6B) & MASK
    x = ((x ^ (x >> 13)) * 0xC2B2AE35) & MASK
    return x ^ (x >> 16)


def integers(seed, stream=0):
    """xoshiro128** of Blackman and Vigna, its state filled from the seed by splitmix32."""
    rotated = lambda x, count: ((x << count) | (x >> (32 - count))) & MASK
    state = mix(seed ^ mix(stream))
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
    return softmax(z) - np.eye(z.shape[1])[labels]


def weights(seed, shapes, deviation):
    """Matrices drawn one after the other, each with its own standard deviation."""
    normal = normals(seed)
    return [np.array([next(normal) for _ in range(k * n)]).reshape(k, n) * deviation(k, n)
            for k, n in shapes]


def trial(x, labels, kept, answers, start, rate):
    """One pass of 784-64-10, 64 images a step: the first loss, and what is read right of the others."""
    w1, w2 = (w.astype(x.dtype) for w in start)
    b1, b2, rate, first = np.zeros(64, x.dtype), np.zeros(10, x.dtype), x.dtype.type(rate), None
    with np.errstate(all="ignore"):
        for at in range(0, len(x), 64):
            batch, wanted = x[at:at + 64], labels[at:at + 64]
            m = x.dtype.type(len(batch))
            z1 = batch @ w1 + b1
            a1 = np.maximum(z1, 0)
            z2 = a1 @ w2 + b2
            first = cross_entropy(z2, wanted) if first is None else first
            dz2 = error(z2, wanted).astype(x.dtype) / m
            dz1 = dz2 @ w2.T * (z1 > 0)
            w2, b2 = w2 - rate * (a1.T @ dz2), b2 - rate * dz2.sum(axis=0)
            w1, b1 = w1 - rate * (batch.T @ dz1), b1 - rate * dz1.sum(axis=0)
        read = (np.maximum(kept @ w1 + b1, 0) @ w2 + b2).argmax(axis=1)
    return float(first), float((read == answers).mean())


def trials(images, labels, divisor):
    start = weights(42, [(784, 64), (64, 10)], lambda k, n: math.sqrt(2 / k))
    result = {}
    for kind in (np.float64, np.float32):
        x = images.astype(kind) / kind(divisor)
        runs = [trial(x[:FEW], labels[:FEW], x[55_000:], labels[55_000:], start, rate)
                for rate in RATES]
        result["start"], result[kind.__name__] = runs[0][0], [share for _, share in runs]
    return result


def guesses(labels):
    """500 models that draw from a hat: the mean shares of a hundred and of a thousand, and the best."""
    hat, whole = integers(42, 4), 2**32 - 2**32 % 10

    def drawn():
        while True:
            x = next(hat)
            if x < whole:
                return x % 10

    shares = []
    for _ in range(500):
        right = np.array([drawn() == label for label in labels[:1100]])
        shares.append((right[:100].mean(), right[100:].mean()))
    compared = [share for share, _ in shares]
    return {"mean": np.mean(shares, axis=0).tolist(), "best": shares[int(np.argmax(compared))]}


def ink(images, labels):
    """Where the ink is: of the first image, and of all."""
    at = np.arange(28)
    pictures = images.reshape(-1, 28, 28)
    sums = [pictures.sum(axis=axis, dtype=float) for axis in (2, 1)]
    places = [(side * at).sum(axis=1) / side.sum(axis=1) for side in sums]
    ends = [((side > 0).argmax(axis=1), 27 - (side > 0)[:, ::-1].argmax(axis=1)) for side in sums]
    longer = np.maximum(*(last - first + 1 for first, last in ends))
    middles = (ends[0][0] + ends[0][1]) / 2
    near = (np.abs(places[0] - 14) <= 0.5) & (np.abs(places[1] - 14) <= 0.5)
    return {
        "first": [[int(first[0]), int(last[0]), float(place[0])]
                  for (first, last), place in zip(ends, places)],
        "shorter": int((longer != 20).sum()),
        "apart": int((~near).sum()),
        "middles": [middles[labels == c].mean() for c in range(10)],
    }


def main(folder):
    images, labels = read(folder, "train")
    histogram = np.bincount(images.ravel(), minlength=256)
    edges = [0, 1, 64, 128, 192, 255, 256]
    print(json.dumps({
        "train": np.bincount(labels).tolist(),
        "ranges": [histogram[a:b].sum() / images.size for a, b in zip(edges, edges[1:])],
        "empty": int((images.max(axis=0) == 0).sum()),
        "ink": ink(images, labels),
        "scaled": trials(images, labels, 255),
        "raw": trials(images, labels, 1),
        "guesses": guesses(labels),
    }))


if __name__ == "__main__":
    main(sys.argv[1])
