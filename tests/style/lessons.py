#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts of the lessons: short sentences, no symbol before it is explained, and a claim
beside everything that was seen."""

import re
import xml.etree.ElementTree as ElementTree

import source
import taptest

ENDING = ".sparsity-lesson"
MAX_WORDS = 25
SPOKEN = ("title", "belief", "teacher", "text", "question", "reply", "do", "seen")

# A symbol, and words of which one stands in the paragraph that explains it.
SYMBOLS = {
    "λ": r"λ",
    "w": r"(?<!\w)[|]?w[₁₂⁺]?[|²]?(?!\w)",
    "η": r"η",
    "ρ": r"ρ",
    "σ": r"σ",
    "Σ": r"Σ",
    "R²": r"R²",
    "‖": r"‖",
}
EXPLAINED = {
    "λ": r"lambda|strength|price",
    "w": r"weights?\b",
    "η": r"learning rate",
    "ρ": r"share",
    "σ": r"differs",
    "Σ": r"\bsum\b|add up|adds up",
    "R²": r"score",
    "‖": r"root",
}


def lessons(root):
    for path in source.paths(root, ENDING):
        if path.startswith("resources/lessons/"):
            yield path, ElementTree.fromstring(source.read(root, path))


def words_of(element):
    """The words of an element, a live number as one of them."""
    text = re.sub(r"\{[^}]*\}", "0", "".join(element.itertext()))
    return " ".join(text.split())


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?:;])\s+(?=[^a-z])", text) if part]


def short_sentences(root):
    offences = []
    for path, lesson in lessons(root):
        for element in lesson.iter():
            if element.tag not in SPOKEN:
                continue
            for sentence in sentences(words_of(element)):
                n = len([word for word in sentence.split() if re.search(r"\w", word)])
                if n > MAX_WORDS:
                    offences.append(f"{path}: {n} words, more than {MAX_WORDS}: {sentence}")
    return offences


def explained_symbols(root):
    """The first step with a symbol has a paragraph with the symbol and a word that says what it
    is; title and belief stand before all steps and have none."""
    offences = []
    for path, lesson in lessons(root):
        for symbol, pattern in SYMBOLS.items():
            for tag in ("title", "belief"):
                if re.search(pattern, words_of(lesson.find(tag))):
                    offences.append(f"{path}: {symbol} stands in the {tag}")
            for step in lesson.iter("step"):
                texts = [words_of(e) for e in step.iter() if e.tag in SPOKEN + ("formula",)]
                found = [text for text in texts if re.search(pattern, text)]
                if found and not any(re.search(EXPLAINED[symbol], text) for text in found):
                    offences.append(f"{path}: {symbol} is not explained where it first stands: "
                                    f"{found[0]}")
                if found:
                    break
    return offences


def claims_beside(root):
    """A step that tells what a named run came to has a claim about it."""
    offences = []
    for path, lesson in lessons(root):
        for step in lesson.iter("step"):
            seen = " ".join("".join(e.itertext()) for e in step.iter("seen"))
            runs = set(re.findall(r"\w\((\w+)[,)]", seen)) - {"now"}
            claims = " ".join("".join(e.itertext()) for e in step.iter("claim"))
            silent = [run for run in sorted(runs) if not re.search(rf"\({run}[,)]", claims)]
            if silent:
                offences.append(f"{path}: tells of {', '.join(silent)} without a claim")
    return offences


def known_places(root):
    """What lessons may point at, beside settings and read-outs: kind → ids."""
    def entries(table):
        text = source.code(source.read(root, table))
        return {name.replace("_", "-") for name in re.findall(r"SL_ENTRY \((\w+)\)", text)}

    return {"figure": entries("ui/figures/figures.def"), "page": entries("ui/pages/pages.def"),
            "action": set(re.findall(r'^    \{"([a-z-]+)",', source.read(root, "app/actions.c"),
                                     re.M))}


def pointing(root):
    """Figures, pages and actions that lessons point at are there."""
    known = known_places(root)
    offences = []
    for path, lesson in lessons(root):
        for look in lesson.iter("look"):
            kind, place = look.get("at").split(":")
            if kind in known and place not in known[kind]:
                offences.append(f"{path}: there is no {kind} '{place}'")
    return offences


def lesson_of(body, title="T", belief="B"):
    return {f"resources/lessons/a{ENDING}":
            f"<lesson><title>{title}</title><belief>{belief}</belief>{body}</lesson>"}


def step(text):
    return f"<step><text>{text}</text></step>"


GOOD = lesson_of(step("The strength is called λ (lambda).") + step("λ " + "word " * 20 + "."))

PLACES = {"ui/figures/figures.def": "SL_ENTRY (layer_norms)\n",
          "ui/pages/pages.def": "SL_ENTRY (train)\n",
          "app/actions.c": '    {"play", play_cb},\n'}

taptest.run([
    ("/style/lessons/short-sentences", source.holds(short_sentences)),
    ("/style/lessons/short-sentences/can-fail", source.finds(short_sentences, [
        lesson_of(step("word " * 26 + ".")),
        lesson_of(step("Short. " + "word {1 + 1} " * 13 + ".")),
    ], GOOD)),
    ("/style/lessons/explained-symbols", source.holds(explained_symbols)),
    ("/style/lessons/explained-symbols/can-fail", source.finds(explained_symbols, [
        lesson_of(step("λ is large.") + step("The strength is λ.")),
        lesson_of(step("x"), belief="λ is all."),
        lesson_of("<step><text>x</text><formula>η · slope</formula></step>"),
    ], GOOD)),
    ("/style/lessons/pointing", source.holds(pointing)),
    ("/style/lessons/pointing/can-fail", source.finds(pointing, [
        {**PLACES, **lesson_of('<step><look at="figure:pie"/></step>')},
        {**PLACES, **lesson_of('<step><look at="action:reset"/></step>')},
    ], {**PLACES, **lesson_of('<step><look at="figure:layer-norms"/><look at="action:play"/>'
                              '<look at="control:lambda"/></step>')})),
    ("/style/lessons/claims-beside", source.holds(claims_beside)),
    ("/style/lessons/claims-beside/can-fail", source.finds(claims_beside, [
        lesson_of("<step><text>x</text><seen>{zeros(a)}</seen></step>"),
        lesson_of("<step><text>x</text><seen>{zeros(a)} {zeros(b)}</seen>"
                  "<claim>zeros(a) == 0</claim></step>"),
    ], lesson_of("<step><text>x</text><seen>{zeros(a)} {zeros(now)}</seen>"
                 "<claim>zeros(a, 1) == 0</claim></step>"))),
])
