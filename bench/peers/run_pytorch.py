"""The network in PyTorch on the processor: nn.Sequential, torch.optim.SGD, batches by index."""

import numpy as np
import torch
from torch import nn

from peer_task import WARM_UP_STEPS, answer, images, task, train

torch.set_num_threads(task.threads)
torch.manual_seed(task.seed)
convolutional = hasattr(task, "conv")


def tensors(part):
    x, y = map(torch.from_numpy, images(part, np.float32))
    return (x.reshape(-1, 1, 28, 28) if convolutional else x), y


x_train, y_train = tensors("train")
x_test, y_test = tensors("test")
cross_entropy = nn.CrossEntropyLoss()


def layers():
    if not convolutional:
        return [nn.Linear(784, task.hidden), nn.ReLU(), nn.Linear(task.hidden, 10)]
    found, channels, side = [], 1, 28
    for filters in task.conv:
        found += [nn.Conv2d(channels, filters, task.kernel, task.stride), nn.ReLU()]
        channels, side = filters, (side - task.kernel) // task.stride + 1
    return [*found, nn.Flatten(), nn.Linear(channels * side * side, 10)]


def network():
    model = nn.Sequential(*layers())
    for layer in model:
        if isinstance(layer, (nn.Linear, nn.Conv2d)):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    return model, torch.optim.SGD(model.parameters(), lr=task.rate, momentum=task.momentum)


def step(model, optimizer, rows, learning_rate):
    for group in optimizer.param_groups:
        group["lr"] = learning_rate
    optimizer.zero_grad(set_to_none=True)
    cross_entropy(model(x_train[rows]), y_train[rows]).backward()
    optimizer.step()


thrown_away = network()
for _ in range(WARM_UP_STEPS):
    step(*thrown_away, torch.randint(task.images, (task.batch,)), task.rate)

model, optimizer = network()
seconds = train(lambda rows, rate: step(model, optimizer, rows, rate), torch.randperm)

with torch.no_grad():
    read = model(x_test).argmax(dim=1)
answer(f"PyTorch {torch.__version__}", seconds, (read == y_test).float().mean().item())
