#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Prune page by the accessibility bus alone: choose a share, prune, retrain, undo."""

import re

import program as harness
from program import Program
from atspi import wait_for


def trained(program, epochs):
    """Trains for @epochs at least, and pauses."""
    program.set("speed", "d", 1000.0)
    program.set("playing", "b", True)
    program.wait_read("Epoch", lambda epoch: epoch >= epochs, f"epoch {epochs}")
    program.set("playing", "b", False)
    program.wait_state("playing", lambda playing: playing is False, "the pause")


def pinned(program):
    """How many weights are pinned, as the page says in words; 0 when it says none are."""
    for widget in program.application.find_all(role="label"):
        found = re.match(r"([\d\u202f\u2009]+) weights? (is|are) pinned", widget.text)
        if found:
            return int(re.sub(r"\D", "", found.group(1)))
    return 0


def prune_and_retrain():
    with Program() as program:
        trained(program, 20)
        program.set("page", "s", "prune")
        panel = program.find("Prune by magnitude", "panel")
        share = program.find("Share to remove", "slider")
        share.set_value(80)
        wait_for(lambda: "80" in share.description, "80 % in the slider's words")
        program.wait_read("Threshold", lambda threshold: threshold > 0, "a threshold")
        removed = program.find("Weights removed", "label")
        wait_for(lambda: "(80" in removed.text, "80 % in the read-out")
        scored = program.read("Score when pruned")
        assert 0 < scored < 100, scored
        assert program.read("Score now") > 80
        assert re.search(r"\d %", panel.description), panel.description

        # A typed threshold is scored by itself, and the slider follows.
        field = program.find("Threshold to remove up to", "text")
        field.type("0.0123")
        threshold = program.find("Threshold", "label")
        wait_for(lambda: threshold.text == "|w| ≤ 0.0123", "the typed threshold")
        wait_for(lambda: "(" in removed.text and "(80" not in removed.text, "its own share")
        share.set_value(80)
        wait_for(lambda: "(80" in removed.text, "80 % again")
        assert threshold.text != "|w| ≤ 0.0123"

        prune, retrain = (program.find(name, "push button") for name in ("Prune", "Retrain"))
        assert prune.is_sensitive and not retrain.is_sensitive
        assert not program.find("Release", "push button").is_sensitive
        epoch, zero = program.read("Epoch"), program.read("Exactly zero")
        prune.press()
        wait_for(lambda: pinned(program) > 0, "the pinned weights in words")
        program.wait_read("Exactly zero", lambda share: share >= 79.9, "80 % zeros")
        # What the curve promised is what came of it.
        program.wait_read("Score now", lambda score: abs(score - scored) < 0.2, "the promised score")
        assert program.read("Epoch") == epoch, "pruning is no training"

        retrain.press()
        program.wait_read("Epoch", lambda now: now > epoch + 10, "ten epochs more")
        program.set("playing", "b", False)
        program.wait_state("playing", lambda playing: playing is False, "the pause")
        assert program.read("Exactly zero") >= 79.9, "pruned weights grew again"
        program.wait_read("Score now", lambda score: score > scored, "a better score")

        program.find("Undo last change", "push button").press()
        program.wait_read("Epoch", lambda now: now == epoch, "the run before the pruning")
        program.wait_read("Exactly zero", lambda share: share == zero, "its zeros")
        wait_for(lambda: pinned(program) == 0, "nothing pinned")
        program.close()


def release():
    with Program() as program:
        trained(program, 5)
        program.set("page", "s", "prune")
        share = program.find("Share to remove", "slider")
        share.set_value(50)
        prune = program.find("Prune", "push button")
        wait_for(lambda: prune.is_sensitive, "a curve to choose on")
        prune.press()
        wait_for(lambda: pinned(program) > 0, "pinned weights")
        button = program.find("Release", "push button")
        wait_for(lambda: button.is_sensitive, "the pins to be offered for release")
        button.press()
        wait_for(lambda: pinned(program) == 0, "nothing pinned")
        program.wait_read("Exactly zero", lambda share: share >= 49.9, "the zeros to be there")
        epoch = program.read("Epoch")
        program.act("step-epoch")
        program.wait_read("Epoch", lambda now: now > epoch, "another epoch")
        program.wait_read("Exactly zero", lambda share: share < 49.9, "weights to come back")
        program.close()


harness.run([
    ("/e2e/prune/prune-and-retrain", prune_and_retrain),
    ("/e2e/prune/release", release),
])
