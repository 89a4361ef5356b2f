#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lessons played to the end in the real window, as assistive technology plays them: each
question answered, rightly or wrongly, each run watched; and the learner's own experiment, which
is there again afterwards."""

import re
import subprocess

import program as harness
from atspi import wait_for
from program import PROGRAM, Program

LESSONS = re.findall(r"^\s*([a-z][a-z0-9-]+)\b", subprocess.run(
    [PROGRAM, "lesson", "list"], capture_output=True, text=True, check=True).stdout, re.M)


def panel(program):
    return program.find("Lesson panel", "panel|grouping")


def says(program, text):
    return [label for label in panel(program).find_all(role="label") if text in label.text]


def heads(program, text):
    return any(label.text == text for label in panel(program).find_all(role="label"))


def choices_of(program, right):
    """The texts of the right or the wrong choices, from the lesson's file."""
    source = subprocess.run([PROGRAM, "lesson", "show", program.state("lesson")],
                            capture_output=True, text=True, check=True).stdout
    mark = ' right="yes"' if right else ""
    return [re.sub(r"\s+", " ", text).strip()
            for text in re.findall(rf"<choice{mark}>\s*<text>(.*?)</text>", source, re.S)]


def answer(program, rightly):
    """Answers what is asked, by a choice or by the estimate that stands there."""
    wanted = choices_of(program, rightly)
    buttons = panel(program).find_all(role="push button")
    choices = [button for button in buttons if button.name in wanted]
    if choices:
        choices[0].press()
    else:
        program.find("Answer", "push button").press()


def play(program, lesson, rightly):
    """Plays @lesson to its end, every question answered @rightly or not."""
    program.set("lesson", "s", lesson)
    program.wait_state("lesson", lambda state: state == lesson, f"the lesson '{lesson}'")
    program.set("lesson-step", "i", 1)
    program.set("speed", "d", 1000.0)
    n = int(re.search(r"of (\d+)", says(program, "Step 1 of ")[0].text)[1])
    asked = 0
    for step in range(1, n + 1):
        program.wait_state("lesson-step", lambda state: state == step, f"step {step}")
        wait_for(lambda: says(program, f"Step {step} of {n}"), f"the place of step {step}")
        if says(program, "What do you expect?"):
            asked += 1
            answer(program, rightly)
        for button in panel(program).find_all("Run it", "push button"):
            button.press()
        if heads(program, "Watch"):
            wait_for(lambda: heads(program, "✓ Done"), "the runs", 60 * harness.SLOWNESS)
        if step < n:
            program.find("Next", "push button").press()
    return asked


def played_to_the_end():
    with Program() as program:
        program.set("lambda", "d", 0.002)
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "an epoch")
        norm = program.find("L1 norm", "label").text
        program.set("page", "s", "weights")
        for number, lesson in enumerate(LESSONS[:3]):
            assert play(program, lesson, number % 2 == 0) > 0 or number == 0
            program.set("lesson", "s", "")
            program.wait_state("lesson", lambda state: state == "", "the lesson to be left")
            assert program.state("lambda") == 0.002
            assert program.state("page") == "weights"
            wait_for(lambda: program.find("L1 norm", "label").text == norm,
                     "the learner's own weights")
        program.close()


def demo():
    with Program("--demo", LESSONS[0]) as program:
        program.wait_state("lesson", lambda state: state == LESSONS[0], "the demo")
        program.wait_state("present", lambda state: state, "the presentation")
        assert program.state("lesson-step") == 1
        program.act("lesson-next")
        program.set("present", "b", False)
        program.set("lesson", "s", "")
        program.wait_state("lesson", lambda state: state == "", "the lesson to be left")
        program.close()
    result = subprocess.run([PROGRAM, "--demo", "nothing"], capture_output=True, text=True,
                            check=False)
    assert result.returncode == 2, result
    assert LESSONS[0] in result.stderr, result.stderr


harness.run([
    ("/e2e/lessons/played-to-the-end", played_to_the_end),
    ("/e2e/lessons/demo", demo),
])
