"""Where a finding stands in its file, as reports give it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.model import DocumentReport, Finding
from mtcheck.core.text import Lines


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
