#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window and the command line, given the same settings, come to the same numbers."""

import os
import re
import subprocess

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


def decimal_comma():
    env = {"LC_ALL": "de_DE.UTF-8"}
    point = subprocess.check_output(["locale", "decimal_point"], env={**os.environ, **env})
    assert point == b",\n", f"this locale writes {point}; run-suite makes one with a comma"
    agree(env)


harness.run([
    ("/e2e/agreement/same-numbers", lambda: agree({"LC_ALL": "C.UTF-8"})),
    ("/e2e/agreement/decimal-comma", decimal_comma),
])
