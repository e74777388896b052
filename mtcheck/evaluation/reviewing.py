"""Measures how often a reviewer's remarks are right on annotated articles, by dimension of MQM."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mtcheck.core.model import Document, Failure, Finding
from mtcheck.evaluation.annotated import touches
from mtcheck.evaluation.corpus import Annotated, Gold
from mtcheck.pipeline import Checker
from mtcheck.resolve import Selection
from mtcheck.reviewer import REVIEWER
from mtcheck.reviewer.calibration import Count, Measured, dimension


def measured(checker: Checker, corpus: Iterable[Annotated], failures: list[Failure]) -> Measured:
    """Return the remarks on all documents, whatever rules say of the same words; one is right where it touches what is annotated.

    Documents that were not reviewed in full are added to ``failures``; their remarks count.
    """
    alone = replace(checker, selection=Selection(frozenset({REVIEWER})), scorer=None)
    counts: Measured = {}
    for document, gold in corpus:
        for finding in _remarks(alone, document, failures):
            _count(counts, finding, gold)
    return counts


def _remarks(checker: Checker, document: Document, failures: list[Failure]) -> list[Finding]:
    return [finding for finding in checker.candidates(document, failures) if finding.rule == REVIEWER]


def _count(counts: Measured, finding: Finding, gold: Iterable[Gold]) -> None:
    right = any(touches(finding, span) for span in gold)
    before = counts.get(dimension(finding.category), Count())
    counts[dimension(finding.category)] = Count(before.right + right, before.all + 1)
