"""Holds findings against annotated articles: precision, recall, false alarms per 1,000 words, by rule.

A finding counts for an annotated span when they overlap, one longer than 60 characters only where the span is at least half as long. Spans
that are not ``required`` are neither missed nor false alarms. The lintscore is proselint's T·(T/(T+F))^k with k = 2: true findings
discounted by the square of the precision.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtcheck.errors import ReadError
from mtcheck.model import Document, Finding
from mtcheck.pipeline import Checker

LONG = 60
LINTSCORE_POWER = 2


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated span; ``fixes`` in lower case."""

    start: int
    end: int
    rule: str
    required: bool
    fixes: frozenset[str]


@dataclass
class Counts:
    """What was counted for one rule or for all together."""

    true: int = 0
    false: int = 0
    required: int = 0
    found: int = 0
    fixed: int = 0

    @property
    def precision(self) -> float | None:
        """Return the share of findings that touch an annotated span; None without findings."""
        return self.true / (self.true + self.false) if self.true + self.false else None

    @property
    def recall(self) -> float | None:
        """Return the share of required spans found; None without such spans."""
        return self.found / self.required if self.required else None

    @property
    def lintscore(self) -> float:
        """Return proselint's score: true findings times precision squared."""
        return self.true * (self.precision or 0.0) ** LINTSCORE_POWER


@dataclass
class Evaluation:
    """Counts over a corpus; ``alarms`` are the false alarms as (document, rule, text)."""

    words: int = 0
    documents: int = 0
    total: Counts = field(default_factory=Counts)
    by_rule: dict[str, Counts] = field(default_factory=dict)
    alarms: list[tuple[str, str, str]] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    def rule(self, rule: str) -> Counts:
        """Return the counts of a rule."""
        return self.by_rule.setdefault(rule, Counts())

    @property
    def alarms_per_thousand(self) -> float:
        """Return false alarms per 1,000 words."""
        return 1000 * self.total.false / self.words if self.words else 0.0


def evaluate(checker: Checker, corpus: Iterable[tuple[Document, tuple[Gold, ...]]]) -> Evaluation:
    """Return the counts of a checker over annotated documents."""
    outcome = Evaluation()
    for document, gold in corpus:
        report = checker.check(document)
        outcome.words += report.words
        outcome.documents += 1
        _count(outcome, document, report.findings, gold)
    return outcome


def _count(outcome: Evaluation, document: Document, findings: tuple[Finding, ...], gold: tuple[Gold, ...]) -> None:
    name = document.id or document.path
    for finding in findings:
        right = any(touches(finding, span) for span in gold)
        for counts in (outcome.total, outcome.rule(finding.rule)):
            counts.true, counts.false = counts.true + right, counts.false + (not right)
        if not right:
            outcome.alarms.append((name, finding.rule, finding.text))
    for span in gold:
        if not span.required:
            continue
        hits = [finding for finding in findings if touches(finding, span)]
        fixed = any(finding.suggestions and finding.suggestions[0].strip().lower() in span.fixes for finding in hits)
        for counts in (outcome.total, outcome.rule(span.rule)):
            counts.required, counts.found, counts.fixed = counts.required + 1, counts.found + bool(hits), counts.fixed + fixed
        if not hits:
            outcome.missed.append((name, span.rule, document.text[span.start : span.end]))


def touches(finding: Finding, gold: Gold) -> bool:
    """Return whether the finding points at the annotated span, and is no whole sentence around a word of it."""
    near = finding.span.start < gold.end and gold.start < finding.span.end
    return near and (len(finding.span) <= LONG or len(finding.span) <= 2 * (gold.end - gold.start))


def read_corpus(path: Path) -> Iterator[tuple[Document, tuple[Gold, ...]]]:
    """Yield the annotated documents of a folder (``**/*gold.json``, plain ``*.txt`` without annotation) or of a ``.jsonl`` file.

    Raises ReadError with the place for an annotation that cannot be read.
    """
    if not path.exists():
        raise ReadError("no such file or folder", str(path))
    if path.suffix == ".jsonl":
        yield from _rows(path)
    elif path.is_dir():
        annotated = sorted(path.rglob("*gold.json"))
        for file in annotated:
            yield _annotated(file)
        for file in [] if annotated else sorted(path.rglob("*.txt")):
            yield Document(str(file), file.read_text("utf-8")), ()
    else:
        yield _annotated(path)


def _annotated(file: Path) -> tuple[Document, tuple[Gold, ...]]:
    table = _decoded(file.read_text("utf-8"), str(file))
    text_file = file.parent / table.get("text_file", "mt.en.txt")
    document = Document(str(text_file), text_file.read_text("utf-8"), table.get("id"), source_lang=None)
    return document, tuple(_gold(span, str(file)) for span in table["findings"])


def _rows(path: Path) -> Iterator[tuple[Document, tuple[Gold, ...]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = _decoded(line, f"{path}:{number}")
            document = Document(str(path), row["text"], row.get("id"), row.get("source"), row.get("source_lang"), line=number)
            yield document, tuple(_gold(span, f"{path}:{number}") for span in row.get("gold", ()))


def _decoded(text: str, where: str) -> Mapping[str, Any]:
    try:
        table = json.loads(text)
    except ValueError as error:
        raise ReadError(f"no valid JSON ({error})", where) from None
    if not isinstance(table, dict):
        raise ReadError("no JSON object", where)
    return table


def _gold(span: Mapping[str, Any], where: str) -> Gold:
    try:
        fixes = frozenset(fix.strip().lower() for fix in span.get("suggestions", [span.get("was", "")]))
        return Gold(span["start"], span["end"], span.get("category", span.get("kind", "")), span.get("required", True), fixes)
    except KeyError as error:
        raise ReadError(f"an annotation without {error}", where) from None
