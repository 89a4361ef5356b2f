#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a hand may type or drag too far: the last good value stays, and the window says so."""

import re

import program as harness
from program import Program
from atspi import wait_for

# Entry: its action, what is typed first and what that means, and texts that mean nothing.
ENTRIES = [
    ("Strength λ value", "lambda", "0,003", 0.003, ["banana", "-1", "nan", "1e999"]),
    ("Learning rate", "learning-rate", "5e-3", 0.005, ["fast", "0", "-0.1", "inf"]),
    ("Hidden layers", "hidden", "24·12", "24,12", ["0", "32,,16", "1000000000", "a lot"]),
]


def says(program, text):
    return [label for label in program.application.find_all(role="label") if text in label.text]


def last_good_value(entry_name, action, good, meaning, garbage):
    def test():
        with Program() as program:
            entry = program.find(entry_name, "text")
            entry.type(good)
            program.wait_state(action, lambda state: state == meaning, f"{action} = {meaning}")
            for text in garbage:
                entry.type(text)
                wait_for(lambda: entry.is_invalid, f"'{text}' to be marked")
                wait_for(lambda t=text: says(program, t), f"a sentence that names '{text}'")
                assert entry.text == text, f"'{text}' became '{entry.text}'"
                assert program.state(action) == meaning, f"'{text}' set {program.state(action)}"
                entry.type(good)
                wait_for(lambda: not entry.is_invalid, f"'{good}' not to be marked")
            assert program.state(action) == meaning

    return test


def bad_states():
    """Window actions with values that mean nothing leave everything as it was."""
    with Program() as program:
        before = program.actions()
        for name, kind, value in [("penalty", "s", "l3"), ("lambda", "d", -1.0),
                                  ("lambda", "d", float("nan")), ("hidden", "s", "32,,16"),
                                  ("learning-rate", "d", 0.0), ("batch-size", "i", -5),
                                  ("dataset", "s", "moon"), ("l1-share", "d", 1.5)]:
            program.set(name, kind, value)
            program.act(name, kind, value)
            assert program.actions() == before, f"{name} took {value}"


def says_diverged(program):
    words = [widget.text for widget in program.application.find_all(role="label")]
    return [text for text in words if re.search(r"diverge|learning rate.*(high|large|small)", text, re.I)]


def divergence():
    """It pauses, says what happened, keeps finite numbers, and trains again after a change."""
    with Program() as program:
        program.set("speed", "d", 1000.0)
        program.set("optimizer", "s", "sgd")
        program.set("playing", "b", True)
        program.wait_read("Epoch", lambda epoch: epoch > 2, "some epochs")
        assert not says_diverged(program), says_diverged(program)
        program.set("learning-rate", "d", 1e6)
        wait_for(lambda: says_diverged(program), "a word about the divergence")
        program.wait_state("playing", lambda playing: playing is False, "the pause")
        for name in ("Train loss", "L1 norm", "L2 norm"):
            text = program.find(name, "label").text
            assert re.search(r"\d", text) and not re.search(r"nan|inf|∞", text, re.I), f"{name}: {text}"
        program.find("Go back", "push button").press()
        wait_for(lambda: not says_diverged(program), "no word about the divergence")
        program.wait_read("Epoch", lambda epoch: epoch > 0, "an epoch before it")
        assert program.state("learning-rate") == 0.002, program.state("learning-rate")
        program.set("learning-rate", "d", 0.01)
        program.act("reset")
        program.wait_read("Epoch", lambda epoch: epoch == 0, "epoch 0")
        program.set("playing", "b", True)
        program.wait_read("Epoch", lambda epoch: epoch > 3, "training again")


harness.run([(f"/e2e/bad-input/{entry[1]}", last_good_value(*entry)) for entry in ENTRIES] + [
    ("/e2e/bad-input/actions", bad_states),
    ("/e2e/bad-input/divergence", divergence),
])
