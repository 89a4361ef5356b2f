#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A learner's own file in the real window: opened, given a target, trained on; and files that
cannot be used, which leave data and run as they were."""

import os
import random
import tempfile

import program as harness
from atspi import wait_for
from program import Program


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def table(rows=200):
    draw = random.Random(1)
    lines = ["size,age,sold"]
    for _ in range(rows):
        size, age = draw.uniform(0, 9), draw.uniform(0, 9)
        lines.append(f"{size:.3f},{age:.3f},{'yes' if size > age else 'no'}")
    return "\n".join(lines) + "\n"


def own_file():
    with Program() as program:
        path = write(program.folder, "houses.csv", table())
        program.act("open", "s", path)
        program.wait_state("data", lambda data: data == path, "the file to be the data")
        choice = program.find("Data set", "combo box")
        wait_for(lambda: choice.description == "houses.csv", "the file's name among the sets")
        program.find("Train", "push button").press()
        program.wait_read("Test score", lambda score: score > 90, "a test score above 90 %")
        program.set("target", "s", "size")
        program.wait_state("target", lambda target: target == "size", "another target")
        program.wait_read("Epoch", lambda epoch: epoch >= 20, "twenty epochs of a new run")
        program.set("target", "s", "nothing")
        assert program.state("target") == "size", "a column that is not there was taken"
        program.close()


def bad_files():
    with Program() as program:
        program.set("playing", "b", True)
        program.wait_read("Epoch", lambda epoch: epoch >= 20, "twenty epochs")
        bad = {"ragged.csv": "a,b,c\n1,2,3\n4,5\n", "header.csv": "a,b\n", "empty.csv": "",
               "same.csv": "a,b\n" + "1,x\n2,x\n3,x\n" * 5}
        paths = [write(program.folder, name, text) for name, text in bad.items()]
        for path in [*paths, program.folder, "/nowhere/at all.csv"]:
            before = program.read("Epoch")
            program.act("open", "s", path)
            close = program.find("Dismiss", "push button")
            wait_for(lambda: program.read("Epoch") > before, f"the run to go on beside {path}")
            assert program.state("data") == "", f"{path} took the place of the digits"
            assert program.state("dataset") == "digits"
            close.press()
        program.close()


def command_line():
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "houses.csv", table())
        with Program(path) as program:
            program.wait_state("data", lambda data: data == path, "the file of the command line")
            program.close()


harness.run([
    ("/e2e/open/own-file", own_file),
    ("/e2e/open/bad-files", bad_files),
    ("/e2e/open/command-line", command_line),
])
