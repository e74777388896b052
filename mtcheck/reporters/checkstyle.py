"""Checkstyle's XML report: read by Jenkins (Warnings), reviewdog, SonarQube and most else that collects findings. Columns count code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mtcheck.core.model import DocumentReport, Failure, Finding, Result, Rule
from mtcheck.core.mqm import Severity
from mtcheck.reporters._place import Place, placed, spot
from mtcheck.reporters._told import message
from mtcheck.reporters._xml import DECLARATION, attributes

VERSION = "4.3"
"""That of the report's form, which others write as well; readers ask for none."""
LEVELS = {Severity.MINOR: "info", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the files with their findings and failures."""
    yield f"{DECLARATION}<checkstyle{attributes(version=VERSION)}>\n"
    for result in results:
        if isinstance(result, Failure):
            yield _file(spot(result).path, [_failure(result)])
        else:
            yield _file(result.document.path, [*map(_failure, result.failures), *(_finding(result, *pair) for pair in placed(result))])
    yield "</checkstyle>\n"


def _file(path: str, errors: list[str]) -> str:
    return f"<file{attributes(name=path)}>\n{''.join(errors)}</file>\n"


def _finding(report: DocumentReport, finding: Finding, place: Place) -> str:
    row = report.document.line
    where = attributes(line=row) if row else attributes(line=place.line, column=place.column)
    return f"<error{where}{attributes(severity=LEVELS[finding.severity], message=message(finding), source=f'mtcheck.{finding.rule}')}/>\n"


def _failure(failure: Failure) -> str:
    _, line, rule = spot(failure)
    said = f"{failure.where}: {failure.message}"
    return f"<error{attributes(line=line or 1, severity='error', message=said, source=f'mtcheck.{rule}' if rule else 'mtcheck')}/>\n"
