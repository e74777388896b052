"""Quotation marks that are no English ones, face the wrong way, stand twice or apart from their words, and speech that is opened or closed only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="quote-marks",
    summary="A quotation mark of the source language, the wrong one, or one that is missing",
    why="Marks of other languages came along with the text, and a quotation that was cut into segments lost its beginning or its end.",
    category="Locale conventions/Quotation mark type",
    severity=Severity.MINOR,
    references=("Unicode CLDR: delimiters", "Chicago Manual of Style: quotation marks"),
    bad=(
        Example("The minister spoke of « a turning point » for the country.", "« ", "“"),
        Example("The minister spoke of « a turning point » for the country.", " »", "”"),
        Example("She called it „a scandal“ on the radio.", "„", "“"),
        Example("She called it „a scandal“ on the radio.", "“", "”"),
        Example("“We take our promises seriously“, she said.", "“", "”"),
        Example("The lamp »Night Owl« needs no cable.", "»", "“"),
        Example("The lamp »Night Owl« needs no cable.", "«", "”"),
        Example('The club is " against the new stadium " and says so.', '" ', '"'),
        Example('The club is " against the new stadium " and says so.', ' "', '"'),
        Example("It was no “full veto.”. They went on.", ".”.", ".”"),
        Example("Mr Park said, ``The date is fixed.''", "``", "“"),
        Example('"It is late. »', " »", '"', "fr"),
        Example('« It is late. "', "« ", '"', "fr"),
        Example('"The bridge is safe.\n\nIt stays open. » She left.', " »", '"', "fr"),
        Example('The « list of "friends" of the mayor » is long.', " »", "”", "fr"),
        Example("The hall shows Mira Toll''s last film.", "''", "'"),
        Example('"The house is safe and nobody has to move, the mayor said.', ",", ',"', "fr"),
        Example('The mayor spoke on Monday.\n\nThe house is safe," she said.', "The", '"The', "fr"),
    ),
    good=(
        Example("The minister spoke of “a turning point” for the country."),
        Example("It is the 'finest' of her songs' recordings, he said."),
        Example('"The house is safe.\n\n"It stays open," the mayor said.\n\nHe bought a 12" single, and a 40" screen.'),
        Example("“The house is safe.\n\n“It stays open,” the mayor said. “Why,” he asked, “would you go?”"),
    ),
)
MARK = lazy(r"[“”„«»\"《》「」『』]|``|''")
OPENERS, CLOSERS = frozenset("“„«《「『") | {"``"}, frozenset("”»》」』")
NESTING = ("«", "„")
"""Marks of other languages inside which a straight one may open."""
FOREIGN = {"«": "“", "»": "”", "„": "“", "《": "“", "》": "”", "「": "“", "」": "”", "『": "“", "』": "”", "``": "“"}
OWNER = lazy(r"(?<=\w)''s\b")
SPACE = " \u00a0\u202f"
TWICE = lazy(r"(?<=[\w%)’'])(?:(?P<stop>[.!?])(?P<mark>[”\"])(?:\.| ?[”»]\.?)|(?P<alone>[”\"]) ?»(?P<after>\.?))(?=\s|$)", re.MULTILINE)
DOUBLED = lazy(r"““(?=\w)|””(?=\s|$)|(?<![\w.,!?\"]) ?\"\"(?=\w)", re.MULTILINE)
CLOSED_TWICE = tuple(first + second for first in '”"' for second in (".", "”", "»", " ”", " »"))
"""Of what TWICE finds one stands there; of what DOUBLED finds a mark stands twice."""
FIRST_WORD = lazy(r"[A-Z][\w’'-]*|I\b")
VERB = (
    "said says told tells added adds wrote writes explained explains asked asks insisted insists noted notes stated states declared declares argued argues warned warns "
    "admitted admits concluded concludes recalled recalls continued continues stressed stresses pointed points assured assures regretted regrets summed joked jokes"
).replace(" ", "|")
SAID = lazy(rf"\b(?:{VERB}|according|called|calls|dubbed)\b")
ATTRIBUTED = lazy(
    rf"(?P<mark>,) (?:(?:he|she|they|the \w+|[A-Z][\w’-]+(?: [A-Z][\w’-]+)*)(?: \w+ly)? (?:{VERB})|(?:{VERB}) (?:he|she|the \w+|(?:[A-Z][\w’.-]+ ?)+))\.?$"
)
SPEAKER = lazy(rf",? (?:(?:he|she|they|the \w+|[A-Z][\w’-]+(?: [A-Z][\w’-]+)*)(?: \w+ly)? )?(?:{VERB})\b")
SEGMENTS, SINGLE = 4, 1.4
"""Paragraphs of a text, and sentences in each of them, from and up to which on it is a text in segments."""
CUT = lazy(r"(?:…|\.\.\.)\]?$|^[*•–-] ", re.MULTILINE)
"""A teaser that is cut off, an item of a list."""
NEAR = 4
"""Paragraphs before one in which a speech may have begun."""


@dataclass(slots=True)
class _Speech:
    """What the marks of one paragraph do: where a quotation is open at its end, and where one is closed that none opened."""

    open_at: int | None = None
    unopened: list[int] = field(default_factory=list)
    marks: int = 0
    carried: str = ""
    """The mark that a paragraph before it left open."""


def find(context: Context) -> Iterator[Finding]:
    """Yield marks that are wrong wherever they stand, then the quotations that lack a beginning or an end."""
    if not MARK.search(context.text):
        return
    yield from _twice(context)
    speeches: list[_Speech] = []
    for paragraph in context.paragraphs:
        speech = _Speech(carried=_carried(context, speeches))
        yield from _walk(context, paragraph.start, paragraph.end, speech)
        speeches.append(speech)
    if not _segmented(context):
        yield from _unbalanced(context, speeches)


def _carried(context: Context, speeches: list[_Speech]) -> str:
    """Return the mark by which speech was opened in the last paragraph near that has any, and not closed there; "" for none."""
    last = next((speech for speech in reversed(speeches[-NEAR:]) if speech.marks), None)
    return context.text[last.open_at] if last and last.open_at is not None else ""


def _segmented(context: Context) -> bool:
    """Return whether nearly every sentence has a line of its own, so that speech goes on over many of them."""
    return len(context.paragraphs) >= SEGMENTS and len(context.sentences) < SINGLE * len(context.paragraphs)


def _twice(context: Context) -> Iterator[Finding]:
    text = context.text
    for match in TWICE.finditer(text) if any(marks in text for marks in CLOSED_TWICE) else ():
        stop, mark = match["stop"] or match["after"] or "", match["mark"] or match["alone"]
        fix = stop + ("”" if mark == "”" else '"')
        yield context.mark(RULE, *match.span(), "The quotation is closed twice", fix, confidence=0.9, tier="wrong", kind="twice")
    for match in DOUBLED.finditer(text) if any(mark * 2 in text for mark in '“”"') else ():
        yield context.mark(RULE, *match.span(), "The mark stands twice", match.group()[0], confidence=0.9, tier="wrong", kind="twice")


def _walk(context: Context, start: int, end: int, speech: _Speech) -> Iterator[Finding]:
    """Go through the marks of a paragraph: which opens, which closes; yield those that are wrong in themselves."""
    text = context.text
    outer: list[tuple[int, str]] = []
    opened = ""
    spaced: list[Finding] = []
    for match in MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at > start else "\n"
        after = text[match.end()] if match.end() < end else "\n"
        if mark == '"' and before.isdigit() and not opened:
            continue
        if mark == "''" and OWNER.match(text, at):
            yield context.mark(RULE, *match.span(), "One apostrophe shows the owner", "'", confidence=0.9, tier="wrong", kind="owner")
            continue
        speech.marks += 1
        role = _role(mark, opened, before, after)
        partner = opened or (speech.carried if speech.marks == 1 else "") if role == "closes" else _closer(text, match.end(), end)
        for finding in _wrong(context, match, mark, role, opened, partner, before, after):
            if finding.evidence["kind"] != "spaced" or mark != '"':
                yield finding
            elif role == "opens":
                spaced = [finding]
            else:
                yield from (*spaced, finding) if spaced else ()
        spaced = spaced if role == "opens" else []
        if role == "opens":
            outer = [*outer, (speech.open_at, opened)] if opened and speech.open_at is not None else []
            speech.open_at, opened = at, mark
        elif opened:
            speech.open_at, opened = outer.pop() if outer else (None, "")
        else:
            speech.unopened.append(at)


def _role(mark: str, opened: str, before: str, after: str) -> str:
    """Return whether a mark opens or closes: by its form, where that is the English one, by where it stands, and by what is open."""
    if mark == "''":
        return "closes" if opened or not before.isspace() else "opens"
    if mark == "“" and (opened or after in ".,;:!?\n"):
        return "closes" if opened == "„" or (not before.isspace() and not after.isalnum()) or after == "\n" else "opens"
    if mark in OPENERS:
        return "closes" if mark == "«" and opened == "»" else "opens"
    if mark in CLOSERS:
        return "opens" if mark in "”»" and not opened and (before.isspace() or before == "(") and after.isalnum() else "closes"
    if opened in NESTING and before.isspace() and after.isalnum():
        return "opens"  # a quotation in another one
    return "closes" if opened or (not before.isspace() and before not in "([—–-/" and not after.isalnum()) else "opens"


def _wrong(context: Context, match: re.Match[str], mark: str, role: str, opened: str, partner: str, before: str, after: str) -> Iterator[Finding]:
    """Yield a mark of another language, one that faces the wrong way, and a space between a mark and its words."""
    start, end = match.span()
    good = "“" if role == "opens" else "”"
    spaced = (role == "opens" and after in SPACE) or (role == "closes" and before in SPACE and bool(partner))
    if mark in FOREIGN or mark == "''":
        start, end = start - (spaced and role == "closes"), end + (spaced and role == "opens")
        tier = "hint" if mark == "''" else "wrong"  # typewriters wrote two apostrophes
        fix = '"' if partner == '"' else good
        yield context.mark(RULE, start, end, f"English {role} a quotation with {fix}", fix, confidence=0.9, tier=tier, kind="foreign")
    elif mark in "“”" and mark != good:
        message = "The mark faces the wrong way" if opened != "„" else f"English closes a quotation with {good}"
        yield context.mark(RULE, start, end, message, good, confidence=0.9, tier="wrong", kind="turned")
    elif spaced and (mark != '"' or (_apart(before) and (_apart(after) or after in ",.;:!?"))):
        start, end = (start, end + 1) if role == "opens" else (start - 1, end)
        yield context.mark(
            RULE, start, end, "No space belongs between a quotation mark and its words", mark, confidence=0.8, tier="odd", kind="spaced"
        )


def _closer(text: str, at: int, end: int) -> str:
    """Return the next mark of a paragraph, if it is a straight one that by its place closes what was opened before; "" for any other."""
    match = MARK.search(text, at, end)
    closes = match and match.group() == '"' and not (text[match.start() - 1].isspace() and text[match.end() : match.end() + 1].isalnum())
    return '"' if closes else ""


def _apart(char: str) -> bool:
    return char in SPACE + "\n"


def _unbalanced(context: Context, speeches: list[_Speech]) -> Iterator[Finding]:
    """Yield speech that is closed and never opened, or opened and never closed, as far as the paragraphs near it tell."""
    for at, (paragraph, speech) in enumerate(zip(context.paragraphs, speeches, strict=True)):
        if speech.unopened and speech.marks == 1 and not any(before.open_at is not None for before in speeches[max(0, at - NEAR) : at]):
            yield from _unopened(context, paragraph, speech.unopened[0])
        elif speech.open_at is not None and not CUT.search(context.text, paragraph.start, paragraph.end) and not _goes_on(context, speeches, at):
            yield from _unclosed(context, paragraph, speech.open_at)


def _goes_on(context: Context, speeches: list[_Speech], at: int) -> bool:
    """Return whether a later paragraph closes the speech, or opens it anew as English does."""
    for paragraph, speech in list(zip(context.paragraphs, speeches, strict=True))[at + 1 : at + 1 + NEAR]:
        if speech.marks:
            return bool(speech.unopened) or MARK.match(context.text, paragraph.start) is not None
    return False


def _unclosed(context: Context, paragraph: Span, mark: int) -> Iterator[Finding]:
    """Yield where a speech must end whose speaker is named after it, else the mark that opens it."""
    sign = '"' if context.text[mark] == '"' else "”"
    message = "This speech is opened and never closed"
    if said := ATTRIBUTED.search(context.text, mark, paragraph.end):
        yield context.mark(RULE, *said.span("mark"), message, "," + sign, confidence=0.65, tier="hint", kind="unclosed")
    elif len(context.paragraphs) > 1:  # a single one may be cut out of a longer speech
        yield context.mark(RULE, mark, mark + 1, message, confidence=0.65, tier="hint", kind="unclosed")


def _unopened(context: Context, paragraph: Span, mark: int) -> Iterator[Finding]:
    """Yield the first word of a paragraph that is speech up to its only mark, where somebody is named who said it."""
    text = context.text
    word = FIRST_WORD.match(text, paragraph.start)
    if word and text[mark - 1] in ",.!?…" and SPEAKER.match(text, mark + 1) and not SAID.search(text, paragraph.start, mark):
        sign = '"' if text[mark] == '"' else "“"
        message = "This speech is closed and never opened"
        yield context.mark(RULE, paragraph.start, word.end(), message, sign + word.group(), confidence=0.65, tier="hint", kind="unopened")
