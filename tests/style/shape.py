#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outer shape of the files: licence line, include guard, lengths, names, nothing unfinished,
and the format that .clang-format decides."""

import os
import re
import shutil
import subprocess

import source
import taptest

MAX_FILE, MAX_FUNCTION = 500, 60
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def scripts(root):
    """Programs without an ending (run, tests/support/run-suite …) and Python."""
    found = source.paths(root, ".py")
    for path in source.paths(root, "") + ["run", "run-tests"]:
        full = os.path.join(root, path)
        if "." not in os.path.basename(path) and os.path.isfile(full):
            with open(full, "rb") as file:
                if file.read(2) == b"#!":
                    found.append(path)
    return sorted(set(found))


def licence_line(root):
    offences = []
    for path in source.paths(root, ".c", ".h"):
        if source.read(root, path).split("\n", 1)[0] != f"/* {LICENCE} */":
            offences.append(f"{path}:1: the licence line is not the first line")
    for path in scripts(root):
        if f"# {LICENCE}" not in source.read(root, path).split("\n")[:2]:
            offences.append(f"{path}:1: no licence line")
    return offences


def pragma_once(root):
    return [f"{path}:2: #pragma once is not the second line"
            for path in source.paths(root, ".h")
            if source.read(root, path).split("\n")[1:2] != ["#pragma once"]]


def names(root):
    """Lower case with hyphens (Python: underscores), and nothing called utils."""
    offences = []
    for path in source.paths(root, ".c", ".h", ".def", ".py", ".ui"):
        stem = os.path.basename(path).rsplit(".", 1)[0]
        if re.search(r"util", stem):
            offences.append(f"{path}: a file has one idea, and that is its name")
        elif not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", stem):
            offences.append(f"{path}: names are in lower case with hyphens")
    return offences


def file_length(root):
    offences = []
    for path in source.paths(root, ".c", ".h", ".py", ".ui") + scripts(root):
        n = source.read(root, path).count("\n")
        if n > MAX_FILE:
            offences.append(f"{path}: {n} lines, more than {MAX_FILE}")
    return offences


def function_length(root):
    """With the brace of a function at the start of a line, its end is the next such brace."""
    offences = []
    for path in source.paths(root, ".c", ".h"):
        lines = source.code(source.read(root, path)).splitlines()
        start = None
        for number, line in enumerate(lines, 1):
            if line == "{" and number > 1 and lines[number - 2].rstrip().endswith(")"):
                start = number
            elif line.startswith("}") and start:
                if number - start + 1 > MAX_FUNCTION:
                    offences.append(f"{path}:{start}: a function of {number - start + 1} lines, "
                                    f"more than {MAX_FUNCTION}")
                start = None
    return offences


def unfinished(root):
    offences = []
    for path in source.paths(root, ".c", ".h", ".ui", ".css", "meson.build") + scripts(root):
        if path.endswith("tests/style/shape.py"):
            continue  # names the words
        for number, line in enumerate(source.read(root, path).splitlines(), 1):
            if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
                offences.append(f"{path}:{number}: unfinished: {line.strip()}")
    return offences


def clang_format(root):
    program = shutil.which("clang-format")
    assert program, "clang-format is not installed"
    files = source.paths(root, ".c", ".h")
    if not files:
        return []
    result = subprocess.run([program, "--dry-run", "-Werror", *files], cwd=root,
                            capture_output=True, text=True, check=False)
    first = {}
    for line in result.stderr.splitlines():
        match = re.match(r"([^:]+):(\d+):\d+: error:", line)
        if match:
            first.setdefault(match[1], f"{match[1]}:{match[2]}: not as clang-format would have it")
    assert result.returncode == 0 or first, result.stderr
    return list(first.values())


HEAD = f"/* {LICENCE} */\n"
STYLE = {".clang-format": source.read(source.ROOT, ".clang-format")}


def function(n):
    return HEAD + "int\nf (void)\n{\n" + "  ;\n" * (n - 2) + "}\n"


taptest.run([
    ("/style/shape/licence-line", source.holds(licence_line)),
    ("/style/shape/licence-line/can-fail", source.finds(licence_line, [
        {"core/a.c": "int x;\n"}, {"tests/a.py": "import os\n"}, {"run": "#!/bin/sh\n"},
    ], {"core/a.c": HEAD, "run": f"#!/bin/sh\n# {LICENCE}\n"})),
    ("/style/shape/pragma-once", source.holds(pragma_once)),
    ("/style/shape/pragma-once/can-fail", source.finds(pragma_once, [
        {"core/a.h": HEAD + "#ifndef A_H\n"},
    ], {"core/a.h": HEAD + "#pragma once\n"})),
    ("/style/shape/names", source.holds(names)),
    ("/style/shape/names/can-fail", source.finds(names, [
        {"ui/ui-utils.c": ""}, {"ui/Window.c": ""},
    ], {"ui/plot-card.c": ""})),
    ("/style/shape/file-length", source.holds(file_length)),
    ("/style/shape/file-length/can-fail", source.finds(file_length, [
        {"core/a.c": "\n" * (MAX_FILE + 1)},
    ], {"core/a.c": "\n" * MAX_FILE})),
    ("/style/shape/function-length", source.holds(function_length)),
    ("/style/shape/function-length/can-fail", source.finds(function_length, [
        {"core/a.c": function(MAX_FUNCTION + 1)},
    ], {"core/a.c": function(MAX_FUNCTION)})),
    ("/style/shape/unfinished", source.holds(unfinished)),
    ("/style/shape/unfinished/can-fail", source.finds(unfinished, [
        {"core/a.c": "/* TODO: more */\n"},
    ], {"core/a.c": "/* All done. */\n"})),
    ("/style/shape/clang-format", source.holds(clang_format)),
    ("/style/shape/clang-format/can-fail", source.finds(clang_format, [
        {**STYLE, "core/a.c": "int  f(void) { return 1; }\n"},
    ], {**STYLE, "core/a.c": "int x;\n"})),
])
