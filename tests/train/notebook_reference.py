"""The first hundred steps of the course's NumPy network, for tests/train/notebook_test.ts.

    python3 tests/train/notebook_reference.py FOLDER > tests/train/notebook_reference.json

FOLDER holds train-images-idx3-ubyte and train-labels-idx1-ubyte. Written from the description of the
notebook: seed 42, W1 then W2 drawn by randn times 0.01, zero biases, pixels over 255, batches of 64 in
the order of permutation(60000), rate 0.1, gradients over the size of the batch.
"""
import json
import os
import sys

import numpy as np

folder = sys.argv[1]
with open(os.path.join(folder, "train-images-idx3-ubyte"), "rb") as file:
    x = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784) / 255.0
with open(os.path.join(folder, "train-labels-idx1-ubyte"), "rb") as file:
    y = np.frombuffer(file.read(), np.uint8, offset=8)

np.random.seed(42)
w1 = np.random.randn(784, 64) * 0.01
b1 = np.zeros((1, 64))
w2 = np.random.randn(64, 10) * 0.01
b2 = np.zeros((1, 10))
order = np.random.permutation(60000)
losses = []
for step in range(100):
    batch = order[step * 64:(step + 1) * 64]
    xb, t = x[batch], np.eye(10)[y[batch]]
    z1 = xb @ w1 + b1
    a1 = np.maximum(z1, 0)
    z2 = a1 @ w2 + b2
    e = np.exp(z2 - z2.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    losses.append(-np.log((p * t).sum(axis=1)).mean())
    dz2 = (p - t) / 64
    dw2, db2 = a1.T @ dz2, dz2.sum(axis=0, keepdims=True)
    dz1 = (dz2 @ w2.T) * (z1 > 0)
    dw1, db1 = xb.T @ dz1, dz1.sum(axis=0, keepdims=True)
    w1, b1, w2, b2 = w1 - 0.1 * dw1, b1 - 0.1 * db1, w2 - 0.1 * dw2, b2 - 0.1 * db2

print(json.dumps({
    "numpy": np.__version__,
    "order": order[:20].tolist(),
    "losses": losses,
    "b1": b1.ravel().tolist(),
    "W2": w2.ravel().tolist(),
    "b2": b2.ravel().tolist(),
    # All 50 176 elements of W1 would be a megabyte: every 97th, and two sums that see the others.
    "W1": w1.ravel()[::97].tolist(),
    "sumOfW1": w1.sum(),
    "normOfW1": float(np.sqrt((w1 * w1).sum())),
}))
