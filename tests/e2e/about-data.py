#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window about the data, for a shipped set and for a learner's own file."""

import os

import program as harness
from atspi import Atspi, wait_for
from program import Program

TABLE = "id,age,colour,label\n" + "".join(
    f"r{i},{20 + i},{('red', 'green', 'blue')[i % 3]},{('no', 'yes')[i % 4 == 0]}\n"
    for i in range(40))


def open_window(program):
    program.find("About the data…", "push button").press()
    return wait_for(lambda: [window for window in program.application.children()
                             if window.name == "About the data"], "the window")[0]


def shut(window):
    window.find("Close", "push button").press()
    # Not by counting windows: GTK 4.8 crashes when it is asked for one that has just gone.
    wait_for(lambda: not window.has_state(Atspi.StateType.VISIBLE), "the window to close")


def check_facts(window, facts):
    for name, wanted in facts.items():
        label = window.find(name, "label")
        wait_for(lambda w=wanted, l=label: w in l.text, f"'{wanted}' in {name}: '{label.text}'")


def check_description(window, name, role, wanted):
    widget = window.find(name, role)
    wait_for(lambda: wanted in widget.description, f"'{wanted}' in '{widget.description}'")


def digits():
    with Program() as program:
        window = open_window(program)
        check_facts(window, {"Rows": "1797", "Inputs": "64", "Pictures": "8 × 8",
                             "Training rows": "1347 (75 %)", "Test rows": "450 (25 %)",
                             "Scaling of the inputs": "divided by 16", "Source": "CC BY 4.0"})
        check_description(window, "Rows of each class", "image", "0: 178, 1: 182")
        check_description(window, "Sample pictures", "image", "8 × 8 grey")
        check_description(window, "Columns and first rows", "panel", "Row 1: 0.")
        window.find("Standardise inputs", "check box|toggle button|switch").press("toggle")
        program.wait_state("standardize", lambda on: on is False, "the switch to act")
        check_facts(window, {"Scaling of the inputs": "as they come"})
        shut(window)


def own_file():
    """It is open already when the file comes, and follows."""
    with Program() as program:
        window = open_window(program)
        path = os.path.join(program.folder, "my own.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(TABLE)
        program.set("data", "s", path)
        check_facts(window, {"Rows": "40", "Inputs": "4", "Target": "label, 2 classes",
                             "Training rows": "30 (75 %)", "Test rows": "10 (25 %)",
                             "Notes on the data": "only name the rows: id"})
        check_description(window, "Rows of each class", "image", "no: 30, yes: 10")
        check_description(window, "Columns and first rows", "panel",
                          "Target label: 2 classes. Row 1: yes.")
        program.set("data", "s", os.path.join(program.folder, "none.csv"))
        program.find("Dismiss", "push button")  # the main window says what is wrong
        assert window.find("Rows", "label").text == "40"
        shut(window)


harness.run([
    ("/e2e/about-data/digits", digits),
    ("/e2e/about-data/own-file", own_file),
])
