#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that are not lost: after a crash, after a good end, and when somebody closes a session
that has changed since it was saved."""

import os
import time

import program as harness
from atspi import wait_for
from gi.repository import GLib
from program import Program

RUNS = os.path.join(os.environ["XDG_STATE_HOME"], "sparsity-lab", "runs") \
    if "XDG_STATE_HOME" in os.environ else ""
OFFER = "The program did not end properly last time"
QUESTION = "Save the changes?"
OFTEN = (("first-steps", "false"), ("autosave", "1"))


def kept():
    return [name for name in os.listdir(RUNS)
            if name.startswith("run-") and name.endswith(".sparsity")]


def is_offered(program):
    try:
        return bool(program.application.find_all(OFFER, "label"))
    except GLib.Error:
        return True  # something went away while being looked at


def train(program, epochs):
    program.set("playing", "b", True)
    program.wait_read("Epoch", lambda epoch: epoch >= epochs, f"{epochs} epochs")
    program.set("playing", "b", False)
    return program.read("Epoch")


def crash():
    with Program(remembered=OFTEN) as program:
        program.set("dataset", "s", "iris")
        program.act("figure", "(is)", (1, "zeros"))
        train(program, 10)
        program.set("lambda", "d", 0.02)
        wait_for(kept, "the run to be saved by itself")
        time.sleep(2.5)  # once more, after the last change
        epoch = program.read("Epoch")
        program.process.kill()
        program.process.wait()
    with Program() as program:
        program.find(OFFER, "label")
        program.find("Restore", "push button").press()
        program.wait_state("dataset", lambda data: data == "iris", "the data of the lost run")
        program.wait_read("Epoch", lambda value: value == epoch, "its epoch")
        assert program.state("lambda") == 0.02
        program.find("Sparsity meter", "panel")
    assert not kept(), "a good end leaves what a crash would"
    with Program() as program:
        assert not is_offered(program), "offered after a good end"
        program.act("open-last")
        program.wait_read("Epoch", lambda value: value == epoch, "the last run")


def discard():
    with Program(remembered=OFTEN) as program:
        train(program, 3)
        wait_for(kept, "the run to be saved by itself")
        program.process.kill()
        program.process.wait()
    with Program() as program:
        program.find("Discard", "push button").press()
        wait_for(lambda: not is_offered(program), "the offer to go")
        assert not kept()
        assert program.read("Epoch") == 0


def question():
    """Asked only about a session that is in a file and has changed since."""
    with Program() as program:
        path = os.path.join(program.folder, "run.sparsity")
        saved = train(program, 5)
        program.act("save", "s", path)
        wait_for(lambda: os.path.exists(path), "the file")
        program.find("Saved", "label")
        before = os.stat(path).st_ino
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch > saved, "one epoch more")
        program.act("close")
        program.find(QUESTION, "label")
        program.answer("Cancel")
        wait_for(lambda: len(program.application.children()) == 1, "the question to go")
        program.check_alive()
        program.act("open", "s", path)
        program.find(QUESTION, "label")
        program.answer("Do not save")
        program.wait_read("Epoch", lambda epoch: epoch == saved, "the session as it was")
        assert os.stat(path).st_ino == before
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch > saved, "one epoch more")
        program.act("close")
        program.find(QUESTION, "label")
        program.answer("Save")
        wait_for(lambda: program.process.poll() is not None, "the program to end")
        assert program.process.returncode == 0
        assert os.stat(path).st_ino != before, "it was not saved"


harness.run([
    ("/e2e/kept/crash", crash),
    ("/e2e/kept/discard", discard),
    ("/e2e/kept/question", question),
])
