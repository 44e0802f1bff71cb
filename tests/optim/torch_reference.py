"""Twenty steps of each optimiser and of each schedule in PyTorch, for tests/optim/.

    /usr/bin/python3 tests/optim/torch_reference.py > tests/optim/torch_reference.json

With Debian's python3-torch (1.13). A weight of 3 by 5 and a bias of 5, in f64; the same twenty gradients
for every optimiser, a third of them exact zeros, those of the bias's first number always; the rate falls
from step to step. Penalties go to the weight alone.
"""
import json

import numpy as np
import torch

STEPS = 20
random = np.random.RandomState(13)
weight, bias = random.randn(3, 5), random.randn(1, 5)
gradients = []
for _ in range(STEPS):
    both = [random.randn(3, 5), random.randn(1, 5)]
    for g in both:
        g *= random.rand(*g.shape) > 1 / 3
    both[1][0, 0] = 0
    gradients.append(both)
rates = [0.05 * (1 - step / STEPS) for step in range(STEPS)]

optim = torch.optim
MAKE = {
    "sgd": (optim.SGD, {}, {}),
    "momentum": (optim.SGD, {"momentum": 0.9}, {}),
    "nesterov": (optim.SGD, {"momentum": 0.9, "nesterov": True}, {}),
    "rmsprop": (optim.RMSprop, {}, {}),
    "adam": (optim.Adam, {}, {}),
    "adamw": (optim.AdamW, {}, {}),
}
ADAM = {"betas": (0.7, 0.95), "eps": 1e-3}, {"beta1": 0.7, "beta2": 0.95, "epsilon": 1e-3}
OTHER = {  # constants that are not the defaults: PyTorch's names, then ours
    "sgd": (optim.SGD, {}, {}),
    "momentum": (optim.SGD, {"momentum": 0.5}, {"momentum": 0.5}),
    "nesterov": (optim.SGD, {"momentum": 0.5, "nesterov": True}, {"momentum": 0.5}),
    "rmsprop": (optim.RMSprop, {"alpha": 0.8, "eps": 1e-3}, {"alpha": 0.8, "epsilon": 1e-3}),
    "adam": (optim.Adam, *ADAM),
    "adamw": (optim.AdamW, *ADAM),
}


def run(make, constants, l2):
    w, b = torch.tensor(weight, requires_grad=True), torch.tensor(bias, requires_grad=True)
    groups = [{"params": [w], "weight_decay": l2}, {"params": [b], "weight_decay": 0}]
    optimizer = make(groups, lr=0.1, **constants)
    after = []
    for rate, (dw, db) in zip(rates, gradients):
        w.grad, b.grad = torch.tensor(dw), torch.tensor(db)
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        after.append(w.detach().flatten().tolist() + b.detach().flatten().tolist())
    return after


def one_cycle(steps, share):
    optimizer = optim.SGD([torch.zeros(1, requires_grad=True)], lr=1)
    schedule = optim.lr_scheduler.OneCycleLR(optimizer, 1, steps, pct_start=share)
    factors = []
    for _ in range(steps):
        factors.append(schedule.get_last_lr()[0])
        optimizer.step()
        if len(factors) < steps:
            schedule.step()
    return factors


def flat(both):
    return both[0].flatten().tolist() + both[1].flatten().tolist()


runs = [
    {"optimizer": name, "l2": l2, "constants": ours, "after": run(make, theirs, l2)}
    for table, l2 in ((MAKE, 0), (OTHER, 0.1))
    for name, (make, theirs, ours) in table.items()
]
print(json.dumps({
    "start": flat([weight, bias]),
    "gradients": [flat(both) for both in gradients],
    "rates": rates,
    "runs": runs,
    "oneCycle": [
        {"steps": steps, "warmup": share, "factors": one_cycle(steps, share)}
        for steps, share in ((20, 0.3), (7, 0.25), (33, 0.5))
    ],
}))
