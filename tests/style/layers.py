#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The directions in which layers may include each other (ARCHITECTURE: core, plots, figures,
ui, app), and what the core may not do: draw, print, exit, define GObject types."""

import os
import re

import source
import taptest

GTK = r"(gtk|gdk|gsk|adwaita)\b.*"
DRAWING = r"(cairo|pango)\b.*"
OBJECTS = r"(glib-object|gobject)\b.*"
CORE = r"core/core\.h"

# Layer: (which files, quoted includes it may have, system includes it may not have). The first
# layer that fits a file is its own.
LAYERS = [
    ("core", r"core/", r"core/(?!core\.h)|resources/lessons/lessons\.def$", rf"{GTK}|{DRAWING}|{OBJECTS}"),
    ("plots", r"ui/plots/", r"ui/plots/", GTK),
    ("figures", r"ui/figures/", rf"ui/(plots|figures)/|{CORE}", GTK),
    ("ui", r"ui/", rf"ui/|{CORE}", r"(?!)"),
    ("commands", r"app/cli/", rf"app/cli/|ui/(plots|figures)/|{CORE}", GTK),
    ("app", r"app/", rf"app/|ui/|{CORE}", r"(?!)"),
    ("tests of core", r"tests/core/", r"core/|tests/(core|support)/", rf"{GTK}|{DRAWING}"),
    ("tests of plots", r"tests/plots/", r"ui/plots/|tests/(plots|support)/", GTK),
    ("tests of figures", r"tests/figures/",
     r"core/|ui/(plots|figures)/|tests/(figures|support)/", GTK),
    ("tests", r"tests/", r"core/|ui/|app/|tests/", r"(?!)"),
]

# Headers that the build makes of resources belong to the layer that includes them.
GENERATED = r"sl-[a-z-]+\.h"

FORBIDDEN_IN_CORE = re.compile(
    r"\b(G_DEFINE_\w*TYPE\w*|G_DECLARE_\w+|g_object_\w+"
    r"|printf|vprintf|fprintf|puts|fputs|putchar|g_print|g_printerr"
    r"|exit|_exit|_Exit|abort)\s*\(")


def includes(root):
    """Every include of a written file of ours: (path, line number, '<' or '"', what)."""
    for path in source.paths(root, ".c", ".h", ".def"):
        for number, line in enumerate(source.read(root, path).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if match and not re.fullmatch(GENERATED, match[2]):
                yield path, number, match[1], match[2]


def directions(root):
    offences = []
    for path, number, mark, what in includes(root):
        for name, files, may, may_not in LAYERS:
            if not re.match(files, path):
                continue
            if mark == '"' and not re.match(may, what):
                offences.append(f'{path}:{number}: {name} may not include "{what}"')
            if mark == "<" and re.match(may_not, what):
                offences.append(f"{path}:{number}: {name} may not include <{what}>")
            break
    return offences


def written_from_root(root):
    """Includes in quotes are files of ours, named from the root; those in <> are not ours."""
    offences = []
    for path, number, mark, what in includes(root):
        is_ours = os.path.exists(os.path.join(root, what))
        if is_ours != (mark == '"'):
            offences.append(f"{path}:{number}: {what}: ours in quotes from the root, others in <>")
    return offences


def quiet_core(root):
    offences = []
    for path in source.paths(root, ".c", ".h"):
        if path.startswith("core/"):
            for number, line in enumerate(source.code(source.read(root, path)).splitlines(), 1):
                for match in FORBIDDEN_IN_CORE.finditer(line):
                    offences.append(f"{path}:{number}: {match[1]} has no place in core")
    return offences


def breaks(path, include):
    return {path: f"#include {include}\n"}


taptest.run([
    ("/style/layers/directions", source.holds(directions)),
    ("/style/layers/directions/can-fail", source.finds(directions, [
        breaks("core/base/rng.c", "<gtk/gtk.h>"),
        breaks("core/base/rng.c", "<cairo.h>"),
        breaks("core/base/rng.h", "<glib-object.h>"),
        breaks("core/base/rng.c", '"ui/plots/style.h"'),
        breaks("core/base/rng.c", '"core/core.h"'),
        breaks("ui/plots/scale.c", '"core/core.h"'),
        breaks("ui/plots/scale.h", "<adwaita.h>"),
        breaks("ui/figures/loss.c", '"core/training/training.h"'),
        breaks("ui/figures/loss.c", '"ui/session.h"'),
        breaks("ui/figures/loss.c", "<gdk/gdk.h>"),
        breaks("ui/widgets/card.c", '"core/model/network.h"'),
        breaks("ui/session.c", '"app/application.h"'),
        breaks("app/cli/train.c", '"ui/window.h"'),
        breaks("app/cli/train.c", "<gtk/gtk.h>"),
        breaks("tests/plots/scale.c", '"core/core.h"'),
    ], {
        "core/a.c": '#include "core/base/rng.h"\n#include <cblas.h>\n',
        "ui/plots/a.c": '#include "ui/plots/style.h"\n#include <pango/pangocairo.h>\n',
        "ui/figures/a.c": '#include "core/core.h"\n#include "ui/plots/style.h"\n',
        "ui/a.c": '#include "ui/figures/figure.h"\n#include <gtk/gtk.h>\n',
        "app/cli/a.c": '#include "ui/figures/figure.h"\n',
        "app/a.c": '#include "ui/window.h"\n#include "app/cli/cli.h"\n',
    })),
    ("/style/layers/written-from-root", source.holds(written_from_root)),
    ("/style/layers/written-from-root/can-fail", source.finds(written_from_root, [
        {"core/a.h": "", "core/a.c": '#include "a.h"\n'},
        {"core/a.h": "", "core/a.c": "#include <core/a.h>\n"},
    ], {"core/a.h": "", "core/a.c": '#include "core/a.h"\n#include <glib.h>\n'})),
    ("/style/layers/quiet-core", source.holds(quiet_core)),
    ("/style/layers/quiet-core/can-fail", source.finds(quiet_core, [
        {"core/a.c": 'g_print ("x");\n'},
        {"core/a.c": "exit (1);\n"},
        {"core/a.h": "G_DECLARE_FINAL_TYPE (A, a, S, A, GObject)\n"},
    ], {"core/a.c": '/* printf (x) */ snprintf ("exit (1)");\n', "ui/a.c": "exit (1);\n"})),
])
