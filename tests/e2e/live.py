#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""While it trains: what changes without a reset, what starts anew, and a clean end at once."""

import program as harness
from program import Program, SLOWNESS


def full_speed(program, after=20):
    program.set("speed", "d", 1000.0)
    program.set("playing", "b", True)
    program.wait_read("Epoch", lambda epoch: epoch > after, f"{after} epochs")


def hot_changes():
    """Each hot setting, changed in mid-run by its window action, keeps the epochs counting."""
    with Program() as program:
        full_speed(program)
        changes = [("lambda", "d", 0.001), ("penalty", "s", "elastic-net"), ("l1-share", "d", 0.8),
                   ("zeros-by", "s", "subgradient"), ("learning-rate", "d", 0.001),
                   ("batch-size", "i", 64), ("optimizer", "s", "sgd"), ("penalty", "s", "l2"),
                   ("zeros-by", "s", "proximal")]
        for name, kind, value in changes:
            epoch = program.read("Epoch")
            program.set(name, kind, value)
            program.wait_state(name, lambda state, v=value: state == v, f"{name} = {value}")
            later = program.wait_read("Epoch", lambda now: now != epoch, f"epochs after {name}")
            assert later > epoch, f"{name} took the run from epoch {epoch} back to {later}"


def lambda_acts():
    """λ dragged up makes zeros, and the penalty switched off lets them grow again."""
    with Program() as program:
        full_speed(program)
        program.set("lambda", "d", 0.01)
        high = program.wait_read("Exactly zero", lambda share: share > 60, "zeros by λ = 0.01")
        program.set("penalty", "s", "none")
        program.wait_read("Exactly zero", lambda share: share < high - 20, "weights to come back")


def cold_changes():
    """A setting of the model starts a new run, which plays on; the seed gives the same start."""
    with Program() as program:
        start = program.read("L1 norm")
        full_speed(program)
        program.set("speed", "d", 5.0)  # or the new run is soon beyond the epoch of the old one
        before = program.read("Epoch")
        program.set("hidden", "s", "8")
        now = program.wait_read("Epoch", lambda epoch: epoch < before, "the new run")
        program.wait_read("Epoch", lambda epoch: epoch > now, "the new run to play on")
        program.set("playing", "b", False)
        program.set("hidden", "s", "32,16")
        program.wait_read("Epoch", lambda epoch: epoch == 0, "epoch 0")
        program.wait_read("L1 norm", lambda norm: norm == start, "the first weights again")


def close_at_full_speed():
    with Program() as program:
        full_speed(program, after=50)
        seconds = program.close()
        assert seconds <= 1 * SLOWNESS, f"closing took {seconds:.2f} s"


def reset_and_steps():
    with Program() as program:
        program.find("Step epoch", "push button").press()
        program.wait_read("Epoch", lambda epoch: epoch == 1, "epoch 1")
        norm = program.read("L1 norm")
        program.find("Step batch", "push button").press()
        program.wait_read("L1 norm", lambda now: now != norm, "weights after a minibatch")
        program.find("Step epoch", "push button").press()
        program.wait_read("Epoch", lambda epoch: epoch == 2, "epoch 2")
        program.find("Reset", "push button").press()
        program.wait_read("Epoch", lambda epoch: epoch == 0, "epoch 0")
        assert program.state("playing") is False


harness.run([
    ("/e2e/live/hot-changes", hot_changes),
    ("/e2e/live/lambda-acts", lambda_acts),
    ("/e2e/live/cold-changes", cold_changes),
    ("/e2e/live/reset-and-steps", reset_and_steps),
    ("/e2e/live/close-at-full-speed", close_at_full_speed),
])
