"""What becomes of a file when suggestions are written: its edits, again and again until nothing is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby

from mtcheck import readers
from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document, DocumentReport, Finding, Result, Span
from mtcheck.core.text import context_hash
from mtcheck.english.joining import joined
from mtcheck.pipeline import Checker
from mtcheck.readers import Options
from mtcheck.rewriting import Edit, Edits, rewrite

ROUNDS = 20
"""A fix may bring two words together that another rule mends; more than this many times is a loop."""

Choice = Callable[[DocumentReport], Iterable[tuple[Finding, str]]]
"""What to write for which findings of a document."""


def safe(report: DocumentReport) -> Iterator[tuple[Finding, str]]:
    """Yield the findings of safe kinds with their suggestion."""
    return ((finding, finding.suggestions[0]) for finding in report.findings if finding.fix == "safe")


def unsafe(min_confidence: float) -> Choice:
    """Return the choice of the first suggestion of every finding that is this sure."""

    def choose(report: DocumentReport) -> Iterator[tuple[Finding, str]]:
        return ((one, one.suggestions[0]) for one in report.findings if one.fix == "safe" or (one.suggestions and one.confidence >= min_confidence))

    return choose


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file before and after; how many of its ``findings`` were mended, and which edits could not be made and why."""

    path: str
    before: bytes
    after: bytes
    made: int
    findings: int
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def changed(self) -> bool:
        """Return whether the file is another one now."""
        return self.after != self.before


def by_file(results: Iterable[Result]) -> Iterator[list[DocumentReport]]:
    """Yield the reports of each file; those of one file follow each other."""
    reports = (result for result in results if isinstance(result, DocumentReport))
    for _, group in groupby(reports, key=lambda report: report.document.path):
        yield list(group)


def fixed(reports: Sequence[DocumentReport], before: bytes, choose: Choice, checker: Checker, options: Options, *, rounds: int = ROUNDS) -> Fixed:
    """Return what becomes of the file with the content ``before`` that the reports are about.

    Raises ReadError for a file that cannot be written back.
    """
    path, findings = reports[0].document.path, sum(len(report.findings) for report in reports)
    content, made, refused = before, 0, dict[str, str]()
    for _ in range(rounds):
        chosen = {edit_of(n, report, finding, text): finding.text for n, report in enumerate(reports) for finding, text in choose(report)}
        edits = Edits(chosen)
        after = rewrite(path, content, edits, options)
        made += len(edits) - len(edits.refused)
        refused = {chosen[edit]: why for edit, why in edits.refused}
        if after == content:
            break
        content = after
        reports = _again(reports, content, checker, options)
    return Fixed(path, before, content, made, findings, tuple(refused.items()))


def edit_of(n: int, report: DocumentReport, finding: Finding, text: str) -> Edit:
    """Return the edit that writes a suggestion for a finding of the n-th document (from 0) of its file.

    What a page's label leads to (``line`` of the evidence: the rest of its line) goes with the label.
    """
    rest = "" if text else finding.evidence.get("line", "")
    return Edit(n, *joined(report.document.text, Span(finding.span.start, finding.span.end + len(rest)), text))


def beside(report: DocumentReport, chosen: Sequence[tuple[Finding, str]], finding: Finding) -> Finding:
    """Return a finding that stays, with the context that it has once the chosen suggestions are written."""
    text, parts, at, start = report.document.text, list[str](), 0, finding.span.start
    for edit in sorted(edit_of(0, report, one, words) for one, words in chosen):
        if edit.span.start < at:
            continue
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
        start += len(edit.text) - len(edit.span) if edit.span.end <= finding.span.start else 0
    span = Span(start, start + len(finding.span))
    return replace(finding, context=context_hash("".join([*parts, text[at:]]), span, finding.rule))


def _again(reports: Sequence[DocumentReport], content: bytes, checker: Checker, options: Options) -> list[DocumentReport]:
    """Return the reports of the file with its new content; none where its documents are no longer the same ones."""
    path = reports[0].document.path
    try:
        items = list(readers.reader_of(path).read(BytesIO(content), path, options))
    except ReadError:
        return []
    documents = [item for item in items if isinstance(item, Document)]
    if len(documents) != len(reports):
        return []
    pairs = zip(documents, (report.document for report in reports), strict=True)
    paired = (replace(new, source=old.source, source_lang=old.source_lang, reference=old.reference) for new, old in pairs)
    return [checker.check(document) for document in paired]
