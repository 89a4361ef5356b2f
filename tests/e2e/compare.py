#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of compared runs over the accessibility bus: what it shows, and what drives what."""

import program as harness
from program import Program


def open_page(program, comparison):
    program.set("speed", "d", 1000.0)
    program.set("page", "s", "compare")
    program.set("compare", "s", comparison)


def train_to(program, epoch):
    for _ in range(epoch):
        program.act("step-epoch")
    program.wait_read("Epoch", lambda now: now == epoch, f"epoch {epoch}")


def cell(program, name):
    return program.find(name, "label").text


def only_l1_makes_zeros():
    """The penalties, 30 epochs: L1 has hundreds of zeros by the penalty; those of L2 are weights
    that nothing reaches, but for a few that something reaches again since a moment ago and that
    have not been moved by it yet (core/training/reach.h)."""
    with Program() as program:
        program.set("lambda", "d", 0.001)
        open_page(program, "penalties")
        train_to(program, 30)
        assert [cell(program, f"{run}: Run") for run in "ABCD"] == \
            ["A · None", "B · L1", "C · L2", "D · Elastic net"]
        by_penalty = {run: int(cell(program, f"{run}: By the penalty").replace("\u2009", ""))
                      for run in "ABCD"}
        assert by_penalty["A"] == 0 and by_penalty["C"] <= 5, by_penalty
        assert by_penalty["B"] > 100 and by_penalty["D"] > 100, by_penalty
        said = program.find("C: Exactly zero", "label").description
        assert f"{by_penalty['C']} by the penalty" in said, said
        said = program.find("Zeros compared", "panel").description
        assert "0 % for run A (None)" in said and "run B (L1)" in said, said


def drives_the_compared():
    """Train, pause and reset are about the runs on screen; the other run waits for its page."""
    with Program() as program:
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        open_page(program, "batch-sizes")
        program.wait_read("Epoch", lambda epoch: epoch == 0, "the compared runs")
        program.set("playing", "b", True)
        program.wait_read("Epoch", lambda epoch: epoch >= 5, "epoch 5")
        program.set("page", "s", "train")
        program.wait_state("playing", lambda playing: not playing, "a pause")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "the run that waited")
        program.set("page", "s", "compare")
        program.wait_read("Epoch", lambda epoch: epoch >= 5, "the compared runs again")
        program.act("reset")
        program.wait_read("Epoch", lambda epoch: epoch == 0, "epoch 0")


def own_values():
    """A comparison of one's own by action; one that cannot be leaves the runs as they are."""
    with Program() as program:
        open_page(program, "learning-rate=0.1 / 0.01")
        program.wait_state("compare", lambda text: text == "learning-rate=0.1 / 0.01", "own")
        program.set("compare", "s", "learning-rate=0.1 / -1")
        train_to(program, 2)
        assert cell(program, "B: Run") == "B · 0.01"
        assert cell(program, "B: Epoch") == "2"
        program.set("zeros-by", "s", "subgradient")
        program.set("optimizer", "s", "sgd")
        program.set("compare", "s", "optimizer=adam / ftrl")
        train_to(program, 1)
        assert cell(program, "B: Epoch") == "–"
        assert any("FTRL" in widget.name for widget in program.application.walk()
                   if widget.role == "label")


harness.run([("/e2e/compare/only-l1-makes-zeros", only_l1_makes_zeros),
             ("/e2e/compare/drives-the-compared", drives_the_compared),
             ("/e2e/compare/own-values", own_values)])
