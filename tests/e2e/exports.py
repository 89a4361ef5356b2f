#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes out of the real window to other tools."""

import csv
import os

import numpy

import program as harness
from atspi import wait_for
from program import Program


def weights_and_history():
    """NumPy reads the weights and a spreadsheet the history of the run on screen."""
    with Program() as program:
        program.set("lambda", "d", 0.001)
        program.set("playing", "b", True)
        program.wait_read("Epoch", lambda epoch: epoch >= 3, "three epochs")
        program.set("playing", "b", False)
        program.find("Train", "push button")
        epoch, zeros = program.read("Epoch"), program.read("Exactly zero")
        weights = os.path.join(program.folder, "weights.npz")
        history = os.path.join(program.folder, "history.csv")
        program.act("export-weights", "s", "relative.npz")
        program.act("export-weights", "s", "/nowhere/weights.npz")
        program.act("export-weights", "s", weights)
        program.act("export-history", "s", history)
        wait_for(lambda: os.path.exists(weights) and os.path.exists(history), "both files")
        film = os.path.join(program.folder, "loss.gif")
        program.act("export-film", "(sis)", ("loss", 1, film))
        wait_for(lambda: os.path.exists(film), film)
        with open(film, "rb") as file:
            assert file.read(6) == b"GIF89a"
        folder = os.path.join(program.folder, "figures")
        program.act("export-all", "(ss)", ("png", folder))
        whole = {f"{name}.{ending}" for ending in ("png", "csv")
                 for name in ("loss", "histogram", "norms", "weights")}
        wait_for(lambda: os.path.isdir(folder) and whole == set(os.listdir(folder)),
                 f"{sorted(whole)}")
        with numpy.load(weights) as arrays:
            W = [arrays[f"W{layer}"] for layer in (1, 2, 3)]
        assert [w.shape for w in W] == [(64, 32), (32, 16), (16, 10)]
        share = 100.0 * sum((w == 0).sum() for w in W) / sum(w.size for w in W)
        assert abs(share - zeros) <= 0.051, f"{share} % zeros in the file, {zeros} % on screen"
        with open(history, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert [int(row["epoch"]) for row in rows] == list(range(int(epoch) + 1))
        assert int(rows[-1]["weights"]) == sum(w.size for w in W)


def code():
    """The window shows a script of each library, and saves one with its data."""
    with Program() as program:
        program.set("dataset", "s", "iris")
        program.set("penalty", "s", "l2")
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        program.act("show-code")
        program.find("Keras script", "text")
        script = os.path.join(program.folder, "iris.py")
        program.act("export-code", "(ss)", ("sklearn", script))
        wait_for(lambda: os.path.exists(script), script)
        with open(script, encoding="utf-8") as file:
            assert "MLPClassifier(" in file.read()
        with open(os.path.join(program.folder, "iris.csv"), encoding="utf-8") as file:
            assert len(file.readlines()) == 151


harness.run([
    ("/e2e/exports/weights-and-history", weights_and_history),
    ("/e2e/exports/code", code),
])
