"""Where a finding stands in its file, as reports give it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.lazy import lazy
from mtcheck.core.model import DocumentReport, Failure, Finding, Result
from mtcheck.core.text import Lines

WHERE = lazy(r"(.*?)(?::(\d+))?(?:: ([a-z-]+))?", re.DOTALL)
"""``where`` of a failure: a path, perhaps with the line, or with the rule whose check failed."""


class Place(NamedTuple):
    """A stretch of the file (of a ``.jsonl`` row: of its ``text``). Offsets and columns count code points; lines and columns are 1-based."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def root() -> Path:
    """Return the folder that paths in reports for code hosts count from: the workspace of the job, else the repository around the working folder, else that one."""
    here = Path.cwd()
    return Path(os.environ.get("GITHUB_WORKSPACE") or next((one for one in (here, *here.parents) if (one / ".git").exists()), here)).absolute()


def below(path: str, folder: Path) -> Path | None:
    """Return the path as it stands below the folder; None where it lies elsewhere."""
    absolute = Path(os.path.normpath(Path(path).absolute()))
    return absolute.relative_to(folder) if absolute.is_relative_to(folder) else None


def placed(report: DocumentReport, findings: tuple[Finding, ...] | None = None) -> Iterator[tuple[Finding, Place]]:
    """Yield the findings of a report, or the given ones of it, with their places."""
    wanted = report.findings if findings is None else findings
    if not wanted:
        return
    document, lines = report.document, Lines(report.document.raw)
    for finding in wanted:
        deleted = finding.suggestions[:1] == ("",)
        span = (document.element(finding.span) if deleted else None) or document.in_file(finding.span)
        yield finding, Place(span.start, span.end, *lines.position(span.start), *lines.position(span.end), span.of(document.raw))


def each(results: Iterable[Result]) -> Iterator[tuple[DocumentReport, Finding, Place] | Failure]:
    """Yield the findings of all documents with their places, and what failed, as it comes."""
    for result in results:
        yield from (result,) if isinstance(result, Failure) else result.failures
        if isinstance(result, DocumentReport):
            yield from ((result, *pair) for pair in placed(result))


class Spot(NamedTuple):
    """Where something failed: the file, its 1-based line (0 where the file failed as a whole), and the rule whose check failed ("" where it was no check)."""

    path: str
    line: int
    rule: str


def spot(failure: Failure) -> Spot:
    """Return where something failed."""
    found = WHERE.fullmatch(failure.where)
    path, line, rule = found.groups() if found else (failure.where, None, None)
    return Spot(path, int(line or 0), rule or "")


def relative(path: str) -> str:
    """Return a path as code hosts want it: from the root of the repository, with slashes; as it is where it lies elsewhere."""
    found = below(path, root())
    return path if found is None else found.as_posix()
