"""SARIF 2.1.0 (OASIS Standard): for code-scanning dashboards, with the rules' metadata and the fixes. Columns count code points."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mtcheck import __version__
from mtcheck.core.model import DocumentReport, Failure, Finding, Result, Rule
from mtcheck.core.mqm import Severity
from mtcheck.reporters._place import Place, below, placed, root, spot
from mtcheck.reporters._told import sentence

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
LEVELS = {Severity.MINOR: "note", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the log with one run."""
    ids, base = sorted(rules), root()
    index = {rule: at for at, rule in enumerate(ids)}
    failures: list[Failure] = []
    told: list[str] = []
    yield f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {json.dumps(_tool([rules[rule] for rule in ids]))},\n'
    yield f'"originalUriBaseIds": {json.dumps(_bases(base))}, "columnKind": "unicodeCodePoints", "results": ['
    separator = "\n"
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
            continue
        failures.extend(result.failures)
        told += [f"{result.document.path}: {sentence(result.told)}"] if result.told else []
        for findings, kinds in ((result.findings, []), (result.suppressed, [{"kind": "external", "status": "accepted"}])):
            for finding, place in placed(result, findings):
                yield separator + json.dumps(_result(result, finding, place, index, kinds, _artifact(result.document.path, base)))
                separator = ",\n"
    yield f'\n], "invocations": [{json.dumps(_invocation(failures, told, base))}], "properties": {{"signature": {json.dumps(signature)}}}}}]}}\n'


def _tool(rules: list[Rule]) -> dict[str, Any]:
    return {"driver": {"name": "mtcheck", "version": __version__, "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n".join((rule.why, *rule.references))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"category": rule.category, "tags": [rule.category.partition("/")[0]]},
    }


def _bases(base: Path) -> dict[str, Any]:
    return {ROOT: {"uri": f"{base.as_uri()}/", "description": {"text": "The repository that was checked, else the working folder."}}}


def _artifact(path: str, base: Path) -> dict[str, str]:
    """Return the location of a file: relative to the base where it lies below (section 3.4.3 of the standard), else absolute."""
    found = below(path, base)
    return {"uri": Path(path).absolute().as_uri()} if found is None else {"uri": quote(found.as_posix(), errors="surrogateescape"), "uriBaseId": ROOT}


def _result(
    report: DocumentReport, finding: Finding, place: Place, index: Mapping[str, int], suppressions: list[dict[str, str]], location: dict[str, str]
) -> dict[str, Any]:
    document = report.document
    region = _region(document.line, place)
    fixes = [] if document.line else [_fix(location, region, suggestion) for suggestion in finding.suggestions]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": f"“{finding.text}”: {finding.message}"},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        "partialFingerprints": {"context/v2": finding.context},
        "rank": round(100 * finding.confidence, 1),
        "suppressions": suppressions,
        **({"fixes": fixes} if fixes else {}),
        "properties": {"suggestions": finding.suggestions, "evidence": finding.evidence, **({"document": document.id} if document.id else {})},
    }


def _region(row: int, place: Place) -> dict[str, Any]:
    """Return the region of the file; of a ``.jsonl`` row its line, since the text is escaped there."""
    if row:
        return {"startLine": row, "snippet": {"text": place.text}}
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": place.text},
    }


def _fix(location: Mapping[str, str], region: Mapping[str, Any], suggestion: str) -> dict[str, Any]:
    deleted = {name: value for name, value in region.items() if name != "snippet"}
    change = {"artifactLocation": location, "replacements": [{"deletedRegion": deleted, "insertedContent": {"text": suggestion}}]}
    return {"description": {"text": f"Write “{suggestion}”" if suggestion else "Delete it"}, "artifactChanges": [change]}


def _invocation(failures: list[Failure], told: list[str], base: Path) -> dict[str, Any]:
    notices = [*(_notification(failure, base) for failure in failures), *({"level": "note", "message": {"text": text}} for text in told)]
    return {"executionSuccessful": not failures, "toolExecutionNotifications": notices}


def _notification(failure: Failure, base: Path) -> dict[str, Any]:
    """Return what went wrong: an input that was not checked, or a check that failed on it (then with its rule)."""
    path, line, rule = spot(failure)
    place: dict[str, Any] = {"artifactLocation": _artifact(path, base), **({"region": {"startLine": line}} if line else {})}
    return {
        "level": "error",
        "message": {"text": f"{failure.where}: {failure.message}"},
        "locations": [{"physicalLocation": place}],
        **({"associatedRule": {"id": rule}} if rule else {}),
    }
