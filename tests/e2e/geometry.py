#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Geometry page: λ in the sidebar, a ball in the picture, and a weight that becomes exactly
zero; then two weights of a real model."""

import program as harness
from atspi import wait_for
from program import Program


def says(program, beginning):
    label = program.find("What the geometry says", "label")
    wait_for(lambda: label.text.startswith(beginning), f"'{beginning} …'; it says '{label.text}'")


def corner():
    """λ dragged up by its action: w₂ is exactly zero at the diamond's corner, in words and in
    the picture's description; the lowest point moved by its spin button brings it back; and
    the radius of the ball leads to another λ."""
    with Program() as program:
        program.set("page", "s", "geometry")
        says(program, "At λ = 0 nothing holds the weights back")
        for strength in (0.01, 0.03, 0.1):
            program.set("lambda", "d", strength)
        says(program, "Neither weight is zero: the contour touches the diamond on a side")
        for strength in (0.2, 0.3, 0.5):
            program.set("lambda", "d", strength)
        says(program, "w₂ is exactly zero: the contour touches the diamond at its corner")
        for name, words in (("Penalty geometry", "at its corner"),
                            ("Penalty geometry, soft form", "lowest on the axis")):
            card = program.find(name, "panel")
            wait_for(lambda c=card, w=words: "w₂ is exactly zero" in c.description
                     and w in c.description, f"{name} to say it")
        program.find("Least-squares w₂", "spin button").set_value(2.0)
        says(program, "Neither weight is zero")
        program.find("Ball radius t", "slider").set_value(0.5)
        program.wait_state("lambda", lambda now: now > 0.6, "λ to follow the ball")
        program.set("penalty", "s", "l2")
        says(program, "Neither weight is zero: the circle has no corners")


def model():
    """With hidden layers the model's weights are greyed and say why; without, the picture is of
    two of its weights by their names, while it trains too."""
    with Program() as program:
        program.set("page", "s", "geometry")
        button = program.find("Weights of the model", "push button")
        assert not button.is_sensitive
        assert "hidden layers" in button.description
        program.set("dataset", "s", "diabetes")
        program.set("hidden", "s", "")
        program.set("lambda", "d", 0.1)
        wait_for(lambda: button.is_sensitive, "the model's weights to be there")
        button.press()
        says(program, "Neither weight is zero: the contour touches the diamond on a side, where "
                      "bmi =")
        program.set("speed", "d", 1000.0)
        program.set("playing", "b", True)
        program.set("lambda", "d", 0.5)
        says(program, "ltg is exactly zero")


harness.run([
    ("/e2e/geometry/corner", corner),
    ("/e2e/geometry/model", model),
])
