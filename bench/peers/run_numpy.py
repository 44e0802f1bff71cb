"""784-64-10 in NumPy: contiguous arrays, whole batches, products by its BLAS."""

import numpy as np

from peer_task import WARM_UP_STEPS, answer, images, task, train

dtype = np.float32
x_train, y_train = images("train", dtype)
x_test, y_test = images("test", dtype)
random = np.random.default_rng(task.seed)


def network():
    """He initialisation: normal weights of variance 2 / inputs, biases 0."""
    sizes = [784, task.hidden, 10]
    parameters = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        weights = random.standard_normal((inputs, outputs)) * np.sqrt(2 / inputs)
        parameters += [weights.astype(dtype), np.zeros(outputs, dtype)]
    return parameters


def step(parameters, rows, learning_rate):
    w1, b1, w2, b2 = parameters
    x, y = x_train[rows], y_train[rows]
    a1 = x @ w1
    a1 += b1
    np.maximum(a1, 0, out=a1)
    z2 = a1 @ w2
    z2 += b2
    # Softmax, then the gradient of cross-entropy: dZ2 = (P − Y) / m.
    z2 -= z2.max(axis=1, keepdims=True)
    dz2 = np.exp(z2, out=z2)
    dz2 /= dz2.sum(axis=1, keepdims=True)
    dz2[np.arange(len(y)), y] -= 1
    dz2 /= len(y)
    dz1 = dz2 @ w2.T
    dz1 *= a1 > 0
    for parameter, gradient in [
        (w1, x.T @ dz1),
        (b1, dz1.sum(axis=0)),
        (w2, a1.T @ dz2),
        (b2, dz2.sum(axis=0)),
    ]:
        gradient *= learning_rate
        parameter -= gradient


thrown_away = network()
for _ in range(WARM_UP_STEPS):
    step(thrown_away, random.integers(task.images, size=task.batch), task.rate)

parameters = network()
seconds = train(lambda rows, rate: step(parameters, rows, rate), random.permutation)

w1, b1, w2, b2 = parameters
read = (np.maximum(x_test @ w1 + b1, 0) @ w2 + b2).argmax(axis=1)
answer(f"NumPy {np.__version__}", seconds, float((read == y_test).mean()))
