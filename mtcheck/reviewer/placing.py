"""From the entries of an answer to remarks: only words that stand in the passage, at a place that is certain, are marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mtcheck.core.model import Span
from mtcheck.core.mqm import Severity
from mtcheck.core.text import levelled, places
from mtcheck.reviewer import Passage
from mtcheck.reviewer.answers import Entry
from mtcheck.reviewer.fixes import fix_of
from mtcheck.reviewer.prompt import CATEGORIES

LONGEST = 120
"""Characters that a remark covers at most: a whole sentence helps no editor."""
ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\t": " "})
"""Characters that models write in their plain form; each stays one."""
DIMENSIONS = {
    "accuracy": "mistranslation",
    "linguistic conventions": "grammar",
    "fluency": "grammar",
    "terminology": "wrong term",
    "style": "unidiomatic style",
}
"""What a model means that names a dimension of MQM alone."""
TELLING = 40
"""Characters of what stands before a place that are compared."""


class Placed(NamedTuple):
    """A remark without its confidence."""

    span: Span
    category: str
    severity: Severity
    fix: str | None


def placed(entries: Iterable[Entry], passage: Passage) -> tuple[Placed, ...]:
    """Return the remarks that the entries come to, in the order of the passage, none twice; what does not hold is left out."""
    found = {remark.span: remark for entry in entries if (remark := _placed(entry, passage))}
    return tuple(found[span] for span in sorted(found))


def _placed(entry: Entry, passage: Passage) -> Placed | None:
    category = _category(entry.get("category"))
    span = _span(entry, passage.text)
    if category is None or span is None:
        return None
    words, fix = span.of(passage.text), entry.get("fix")
    if isinstance(fix, str) and levelled(fix.translate(ALIKE)) == levelled(words.translate(ALIKE)):
        return None  # nothing would change
    return Placed(span, category, _severity(entry.get("severity")), fix_of(fix, span, passage))


def _span(entry: Entry, text: str) -> Span | None:
    """Return the one place of the passage that the entry can mean; None where there is none, or several."""
    words, before = entry.get("text"), entry.get("before")
    if not isinstance(words, str) or not 0 < len(words.strip()) <= LONGEST:
        return None
    plain, wanted = text.translate(ALIKE), words.strip().translate(ALIKE)
    spans = [span for at in places(plain, wanted) if _whole(span := Span(at, at + len(wanted)), plain)]
    if len(spans) > 1 and isinstance(before, str) and before.strip():
        end = levelled(before.translate(ALIKE))[-TELLING:]
        spans = [span for span in spans if levelled(plain[: span.start][-2 * TELLING :]).endswith(end)]
    return spans[0] if len(spans) == 1 else None


def _whole(span: Span, text: str) -> bool:
    """Return whether a place begins and ends at the edges of words."""
    return not any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (span.start, span.end))


def _category(said: object) -> str | None:
    """Return the MQM path that a model means; None where it means none that it may use."""
    parts = [part.strip().replace("_", " ").replace("-", " ") for part in said.lower().split("/")] if isinstance(said, str) else []
    names: Iterator[str] = (DIMENSIONS.get(part, part) for part in reversed(parts))
    return next((CATEGORIES[name] for name in names if name in CATEGORIES), None)


def _severity(said: object) -> Severity:
    grave = isinstance(said, str) and said.strip().lower() in {Severity.MAJOR, Severity.CRITICAL}
    return Severity.MAJOR if grave else Severity.MINOR
