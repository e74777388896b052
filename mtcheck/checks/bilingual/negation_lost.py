"""A "not" on one side only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.bitext import Linked
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.languages.language import Language, language

RULE = Rule(
    id="negation-lost",
    summary="A negation that only one side has",
    why="A lost or added “not” turns the statement round, and the English reads well all the same.",
    category="Accuracy/Mistranslation",
    severity=Severity.CRITICAL,
    needs=frozenset({"source"}),
    references=("MQM: Mistranslation", "Fancellu and Webber 2015, Translating negation: a manual error analysis"),
    bad=(
        Example("The minister did not confirm the figures.", "not", None, "fr", "Le ministre a confirmé les chiffres."),
        Example("The committee accepted the offer.", "The committee accepted the offer.", None, "es", "El comité no aceptó la oferta."),
        Example("The court will never hear the case.", "never", None, "de", "Das Gericht wird den Fall verhandeln."),
    ),
    good=(
        Example("The minister refused to confirm the figures.", None, None, "fr", "Le ministre n'a pas confirmé les chiffres."),
        Example("He is not only a singer but also a painter.", None, None, "es", "Además de cantante es pintor."),
        Example("The bridge is unsafe.", None, None, "de", "Die Brücke ist nicht sicher."),
    ),
)
SURE, FAIR = 0.8, 0.6
SHORTEST = 3
"""Words of a sentence from which on it says enough to be judged."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the negations of the target without any in the source, and sentences that lost the only one of theirs."""
    english, other = language("en"), context.bitext.language
    if english is None or other is None:
        return
    for pair in context.bitext.linked:
        if finding := _in_pair(context, pair, english, other):
            yield finding


def _in_pair(context: Context, pair: Linked, english: Language, other: Language) -> Finding | None:
    here, there = pair.target.of(context.text), pair.source.of(context.bitext.source)
    if len(here.split()) < SHORTEST:
        return None
    strength = min(1.0, 0.75 + pair.strength)
    added = english.strong_negation.search(_without(english.half_negation, here))
    if added and not other.negation.search(there):
        start = pair.target.start + added.start()
        message = "Nothing in the source sentence is negated"
        return context.mark(RULE, start, start + len(added.group()), message, confidence=round(SURE * strength, 2), source=pair.source, side="target")
    lost = other.strong_negation.search(_without(other.half_negation, there))
    if lost and not english.negation.search(here):
        source = Span(pair.source.start + lost.start(), pair.source.start + lost.end())
        message = f"The source negates it (“{lost.group()}”)"
        return context.mark(RULE, pair.target.start, pair.target.end, message, confidence=round(FAIR * strength, 2), source=source, side="source")
    return None


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with what only looks like a negation ("not only") blanked out, of the same length."""
    return pattern.sub(lambda match: " " * len(match.group()), text)
