#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that assistive technology, scripts and other tests rely on."""

import program as harness
from atspi import wait_for
from program import Program

WIDGETS = {
    "push button": ["None", "L1", "L2", "Elastic net", "Train", "Step batch", "Step epoch", "Reset",
                    "Pin run", "Present", "Undo", "Redo"],
    "slider": ["Strength λ", "Speed"],
    "text": ["Strength λ value", "Hidden layers", "Learning rate"],
    "spin button": ["Batch size", "Seed"],
    "combo box": ["Data set", "Preset", "Activation", "Optimiser", "Zeros by"],
    "label": ["Epoch", "Train score", "Test score", "Exactly zero", "Near zero", "L1 norm",
              "L2 norm", "Train loss", "Test loss"],
    "page tab": ["Train", "Weights", "Geometry", "Path", "Compare", "Prune"],
    "panel": ["Loss", "Norms", "Weight magnitudes", "Weights"],
}

# Action: (type of its state, or of its parameter when it has none; its state at the start).
ACTIONS = {
    "penalty": ("s", "l1"), "lambda": ("d", 0.0), "l1-share": ("d", 0.5),
    "zeros-by": ("s", "proximal"), "dataset": ("s", "digits"), "hidden": ("s", "32,16"),
    "activation": ("s", "relu"), "optimizer": ("s", "adam"), "learning-rate": ("d", 0.002),
    "batch-size": ("i", 32), "seed": ("i", 1), "noise": ("s", "auto"), "samples": ("s", "auto"),
    "features": ("s", "auto"), "true-weights": ("s", "auto"), "correlation": ("s", "auto"),
    "scale-spread": ("s", "auto"), "derived-inputs": ("s", "auto"), "near-zero": ("d", 0.001), "speed": ("d", None),
    "preset": ("s", ""),
    "compute-path": ("", None), "cancel-path": ("", None),
    "compare": ("s", "penalties"),
    "playing": ("b", False), "step-batch": ("", None), "step-epoch": ("", None),
    "reset": ("", None), "about-data": ("", None), "show-export": ("", None), "copy-figure": ("", None), "export": ("(ss)", None), "export-all": ("(ss)", None), "export-code": ("(ss)", None), "export-film": ("(sis)", None), "show-code": ("", None), "export-weights": ("(path)", None),
    "export-history": ("(path)", None), "open": ("(path)", None), "save": ("(path)", None), "open-last": ("", None), "refit": ("", None),
    "pin": ("", None), "unpin": ("", None), "undo": ("", None),
    "redo": ("", None), "page": ("s", "train"), "present": ("b", False), "figure": ("(is)", None),
}
TYPES = {"s": str, "d": float, "i": int, "b": bool}


def widgets():
    with Program() as program:
        wrong = []
        there = [(widget.role, widget.name) for widget in program.application.walk()]
        for role, names in WIDGETS.items():
            wrong += [f"{there.count((role, name))} of {role} '{name}'"
                      for name in names if there.count((role, name)) != 1]
        assert not wrong, "\n".join(wrong)


def descriptions():
    """Every figure says in one sentence what it shows; combo boxes say what is chosen."""
    with Program() as program:
        program.act("step-epoch")
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        silent = [name for role in ("panel", "combo box") for name in WIDGETS[role]
                  if not program.find(name, role).description]
        assert not silent, f"without a description: {silent}"
        assert program.find("Optimiser", "combo box").description == "Adam"


def chooser():
    """Any card shows any figure; what it showed goes where the new one was; it is remembered."""
    with Program() as program:
        program.act("figure", "(is)", (1, "network"))
        program.find("Network", "panel")
        assert program.application.find_all("Network: choose another figure", "push button")
        assert not program.application.find_all("Loss", "panel")
        program.act("figure", "(is)", (1, "norms"))
        wait_for(lambda: sorted(widget.name for widget in program.application.find_all(role="panel")
                                if widget.name in ("Loss", "Norms", "Network"))
                 == ["Network", "Norms"], "the first two cards to change places")
        program.act("figure", "(is)", (7, "loss"))  # no such card: a toast, nothing else
        program.act("refit")
    with Program() as program:
        program.find("Norms", "panel")
        program.find("Network", "panel")
        program.act("figure", "(is)", (1, "loss"))
        program.act("figure", "(is)", (2, "norms"))
        program.find("Loss", "panel")


def share_of_elastic_net():
    """The L1 share is there when the penalty has one to choose."""
    with Program() as program:
        program.find("Elastic net", "push button").press()
        share = program.find("L1 share", "slider")
        share.set_value(0.25)
        program.wait_state("l1-share", lambda state: abs(state - 0.25) < 1e-9, "ρ = 0.25")


def actions():
    with Program() as program:
        there = program.actions()
        wrong = [f"win.{name} is missing" for name in ACTIONS if name not in there]
        for name in set(ACTIONS) & set(there):
            kind, start = ACTIONS[name]
            _, parameter, state = there[name]
            if kind == "(path)":  # a command, not a setting: it has no state
                if parameter != "s" or state is not None:
                    wrong.append(f"win.{name}: takes '{parameter}', state {state!r}")
                continue
            if kind in TYPES and type(state) is not TYPES[kind]:
                wrong.append(f"win.{name}: state {state!r}, not of type {kind}")
            if kind not in TYPES and parameter != kind:
                wrong.append(f"win.{name}: parameter '{parameter}', not '{kind}'")
            if start is not None and state != start:
                wrong.append(f"win.{name}: starts as {state!r}, not {start!r}")
        assert not wrong, "\n".join(wrong)


harness.run([
    ("/e2e/names/widgets", widgets),
    ("/e2e/names/descriptions", descriptions),
    ("/e2e/names/chooser", chooser),
    ("/e2e/names/l1-share", share_of_elastic_net),
    ("/e2e/names/actions", actions),
])
