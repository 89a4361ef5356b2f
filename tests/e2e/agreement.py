#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window and the command line, given the same settings, come to the same numbers."""

import os
import re
import shlex
import subprocess

import atspi
import program as harness
from program import Program, command

EPOCHS = 20


def whole_numbers(text):
    """The whole numbers in a sentence, with or without spaces between thousands."""
    found = re.findall(r"\d+(?:[\s\u2009\u202f\u00a0]\d{3})*(?![.,]?\d)", text)
    return [int(re.sub(r"\D", "", each)) for each in found]


def agree(env):
    wanted = command("train", "--dataset", "digits", "--penalty", "l1", "--lambda", "0.001",
                     "--hidden", "32,16", "--optimizer", "adam", "--learning-rate", "0.002",
                     "--seed", "1", "--epochs", str(EPOCHS), env=env)
    assert wanted["zeros"] > 0, "a test without zeros proves little"
    with Program(env=env) as program:
        program.set("lambda", "d", 0.001)
        for _ in range(EPOCHS):
            program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == EPOCHS, f"epoch {EPOCHS}")
        half = 0.5000001
        shown = [
            ("L1 norm", wanted["norm_l1"], half * 0.1),
            ("L2 norm", wanted["norm_l2"], half * 0.1),
            ("Train loss", wanted["train_loss"], half * 1e-4),
            ("Test loss", wanted["test_loss"], half * 1e-4),
            ("Test score", 100 * wanted["test_score"], half * 0.1),
            ("Exactly zero", 100 * wanted["zeros"] / wanted["weights"], half * 0.1),
            ("Near zero", 100 * wanted["near_zeros"] / wanted["weights"], half * 0.1),
        ]
        for name, value, rounding in shown:
            program.wait_read(name, lambda now, v=value, r=rounding: abs(now - v) <= r,
                              f"{name} = {value:g}, as train says", 10)
        words = program.find("Exactly zero", "label").description
        counts = whole_numbers(words)
        assert wanted["zeros"] in counts, f"{wanted['zeros']} zeros, but '{words}'"


def words_of(program):
    """The command line of the run, as the window writes it to a file."""
    path = os.path.join(program.folder, "run.sh")
    program.act("copy-command-line", "s", path)
    atspi.wait_for(lambda: os.path.exists(path), path)
    with open(path, encoding="utf-8") as file:
        return shlex.split(file.read())


def command_line():
    """A run whose settings were changed while it trained comes again from its own words."""
    with Program() as program:
        program.set("dataset", "s", "iris")
        program.set("hidden", "s", "9")
        program.set("speed", "d", 200.0)
        program.set("playing", "b", True)
        for i, change in enumerate([("lambda", "d", 0.003), ("penalty", "s", "elastic-net"),
                                    ("batch-size", "i", 7), ("optimizer", "s", "momentum"),
                                    ("learning-rate", "d", 0.0123)]):
            program.wait_read("Epoch", lambda epoch, n=i: epoch > 3 * n, "epochs between")
            program.set(*change)
        last = program.read("Epoch")
        program.wait_read("Epoch", lambda epoch: epoch > last + 2, "the last change to act")
        program.set("playing", "b", False)
        program.wait_state("playing", lambda on: not on, "a pause")
        epoch = program.read("Epoch")
        program.act("step-epoch")  # from the middle of an epoch to its end
        program.wait_read("Epoch", lambda now: now > epoch, "the end of the epoch")
        words = words_of(program)
        assert words[:2] == ["sparsity-lab", "train"] and words.count("--at") == 5, words
        again = command(*words[1:])
        assert again["epochs"] == program.read("Epoch"), words
        for name, value, rounding in [("Train loss", again["train_loss"], 0.5000001e-4),
                                      ("L1 norm", again["norm_l1"], 0.05000001)]:
            shown = program.read(name)
            assert abs(shown - value) <= rounding, f"{name} {shown}, but {value}: {words}"


def numbers():
    """The table of a figure's numbers, read on the bus and saved, is what train comes to."""
    epochs = 3
    wanted = command("train", "--dataset", "iris", "--lambda", "0.01", "--epochs", str(epochs))
    with Program() as program:
        program.set("dataset", "s", "iris")
        program.set("lambda", "d", 0.01)
        for _ in range(epochs):
            program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == epochs, f"epoch {epochs}")
        program.act("show-numbers", "s", "loss")
        table = program.find("Loss: numbers", "table|tree table|tree grid|list")
        shown = f"{wanted['train_loss']:.6g}"
        atspi.wait_for(lambda: table.find_all(shown), f"a cell {shown}")
        path = os.path.join(program.folder, "loss.csv")
        program.act("export", "(ss)", ("loss", path))
        atspi.wait_for(lambda: os.path.exists(path), path)
        with open(path, encoding="utf-8") as file:
            rows = [line.split(",") for line in file.read().split()]
        assert len(rows) == epochs + 2, rows
        last = dict(zip(rows[0], rows[-1]))
        for name in ("train_loss", "test_loss", "penalty", "objective"):
            assert float(last[name]) == wanted[name], f"{name}: {last} and {wanted}"


def decimal_comma():
    env = {"LC_ALL": "de_DE.UTF-8"}
    point = subprocess.check_output(["locale", "decimal_point"], env={**os.environ, **env})
    assert point == b",\n", f"this locale writes {point}; run-suite makes one with a comma"
    agree(env)


harness.run([
    ("/e2e/agreement/same-numbers", lambda: agree({"LC_ALL": "C.UTF-8"})),
    ("/e2e/agreement/decimal-comma", decimal_comma),
    ("/e2e/agreement/command-line", command_line),
    ("/e2e/agreement/numbers", numbers),
])
