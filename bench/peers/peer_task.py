"""What a runner is told, and how it answers: the twin of peer_task.ts."""

import json
import platform
import sys
import types

import numpy as np

# Steps on a network that is thrown away, before the clock starts.
WARM_UP_STEPS = 100

# folder, images, epochs, batch, hidden, rate, seed, threads, variant: peer_task.ts says what they are.
task = types.SimpleNamespace(**json.loads(sys.argv[1]))


def images(part, count, dtype):
    """(count, 784) in [0, 1], contiguous, and (count) labels."""
    pixels = np.fromfile(f"{task.folder}/{part}_images.u8", np.uint8).reshape(-1, 784)[:count]
    labels = np.fromfile(f"{task.folder}/{part}_labels.u8", np.uint8)[:count]
    return pixels.astype(dtype) / dtype(255), labels.astype(np.int64)


def rate(step, steps):
    """The learning rate of a step: it falls linearly to 0 over the run."""
    return task.rate * (1 - step / steps)


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
    measurement = {
        "version": f"{library} ({libraries})",
        "threads": task.threads,
        "images": task.images,
        "seconds": seconds,
        "imagesPerSecond": task.images * task.epochs / seconds,
        "accuracy": accuracy,
    }
    if blas() == "reference BLAS":
        measurement["note"] = {
            "en": "it found no fast BLAS: on Debian, apt install libopenblas0-pthread",
            "fr": "aucune BLAS rapide trouvée\u00a0: sous Debian, apt install libopenblas0-pthread",
        }
    print(json.dumps(measurement))
