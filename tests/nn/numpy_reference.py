"""The forward and backward pass of a small network, in NumPy, for tests/nn/numpy_test.ts.

    python3 tests/nn/numpy_reference.py > tests/nn/numpy_reference.json

Written from the formulas, without a look at the project's own code: softmax as e^z / sum e^z, every
derivative by the chain rule. Five rows through 4-6-5-3.
"""
import json

import numpy as np

ACTIVATIONS = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "sigmoid": (
        lambda z: 1 / (1 + np.exp(-z)),
        lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    ),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
}
SIZES = [4, 6, 5, 3]


def run(activation):
    g, slope = ACTIVATIONS[activation]
    random = np.random.RandomState(7)
    m = 5
    x = random.randn(m, SIZES[0])
    labels = random.randint(0, SIZES[-1], m)
    w = [random.randn(a, b) * 0.7 for a, b in zip(SIZES, SIZES[1:])]
    b = [random.randn(1, n) * 0.5 for n in SIZES[1:]]
    trace = {"X": x}
    a = x
    for i in range(3):
        z = a @ w[i] + b[i]
        a = g(z) if i < 2 else np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        trace[f"Z{i + 1}"], trace[f"A{i + 1}"] = z, a
    loss = -np.log(a[np.arange(m), labels]).mean()
    dz = a - np.eye(SIZES[-1])[labels]
    for i in (2, 1, 0):
        trace[f"dZ{i + 1}"] = dz
        trace[f"dW{i + 1}"] = trace[f"A{i}" if i else "X"].T @ dz / m
        trace[f"db{i + 1}"] = dz.mean(axis=0, keepdims=True)
        if i:
            da = dz @ w[i].T
            trace[f"dA{i}"] = da
            dz = da * slope(trace[f"Z{i}"])
    parameters = {}
    for i in range(3):
        parameters[f"dense{i + 1}.weight"], parameters[f"dense{i + 1}.bias"] = w[i], b[i]
    return {
        "activation": activation,
        "sizes": SIZES,
        "labels": labels.tolist(),
        "parameters": {k: v.ravel().tolist() for k, v in parameters.items()},
        "loss": loss,
        "trace": {k: {"shape": v.shape, "data": v.ravel().tolist()} for k, v in trace.items()},
    }


print(json.dumps([run(name) for name in ACTIVATIONS]))
