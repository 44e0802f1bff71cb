"""What a runner is told, and how it answers: the twin of peer_task.ts, which says what they are."""

import json
import platform
import sys
import types
from time import perf_counter

import numpy as np

# Steps on a network that is thrown away, before the clock starts.
WARM_UP_STEPS = 100

task = types.SimpleNamespace(**json.loads(sys.argv[1]))
_input = np.frombuffer(sys.stdin.buffer.read(), np.uint8)
_train = 785 * task.counts[0]


def images(part, dtype):
    """(count, 784) in [0, 1], contiguous, and (count) labels."""
    split = _input[:_train] if part == "train" else _input[_train:]
    pixels, labels = np.split(split, [len(split) // 785 * 784])
    count = task.images if part == "train" else len(labels)
    return pixels.reshape(-1, 784)[:count].astype(dtype) / dtype(255), labels[:count].astype(np.int64)


def train(step, permutation):
    """The seconds of all the steps; step(rows, rate) takes one, and the rate falls linearly to 0."""
    steps_per_epoch = -(-task.images // task.batch)
    steps = task.epochs * steps_per_epoch
    seconds = 0.0
    for epoch in range(task.epochs):
        order = permutation(task.images)
        started = perf_counter()
        for i in range(steps_per_epoch):
            rows = order[i * task.batch : (i + 1) * task.batch]
            step(rows, task.rate * (1 - (epoch * steps_per_epoch + i) / steps))
        seconds += perf_counter() - started
    return seconds


def blas():
    """The libraries of matrix products that this process has loaded, where the system tells."""
    try:
        with open("/proc/self/maps") as maps:
            files = {line.split("/")[-1].strip() for line in maps if "/" in line}
    except OSError:
        return ""
    for word, name in [("openblas", "OpenBLAS"), ("mkl_", "MKL"), ("blis", "BLIS"), ("atlas", "ATLAS")]:
        if any(word in file for file in files):
            return name
    return "reference BLAS" if any(file.startswith("libblas") for file in files) else ""


def answer(library, seconds, accuracy):
    libraries = ", ".join(filter(None, [blas(), f"Python {platform.python_version()}"]))
    version = f"{library} ({libraries})"
    print(json.dumps({"version": version, "seconds": seconds, "accuracy": accuracy}))
