#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with text for the screen is in resources/po/POTFILES, and nothing else is.

With --update it writes that file instead."""

import os
import re
import sys

import source
import taptest

POTFILES = "resources/po/POTFILES"
MARKED = {
    (".c", ".h"): re.compile(r'(?<!\w)((_|N_|C_|NC_)\s*\(\s*"|(g_d)?n?gettext\s*\([^"]*")'),
    (".ui",): re.compile(r"translatable=\"(yes|true)\""),
    (".desktop.in",): re.compile(r"^(Name|Comment|Keywords)=", re.M),
    (".sparsity-lesson",): re.compile(r"<text>"),
    (".metainfo.xml.in",): re.compile(r"<(name|summary|p|li|caption)>"),
}


def with_text(root):
    found = set()
    for endings, pattern in MARKED.items():
        for path in source.paths(root, *endings):
            text = source.read(root, path)
            if path.endswith((".c", ".h")):
                text = source.code(text, keep_strings=True)
            if not path.startswith("tests/") and pattern.search(text):
                found.add(path)
    return found


def listed(root):
    lines = source.read(root, POTFILES).splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def complete(root):
    return [f"{POTFILES}: lacks {path} (tests/style/translations.py --update adds it)"
            for path in sorted(with_text(root) - set(listed(root)))]


def no_strangers(root):
    return [f"{POTFILES}: {path} has no text for the screen, or is gone"
            for path in sorted(set(listed(root)) - with_text(root))]


def update(root):
    with open(os.path.join(root, POTFILES), "w", encoding="utf-8") as file:
        file.writelines(f"{path}\n" for path in sorted(with_text(root)))


def sorted_once(root):
    lines = listed(root)
    return [] if lines == sorted(set(lines)) else [f"{POTFILES}: not sorted, or a line twice"]


def tree(files, potfiles):
    return {**files, POTFILES: potfiles}


TEXT = {"ui/a.c": 'f (_ ("Train"));\n', "ui/b.ui": '<property translatable="yes">x</property>\n'}

if sys.argv[1:] == ["--update"]:
    update(source.ROOT)
    sys.exit()

taptest.run([
    ("/style/translations/complete", source.holds(complete)),
    ("/style/translations/complete/can-fail", source.finds(complete, [
        tree(TEXT, "ui/a.c\n"), tree(TEXT, "ui/b.ui\n"),
        tree({"core/a.c": '{ "l1", N_ ("L1") } /* N_("x") */\n'}, ""),
        tree({"resources/lessons/a.sparsity-lesson": "<lesson><text>x</text></lesson>\n"}, ""),
    ], tree(TEXT, "ui/a.c\nui/b.ui\n"))),
    ("/style/translations/no-strangers", source.holds(no_strangers)),
    ("/style/translations/no-strangers/can-fail", source.finds(no_strangers, [
        tree(TEXT, "ui/a.c\nui/b.ui\nui/gone.c\n"),
        tree({"ui/a.c": 'my_ ("Train"); /* _("Train") */\n'}, "ui/a.c\n"),
    ], tree(TEXT, "ui/a.c\n"))),
    ("/style/translations/sorted", source.holds(sorted_once)),
    ("/style/translations/sorted/can-fail", source.finds(sorted_once, [
        tree({}, "b\na\n"), tree({}, "a\na\n"),
    ], tree({}, "# comment\na\nb\n"))),
])
