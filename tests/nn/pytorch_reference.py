"""One forward and backward pass of a small network in PyTorch, for tests/nn/pytorch_test.ts.

    /usr/bin/python3 tests/nn/pytorch_reference.py > tests/nn/pytorch_reference.json

Debian's python3-torch (1.13), in double precision. Two images of 9 by 8 pixels and 2 channels go through
convolutions with and without padding, ReLU, max-pooling that leaves a row out, dropout and dense layers.
Dropout is a product with a mask that is written beside it: PyTorch's own draws other random numbers.
Everything is kept in PyTorch's order: images (channels, height, width), weights (out, in, ky, kx).
"""
import json

import torch
from torch import nn

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)

LAYERS = {
    "conv1": nn.Conv2d(2, 3, kernel_size=3, stride=1, padding=1),
    "relu1": nn.ReLU(),
    "maxpool1": nn.MaxPool2d(2),
    "conv2": nn.Conv2d(3, 4, kernel_size=2, stride=2, padding=1),
    "tanh1": nn.Tanh(),
    "flatten": nn.Flatten(),
    "dropout1": None,
    "dense1": nn.Linear(4 * 3 * 3, 5),
    "identity1": nn.Identity(),
    "dense2": nn.Linear(5, 3),
}
x = torch.randn(2, 2, 9, 8, requires_grad=True)
labels = torch.tensor([2, 0])
mask = (torch.rand(2, 36) >= 0.25) / 0.75

outputs = {}
values = x
for name, layer in LAYERS.items():
    values = values * mask if name == "dropout1" else layer(values)
    values.retain_grad()
    outputs[name] = values
loss = nn.CrossEntropyLoss()(values, labels)
loss.backward()


def told(tensor):
    return {"shape": list(tensor.shape), "data": tensor.detach().flatten().tolist()}


print(json.dumps({
    "labels": labels.tolist(),
    "inputs": told(x),
    "inputGradient": told(x.grad),
    "mask": told(mask),
    "loss": loss.item(),
    "outputs": {name: told(values) for name, values in outputs.items()},
    "gradients": {name: told(values.grad) for name, values in outputs.items()},
    "parameters": {
        f"{layer}.{name}": {"value": told(p), "gradient": told(p.grad)}
        for layer, module in LAYERS.items() if module is not None
        for name, p in module.named_parameters()
    },
}))
