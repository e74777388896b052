"""What a glossary's suggestion leaves out although the source says it beside the term: "first mayor" is no "mayor" where *primer* stands before *alcalde*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mtcheck.bilingual.bitext import WORD, Bitext
from mtcheck.bilingual.rendered import renders
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Finding, Span
from mtcheck.english.companions import PREPOSITIONS
from mtcheck.english.lemmas import akin, readings
from mtcheck.english.names import CLOSED
from mtcheck.weighing.guard import TIMES, VALUES

NEAR = 2
"""Words on each side of the term that are looked at."""
COUNTS = frozenset((*VALUES, *TIMES, "first"))
"""Words that no suggestion leaves out for another one."""
BREAK = lazy(r"[.,;:!?()\n]")


def without_losses(finding: Finding, place: Span, within: Span, bitext: Bitext) -> Finding | None:
    """Return the finding without the suggestions that drop a word which the source has right beside the term; None where no suggestion is left."""
    if not finding.suggestions or bitext.language is None:
        return finding
    language = bitext.language
    near = tuple(_beside(bitext.source, place, within))
    kept = tuple(one for one in finding.suggestions if not any(renders(word, other, language) for word in _lost(finding.text, one) for other in near))
    if kept == finding.suggestions:
        return finding
    return replace(finding, suggestions=kept) if kept else None


def _lost(text: str, suggestion: str) -> tuple[str, ...]:
    """Return the words with a meaning that a suggestion leaves out: all where it puts no other one in their place, else those that count."""
    own, other = (_content(one) for one in (text, suggestion))
    lost = tuple(word for word in own if not any(_same(word, there) for there in other))
    added = not other or any(not any(_same(there, word) for word in own) for there in other)
    return tuple(word for word in lost if word in COUNTS) if added else lost


def _content(text: str) -> tuple[str, ...]:
    words = (match.group().lower() for match in WORD.finditer(text))
    return tuple(word for word in words if word in COUNTS or (word not in CLOSED | PREPOSITIONS and len(word) > 1))


def _same(one: str, other: str) -> bool:
    return bool({one, *(r.base for r in readings(one))} & {other, *(r.base for r in readings(other))}) or akin(one, other)


def _beside(source: str, place: Span, within: Span) -> Iterator[str]:
    """Yield the words right before and behind a place, in lower case, as far as no sign parts them from it."""
    before = list(WORD.finditer(source, within.start, place.start))[-NEAR:]
    behind = list(WORD.finditer(source, place.end, within.end))[:NEAR]
    for match in before:
        if not BREAK.search(source, match.end(), place.start):
            yield match.group().lower()
    for match in behind:
        if not BREAK.search(source, place.end, match.start()):
            yield match.group().lower()
