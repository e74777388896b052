"""What was decided, for others: the correction report (HTML, CSV, Excel), and the sentences that ``glossary learn`` reads."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from mtcheck.core.escaping import cell
from mtcheck.core.model import Span
from mtcheck.decided import Decision, Sentence, as_pairs
from mtcheck.desk.review.queue import COUNTED
from mtcheck.desk.review.tables import ACCEPTED, APPLIED, OPEN, REFUSED, articles, files, findings

COLUMNS = "path id line column rule category severity confidence text suggestion alternatives message sentence context decision wording reason who at".split()
ALTERNATIVES = " | "
WIDEST = 60
"""Characters of a column of a sheet."""


def rows(connection: Connection) -> list[Row[Any]]:
    """Return the findings that count, with ``path``, ``document`` and ``title`` of their article, in the order of files and texts."""
    chosen = (
        sa.select(findings, files.c.name.label("path"), articles.c.document, articles.c.title, articles.c.penalty, articles.c.words)
        .join(articles, articles.c.id == findings.c.article)
        .join(files, files.c.id == articles.c.file)
        .where(sa.or_(COUNTED, findings.c.state != OPEN))
    )
    return list(
        connection.execute(
            chosen.order_by(files.c.name, articles.c.number, articles.c.id, findings.c.sentence_start, findings.c.start, findings.c.id)
        )
    )


def as_csv(found: Sequence[Row[Any]]) -> bytes:
    """Return a row for each finding (RFC 4180, UTF-8); no cell is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, found))
    return out.getvalue().encode()


def as_xlsx(found: Sequence[Row[Any]]) -> bytes:
    """Return a workbook with a row for each finding; no cell is a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "decisions"
    table = [COLUMNS, *map(_cells, found)]
    for row in table:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("\ufffd", one) if isinstance(one, str) else one for one in row])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for head, column in zip(sheet[1], zip(*table, strict=True), strict=True):
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = min(WIDEST, 2 + max(len(str(one)) for one in column))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_decisions(found: Sequence[Row[Any]]) -> bytes:
    """Return the decided sentences as ``mtcheck fix --decisions`` writes them, with what the source has for each where there is one."""
    return "".join(as_pairs(_decisions(found))).encode()


def _decisions(found: Sequence[Row[Any]]) -> Iterator[Decision]:
    for one in found:
        inside = Span(max(0, one.start - one.sentence_start), max(0, one.end - one.sentence_start))
        if one.state in (ACCEPTED, APPLIED, REFUSED) and inside.of(one.sentence) == one.text:
            wording = None if one.state == REFUSED else one.wording
            yield Decision(one.path, Sentence(one.sentence_start, one.sentence, one.beside), inside, one.rule, one.text, wording)


def _cells(one: Row[Any]) -> list[Any]:
    first, *others = one.suggestions or [""]
    texts = {
        "path": one.path,
        "id": one.document,
        "text": one.text,
        "suggestion": first,
        "alternatives": ALTERNATIVES.join(others),
        "message": one.message,
        "sentence": one.sentence,
        "wording": "" if one.wording is None else one.wording or "(delete)",
        "reason": one.reason,
        "who": one.who,
    }
    plain = {name: getattr(one, name) for name in ("line", "column", "rule", "category", "severity", "confidence", "context", "at")}
    values = {**plain, **{name: cell(text) for name, text in texts.items()}, "decision": one.state}
    return [values[name] for name in COLUMNS]
