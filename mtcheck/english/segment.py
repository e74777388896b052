"""Paragraphs, sentences and words of a text, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.core.lazy import lazy
from mtcheck.core.model import Span

PARAGRAPH = re.compile(r"[^\s][^\n\r]*")
TITLE = lazy(r"(?:^|[\s(«“\"'’])(?:M|MM|Mme|Mmes|Mlle|Mlles|Mgr|Pr|Col|Gén|Gen|Lt|Cdt|Cap|Sgt|Maj|Mr|Mrs|Ms|Dr|Prof)\.$")
"""A title before a name, which the splitter takes for an end (those that languages with sentences ending in one letter hardly use)."""
SHORTENED = lazy(
    r"(?:^|[\s(«“\"'’])(?:R[ée]p(?:ub)?|Univ|Gouv|D[ée]p(?:to)?|Dpto|Abg|S[ée]n|F[ée]d|bd|boul|av|Av|Bd|Boul|env|респ|обл|им|пос|просп)\.$"
)
"""A word of another language that a full stop cuts short before a name, or before an adjective ("la Rép. tchèque")."""
LONGEST_SHORTENED = len("(Republ.")
LONGEST_TITLE = len("(Mlles.")
LETTERS = lazy(r"(?:^|[\s(«“\"'’])(?:[^\W\d_]{1,2}\.\s?|à ){1,4}[^\W\d_]{1,2}\.$")
"""Letters with full stops in a row, which end no sentence before a small letter ("S. a.r.l. de", "S. p. A. di")."""
LONGEST_LETTERS = len("(i. d. g. R. m.")
HALF_DAYS = ("a.m.", "p.m.")
DAY_OR_ZONE = lazy(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!['’&]|,? (?:i?s|was|will|would|has|had|saw|marks|marked|brings|brought|began|begins)\b)"
    r"|(?:Eastern|Central|Mountain|Pacific|Greenwich|Moscow|Beijing|Tokyo|London|Paris) (?:\w+ )?[Tt]ime)\b"
)
"""What goes on after "at 6:30 a.m.", which the splitter takes for an end before a capital: a day that is no subject, or whose time it is."""
AHEAD = 40
"""Characters that are looked at behind an end."""
ORDINAL = lazy(r"\b\d+\.$")
ORDINAL_LANGUAGES = frozenset({"cs", "de", "pl"})
"""Languages that write ordinals with a full stop ("am 3. Juli")."""
SHORT_ORDINAL = 4
"""Characters of an ordinal with its full stop; longer ones are years, which end sentences."""
LONGEST = 4000
"""Code points of the longest sentence; what goes on without an end beyond it (a transcript, a list) is cut at a space."""
WORD = re.compile(r"[^\W\d_]+")
"""A run of letters: the unit of the lexicon ("couldn't" holds two)."""


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the lines that are not blank, without the white space around them."""
    for match in PARAGRAPH.finditer(text):
        line = match.group()
        yield Span(match.start(), match.start() + len(line.rstrip()))


def sentences(text: str, paragraph: Span, language: str = "en") -> Iterator[Span]:
    """Yield the sentences of a paragraph, without the white space around them (splitter: sentencex; ``language`` is an ISO 639-1 code)."""
    line = paragraph.of(text)
    start = 0
    for end in _ends(line, language):
        piece = line[start:end]
        kept = piece.strip()
        if _goes_on(kept, line[end : end + AHEAD].lstrip(), language):
            continue
        if kept:
            begin = paragraph.start + start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(kept))
        start = end


def _ends(line: str, language: str) -> Iterator[int]:
    """Yield where the splitter ends a sentence. It gets a long paragraph part by part: it and much that looks at a sentence cost its length squared."""
    import sentencex

    start = 0
    while start < len(line):
        window = line[start : start + LONGEST]
        ends = [start + boundary["end_index"] for boundary in sentencex.get_sentence_boundaries(language, window)]
        if start + LONGEST < len(line):  # the last sentence may go on
            ends = ends[:-1] or [start + (window.rfind(" ") + 1 or LONGEST)]
        yield from ends
        start = ends[-1] if ends else len(line)


def _goes_on(piece: str, rest: str, language: str) -> bool:
    """Return whether what was split off ends in a title, letters of a company form, an ordinal or "a.m." before a day, and the sentence goes on."""
    if not rest or not piece.endswith("."):
        return False
    if language == "en" and piece.endswith(HALF_DAYS):
        return DAY_OR_ZONE.match(rest) is not None
    if language != "en" and rest[0].islower() and LETTERS.search(piece, max(0, len(piece) - LONGEST_LETTERS)):
        return True
    if language != "en" and SHORTENED.search(piece, max(0, len(piece) - LONGEST_SHORTENED)):
        return True
    ordinal = ORDINAL.search(piece) if piece[-2:-1].isdigit() else None
    return TITLE.search(piece, max(0, len(piece) - LONGEST_TITLE)) is not None or bool(
        ordinal and (rest[0].islower() or (language in ORDINAL_LANGUAGES and len(ordinal.group()) <= SHORT_ORDINAL))
    )
