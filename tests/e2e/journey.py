#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from end to end, by the accessibility bus alone: choose a penalty, drag λ, watch
the weights die, save the picture, quit."""

import os
import re
import subprocess
import xml.etree.ElementTree as ET

import program as harness
from program import Program
from atspi import wait_for

SVG = "{http://www.w3.org/2000/svg}"


def main_job():
    with Program() as program:
        penalties = {name: program.find(name, "push button")
                     for name in ("None", "L1", "L2", "Elastic net")}
        penalties["L2"].press()
        wait_for(lambda: penalties["L2"].is_pressed, "L2 to be pressed")
        penalties["L1"].press()
        wait_for(lambda: penalties["L1"].is_pressed, "L1 to be pressed")
        assert [name for name, button in penalties.items() if button.is_pressed] == ["L1"]

        strength = program.find("Strength λ", "slider")
        assert strength.value < -6, f"λ is not off at the start but {strength.value}"
        program.find("Train", "push button").press()
        program.find("Pause", "push button")
        program.wait_read("Epoch", lambda epoch: epoch >= 5, "five epochs")
        before = program.read("Exactly zero")
        assert before == 0, f"{before} % exactly zero without a penalty"

        strength.set_value(-3)
        wait_for(lambda: "0.001" in strength.description, "λ = 0.001 in the slider's words")
        first = program.wait_read("Exactly zero", lambda share: share > 5, "weights to die")
        second = program.wait_read("Exactly zero", lambda share: share > first + 5, "more to die")
        program.wait_read("Exactly zero", lambda share: share > max(second, 40), "40 % zeros")
        program.wait_read("Test score", lambda score: score > 90, "a test score above 90 %")

        path = os.path.join(program.folder, "weights of the digits.svg")
        program.find("Save Weight magnitudes", "push button").press()
        program.save_as(path)
        check_svg(path)

        program.find("Pause", "push button").press()
        program.find("Train", "push button")
        program.close()


def check_svg(path):
    picture = ET.parse(path).getroot()
    assert picture.tag == SVG + "svg", picture.tag
    assert picture.findtext(SVG + "title") == "Weight magnitudes", "no <title>"
    description = picture.findtext(SVG + "desc") or ""
    assert re.search(r"\d.*zero", description), f"<desc> does not tell the zeros: '{description}'"
    assert not list(picture.iter(SVG + "text")), "text is not paths"
    assert len(list(picture.iter(SVG + "path"))) > 20, "an empty picture"
    subprocess.run(["rsvg-convert", "--output", path + ".png", path], check=True)


def export_by_action():
    """Scripts export without a dialog; a path that cannot be written harms nothing."""
    with Program() as program:
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        program.act("export", "(ss)", ("loss", "/nowhere/loss.svg"))
        for ending, magic in [("svg", b"<?xml"), ("pdf", b"%PDF-"), ("png", b"\x89PNG")]:
            path = os.path.join(program.folder, "loss." + ending)
            program.act("export", "(ss)", ("loss", path))
            wait_for(lambda p=path: os.path.exists(p), path)
            with open(path, "rb") as file:
                assert file.read(len(magic)) == magic, f"{path} is no {ending}"


def earlier_runs():
    """A pinned run and a ghost stay behind a new one; undo brings the run back, redo the new one."""
    with Program() as program:
        program.set("speed", "d", 1000.0)
        program.find("Train", "push button").press()
        program.wait_read("Epoch", lambda epoch: epoch >= 5, "five epochs")
        program.find("Pause", "push button").press()
        program.find("Train", "push button")
        epoch = program.read("Epoch")
        program.find("Pin run", "push button").press()
        program.find("Unpin run A", "push button")
        program.set("hidden", "s", "8")
        program.find("Clear the previous run", "push button").press()
        program.wait_read("Epoch", lambda value: value == 0, "the new run")
        program.find("Undo", "push button").press()
        program.wait_state("hidden", lambda text: text == "32,16", "the layers of the first run")
        program.wait_read("Epoch", lambda value: value == epoch, "its epoch")
        program.find("Redo", "push button").press()
        program.wait_state("hidden", lambda text: text == "8", "the new run's layers")
        program.find("Unpin run A", "push button").press()
        wait_for(lambda: not program.application.find_all("Unpin run A"), "the pin to go")


def presentation():
    """The whole screen and the penalty alone; the figures keep their data."""
    with Program() as program:
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        program.find("Present", "push button").press()
        program.wait_state("present", lambda state: state, "the presentation")
        assert program.find("Strength λ", "slider")
        assert program.read("Epoch") == 1
        program.act("restore")
        program.wait_state("present", lambda state: not state, "the window as before")


def first_steps():
    """A newcomer is told three steps, which are ticked as they are done; put away they stay away,
    and the menu brings them back."""
    with Program(remembered=()) as program:
        program.find("Step 1: Train")
        program.find("Train", "push button").press()
        program.find("Step 1, done: Train")
        program.find("Strength λ", "slider").set_value(-3)
        program.find("Step 2, done: Drag λ")
        program.set("page", "s", "weights")
        program.set("page", "s", "train")
        program.find("Step 3, done: Look closer")
        program.find("Put first steps away", "push button").press()
        wait_for(lambda: not program.application.find_all("First steps"), "them to go")
        program.find("Pause", "push button").press()
        program.find("Train", "push button")
    with Program() as program:
        assert not program.state("first-steps")
        assert not program.application.find_all("First steps"), "they came back"
        program.act("first-steps")
        program.find("Step 1: Train")


harness.run([
    ("/e2e/journey/main-job", main_job),
    ("/e2e/journey/export-by-action", export_by_action),
    ("/e2e/journey/earlier-runs", earlier_runs),
    ("/e2e/journey/presentation", presentation),
    ("/e2e/journey/first-steps", first_steps),
])
