# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports tests in the Test Anything Protocol, which meson and run-suite read."""

import sys
import traceback


def report(number, name, error):
    print(f"{'not ok' if error else 'ok'} {number} - {name}")
    for line in (error or "").splitlines():
        print(f"# {line}")
    sys.stdout.flush()


def run(tests):
    """Runs @tests, (name, function) pairs in order; a test fails by raising. Exits."""
    print(f"1..{len(tests)}", flush=True)
    n_failed = 0
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            error = None
        except AssertionError as problem:
            error = str(problem) or traceback.format_exc()
        except Exception:
            error = traceback.format_exc()
        n_failed += error is not None
        report(number, name, error)
    sys.exit(1 if n_failed else 0)
