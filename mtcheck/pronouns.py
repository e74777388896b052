"""Gendered pronouns that stand for no person: weighs ``mtcheck.cues`` in reading order, pronoun by pronoun."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from mtcheck.antecedents import PRONOUN, Pronoun, Scene
from mtcheck.context import Context
from mtcheck.cues import Reading, read
from mtcheck.model import Finding, Rule
from mtcheck.pronoun_weights import GENDERLESS, KNOWN, OPEN, WEIGHTS

NO_GENDER = frozenset("zh ja ko vi th id ms tr az kk uz fi et hu fa ka hy bn".split())
"""Languages that tell no nouns apart by gender: their systems have less reason to make persons of things."""
LIKELY = 0.25
"""Probability from which a reading is worth passing on."""
NEUTRAL = {"subject": "it", "object": "it", "possessive": "its", "absolute": "its", "reflexive": "itself"}
PLURAL = {"subject": "they", "object": "them", "possessive": "their", "absolute": "theirs", "reflexive": "themselves"}


class Judged(NamedTuple):
    """A reading with the probability (0..1) that the pronoun stands for its antecedent."""

    reading: Reading
    probability: float


def judged(context: Context) -> tuple[Judged, ...]:
    """Return the pronouns of a document that may stand for no person; none where a text has no gendered pronoun."""
    return _judged(context) if PRONOUN.search(context.text) else ()


@lru_cache(maxsize=2)
def _judged(context: Context) -> tuple[Judged, ...]:
    scene = Scene(context)
    prior = (GENDERLESS if context.source_lang in NO_GENDER else KNOWN) if context.source_lang else OPEN
    earlier: list[tuple[Pronoun, bool]] = []
    found = []
    for pronoun in scene.pronouns():
        reading = _beside_source(context, read(scene, pronoun, earlier))
        probability = _probability(reading, prior) if reading else 0.0
        earlier.append((pronoun, probability >= 0.5))
        if reading and probability >= LIKELY:
            found.append(Judged(reading, probability))
    return tuple(found)


def _beside_source(context: Context, reading: Reading | None) -> Reading | None:
    """Return the reading with what the source says of it: its gender agrees with the pronoun's or not. Possessives show no owner's gender."""
    if reading is None or context.document.source is None or reading.pronoun.form in {"possessive", "absolute"}:
        return reading
    from mtcheck.gender import agreement

    said = agreement(context.bitext, reading.pronoun.start, reading.antecedent.head, reading.pronoun.gender)
    return reading._replace(cues=(*reading.cues, f"source:{said}:{reading.pronoun.gender}")) if said else reading


def _probability(reading: Reading, prior: float) -> float:
    return 1 / (1 + math.exp(-(prior + sum(WEIGHTS.get(cue, 0.0) for cue in reading.cues))))


def findings(context: Context, rule: Rule, sorts: frozenset[str]) -> Iterator[Finding]:
    """Yield the findings of a rule: the pronouns whose antecedent is of one of the sorts."""
    for one in judged(context):
        reading = one.reading
        if reading.sort in sorts:
            pronoun, antecedent = reading.pronoun, reading.antecedent
            options = [PLURAL, NEUTRAL] if _is_plural(context.text, antecedent.text) else [NEUTRAL, PLURAL]
            suggestions = tuple(_cased(context.text[pronoun.start], forms[pronoun.form]) for forms in options)
            message = f"“{context.text[pronoun.start : pronoun.end]}” seems to stand for “{antecedent.text}”, which is no person"
            evidence: dict[str, Any] = {"antecedent": antecedent.text, "sort": reading.sort, "cues": reading.cues}
            yield context.mark(rule, pronoun.start, pronoun.end, message, *suggestions, confidence=round(one.probability, 2), **evidence)


def _is_plural(text: str, name: str) -> bool:
    """Return whether the text itself treats the antecedent as many ("the police were")."""
    return re.search(rf"\b{re.escape(name)}\s+(?:are|were|have)\b", text) is not None


def _cased(first: str, word: str) -> str:
    return word.capitalize() if first.isupper() else word
