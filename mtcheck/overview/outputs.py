"""What the reports come to, written: for a terminal, as CSV, Excel, Parquet, Markdown, JSON (schema 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.core.errors import ConfigError
from mtcheck.core.escaping import cell, line, markdown
from mtcheck.core.mqm import COMPARES
from mtcheck.core.text import counted
from mtcheck.overview._markdown import table
from mtcheck.overview.frames import Frames
from mtcheck.overview.grouping import DECIDED, DIMENSIONS, RATES, SEVERITIES, Totals, grouped, rows_of, totals

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = 1
ROWS = 10
"""Rows of a table that people read, where nobody asked for it."""
UNKNOWN = "(not given)"
HEADS = {"findings_per_1000_words": "per 1,000 words", "penalty_per_1000_words": "penalty per 1,000", "acceptance": "accepted %"}
FURNITURE = "line that stands in many articles"
LINE = 80
"""Characters of such a line that are shown."""
READ = ["documents", "words", "findings", *SEVERITIES, *RATES]
"""Measures that people read."""


class Summary(NamedTuple):
    """All that is written: the tables by what they are added up by ("rule", or "rule, author"), whether they were asked for."""

    frames: Frames
    totals: Totals
    tables: Mapping[str, pd.DataFrame]
    asked: bool


def summary(frames: Frames, by: Sequence[str], period: str | None) -> Summary:
    """Return what the reports come to: by the combination of what was asked for, else by everything."""
    wanted = [tuple(by)] if by else [(name,) for name in DIMENSIONS if name != "severity"]
    return Summary(frames, totals(frames), {", ".join(names): grouped(frames, names, period) for names in wanted}, bool(by))


def single(found: Summary) -> pd.DataFrame:
    """Return everything as one table; where nobody asked for one, with the columns ``by`` and ``value`` first."""
    import pandas as pd

    if found.asked:
        return next(iter(found.tables.values()))
    parts = [frame.rename(columns={name: "value"}).assign(by=name) for name, frame in found.tables.items()]
    whole = pd.concat(parts, ignore_index=True)
    return whole[["by", "value", *(name for name in whole.columns if name not in ("by", "value"))]]


def as_csv(found: Summary) -> str:
    """Return the one table as CSV (RFC 4180); no cell is a formula."""
    return str(_safe(single(found)).to_csv(index=False))


def as_parquet(found: Summary) -> bytes:
    """Return the one table as Parquet; raise ConfigError where pyarrow is not installed."""
    _need("pyarrow")
    return bytes(single(found).to_parquet(index=False))


def as_xlsx(found: Summary) -> bytes:
    """Return a workbook with a sheet for each table and one of the documents; raise ConfigError where openpyxl is not installed. No cell is a formula."""
    _need("openpyxl")
    import pandas as pd

    documents = found.frames.documents.assign(
        authors=found.frames.documents["authors"].map(", ".join), date=found.frames.documents["date"].dt.strftime("%Y-%m-%d")
    )
    out = BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        for name, frame in {**{f"by {name}": frame for name, frame in found.tables.items()}, "documents": documents}.items():
            _safe(frame).to_excel(book, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
            sheet = book.sheets[name[:31]]
            sheet.auto_filter.ref = sheet.dimensions
            for column in sheet.columns:
                sheet.column_dimensions[column[0].column_letter].width = min(60, 2 + max(len(str(one.value or "")) for one in column))
    return out.getvalue()


def as_json(found: Summary) -> str:
    """Return totals and tables as JSON."""
    tables = {name: json.loads(frame.to_json(orient="records")) for name, frame in found.tables.items()}
    return json.dumps(
        {
            "schema": SCHEMA,
            "signatures": found.frames.signatures,
            "note": f"penalties {COMPARES}",
            "totals": {**found.totals._asdict(), "penalty": round(found.totals.penalty, 2), "failures": found.frames.failures},
            "by": tables,
            **({"furniture": [{"text": text, "documents": many} for text, many in found.frames.furniture]} if found.frames.furniture else {}),
        },
        indent=1,
    )


def as_markdown(found: Summary) -> Iterator[str]:
    """Yield the lines of a summary with a table for each thing that it is added up by."""
    yield f"### mtcheck: {first_line(found.totals)}"
    for title, head, rows, more in _read(found):
        yield from ("", f"**By {title}**", "")
        yield from table(head, ([markdown(one) for one in row] for row in rows), left=title.count(",") + 1)
        if more:
            yield from ("", more)


def as_lines(found: Summary) -> Iterator[str]:
    """Yield the lines of a summary for a terminal."""
    yield from map(line, _lines(found))


def _lines(found: Summary) -> Iterator[str]:
    yield first_line(found.totals)
    yield f"penalties {COMPARES}"
    for title, head, rows, more in _read(found):
        left = title.count(",") + 1
        widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
        yield ""
        for row in [head, *rows]:
            cells = [one.ljust(width) if at < left else one.rjust(width) for at, (one, width) in enumerate(zip(row, widths, strict=True))]
            yield "  ".join(cells).rstrip()
        if more:
            yield more


def first_line(sums: Totals) -> str:
    """Return what everything comes to, in a line."""
    severities = ", ".join(f"{count:,} {name}" for name, count in sums.severities.items() if count)
    found = f"{counted(sums.findings, 'finding')}{f' ({severities})' if severities else ''}"
    return f"{found} in {counted(sums.documents, 'document')}, {counted(sums.words, 'word')}; MQM penalty per 1,000 words {sums.penalty:.1f}"


def _read(found: Summary) -> Iterator[tuple[str, list[str], list[list[str]], str]]:
    """Yield title, head, rows and what is left out of each table that says something; all of those that were asked for."""
    for title, frame in found.tables.items():
        names = title.split(", ")
        if not found.asked and set(frame[names[0]]) <= {""} | ({"."} if title == "folder" else set()):
            continue
        if not found.asked and title == "report" and len(frame) < 2:
            continue
        shown = frame if found.asked or title == "date" else frame.head(ROWS)
        columns = [*names, *READ, *(name for name in DECIDED if name in frame)]
        rows = [[_cell(name, row[name]) for name in columns] for row in rows_of(shown)]
        left = len(frame) - len(shown)
        yield title, [HEADS.get(name, name) for name in columns], rows, f"and {left:,} more: --by {title}" if left else ""
    if not found.asked and (lines := found.frames.furniture):
        more = f"and {len(lines) - ROWS:,} more: --format json" if len(lines) > ROWS else ""
        yield FURNITURE, [FURNITURE, "documents"], [[shortened(text), f"{many:,}"] for text, many in lines[:ROWS]], more


def shortened(text: str) -> str:
    """Return a line as people read it in a table."""
    return text if len(text) <= LINE else f"{text[: LINE - 1]}…"


def _cell(name: str, value: Any) -> str:
    if name == "acceptance":
        return "" if value != value else f"{100 * value:.0f}"
    if name in RATES:
        return f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value) or UNKNOWN


def _safe(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(lambda value: cell(value) if isinstance(value, str) else value)


def _need(package: str) -> None:
    """Raise ConfigError where what a format needs is not installed."""
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise ConfigError(f"this format needs {package}", "--format", "run pip install 'mtcheck[tables]'")
