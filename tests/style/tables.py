#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of things to choose: every line of a .def has its file, every file its line."""

import os
import re

import source
import taptest


LESSON = ".sparsity-lesson"


def entries(root, table):
    text = source.code(source.read(root, table))
    return re.findall(r"^\s*SL_ENTRY\s*\(\s*(\w+)\s*\)", text, re.M)


def files_beside(root, table):
    """The C files (or lessons) in the table's folder and below it: stem → paths."""
    folder = os.path.dirname(table) + "/"
    found = {}
    for path in source.paths(root, ".c", LESSON):
        if path.startswith(folder):
            stem = os.path.basename(path).rsplit(".", 1)[0]
            found.setdefault(stem, []).append(path)
    return found


def has_entries(root):
    return [f"{table}: has no entry" for table in source.paths(root, ".def")
            if not entries(root, table)]


def one_file_each(root):
    """An entry some_name is the file some-name.c, and stands in its table once."""
    offences = []
    for table in source.paths(root, ".def"):
        beside = files_beside(root, table)
        names = entries(root, table)
        for name in sorted(set(names)):
            n = len(beside.get(name.replace("_", "-"), []))
            if n != 1:
                offences.append(f"{table}: {name}: {n} files of that name, not 1")
            if names.count(name) > 1:
                offences.append(f"{table}: {name}: stands there {names.count(name)} times")
    return offences


def one_line_each(root):
    """A file that defines a type object (const SlThingType sl_thing_name = …) is in a table."""
    offences = []
    in_tables = {}
    for table in source.paths(root, ".def"):
        for name in entries(root, table):
            in_tables.setdefault(os.path.dirname(table), set()).add(name.replace("_", "-"))
    for path in source.paths(root, ".c"):
        if path.startswith("tests/"):
            continue
        if re.search(r"^const Sl\w+Type sl_\w+\s*=", source.read(root, path), re.M):
            stem = os.path.basename(path)[:-2]
            if not any(path.startswith(folder + "/") and stem in names
                       for folder, names in in_tables.items()):
                offences.append(f"{path}: defines an entry that no table lists")
    for path in source.paths(root, LESSON):
        stem = os.path.basename(path)[:-len(LESSON)]
        if not path.startswith("tests/") and stem not in in_tables.get(os.path.dirname(path), ()):
            offences.append(f"{path}: is a lesson that no table lists")
    return offences


ENTRY = "const SlPenaltyType sl_penalty_l1 = { 0 };\n"
GOOD = {
    "core/penalty/penalties.def": "/* SL_ENTRY (gone) */\nSL_ENTRY (l1)\nSL_ENTRY (elastic_net)\n",
    "core/penalty/l1.c": ENTRY,
    "core/penalty/elastic-net.c": "const SlPenaltyType sl_penalty_elastic_net = { 0 };\n",
}

taptest.run([
    ("/style/tables/has-entries", source.holds(has_entries)),
    ("/style/tables/has-entries/can-fail",
     source.finds(has_entries, [{"core/a.def": "/* none */\n"}], GOOD)),
    ("/style/tables/one-file-each", source.holds(one_file_each)),
    ("/style/tables/one-file-each/can-fail", source.finds(one_file_each, [
        {**GOOD, "core/penalty/penalties.def": "SL_ENTRY (l1)\nSL_ENTRY (l3)\n"},
        {**GOOD, "core/penalty/penalties.def": "SL_ENTRY (l1)\nSL_ENTRY (l1)\n"},
        {**GOOD, "core/penalty/more/l1.c": ""},
    ], GOOD)),
    ("/style/tables/one-line-each", source.holds(one_line_each)),
    ("/style/tables/one-line-each/can-fail", source.finds(one_line_each, [
        {**GOOD, "core/penalty/penalties.def": "SL_ENTRY (elastic_net)\n"},
        {"core/penalty/l1.c": ENTRY},
        {"resources/lessons/a.sparsity-lesson": "<lesson/>\n"},
    ], GOOD)),
])
