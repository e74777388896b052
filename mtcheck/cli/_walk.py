"""``mtcheck fix --interactive``: one finding after the other, and what the editor decided about each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import click

from mtcheck.core.model import Document, DocumentReport, Finding, Span
from mtcheck.english import segment
from mtcheck.english.joining import joined
from mtcheck.reporters import terminal
from mtcheck.suppression.ignore_file import add_rows, row_of

HELP = """\
  a  accept the first suggestion        1-9  accept the suggestion of that number
  t  type what to write instead         s    leave it as it is
  i  leave it, and never report it again (asks why)
  q  stop here and keep what was decided
"""


class Decision(NamedTuple):
    """What an editor said about a finding: the text to write, None where it stays as it is."""

    document: Document
    finding: Finding
    text: str | None


class Walk:
    """Asks about each finding; ``decisions`` in the order of the asking. ``ignore`` is the file of findings that are ignored on purpose."""

    def __init__(self, ignore: Path) -> None:
        self.decisions: list[Decision] = []
        self.ignore = ignore
        self.over = False

    def choose(self, report: DocumentReport) -> Iterator[tuple[Finding, str]]:
        """Yield the findings to mend and what to write for them."""
        for finding, shown in terminal.shown(report):
            if self.over:
                return
            click.echo(shown, nl=False)
            text = self._answer(report, finding)
            if not self.over:
                self.decisions.append(Decision(report.document, finding, text))
            if text is not None:
                yield finding, text

    def _answer(self, report: DocumentReport, finding: Finding) -> str | None:
        """Return what to write for the finding; None leaves it."""
        keys = [*(["a"] if finding.suggestions else []), "t", "s", "i", "q", "?"]
        while True:
            try:
                key = click.prompt(f"[{'/'.join(keys)}]", default=keys[0] if finding.suggestions else "s", show_default=False).strip().lower()
            except click.Abort:
                key = "q"
            if key == "a" and finding.suggestions:
                return finding.suggestions[0]
            if key.isdecimal() and 1 <= int(key) <= len(finding.suggestions):
                return finding.suggestions[int(key) - 1]
            match key:
                case "t":
                    return str(click.prompt("write instead", default=finding.text))
                case "s":
                    return None
                case "i":
                    add_rows(self.ignore, [row_of(finding, report.document.path, self.ignore.parent, click.prompt("why"))])
                    return None
                case "q":
                    self.over = True
                    return None
            click.echo(HELP, nl=False)


def as_pairs(decisions: Iterable[Decision]) -> Iterator[str]:
    """Yield the decisions as lines that ``glossary learn`` reads: each sentence as it stood and as the editor left it."""
    for (document, sentence), group in groupby(decisions, key=lambda one: (one.document, _sentence(one.document, one.finding.span))):
        made = list(group)
        row = {"mt": sentence.of(document.text), "post_edit": _edited(document, sentence, made)}
        rules = [{"rule": one.finding.rule, "text": one.finding.text, "decision": "refused" if one.text is None else "accepted"} for one in made]
        yield json.dumps({**row, "path": document.path, "findings": rules}, ensure_ascii=False) + "\n"


def _sentence(document: Document, span: Span) -> Span:
    """Return the sentences that the span touches."""
    around = (paragraph for paragraph in segment.paragraphs(document.text) if paragraph.overlaps(span))
    touched = [one for paragraph in around for one in segment.sentences(document.text, paragraph) if one.overlaps(span)]
    return Span(min([span.start, *(one.start for one in touched)]), max([span.end, *(one.end for one in touched)]))


def _edited(document: Document, sentence: Span, decisions: Iterable[Decision]) -> str:
    text, end = sentence.of(document.text), sentence.end
    for one in sorted((one for one in decisions if one.text is not None), key=lambda one: -one.finding.span.start):
        span, new = joined(document.text, one.finding.span, one.text or "")
        if sentence.start <= span.start and span.end <= end:
            text = text[: span.start - sentence.start] + new + text[span.end - sentence.start :]
            end = span.start
    return " ".join(text.split())
