"""GitLab's Code Quality report (GitLab Docs, Code Quality report format): what the merge request shows. A subset of the Code Climate specification.

GitLab tells by the fingerprint which findings a branch adds or removes, and shows of those with the same one only the first. So it stands for the file, the
rule, the words and their surroundings, not for the line number, and the second of the same on the same words has one of its own.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mtcheck.core.model import DocumentReport, Failure, Finding, Result, Rule
from mtcheck.core.mqm import Severity
from mtcheck.reporters._json import items
from mtcheck.reporters._place import Place, each, relative, spot
from mtcheck.reporters._told import message

LEVELS = {Severity.MINOR: "minor", Severity.MAJOR: "major", Severity.CRITICAL: "critical"}
LENGTH = 32
"""Hex digits of a fingerprint."""


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield one entry a finding or failure."""
    seen: Counter[str] = Counter()
    yield "["
    yield from items(_failure(item, seen) if isinstance(item, Failure) else _finding(*item, seen) for item in each(results))
    yield "\n]\n"


def _finding(report: DocumentReport, finding: Finding, place: Place, seen: Counter[str]) -> dict[str, Any]:
    document = report.document
    path = relative(document.path)
    mark = _fingerprint(seen, path, document.id or "", finding.rule, finding.text, finding.context)
    first, last = (document.line, document.line) if document.line else (place.line, place.end_line)
    return _entry(message(finding), finding.rule, mark, LEVELS[finding.severity], path, first, last)


def _failure(failure: Failure, seen: Counter[str]) -> dict[str, Any]:
    path, line, rule = spot(failure)
    mark = _fingerprint(seen, relative(path), rule, failure.message)
    return _entry(f"{failure.where}: {failure.message}", rule or "mtcheck", mark, "blocker", relative(path), line or 1, line or 1)


def _entry(description: str, name: str, mark: str, severity: str, path: str, first: int, last: int) -> dict[str, Any]:
    location = {"path": path, "lines": {"begin": first, "end": last}}
    return {"description": description, "check_name": name, "fingerprint": mark, "severity": severity, "location": location}


def _fingerprint(seen: Counter[str], *parts: str) -> str:
    """Return hex digits that stand for the parts and for how many of the same there were before."""
    key = "\0".join(parts)
    seen[key] += 1
    return hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
