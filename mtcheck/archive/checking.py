"""Checks the documents of a partition; what stands in several documents of the archive counts once, with the first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, NamedTuple

from mtcheck.archive.repeats import Repeat, Repeats, key, lines, whole
from mtcheck.archive.tables import DONE, SCHEMAS, Counts, Table, metadata, part
from mtcheck.bilingual.pairing import told_together
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Span
from mtcheck.english.furniture import furniture
from mtcheck.pipeline import Checker, Found
from mtcheck.reporters.json import fields_of

TOLD = 10
"""Failures of a partition that are told; all are written."""
FLUSH = 100
"""Documents whose rows are held at a time."""
SHAPED, MANY, SHARE = 3, 10, 0.001
"""Documents in which a line is furniture: one of a shape that pages have; any other, and that as a share of the archive."""


class Done(NamedTuple):
    """What checking a partition came to; of its failures the first few."""

    counts: Counts
    failures: tuple[Failure, ...]


class Line(NamedTuple):
    """A line of a document that stands in others as well."""

    span: Span
    repeat: Repeat


class Checking:
    """Checks one partition; ``documents`` is the number of all documents of the archive."""

    def __init__(self, checker: Checker, signature: str, repeats: Repeats, documents: int) -> None:
        self._checker, self._repeats = checker, repeats
        self._many = max(MANY, round(SHARE * documents))
        self._tables = {name: Table(name, metadata(signature)) for name in SCHEMAS}
        self._counts = Counts()
        self._told: list[Failure] = []

    def checked(self, number: int, items: Iterable[Document | Failure]) -> tuple[list[tuple[str, bytes]], Done]:
        """Return the files of a partition, that which says that it is done last, and what they come to."""
        read = iter(items) if self._checker.source_lang else told_together(items)
        at = 0
        for item in read:
            if isinstance(item, Failure):
                self._fail([item])
                continue
            self._document(key(number, at), item)
            at += 1
            if at % FLUSH == 0:
                self._flush()
        files = [(f"{name}/{part(number)}", self._tables[name].close(self._counts if name == DONE else None)) for name in reversed(tuple(SCHEMAS))]
        return files, Done(self._counts, tuple(self._told))

    def _flush(self) -> None:
        for table in self._tables.values():
            table.flush()

    def _fail(self, failures: Iterable[Failure]) -> None:
        """Take note of failures."""
        found = list(failures)
        self._told.extend(islice(found, TOLD - len(self._told)))
        self._tables["failures"].add({"where": one.where, "message": one.message, "internal": one.internal} for one in found)
        self._counts += Counts(failures=len(found), internal=sum(one.internal for one in found))

    def _document(self, own: int, document: Document) -> None:
        """Check a document, unless it is an earlier one again."""
        family = self._repeats.get(whole(document))
        if family and family.owner != own:
            report = self._checker.reported(document, Found(()))
            known = {"duplicate_of": family.owner, "repeated_words": report.words, "repeated_findings": 0, "score": None}
            self._write(own, report, _said(report, fields_of(report)) | known, [])
            return
        report = self._checker.check(document)
        repeated = [Line(span, repeat) for span, digest in lines(document.text) if (repeat := self._repeats.get(digest))]
        self._fail(report.failures)
        self._furniture(own, document, repeated, family.documents if family else 1)
        fields = fields_of(report)
        found = [(row, self._occurrences(own, finding, repeated)) for finding, row in zip(report.findings, fields["findings"], strict=True)]
        rows = [_finding(own, row, count) for row, count in found if count]
        elsewhere = sum(len(line.span.of(document.text).split()) for line in repeated if line.repeat.owner != own)
        known = {"repeated_words": elsewhere, "repeated_findings": len(found) - len(rows)}
        self._write(own, report, _said(report, fields) | known, rows)

    def _write(self, own: int, report: DocumentReport, said: Mapping[str, Any], rows: list[dict[str, Any]]) -> None:
        """Write the row of a document and those of its findings."""
        counted = {"words": report.words, "findings": len(rows), "suppressed": len(report.suppressed)}
        self._tables["documents"].add([{**said, "document": own, **counted}])
        self._tables["findings"].add(rows)
        self._counts += Counts(1, report.words, len(rows), int("duplicate_of" in said))

    def _occurrences(self, own: int, finding: Finding, repeated: list[Line]) -> int:
        """Return in how many documents a finding's line stands; 0 where it counts with an earlier one. What a source tells is of this document alone."""
        if finding.rule in self._checker.ruleset.facts:
            return 1
        for line in repeated:
            if line.span.start <= finding.span.start and finding.span.end <= line.span.end:
                return line.repeat.documents if line.repeat.owner == own else 0
        return 1

    def _furniture(self, own: int, document: Document, repeated: Iterable[Line], copies: int) -> None:
        """Name the lines that stand in many documents, with the first; the article printed again is no furniture."""
        seen: dict[str, Repeat] = {line.span.of(document.text): line.repeat for line in repeated if line.repeat.owner == own}
        for text, repeat in seen.items():
            articles = repeat.documents - copies + 1
            shape = furniture(text)
            if any(map(str.isalpha, text)) and articles >= (SHAPED if shape else self._many):
                row = {"document": own, "text": text, "kind": shape.kind if shape else None, "documents": articles}
                self._tables["furniture"].add([row])
                self._counts += Counts(furniture=1)


def _finding(own: int, row: dict[str, Any], occurrences: int) -> dict[str, Any]:
    return {**row, "document": own, "evidence": json.dumps(row["evidence"], sort_keys=True), "occurrences": occurrences}


def _said(report: DocumentReport, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a document is called and says of itself."""
    meta = fields.get("meta", {})
    told = meta.get("source_lang") or (report.told.code if report.told else None)
    named = {name: fields[name] for name in ("path", "id", "score", "fluency")}
    return {**named, **{name: meta.get(name) for name in ("title", "date", "authors", "desk")}, "line": report.document.line, "source_language": told}
