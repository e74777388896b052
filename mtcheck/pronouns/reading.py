"""Gendered pronouns that stand for no person: weighs ``mtcheck.pronouns.cues`` in reading order, pronoun by pronoun."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.context import Context
from mtcheck.core.model import Finding, Rule
from mtcheck.core.text import places
from mtcheck.pronouns.antecedents import GENDERED, Pronoun, Scene
from mtcheck.pronouns.clubs import AGREEING
from mtcheck.pronouns.cues import Reading, read
from mtcheck.pronouns.weights import GENDERLESS, KNOWN, OPEN, WEIGHTS

if TYPE_CHECKING:
    from mtcheck.pronouns.source_reading import SourceReader

NO_GENDER = frozenset("zh ja ko vi th id ms tr az kk uz fi et hu fa ka hy bn".split())
"""Languages that tell no nouns apart by gender: their systems have less reason to make persons of things."""
LIKELY = 0.25
"""Probability from which a reading is worth passing on."""
EVEN_ODDS = 0.5
"""Probability from which a pronoun is held to stand for no person."""
DOUBT = 0.2
"""Log-odds that a reading is worth less where a source can be asked as well: of two readings the likelier counts."""
NEUTRAL = {"subject": "it", "object": "it", "possessive": "its", "absolute": "its", "reflexive": "itself"}
PLURAL = {"subject": "they", "object": "them", "possessive": "their", "absolute": "theirs", "reflexive": "themselves"}

EMPHATIC = frozenset({"source:itself", "source:reflexive:f", "source:reflexive:m", "source:reflexive:any"})
EVEN = re.compile(r"\s?[-–]\s?(?:even|same)\b")
"""What word-by-word systems make of the second half of "elle-même"."""


class Judged(NamedTuple):
    """A reading with the probability (0..1) that the pronoun stands for its antecedent."""

    reading: Reading
    probability: float


def judged(context: Context) -> tuple[Judged, ...]:
    """Return the pronouns of a document that may stand for no person; none where a text has no gendered pronoun."""
    return () if GENDERED.isdisjoint(context.small) else _judged(context)


@lru_cache(maxsize=2)
def _judged(context: Context) -> tuple[Judged, ...]:
    scene = Scene(context)
    prior = (GENDERLESS if context.source_lang in NO_GENDER else KNOWN) if context.source_lang else OPEN
    earlier: list[tuple[Pronoun, bool]] = []
    found = []
    sources = _sources(context)
    prior -= DOUBT if sources else 0.0
    for pronoun in scene.pronouns():
        readings = [_beside_source(context, sources, read(scene, pronoun, earlier)), sources.read(scene, pronoun, earlier) if sources else None]
        probability, reading = max(((_probability(one, prior), one) for one in readings if one), key=lambda pair: pair[0], default=(0.0, None))
        earlier.append((pronoun, probability >= EVEN_ODDS))
        if reading and probability >= LIKELY:
            found.append(Judged(reading, probability))
    return tuple(found)


def _sources(context: Context) -> SourceReader | None:
    """Return the reader of the source's pronouns; None where there is no source or nothing is known of its pronouns."""
    if context.document.source is None or context.bitext.unrelated or not context.bitext.language or not context.bitext.language.reference:
        return None
    from mtcheck.pronouns.source_reading import SourceReader

    return SourceReader(context, context.bitext.language.reference)


def _beside_source(context: Context, sources: SourceReader | None, reading: Reading | None) -> Reading | None:
    """Return the reading with what the source says of it: its gender agrees with the pronoun's or not. Possessives show no owner's gender."""
    if reading is None or context.document.source is None:
        return reading
    if sources and (doubt := sources.doubt(reading)):
        return reading._replace(cues=(*reading.cues, doubt))
    if reading.pronoun.form in {"possessive", "absolute"}:
        return reading
    from mtcheck.pronouns.gender import agreement

    said = agreement(context.bitext, reading.pronoun.start, reading.antecedent.head, reading.pronoun.gender)
    return reading._replace(cues=(*reading.cues, f"source:{said}:{reading.pronoun.gender}")) if said else reading


def _probability(reading: Reading, prior: float) -> float:
    return 1 / (1 + math.exp(-(prior + sum(WEIGHTS.get(cue, 0.0) for cue in reading.cues))))


def findings(context: Context, rule: Rule, sorts: frozenset[str]) -> Iterator[Finding]:
    """Yield the findings of a rule: the pronouns whose antecedent is of one of the sorts.

    Nothing is suggested below even odds, as where another pronoun of theirs in the sentence would stay as it is ("It ... her party").
    """
    plural: dict[str, bool] = {}
    for one in _together(judged(context)):
        reading = one.reading
        if reading.sort in sorts:
            pronoun, antecedent = reading.pronoun, reading.antecedent
            end, form = _extent(context.text, reading)
            if antecedent.text not in plural:
                plural[antecedent.text] = _is_plural(context.text, antecedent.text)
            options = [NEUTRAL] if not antecedent.text else [PLURAL, NEUTRAL] if plural[antecedent.text] else [NEUTRAL, PLURAL]
            suggestions = tuple(_cased(context.text[pronoun.start], forms[form]) for forms in options if one.probability >= EVEN_ODDS)
            evidence: dict[str, Any] = {"antecedent": antecedent.text, "sort": reading.sort, "cues": reading.cues}
            message = _message(context.text[pronoun.start : pronoun.end], antecedent.text)
            yield context.mark(
                rule, pronoun.start, end, message, *suggestions, confidence=round(one.probability, 2), source=reading.there, **evidence
            )


def _together(found: Sequence[Judged]) -> list[Judged]:
    """Return the pronouns, each as sure as the least sure one of its gender and antecedent in the sentence: one is mended with all."""
    least: dict[tuple[int, str, str], float] = {}
    for one in found:
        least[_group(one)] = min(one.probability, least.get(_group(one), 1.0))
    return [one._replace(probability=min(one.probability, least[_group(one)])) for one in found]


def _group(one: Judged) -> tuple[int, str, str]:
    return one.reading.pronoun.sentence, one.reading.pronoun.gender, one.reading.antecedent.text


def _extent(text: str, reading: Reading) -> tuple[int, str]:
    """Return where what is to be replaced ends, and the form of its replacement: "her - even" for an emphatic pronoun of the source is one word."""
    pronoun = reading.pronoun
    if not EMPHATIC.intersection(reading.cues):
        return pronoun.end, pronoun.form
    even = EVEN.match(text, pronoun.end)
    return (even.end() if even else pronoun.end), "reflexive"


def _message(word: str, antecedent: str) -> str:
    if not antecedent:
        return f"“{word}” renders a pronoun of the source that stands for no person"
    return f"“{word}” seems to stand for “{antecedent}”, which is no person"


def _is_plural(text: str, name: str) -> bool:
    """Return whether the text itself treats the antecedent as many ("the police were")."""
    many = re.compile(rf"\b{re.escape(name)}\s+(?:{'|'.join(sorted(AGREEING))})\b")
    return any(many.match(text, at) for at in places(text, name))


def _cased(first: str, word: str) -> str:
    return word.capitalize() if first.isupper() else word
