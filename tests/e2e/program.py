# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program: started, seen through the accessibility bus, and ended."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import atspi
from gi.repository import Gio, GLib
import taptest

APP_ID = "io.github.sparsitylab.SparsityLab"
APPLICATION = "/" + APP_ID.replace(".", "/")
WINDOW = APPLICATION + "/window/1"
PROGRAM = os.environ["SL_PROGRAM"]
COMPLAINT = re.compile(r"-(WARNING|CRITICAL|ERROR)\b|Sanitizer|runtime error")

# How many times slower than usual the program may be: sanitizers make it slow.
SLOWNESS = float(os.environ.get("SL_TIMES") or 1)
atspi.PATIENCE *= SLOWNESS
atspi.Atspi.set_timeout(int(5000 * SLOWNESS), int(20000 * SLOWNESS))


def number(text):
    """The number in a read-out ("54.0 %", "0.1532", "1 468"), or None while it shows none."""
    match = re.search(r"[-−]?\d[\d\s]*([.,]\d+)?(e[-+−]?\d+)?", text)
    if not match:
        return None
    return float(re.sub(r"\s", "", match[0]).replace(",", ".").replace("−", "-"))


class Program:
    """A context: inside it the window is there; when it is left, the program must have ended
    well, without a complaint on stderr."""

    def __init__(self, *arguments, env=None, remembered=(("first-steps", "false"),)):
        """@remembered: what an earlier start has left behind in this home, if there was none: at
        least that the first steps were put away. Empty: a newcomer's first start."""
        self.arguments = arguments
        self.remembered = remembered
        # Leaks are looked for in tests/ui, where the same widgets live without the file dialog:
        # that one (libcloudproviders), and listing a window's actions, leak in GTK 4.8 itself.
        asan = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        self.env = dict(os.environ, GTK_A11Y="atspi", ASAN_OPTIONS=asan, **(env or {}))
        self.folder = self.stderr = self.process = self.application = None

    def __enter__(self):
        self.folder = tempfile.mkdtemp()
        self._remember()
        self.stderr = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([PROGRAM, *self.arguments], env=self.env,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=self.stderr, cwd=self.folder)
        try:
            self.application = atspi.wait_for(self._look, "the program on the accessibility bus")
            self.find("Train", "push button")
            self.wait_read("L1 norm", lambda norm: norm > 0, "the first weights")
        except BaseException:
            self._give_up()
            raise
        return self

    def __exit__(self, kind, problem, trace):
        if kind:
            self._give_up()
            return
        try:
            if self.process.poll() is None:
                self.close()
            complaints = [line for line in self.said().splitlines() if COMPLAINT.search(line)]
            assert not complaints, "it complained:\n" + "\n".join(complaints)
        finally:
            self._give_up()

    def _remember(self):
        path = os.path.join(os.environ["XDG_CONFIG_HOME"], "sparsity-lab", "window.ini")
        if self.remembered and not os.path.exists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write("[window]\n")
                file.writelines(f"{key}={value}\n" for key, value in self.remembered)

    def _look(self):
        self.check_alive()
        return atspi.application_of(self.process.pid)

    def _give_up(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            for line in self.said().splitlines()[-30:]:
                print(f"# it said: {line}")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.stderr.close()

    def said(self):
        self.stderr.seek(0)
        return self.stderr.read()

    def check_alive(self):
        assert self.process.poll() is None, f"it ended ({self.process.returncode}):\n{self.said()}"

    # ---- the window, as assistive technology sees it

    def find(self, name, role=None):
        return self.application.find(name, role)

    def read(self, name):
        """The number a read-out shows now."""
        return number(self.find(name, "label").text)

    def wait_read(self, name, condition, what, patience=60):
        """Waits until the number in a read-out fulfils @condition, and returns it."""
        label = self.find(name, "label")

        def look():
            self.check_alive()
            value = number(label.text)
            return (value,) if value is not None and condition(value) else None

        try:
            return atspi.wait_for(look, what, patience * SLOWNESS)[0]
        except AssertionError as problem:
            raise AssertionError(f"{problem}; '{name}' shows '{label.text}'") from None

    def save_as(self, path):
        """Types @path into the file dialog that is open, and saves."""
        dialog = atspi.wait_for(
            lambda: [widget for widget in self.application.children()
                     if widget.find_all("Name:", "text")], "the file dialog")[0]
        dialog.find("Name:", "text").type(path)
        # The dialog's own buttons have mnemonics, which spoil their names.
        label = dialog.find("Save", "label")
        button = atspi.Widget(label.accessible.get_parent())
        atspi.wait_for(lambda: button.is_sensitive, "the dialog's Save button")
        button.press()
        atspi.wait_for(lambda: os.path.exists(path), path)
        atspi.wait_for(lambda: len(self.application.children()) == 1, "the dialog to close")

    def answer(self, text):
        """Presses the button called @text of the question that is asked. A mnemonic spoils the
        button's own name, and there is one for wide and one for narrow windows."""

        def look():
            try:
                return self.application.find_all(text, "label")
            except GLib.Error:
                return []  # something went away while being looked at

        label = atspi.wait_for(look, f"'{text}'")[0]
        atspi.Widget(label.accessible.get_parent()).press()

    # ---- the window's actions on the session bus

    def _call(self, method, arguments, reply=None, path=WINDOW):
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        answer = bus.call_sync(APP_ID, path, "org.gtk.Actions", method, arguments,
                               GLib.VariantType(reply) if reply else None,
                               Gio.DBusCallFlags.NONE, 10000, None)
        return answer.unpack() if reply else None

    def actions(self):
        """Every action: name → (enabled, type of its parameter, its state or None)."""
        described = self._call("DescribeAll", None, "(a{s(bgav)})")[0]
        return {name: (enabled, signature, state[0] if state else None)
                for name, (enabled, signature, state) in described.items()}

    def state(self, name):
        return self.actions()[name][2]

    def set(self, name, kind, value, path=WINDOW):
        """Sets the state of win.@name (or app.@name at APPLICATION), of D-Bus type @kind."""
        state = GLib.Variant("(sva{sv})", (name, GLib.Variant(kind, value), {}))
        self._call("SetState", state, path=path)

    def act(self, name, kind=None, value=None):
        """Activates win.@name, with a parameter of type @kind if there is one."""
        parameter = [GLib.Variant(kind, value)] if kind else []
        self._call("Activate", GLib.Variant("(sava{sv})", (name, parameter, {})))

    def wait_state(self, name, condition, what):
        return atspi.wait_for(lambda: condition(self.state(name)), what)

    # ---- the end

    def close(self):
        """Presses the window's close button; returns the seconds until all was over. It is the
        first window; others go with it."""
        button = self.application.children()[0].find("Close", "push button")
        start = time.monotonic()
        try:
            button.press()
        except GLib.Error:
            pass  # it may be gone before it answers; what counts is how it ends
        try:
            status = self.process.wait(timeout=20 * SLOWNESS)
        except subprocess.TimeoutExpired:
            raise AssertionError("it does not end") from None
        assert status == 0, f"it ended with status {status}:\n{self.said()}"
        return time.monotonic() - start


def command(*arguments, env=None):
    """Runs a subcommand with --json and no display; returns its answer."""
    full = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    result = subprocess.run([PROGRAM, *arguments, "--json"], env={**full, **(env or {})},
                            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def run(tests):
    """Runs @tests, (name, function) pairs, each on a fresh display and session bus: this script
    starts itself again for each of them. The address of the accessibility bus is a property of
    the display, and no test should meet what the last one left."""
    if len(sys.argv) > 1:
        taptest.run([test for test in tests if test[0] == sys.argv[1]])

    def apart(name):
        def test():
            command_line = [os.environ["SL_WITH_SESSION"], sys.executable, sys.argv[0], name]
            result = subprocess.run(command_line, stdin=subprocess.DEVNULL, check=False,
                                    stdout=subprocess.PIPE, text=True)
            said = [line[2:] for line in result.stdout.splitlines() if line.startswith("# ")]
            assert result.returncode == 0, "\n".join(said) or f"status {result.returncode}"

        return test

    taptest.run([(name, apart(name)) for name, _ in tests])
