#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run saved in the real window, opened again, and repeated by the command."""

import os
import subprocess
import zipfile

import program as harness
from atspi import wait_for
from program import PROGRAM, Program


def saved_and_opened():
    with Program() as program:
        path = os.path.join(program.folder, "run.sparsity")
        program.act("figure", "(is)", (1, "zeros"))
        program.set("lambda", "d", 0.001)
        program.set("playing", "b", True)
        program.wait_read("Epoch", lambda epoch: epoch >= 10, "ten epochs")
        program.set("playing", "b", False)
        program.set("lambda", "d", 0.003)
        program.act("step-batch")
        epoch, zeros = program.read("Epoch"), program.read("Exactly zero")
        program.act("save", "s", path)
        wait_for(lambda: os.path.exists(path), "the file")
        with zipfile.ZipFile(path) as session:
            assert session.testzip() is None
            names = session.namelist()
        for name in ("settings.json", "events.csv", "history.csv", "W1.npy", "b3.npy",
                     "window.json", "thumbnail.png"):
            assert name in names, f"no {name} in {names}"
        repeated = subprocess.run([PROGRAM, "replay", path], capture_output=True, text=True,
                                  check=False)
        assert repeated.returncode == 0, repeated.stderr
        program.set("dataset", "s", "iris")
        program.act("figure", "(is)", (1, "loss"))
        program.wait_read("Epoch", lambda value: value == 0, "a run on other data")
        program.act("open", "s", path)
        program.answer("Do not save")
        program.wait_state("dataset", lambda data: data == "digits", "the data of the session")
        program.wait_read("Epoch", lambda value: value == epoch, "the epoch of the session")
        program.wait_read("Exactly zero", lambda value: value == zeros, "its zeros")
        assert program.state("lambda") == 0.003
        program.find("Sparsity meter", "panel")
        program.act("step-epoch")
        program.wait_read("Epoch", lambda value: value > epoch, "it to go on")
        program.act("undo")
        program.wait_state("dataset", lambda data: data == "iris", "undo to bring iris back")
        program.act("close")
        program.answer("Do not save")
        wait_for(lambda: program.process.poll() is not None, "the program to end")


def pinned_runs():
    with Program() as program:
        path = os.path.join(program.folder, "pins.sparsity")
        pictures = [os.path.join(program.folder, name) for name in ("with.svg", "without.svg")]
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        program.act("pin")
        program.find("Unpin run A", "push button")
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 2, "epoch 2")
        program.act("save", "s", path)
        wait_for(lambda: os.path.exists(path), "the file")
        program.find("Unpin run A", "push button").press()
        wait_for(lambda: not program.application.find_all("Unpin run A"), "the pin to go")
        program.act("open", "s", path)
        program.answer("Do not save")
        button = program.find("Unpin run A", "push button")
        assert "epoch 1" in button.description, button.description
        with zipfile.ZipFile(path) as session:
            assert "pins/A/history.csv" in session.namelist()
            members = [(name, session.read(name)) for name in session.namelist()]
        with zipfile.ZipFile(path + ".2", "w") as session:
            for name, content in members:
                if not name.startswith("pins/"):
                    session.writestr(name, content)
        for picture, source in zip(pictures, (path, path + ".2")):
            subprocess.run([PROGRAM, "figure", "loss", "--session", source, "--output", picture],
                           check=True, capture_output=True)
        with_pin, without = (os.path.getsize(picture) for picture in pictures)
        assert with_pin > without, f"{with_pin} and {without} bytes: no pinned run is drawn"


def own_data():
    with Program() as program:
        data = os.path.join(program.folder, "own.csv")
        path = os.path.join(program.folder, "own.sparsity")
        with open(data, "w", encoding="utf-8") as file:
            file.write("a,b,y\n" + "".join(f"{i % 7},{i % 5}.5,{'no' if i % 2 else 'yes'}\n"
                                           for i in range(60)))
        program.act("open", "s", data)
        program.wait_state("data", lambda shown: shown == data, "the file")
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        first = os.path.join(program.folder, "first.sparsity")
        program.act("save-with-data", "s", first)
        wait_for(lambda: os.path.exists(first), "the first session")
        # What holds for a session is offered for the next one.
        program.act("save-session-as")
        choice = program.find("Put the data file in it, for another computer", "check box")
        assert choice.is_pressed
        program.save_as(path)
        with zipfile.ZipFile(path) as session:
            with open(data, "rb") as file:
                assert session.read("data/own.csv") == file.read()
        os.unlink(data)
        program.set("dataset", "s", "iris")
        program.act("open", "s", path)
        program.answer("Do not save")
        program.wait_state("data", lambda shown: shown.endswith("/own.csv") and shown != data,
                           "the data out of the session")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1 of the session")


def bad_sessions():
    with Program() as program:
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        path = os.path.join(program.folder, "bad.sparsity")
        for content in (b"", b"PK\x03\x04 no zip at all", b"a,b\n1,2\n" * 50):
            with open(path, "wb") as file:
                file.write(content)
            program.act("open", "s", path)
            program.find("This session cannot be opened", "label")
            program.find("Dismiss", "push button").press()
            assert program.read("Epoch") == 1 and program.state("dataset") == "digits"
        program.act("save", "s", "/nowhere/at/all.sparsity")
        program.act("save", "s", "relative.sparsity")
        assert program.read("Epoch") == 1


def from_the_command_line():
    with Program() as program:
        path = os.path.join(program.folder, "run.sparsity")
        subprocess.run([PROGRAM, "train", "--dataset", "circle", "--hidden", "4", "--epochs", "7",
                        "--save", path], check=True, capture_output=True)
        program.act("open", "s", path)
        program.wait_state("dataset", lambda data: data == "circle", "the data of the session")
        program.wait_read("Epoch", lambda epoch: epoch == 7, "seven epochs")


harness.run([
    ("/e2e/sessions/saved-and-opened", saved_and_opened),
    ("/e2e/sessions/pinned-runs", pinned_runs),
    ("/e2e/sessions/own-data", own_data),
    ("/e2e/sessions/bad", bad_sessions),
    ("/e2e/sessions/from-the-command-line", from_the_command_line),
])
