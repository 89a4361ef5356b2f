#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reduced motion: GTK stops its own animations when the system asks for it, and ours have to ask.
The style sheet has none, because a rule of ours would run whatever the system says."""

import re

import source
import taptest

MOVES = re.compile(r"\b(adw_timed_animation_new|adw_spring_animation_new|"
                   r"gtk_widget_add_tick_callback|gtk_stack_set_transition_type)\b")
ASKS = re.compile(r"\badw_get_enable_animations\b")
# Waits for a layout, and moves nothing.
STILL = ("ui/widgets/after-layout.c",)
SHEET = re.compile(r"^\s*(transition|animation)(-[a-z]+)?\s*:", re.M)


def motion(root):
    offences = []
    for path in source.paths(root, ".c"):
        text = source.code(source.read(root, path))
        ours = path.startswith(("ui", "app")) and path not in STILL
        if ours and MOVES.search(text) and not ASKS.search(text):
            offences.append(f"{path}: moves without adw_get_enable_animations()")
    for path in source.paths(root, ".css"):
        if SHEET.search(source.read(root, path)):
            offences.append(f"{path}: an animation of our own")
    return offences


taptest.run([
    ("/style/motion", source.holds(motion)),
    ("/style/motion/can-fail", source.finds(motion, [
        {"ui/a.c": "void f (GtkWidget *w) { gtk_widget_add_tick_callback (w, g, 0, 0); }\n"},
        {"resources/style.css": ".a {\n  transition: opacity 200ms;\n}\n"},
    ], {"ui/a.c": "void f (void) { if (adw_get_enable_animations (w)) "
                  "gtk_widget_add_tick_callback (w, g, 0, 0); }\n",
        "resources/style.css": ".a {\n  opacity: 1;\n}\n"})),
])
