# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the source tree for the style tests, and plants small trees that break its rules."""

import os
import re
import sys
import tempfile

TOP = ("app", "core", "ui", "tests", "resources", "packaging", ".ci")
ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))

sys.path.insert(0, os.path.join(ROOT, "tests", "support"))
sys.dont_write_bytecode = True


def paths(root, *endings):
    """The files under @root with one of @endings, as paths from it, in order."""
    found = []
    for top in TOP:
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders[:] = [name for name in folders if name != "__pycache__"]
            found += [os.path.relpath(os.path.join(folder, name), root)
                      for name in names if name.endswith(endings)]
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def code(text, keep_strings=False):
    """@text of C with comments (and the contents of strings) blanked; lines stay in place."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''

    def blank(match):
        found = match[0]
        if found[0] in "\"'":
            return found if keep_strings else found[0] + found[-1]
        return re.sub(r"[^\n]", " ", found)

    return re.sub(pattern, blank, text, flags=re.S)


def planted(check, files):
    """What @check (root → list of offences) says of a tree of @files (path → text)."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        return check(root)


def holds(check):
    """A test: the real tree does not break the rule."""

    def test():
        offences = check(ROOT)
        assert not offences, "\n".join(offences)

    return test


def finds(check, bad, good):
    """A test of the test: @check finds one offence in each tree of @bad, and none in @good."""

    def test():
        for files in bad:
            offences = planted(check, files)
            assert len(offences) == 1, f"expected one offence in {files}, found {offences}"
        offences = planted(check, good)
        assert not offences, "\n".join(offences)

    return test
