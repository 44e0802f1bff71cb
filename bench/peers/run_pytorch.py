"""784-64-10 in PyTorch on the processor: nn.Sequential, torch.optim.SGD, batches by index."""

import numpy as np
import torch
from torch import nn

from peer_task import WARM_UP_STEPS, answer, images, task, train

torch.set_num_threads(task.threads)
torch.manual_seed(task.seed)
x_train, y_train = map(torch.from_numpy, images("train", np.float32))
x_test, y_test = map(torch.from_numpy, images("test", np.float32))
cross_entropy = nn.CrossEntropyLoss()


def network():
    model = nn.Sequential(nn.Linear(784, task.hidden), nn.ReLU(), nn.Linear(task.hidden, 10))
    for layer in model:
        if isinstance(layer, nn.Linear):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    return model, torch.optim.SGD(model.parameters(), lr=task.rate)


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
