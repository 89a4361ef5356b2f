#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""read-weights.py WEIGHTS.npz DATA.csv: reads a network with NumPy, applies it to all rows of a
set of classes, and prints as JSON what the network then is by plain arithmetic."""

import csv
import json
import sys

import numpy as np

W_B = np.load(sys.argv[1])
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    _, *rows = csv.reader(file)
x = np.array([row[:-1] for row in rows], dtype=np.float64)
classes = sorted({row[-1] for row in rows})
label = np.array([classes.index(row[-1]) for row in rows])

n_layers = (len(W_B.files) - 2) // 2
weights = [W_B[f"W{l + 1}"] for l in range(n_layers)]
z = (x - W_B["mean"]) / W_B["scale"]
for l, W in enumerate(weights):
    z = z @ W + W_B[f"b{l + 1}"]
    if l + 1 < n_layers:
        z = np.maximum(z, 0)

every = np.concatenate([W.ravel() for W in weights]).astype(np.float64)
print(json.dumps({
    "names": W_B.files,
    "shapes": [list(W.shape) for W in weights],
    "types": sorted({str(W_B[name].dtype) for name in W_B.files}),
    "norm_l1": float(np.abs(every).sum()),
    "norm_l2": float(np.sqrt((every ** 2).sum())),
    "zeros": int((every == 0).sum()),
    "weights": every.size,
    "score": float((z.argmax(axis=1) == label).mean()),
}))
