"""GitHub annotations: workflow commands on standard output (GitHub Docs, Workflow commands for GitHub Actions)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mtcheck.core.escaping import visible
from mtcheck.core.model import DocumentReport, Failure, Finding, Result, Rule
from mtcheck.core.mqm import Severity
from mtcheck.reporters._place import Place, placed, relative
from mtcheck.reporters._told import message, sentence

LEVELS = {Severity.MINOR: "notice", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield one command a finding or failure."""
    for result in results:
        for failure in (result,) if isinstance(result, Failure) else result.failures:
            yield f"::error title=mtcheck::{_value(f'{failure.where}: {failure.message}')}\n"
        if isinstance(result, DocumentReport):
            if result.told:
                yield f"::notice file={_property(relative(result.document.path))},title=mtcheck::{_value(sentence(result.told))}\n"
            for finding, place in placed(result):
                yield _annotation(result, finding, place)


def _annotation(report: DocumentReport, finding: Finding, place: Place) -> str:
    document = report.document
    where = {"file": relative(document.path), "line": document.line or place.line, "title": finding.rule}
    if not document.line and place.line == place.end_line:
        where |= {"col": place.column, "endColumn": place.end_column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    return f"::{LEVELS[finding.severity]} {properties}::{_value(message(finding))}\n"


def _value(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")
