"""Which fixes of a reviewer may become suggestions, beyond what every suggestion must pass (``weighing.guard``).

A fix is another program's text, and the article may have told that program what to write. So it brings in no name that the article and its source do not
have, no link, no markup and no line of its own, and it is about as long as what it replaces.
"""

from __future__ import annotations

import re

from mtcheck.core.model import Span
from mtcheck.english import lexicon
from mtcheck.reviewer import Passage

ROOM = 40
"""Characters that a fix may be longer than twice what it replaces."""
FOREIGN = re.compile(r"[<>{}\[\]\\|`^~@#*_=]|:/|[^\W\d_]{2,}\.[^\W\d_]{2,}")
"""What prose has no need of: markup, addresses."""
WORD = re.compile(r"[^\W\d_][\w'’-]*")
MARKS = '“”„«»"'
SPACE = re.compile(r"\s+")


def fix_of(said: object, span: Span, passage: Passage) -> str | None:
    """Return a fix as it may be suggested for a place of the passage; None where it may not, or is none."""
    if not isinstance(said, str) or not _printable(said):
        return None
    fix, words = SPACE.sub(" ", said).strip(), span.of(passage.text)
    if not fix:
        return "" if _may_go(words) else None
    holds = len(fix) <= 2 * len(words) + ROOM and not FOREIGN.search(fix) and _marks(fix) == _marks(words)
    return fix if holds and _keeps_names(fix, span, passage) and _invents_none(fix, span, passage) else None


def _printable(text: str) -> bool:
    """Return whether a text is a single line without control characters and marks that turn its direction."""
    return all(char.isprintable() or char in "\u00a0\u202f" for char in text.strip())


def _may_go(words: str) -> bool:
    """Return whether words may be deleted on a reviewer's word: no name among them and no mark (``guard`` looks for numbers and negations)."""
    return words.replace(" ", "").replace("-", "").replace("'", "").isalpha() and words == words.lower()


def _marks(text: str) -> int:
    return sum(char in MARKS for char in text)


def _keeps_names(fix: str, span: Span, passage: Passage) -> bool:
    """Return whether all names of the replaced words are in the fix."""
    kept = {_bare(match[0]) for match in WORD.finditer(fix)}
    names = (match for match in WORD.finditer(passage.text, span.start, span.end) if match[0][0].isupper())
    return all(_bare(match[0]) in kept or (_begins(match.start(), passage.text) and lexicon.in_dictionary(match[0].lower())) for match in names)


def _invents_none(fix: str, span: Span, passage: Passage) -> bool:
    """Return whether the fix has no word with a capital that stands nowhere in what was sent, but for one that begins a sentence as the replaced one did."""
    there = {_bare(match[0]) for part in (passage.text, passage.before, passage.source) for match in WORD.finditer(part)}
    begins = _begins(span.start, passage.text)
    new = (match for match in WORD.finditer(fix) if match[0][0].isupper() and _bare(match[0]) not in there)
    return all(begins and match.start() == 0 and lexicon.in_dictionary(match[0].lower()) for match in new)


def _begins(offset: int, text: str) -> bool:
    """Return whether a sentence begins there."""
    head = text[:offset].rstrip(" \u00a0\"'“‘(«")
    return not head or head[-1] in ".!?:…”\n"


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
