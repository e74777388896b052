"""Comments in Markdown and HTML that leave findings out: of a stretch, of a line, of the file.

``<!-- mtcheck-disable RULE, RULE until YYYY-MM-DD: reason -->`` ... ``<!-- mtcheck-enable RULE -->``; ``mtcheck-disable-line``,
``mtcheck-disable-next-line`` and ``mtcheck-disable-file``. Without a rule all are meant; date and reason may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Document, Failure, Finding, Span
from mtcheck.core.text import Lines
from mtcheck.suppression.ignore_file import date

COMMENT = lazy(r"<!--\s*mtcheck-([\w-]*)(?=[\s:]|-->)(.*?)-->", re.DOTALL)
SAID = lazy(r"(?P<rules>[^:]*?)(?:\buntil\s+(?P<until>\S+?))?\s*(?::.*)?", re.DOTALL)
WORDS = ("disable", "disable-line", "disable-next-line", "disable-file", "enable")


class Said(NamedTuple):
    """What a comment says: its word, the rules it names (none: all), the last day ("": for ever), where it stands in the file, and its line."""

    word: str
    rules: frozenset[str]
    until: str
    span: Span
    line: int


@dataclass
class Stretch:
    """A stretch of the file in which findings of some rules are left out; ``ends`` are rules for which it ended earlier."""

    said: Said
    start: int
    end: int
    ends: dict[str, int] = field(default_factory=dict)

    def covers(self, finding: Finding, place: int) -> bool:
        """Return whether a finding that begins at a place of the file is left out."""
        wanted = not self.said.rules or finding.rule in self.said.rules
        return wanted and self.start <= place < self.ends.get(finding.rule, self.end)


def read_comments(document: Document, rules: Collection[str]) -> tuple[list[Said], list[Failure]]:
    """Return what the comments of a document say, in order, and a failure for each that cannot be followed."""
    said, failures = [], []
    raw, lines = document.raw, None
    for span in document.comments:
        if not (found := COMMENT.match(raw, span.start, span.end)):
            continue
        lines = lines or Lines(raw)
        where = lines.position(span.start)[0]
        try:
            said.append(_said(found, span, where, document.path, rules))
        except ConfigError as error:
            failures.append(Failure(f"{document.path}:{where}", f"{error.what}; {error.hint}"))
    return said, failures


def _said(found: re.Match[str], span: Span, line: int, path: str, rules: Collection[str]) -> Said:
    where, word = f"{path}:{line}", found[1]
    if word not in WORDS:
        known = [f"mtcheck-{one}" for one in WORDS]
        raise ConfigError(f"no comment `mtcheck-{word}`", where, nearest(f"mtcheck-{word}", known, f"there are {', '.join(known)}"))
    parts = SAID.fullmatch(found[2].strip())
    assert parts is not None  # every text has these parts, perhaps empty
    named = parts["rules"].replace(",", " ").split()
    for rule in named:
        if rule not in rules:
            raise ConfigError(f"no rule {rule!r}", where, nearest(rule, rules, "write `mtcheck-disable RULE: reason`"))
    return Said(word, frozenset(named), date(parts["until"], where) if parts["until"] else "", span, line)


def stretches(document: Document, said: Iterable[Said]) -> tuple[list[Stretch], list[Said]]:
    """Return the stretches that the comments leave out, and the comments that enable what none disabled."""
    raw = document.raw
    found: list[Stretch] = []
    idle: list[Said] = []
    for one in said:
        if one.word == "enable":
            if not _ended(found, one):
                idle.append(one)
        else:
            found.append(Stretch(one, *_reach(one, raw, document.path)))
    return found, idle


def _ended(found: Iterable[Stretch], enable: Said) -> bool:
    """End the open stretches that a comment is about; return whether there are any."""
    at, ended = enable.span.start, False
    for stretch in found:
        if stretch.said.word != "disable" or stretch.end <= at:
            continue
        if not enable.rules or (stretch.said.rules and stretch.said.rules <= enable.rules | stretch.ends.keys()):
            stretch.end, ended = at, True
        elif shared := enable.rules & stretch.said.rules if stretch.said.rules else enable.rules:
            stretch.ends.update((rule, at) for rule in shared if rule not in stretch.ends)
            ended = True
    return ended


def _reach(said: Said, raw: str, path: str) -> tuple[int, int]:
    """Return where what a comment disables begins and ends in the file; the next line is the next one that is not blank."""
    if said.word == "disable-file":
        return 0, len(raw) + 1
    if said.word == "disable":
        return said.span.end, len(raw) + 1
    lines = Lines(raw)
    line = lines.position(said.span.end)[0]
    if said.word == "disable-line":
        return lines.span(said.line).start, lines.span(line).end
    following = (lines.span(n) for n in range(line + 1, len(lines.starts) + 1))
    span = next((span for span in following if span.of(raw).strip()), Span(len(raw), len(raw)))
    return span.start, span.end
