#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page about single weights: picked by its numbers, read, foretold, stepped and followed."""

import program as harness
from atspi import wait_for
from program import Program


class Page:
    """The page, its widgets looked up once each: looking them up walks the whole window."""

    def __init__(self, program):
        self.program = program
        self.found = {}
        program.set("page", "s", "weights")
        wait_for(lambda: self.find("Input", "spin button").is_sensitive, "a network")

    def find(self, name, role="label"):
        if (name, role) not in self.found:
            self.found[name, role] = self.program.find(name, role)
        return self.found[name, role]

    def text(self, name):
        return self.find(name).text

    def wait_text(self, name, condition, what):
        label = self.find(name)
        try:
            wait_for(lambda: condition(label.text), what)
        except AssertionError as problem:
            raise AssertionError(f"{problem}; '{name}' shows '{label.text}'") from None

    def result(self):
        """The value after the next step, whose label is named anew when that is not known."""
        return self.find("Next value w⁺").text

    def pick(self, layer, source, unit):
        """Says by its numbers which weight is meant, and waits until its next step is known."""
        for name, value in (("Layer", layer), ("Input", source), ("Unit", unit)):
            self.find(name, "spin button").set_value(value)
        self.wait_text("Weight", lambda text: text.startswith(f"input {source} ")
                       and f"→ unit {unit}" in text and text.endswith(f"of layer {layer}"),
                       "the weight to be picked")
        self.wait_text("Step", lambda text: text.startswith("Next step"), "its next step")
        wait_for(lambda: self.result() != "–", "its next value")


def foretold():
    """What is said to come next is what a minibatch then makes of it; the formula has numbers."""
    with Program() as program:
        page = Page(program)
        program.set("lambda", "d", 0.003)
        program.wait_state("lambda", lambda value: value == 0.003, "λ")
        page.pick(2, 5, 7)
        step = program.find("Step batch", "push button")
        for batch in (1, 2, 3):
            page.wait_text("Step", lambda text, n=batch: text == f"Next step · minibatch {n}, epoch 1",
                           f"what minibatch {batch} will do")
            following, formula = page.result(), page.text("Formula of the step")
            assert "w⁺ = soft(u, θ)" in formula, formula
            assert "–" not in (page.text("Gradient g"), page.text("Threshold θ"))
            step.press()
            page.wait_text("Value", lambda text, then=following: text == then,
                           f"the value foretold, {following}")
        history = program.find("History of the weight", "panel").description
        assert "when it was picked" in history, history


def while_training():
    """While training goes on its last step is shown, and the layers say how many are zero."""
    with Program() as program:
        page = Page(program)
        page.pick(1, 20, 3)
        program.set("lambda", "d", 0.01)
        program.set("playing", "b", True)
        program.wait_read("Epoch", lambda epoch: epoch > 20, "20 epochs")
        page.wait_text("Step", lambda text: text.startswith("Last step · "), "the last step")
        row = program.find("layer 1, 64 → 32", "list item")
        wait_for(lambda: "zero by penalty" in row.description
                 and not row.description.startswith("0.0"), "zeros in the first layer")
        program.set("playing", "b", False)
        page.wait_text("Step", lambda text: text.startswith("Next step · "), "the next step")


def edited():
    """A weight is set by hand, undo brings the old one back, and a dead one is revived."""
    with Program() as program:
        page = Page(program)
        page.pick(1, 30, 4)
        start = page.text("Value")
        entry = program.find("New value", "text")
        entry.type("abc")
        page.find("Set weight", "push button").press()
        wait_for(lambda: entry.is_invalid, "what is no number to be marked")
        entry.type("-0.75")
        page.find("Set weight", "push button").press()
        page.wait_text("Value", lambda text: text == "−0.75", "the weight to be set")
        program.act("undo")
        page.wait_text("Value", lambda text: text == start, "undo")
        entry.type("0")
        page.find("Set weight", "push button").press()
        page.wait_text("Value", lambda text: text.startswith("exactly 0"), "a dead link")
        page.find("Revive weight", "push button").press()
        page.wait_text("Value", lambda text: text == start, "its starting value")


harness.run([
    ("/e2e/weights/foretold", foretold),
    ("/e2e/weights/while-training", while_training),
    ("/e2e/weights/edited", edited),
])
