"""A word that is missing: what a head finds that learned from right English out of which words were taken. Needs a scorer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="dropped-word",
    summary="A place where a word is missing",
    why="Systems and hasty editors drop words: a verb, the noun of a phrase, the preposition between two. No list knows which; a small model learned from right "
    "English out of which words were taken what the place looks like then.",
    category="Accuracy/Omission",
    severity=Severity.MAJOR,
    needs=frozenset({"scores"}),
    references=(
        "MQM: Omission",
        "Grundkiewicz et al. 2019, Neural Grammatical Error Correction Systems with Unsupervised Pre-training on Synthetic Data",
    ),
    bad=(
        Example("The company plans to its headquarters to Lyon by the end of the year.", "to its", source_lang="fr"),
        Example("The museum its doors to the public on Saturday morning.", "museum its", source_lang="de"),
        Example("The patients were to a hospital in Bologna by helicopter.", "were to", source_lang="it"),
        Example("The minister said that the would be signed on Friday.", "the would"),
    ),
    good=(
        Example("The council decided to build a new school next to the station.", source_lang="fr"),
        Example("Prices rose by three per cent in May, the office for statistics said on Monday.", source_lang="de"),
        Example("Asked about the delay, the spokeswoman declined to comment.", source_lang="es"),
        Example("The house they bought in the spring burned down; the one next to it did not.", source_lang="it"),
    ),
)
SEAM = re.compile(r"[.!?…;:()\n]")
"""Marks that end a sentence, or part of one."""
HALF = frozenset(";:()")
"""Those of them before which the mark may be what is wrong, and not a word."""
BIAS, ODDS, UNTOLD = -1.1, 0.75, -1.5
"""How sure a gap is: weights of its log-odds, and of a text that does not look like a machine's and of which nobody says that it is translated."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the places where a word is missing, each with the words on both sides of it; nothing where no scorer ran."""
    tags = context.scores.tags if context.scores else ()
    for at, tag in enumerate(tags):
        if tag.gap < 0 or (at and tags[at - 1].gap >= tag.gap) or any(near.gap > tag.gap for near in tags[at + 1 : at + 2]):
            continue
        confidence = 1 / (1 + math.exp(-(BIAS + ODDS * tag.gap + UNTOLD * (1 - context.machine))))
        before = tags[at - 1].span if at and not SEAM.search(context.text, tags[at - 1].span.end, tag.span.start) else tag.span
        seam = SEAM.search(context.text, tag.span.end, tags[at + 1].span.start if at + 1 < len(tags) else len(context.text))
        if seam and seam.group() in HALF:
            continue
        last = bool(seam) or at + 1 == len(tags)
        message = _message(before.of(context.text), tag.span.of(context.text), alone=before == tag.span, last=last)
        yield context.mark(RULE, before.start, tag.span.end, message, confidence=round(confidence, 2), gap=round(tag.gap, 2))


def _message(before: str, word: str, *, alone: bool, last: bool) -> str:
    if last:
        return f"A word is missing before or after “{word}”"
    return f"A word is missing before “{word}”" if alone else f"A word is missing between “{before}” and “{word}”"
