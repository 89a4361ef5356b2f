# SPDX-License-Identifier: GPL-3.0-or-later
"""Widgets as assistive technology sees them: found by name and role, read and moved through the
accessibility bus. Nothing here knows the program's inside."""

import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 15.0  # seconds a condition may take on a busy machine
PAUSE = 0.02     # seconds between two looks at it


def wait_for(condition, what, patience=None):
    """Returns the first true value of @condition; fails with @what when there is none in time."""
    patience = patience or PATIENCE
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, f"waited {patience:g} s in vain for {what}"
        time.sleep(PAUSE)


def press_key(name):
    """Presses and releases a key of the keyboard, "Left", for whoever has the focus."""
    code = {"Left": 0xff51, "Right": 0xff53, "Tab": 0xff09}[name]
    Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.SYM)


class Widget:
    """One accessible object. Its properties are read anew at each look."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def description(self):
        return self.accessible.get_description() or ""

    @property
    def text(self):
        text = self.accessible.get_text_iface()
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else ""

    @property
    def value(self):
        return self.accessible.get_value_iface().get_current_value()

    def has_state(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def has_focus(self):
        return self.has_state(Atspi.StateType.FOCUSED)

    @property
    def is_pressed(self):
        return self.has_state(Atspi.StateType.PRESSED) or self.has_state(Atspi.StateType.CHECKED)

    @property
    def is_sensitive(self):
        return self.has_state(Atspi.StateType.SENSITIVE)

    @property
    def is_invalid(self):
        # GTK 4.8 says INVALID where INVALID_ENTRY is meant.
        return (self.has_state(Atspi.StateType.INVALID_ENTRY)
                or self.has_state(Atspi.StateType.INVALID))

    def actions(self):
        action = self.accessible.get_action_iface()
        if not action:
            return []
        return [Atspi.Action.get_action_name(action, i)
                for i in range(Atspi.Action.get_n_actions(action))]

    def press(self, name="click"):
        """Clicks, or carries out another of the widget's actions."""
        names = self.actions()
        assert name in names, f"{self} has no action '{name}', only {names}"
        action = self.accessible.get_action_iface()
        assert Atspi.Action.do_action(action, names.index(name)), f"{self}: '{name}' did nothing"

    def set_value(self, value):
        assert self.accessible.get_value_iface().set_current_value(value), f"{self}: not moved"

    def type(self, text):
        """Replaces an entry's text, as dictation does. It is applied a moment later."""
        editable = self.accessible.get_editable_text_iface()
        assert editable, f"{self} cannot be typed into"
        assert Atspi.EditableText.set_text_contents(editable, text), f"{self}: not typed"

    def children(self):
        try:
            n = self.accessible.get_child_count()
            found = [self.accessible.get_child_at_index(i) for i in range(n)]
        except GLib.Error:
            return []  # it went away while being looked at
        return [Widget(child) for child in found if child]

    def walk(self):
        """This widget and all within it, outer ones first."""
        yield self
        for child in self.children():
            yield from child.walk()

    def find_all(self, name=None, role=None):
        found = []
        for widget in self.walk():
            try:
                if ((name is None or widget.name == name)
                        and (role is None or widget.role in role.split("|"))):
                    found.append(widget)
            except GLib.Error:
                continue  # went away while being looked at
        return found

    def find(self, name=None, role=None):
        """The one widget of that name and role, waited for."""

        def look():
            try:
                return self.find_all(name, role)
            except GLib.Error:
                return []

        found = wait_for(look, f"{role or 'widget'} '{name}' in {self}")
        assert len(found) == 1, f"{len(found)} widgets '{name}' ({role}) in {self}: {found}"
        return found[0]

    def __repr__(self):
        try:
            return f"{self.role} '{self.name}'"
        except GLib.Error:
            return "(a widget that is gone)"


def applications():
    desktop = Atspi.get_desktop(0)
    # Without a main loop nobody would refresh a cache.
    desktop.set_cache_mask(Atspi.Cache.NONE)
    return Widget(desktop).children()


def application_of(pid):
    """The application of process @pid on the bus, or None when it is not there (yet)."""
    for widget in applications():
        try:
            if widget.accessible.get_process_id() == pid:
                widget.accessible.set_cache_mask(Atspi.Cache.NONE)
                return widget
        except GLib.Error:
            continue
    return None
