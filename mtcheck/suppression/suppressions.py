"""All that leaves findings of a document out on purpose, and what of it does nothing any more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mtcheck.core.model import Document, DocumentReport, Failure, Finding
from mtcheck.core.mqm import quality_score
from mtcheck.suppression.places import concerns, relative

if TYPE_CHECKING:
    from mtcheck.suppression.comments import Stretch
    from mtcheck.suppression.ignore_file import Entry


@dataclass(frozen=True)
class Suppressions:
    """The entries of a list and the comments of documents, as they hold on a day.

    ``folder`` is what the entries' files count from, ``rules`` what comments may name, ``today`` an ISO 8601 date ("": nothing has expired).
    """

    entries: tuple[Entry, ...] = ()
    folder: Path = Path()
    rules: Collection[str] = frozenset()
    today: str = ""

    def applied(self, report: DocumentReport) -> DocumentReport:
        """Return the report with what is left out on purpose kept apart, and the score of the rest."""
        every = report.document.in_order((*report.findings, *report.suppressed)) if report.suppressed else report.findings
        left_out = self._left_out(report.document, every)
        if not left_out and not report.suppressed:
            return report
        kept = tuple(finding for at, finding in enumerate(every) if at not in left_out)
        apart = tuple(finding for at, finding in enumerate(every) if at in left_out)
        score = round(quality_score((finding.severity for finding in kept), report.words), 1)
        return replace(report, findings=kept, suppressed=apart, score=score)

    def mistakes(self, document: Document) -> list[Failure]:
        """Return a failure for each comment of the document that cannot be followed."""
        if not document.comments:
            return []
        from mtcheck.suppression.comments import read_comments

        return read_comments(document, self.rules)[1]

    def _left_out(self, document: Document, findings: tuple[Finding, ...]) -> set[int]:
        if not findings:
            return set()
        by_entry = self.by_entry(document, findings)
        return set(by_entry) | set(self.by_comment(document, findings)[0])

    def by_entry(self, document: Document, findings: tuple[Finding, ...]) -> dict[int, Entry]:
        """Return index of a finding -> the entry that leaves it out."""
        if not self.active:
            return {}
        from mtcheck.suppression.ignore_file import covers
        from mtcheck.suppression.matching import Key, matched

        name = relative(document.path, self.folder)
        entries = [entry for entry in self.active if concerns(entry.file, name)]
        exact = [entry for entry in entries if entry.context]
        keys = [Key(entry.rule, entry.context) for entry in exact]
        found = {at: exact[entry] for at, entry in matched([Key(one.rule, one.context) for one in findings], keys).items()}
        for entry in entries:
            if not entry.context:
                found |= {at: entry for at, finding in enumerate(findings) if at not in found and covers(entry, finding)}
        return found

    def by_comment(self, document: Document, findings: tuple[Finding, ...]) -> tuple[dict[int, list[Stretch]], list[Stretch]]:
        """Return index of a finding -> the stretches that leave it out, and all stretches in force."""
        if not document.comments:
            return {}, []
        from mtcheck.suppression.comments import read_comments, stretches

        every, _ = stretches(document, read_comments(document, self.rules)[0])
        current = [one for one in every if not one.said.until or one.said.until >= self.today]
        places = ((at, finding, document.in_file(finding.span).start) for at, finding in enumerate(findings))
        found = {at: by for at, finding, place in places if (by := [one for one in current if one.covers(finding, place)])}
        return found, current

    @cached_property
    def active(self) -> tuple[Entry, ...]:
        """The entries that have not expired."""
        return tuple(entry for entry in self.entries if not entry.expiry or entry.expiry >= self.today)


Runs = Callable[[str, Document], bool]
"""Whether a rule could find something in a document: it is wanted, and what it needs is there."""


@dataclass
class Usage:
    """Which suppressions did something in a run; what could not have done anything in it is not complained of."""

    suppressions: Suppressions
    runs: Runs
    concerned: set[Entry] = field(default_factory=set)
    used: set[Entry] = field(default_factory=set)

    def watch(self, report: DocumentReport) -> Iterator[str]:
        """Take note of a report; yield a line for each of its comments that does nothing."""
        document, name = report.document, relative(report.document.path, self.suppressions.folder)
        waiting = (entry for entry in self.suppressions.active if entry not in self.concerned and concerns(entry.file, name))
        self.concerned.update(entry for entry in waiting if self.runs(entry.rule, document))
        self.used.update(self.suppressions.by_entry(document, report.suppressed).values())
        if document.comments:
            yield from self._idle(report)

    def _idle(self, report: DocumentReport) -> Iterator[str]:
        from mtcheck.suppression.comments import read_comments, stretches

        document, today = report.document, self.suppressions.today
        every, enabling = stretches(document, read_comments(document, self.suppressions.rules)[0])
        used = {one.said for by in self.suppressions.by_comment(document, report.suppressed)[0].values() for one in by}
        for said in (*(one.said for one in every), *enabling):
            what = f"{document.path}:{said.line}: this comment `mtcheck-{said.word}`"
            if said in enabling:
                yield f"{what} enables what no comment disabled; delete it"
            elif said.until and said.until < today:
                yield f"{what} expired on {said.until}; delete it, or give it another date"
            elif said not in used and (not said.rules or any(self.runs(rule, document) for rule in said.rules)):
                yield f"{what} leaves nothing out any more; delete it"

    def unused(self) -> Iterator[str]:
        """Yield a line for each entry that expired or that no finding matched."""
        for entry in self.suppressions.entries:
            what = f"{entry.where}: this suppression of {entry.rule}"
            if entry.expiry and entry.expiry < self.suppressions.today:
                yield f"{what} expired on {entry.expiry}; delete the line, or give it another date"
            elif entry in self.concerned and entry not in self.used:
                older = (
                    ""
                    if entry.file or entry.words
                    else " (hashes of earlier versions stood for other words: where the finding is still there, `mtcheck ignore` writes it anew)"
                )
                yield f"{what} matches nothing any more{older}; delete the line"


def read_suppressions(path: Path | None, rules: Collection[str], today: str) -> Suppressions:
    """Return the suppressions of a list, or of comments alone where there is none.

    Raises ConfigError with ``file:line``.
    """
    if path is None:
        return Suppressions(rules=frozenset(rules), today=today)
    from mtcheck.suppression.ignore_file import read_entries

    return Suppressions(tuple(read_entries(path, rules)), path.parent, frozenset(rules), today)
