"""One row a finding, for spreadsheets (RFC 4180, UTF-8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mtcheck.core.escaping import cell
from mtcheck.core.model import Failure, Result, Rule
from mtcheck.core.text import excerpt
from mtcheck.reporters._place import placed

COLUMNS = (
    "path id line column start end rule category severity confidence text suggestion alternatives message excerpt context source_language".split()
)
ALTERNATIVES = " | "


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the header and, document by document, the rows."""
    import pandas as pd

    yield pd.DataFrame(columns=COLUMNS).to_csv(index=False)
    for result in results:
        if rows := _rows(result):
            yield pd.DataFrame(rows, columns=COLUMNS).to_csv(index=False, header=False)


def _rows(result: Result) -> list[dict[str, Any]]:
    if isinstance(result, Failure):
        return []
    document = result.document
    return [
        {
            "path": cell(document.path),
            "id": cell(document.id or ""),
            "line": document.line or place.line,
            "column": place.column,
            "start": place.start,
            "end": place.end,
            "rule": finding.rule,
            "category": finding.category,
            "severity": str(finding.severity),
            "confidence": round(finding.confidence, 2),
            "text": cell(finding.text),
            "suggestion": cell((finding.suggestions or ("",))[0]),
            "alternatives": cell(ALTERNATIVES.join(finding.suggestions[1:])),
            "message": cell(finding.message),
            "excerpt": cell(excerpt(document.text, finding.span).line),
            "context": finding.context,
            "source_language": f"{result.told.code} {result.told.probability:.3g}" if result.told else "",
        }
        for finding, place in placed(result)
    ]
