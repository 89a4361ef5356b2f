#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the path: compute it, take a λ it recommends, drag its line by the keyboard, and λ of
the live run follows; without hidden layers and for a network."""

import os
import subprocess
import time

import program as harness
from atspi import press_key, wait_for
from program import PROGRAM, Program


def open_page(program, hidden):
    program.set("dataset", "s", "diabetes")
    program.set("hidden", "s", hidden)
    program.wait_read("Epoch", lambda epoch: epoch == 0, "epoch 0")
    program.set("page", "s", "path")
    program.find("Compute path", "push button")


def compute(program):
    program.find("Compute path", "push button").press()
    return wait_for(lambda: known(program, "λ.1se"), "λ.1se", 120)


def known(program, name):
    """The number that a read-out shows; None while it shows none."""
    text = program.find(name, "label").text
    return float(text) if text not in ("", "–") else None


def solve():
    """What `path` says of the window's data and target."""
    return subprocess.run([PROGRAM, "path", "--dataset", "diabetes", "--penalty", "l1",
                           "--test-fraction", "0.25", "--standardize-target"],
                          capture_output=True, text=True, check=True).stdout


def number_after(text, name):
    return float(next(line.split()[1] for line in text.splitlines() if line.startswith(name)))


def rounded(value):
    return float(f"{value:.3g}")


def walk_to(widget):
    """Presses Tab until @widget has the focus."""
    def step():
        if not widget.has_focus:
            press_key("Tab")
            time.sleep(0.1)
        return widget.has_focus

    wait_for(step, f"Tab to lead to {widget}", 60)


def exact():
    """The page recommends what the command line does, for the window's target; the buttons and the
    arrow keys set λ."""
    with Program() as program:
        open_page(program, "")
        compute(program)
        said = solve()
        smallest, sparsest = (rounded(number_after(said, f"lambda_{name}")) for name in ("min", "1se"))
        assert known(program, "λ.min") == smallest, (known(program, "λ.min"), smallest)
        assert known(program, "λ.1se") == sparsest, (known(program, "λ.1se"), sparsest)

        program.find("Use λ.1se", "push button").press()
        program.wait_state("lambda", lambda state: state == sparsest, "λ.1se")
        program.find("Use λ.min", "push button").press()
        program.wait_state("lambda", lambda state: state == smallest, "λ.min")

        picture = program.find("Regularisation path", "panel")
        walk_to(picture)
        step = (1 / 0.001) ** (1 / 99)
        for key, factor in (("Right", step), ("Right", step), ("Left", 1 / step)):
            before = program.state("lambda")
            press_key(key)
            program.wait_state("lambda", lambda state, b=before: state != b, f"{key} to act")
            now = program.state("lambda")
            assert abs(now / before / factor - 1) < 0.012, f"{key}: from {before} to {now}"
            shown = program.find("Model of the path", "label").text
            assert shown.endswith(f"{now:.3g}"), f"λ is {now}, the page says '{shown}'"
        assert "at the λ marked" in picture.description, picture.description

        saved = os.path.join(program.folder, "path.svg")
        program.set("page", "s", "train")  # where no card shows it
        program.act("export", "(ss)", ("path", saved))
        wait_for(lambda: os.path.exists(saved), saved)
        with open(saved, encoding="utf-8") as file:
            assert f"λ.min = {smallest:g}" in file.read(), "the path is not in the picture"


def network():
    """A network's path can be stopped; the λ found so far are there, and λ is free."""
    with Program() as program:
        open_page(program, "6")
        compute(program)
        program.act("cancel-path")
        program.find("Compute path", "push button")
        found = known(program, "λ.min")
        program.find("Use λ.min", "push button").press()
        program.wait_state("lambda", lambda state: state == found, "λ.min")
        scores = program.find("Scores of the path", "label").text
        assert "not zero" in scores and "R²" in scores, scores


harness.run([
    ("/e2e/path/exact", exact),
    ("/e2e/path/network", network),
])
