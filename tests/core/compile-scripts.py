#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""compile-scripts.py FILE: compiles every Python script of FILE, which zero bytes part, and
prints how many there were."""

import sys

with open(sys.argv[1], encoding="utf-8") as file:
    scripts = file.read().split("\0")[:-1]
for number, script in enumerate(scripts):
    compile(script, f"script {number}", "exec")
print(len(scripts))
