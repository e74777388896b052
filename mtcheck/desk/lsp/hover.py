"""What an editor shows beside a finding: what it is, why it matters, what made it fire, and the source sentence where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lsprotocol import types

from mtcheck.core.model import Document, DocumentReport, Finding, Rule, Span
from mtcheck.desk.lsp.desk import Seen
from mtcheck.desk.lsp.diagnostics import Marked, within

SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
LONGEST = 600
"""Code points of the source that are shown."""


def hover(seen: Seen, position: types.Position, *, markdown: bool) -> types.Hover | None:
    """Return what is to be said of the findings at a position; None where there are none."""
    offset = seen.placed.offset(position)
    found = list(within(seen, Span(offset, offset)))
    if not found or seen.setup is None:
        return None
    rules = seen.setup.prepared.checker.ruleset.rules
    text = "\n\n---\n\n".join("\n\n".join(_said(one, rules[one.finding.rule])) for one in found)
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    value = text if markdown else re.sub(r"\\(?=[^\w\s])|\*\*|^> ", "", text, flags=re.MULTILINE)
    return types.Hover(types.MarkupContent(kind, value), seen.placed.range(found[0].span))


def _said(one: Marked, rule: Rule) -> Iterator[str]:
    """Yield the paragraphs about a finding."""
    finding = one.finding
    yield _head(finding)
    yield escaped(f"{finding.message}.".replace("..", "."))
    if source := source_of(one.report, finding):
        yield f"> {escaped(source)}"
    yield escaped(rule.why)
    yield escaped(f"{finding.rule} · {finding.category} · {finding.severity} · confidence {finding.confidence:.2f} · {_fix(finding)}")
    if told := ", ".join(_evidence(finding.evidence)):
        yield escaped(f"Evidence: {told}")


def _head(finding: Finding) -> str:
    text = f"“{escaped(' '.join(finding.text.split()))}”"
    options = " or ".join(f"**“{escaped(one)}”**" if one else "**nothing**" for one in finding.suggestions)
    return f"{text} → {options}" if options else f"**{text}**"


def _fix(finding: Finding) -> str:
    return {"safe": "safe to fix", "unsafe": "read before you fix", "none": "no suggestion"}[finding.fix]


def _evidence(evidence: Mapping[str, Any]) -> Iterator[str]:
    for key, value in evidence.items():
        shown = "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
        yield f"{key.replace('_', ' ')} {shown}"


def source_of(report: DocumentReport, finding: Finding) -> str:
    """Return the stretch of the source that the words of a finding render, on one line; "" where there is no source or none is known."""
    source = report.document.source
    if source is None:
        return ""
    text = " ".join(span.of(source).strip() for span in _spans(report, report.document, finding))
    return " ".join(text.split())[:LONGEST]


def _spans(report: DocumentReport, document: Document, finding: Finding) -> Iterator[Span]:
    beside = [source for source, target in report.pairs if source and target and target.overlaps(finding.span)]
    unit = document.unit_at(finding.span.start)
    if beside:
        yield from beside
    elif unit and unit.source:
        yield unit.source
    elif finding.source:
        yield finding.source


def escaped(text: str) -> str:
    """Return the text as Markdown shows it letter by letter."""
    return SIGNS.sub(r"\\\1", text)
