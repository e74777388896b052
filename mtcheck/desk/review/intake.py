"""Results of a run into the store: articles and their findings; a decision stays with the finding that it was made about, as long as that is found."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from mtcheck.core.errors import ReadError
from mtcheck.core.metadata import metadata
from mtcheck.core.model import Document, DocumentReport, Finding, Span
from mtcheck.core.mqm import penalty_per_thousand
from mtcheck.decided import Sentence, sentences_of
from mtcheck.desk.review.database import now
from mtcheck.desk.review.decisions import mark_applied
from mtcheck.desk.review.tables import APPLIED, OPEN, articles, events, files, findings
from mtcheck.reporters._place import Place, placed
from mtcheck.suppression.matching import Key, matched

TITLE = 90
"""Code points of a title that is the first line of its text."""
NEAR = 8
"""Code points that a finding may stand beside the place where it was moved to."""
UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")
"""What no database has a place for: NUL, halves of characters."""

Moved = Callable[[int, Span], Span | None]
"""Where a span of the n-th document of a file stands now; None where it was written over."""


class Taken(NamedTuple):
    """What became of the decisions about a file: how many still fit, how many are about what is not found any more."""

    kept: int = 0
    lost: int = 0


def digest_of(content: bytes) -> str:
    """Return what stands for the content of a file: SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def take_in(connection: Connection, reports: Sequence[DocumentReport], digest: str, moved: Moved | None = None, place: str | None = None) -> Taken:
    """Store the reports of one file, which has this digest; what was decided stays with what is found again.

    ``moved`` is for a file that was written since: where what stood in it stands now. ``place`` is its absolute path, where the path of the reports is none.
    Raises ReadError for a file whose name cannot be stored.
    """
    name = reports[0].document.path
    file = _file(connection, name, place or os.path.abspath(name), digest)  # noqa: PTH100  links stay as they are
    old = {_key(row.document, row.number): row for row in connection.execute(sa.select(articles).where(articles.c.file == file))}
    connection.execute(articles.update().where(articles.c.file == file).values(number=-articles.c.id, present=False))
    kept = lost = 0
    named = _named(reports)
    for number, report in enumerate(reports):
        values = _article(report, file, number)
        before = old.pop(_key(values["document"] if named else "", number), None)
        if before is None:
            article = connection.execute(articles.insert().values(**values).returning(articles.c.id)).scalar_one()
        else:
            article = before.id
            connection.execute(articles.update().where(articles.c.id == article).values(**values))
        taken = _findings(connection, article, number, report, moved)
        kept, lost = kept + taken.kept, lost + taken.lost
    for gone in old.values():
        lost += _lapsed(connection, sa.select(findings).where(findings.c.article == gone.id, findings.c.present))
    connection.execute(articles.delete().where(articles.c.file == file, ~articles.c.present, articles.c.id.not_in(sa.select(events.c.article))))
    return Taken(kept, lost)


def put_aside(connection: Connection, folder: Path) -> None:
    """Take the articles of files of a folder that are no longer there out of the queue; what was decided about them stays."""
    known = connection.execute(sa.select(files.c.id, files.c.place)).all()
    gone = [row.id for row in known if Path(row.place).is_relative_to(folder) and not Path(row.place).exists()]
    for part in _parts(gone):
        connection.execute(articles.update().where(articles.c.file.in_(part)).values(present=False))


def _key(document: str, number: int) -> str | int:
    return document or number


def _named(reports: Iterable[DocumentReport]) -> bool:
    """Return whether ids tell the documents of a file apart."""
    ids = [report.document.id for report in reports if report.document.id]
    return len(ids) == len(set(ids))


def _file(connection: Connection, name: str, place: str, digest: str) -> int:
    """Return the id of a file, whose row is made or brought up to date; what was written before a crash counts as applied."""
    if place != place.translate(UNSTORABLE):
        raise ReadError("its name is no UTF-8, and no database takes it", name.translate(UNSTORABLE), "rename it")
    known = connection.execute(sa.select(files).where(files.c.place == place)).one_or_none()
    values = {"name": name, "digest": digest, "awaited": None, "checked": now()}
    if known is None:
        return int(connection.execute(files.insert().values(place=place, **values).returning(files.c.id)).scalar_one())
    if known.awaited and known.awaited["digest"] == digest:
        mark_applied(connection, known.awaited["findings"])
    connection.execute(files.update().where(files.c.id == known.id).values(**values))
    return int(known.id)


def _article(report: DocumentReport, file: int, number: int) -> dict[str, Any]:
    document = report.document
    text, identity = storable(document.text), storable(document.id or "")
    title = storable(_title(document))
    return {
        "file": file,
        "number": number,
        "document": identity,
        "title": title,
        "text": text,
        "source": None if document.source is None else storable(document.source),
        "language": document.source_lang or (report.told.code if report.told else ""),
        "pairs": [[_ends(source), _ends(target)] for source, target in report.pairs],
        "words": report.words,
        "penalty": penalty_per_thousand((finding.severity for finding in report.findings), report.words),
        "sought": "\n".join((document.path, identity, title, text)).casefold(),
        "present": True,
    }


def _title(document: Document) -> str:
    try:
        said = document.meta or metadata(document.path, document.raw)
    except ReadError:
        said = {}
    first = str(said.get("title") or document.text.lstrip().partition("\n")[0]).strip()
    return first if len(first) <= TITLE else f"{first[:TITLE].rsplit(' ', 1)[0]} …"


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def storable(text: str) -> str:
    """Return the text as a database takes it, of the same length."""
    return text.translate(UNSTORABLE) if not text.isascii() or "\0" in text else text


def _findings(connection: Connection, article: int, number: int, report: DocumentReport, moved: Moved | None) -> Taken:
    """Store the findings of an article; a row that was there and is found again keeps what was decided."""
    chosen = sa.select(findings).where(findings.c.article == article, findings.c.state != APPLIED)
    old = connection.execute(chosen.order_by(~findings.c.present, findings.c.start, findings.c.id)).all()
    found = list(placed(report))
    sentences = _beside(report, sentences_of(report.document.text, (finding.span for finding, _ in found)))
    new = [_finding(report, *pair, sentence) for pair, sentence in zip(found, sentences, strict=True)]
    same = _same(old, new, lambda span: moved(number, span) if moved else None)
    fresh = []
    for at, values in enumerate(new):
        if at not in same:
            fresh.append({**values, "article": article, "state": OPEN, "version": 1})
        elif other := {name: value for name, value in values.items() if old[same[at]]._mapping[name] != value}:
            connection.execute(findings.update().where(findings.c.id == old[same[at]].id).values(**other))
    if fresh:
        connection.execute(findings.insert(), fresh)
    left = [row for at, row in enumerate(old) if at not in set(same.values()) and row.present]
    lost = _lapse(connection, left)
    return Taken(sum(old[at].state != OPEN for at in same.values()), lost)


def _same(old: Sequence[Row[Any]], new: Sequence[Mapping[str, Any]], moved: Callable[[Span], Span | None]) -> dict[int, int]:
    """Return index of a new finding -> index of the old one that it is: by rule and context, else by rule and place in a file that was written."""
    same = matched((Key(one["rule"], one["context"]) for one in new), (Key(row.rule, row.context) for row in old))
    taken = set(same.values())
    places = {at: span for at, row in enumerate(old) if at not in taken and row.present and (span := moved(Span(row.start, row.end)))}
    for at, one in enumerate(new):
        if at not in same:
            near = (number for number, span in places.items() if _is_near(one, old[number], span))
            if (found := min(near, key=lambda number: abs(places[number].start - one["start"]), default=None)) is not None:
                same[at] = found
                del places[found]
    return same


def _is_near(new: Mapping[str, Any], old: Row[Any], span: Span) -> bool:
    """Return whether a finding is an old one that was moved about there: a deletion takes a space along."""
    return (new["rule"], new["text"]) == (old.rule, old.text) and abs(span.start - new["start"]) <= NEAR


def _finding(report: DocumentReport, finding: Finding, place: Place, sentence: Sentence) -> dict[str, Any]:
    unit = report.document.unit_at(finding.span.start)
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": str(finding.severity),
        "start": finding.span.start,
        "end": finding.span.end,
        "text": storable(finding.text),
        "message": storable(finding.message),
        "suggestions": [storable(one) for one in finding.suggestions],
        "confidence": round(finding.confidence, 2),
        "fix": finding.fix,
        "evidence": dict(finding.evidence),
        "context": finding.context,
        "source_start": finding.source.start if finding.source else None,
        "source_end": finding.source.end if finding.source else None,
        "line": report.document.line or place.line,
        "column": place.column,
        "unit": storable(unit.id) if unit else "",
        "sentence": storable(sentence.text),
        "sentence_start": sentence.start,
        "beside": storable(sentence.source),
        "present": True,
    }


def _beside(report: DocumentReport, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences with what the source has for them."""
    source = report.document.source or ""
    pairs = [(there, here) for there, here in report.pairs if there and here]
    ends = [here.end for _, here in pairs]
    for sentence in sentences:
        first, end = bisect_right(ends, sentence.start), sentence.start + len(sentence.text)
        words = (there.of(source) for there, here in takewhile(lambda pair: pair[1].start < end, islice(pairs, first, None)))  # noqa: B023  used at once
        yield sentence._replace(source=" ".join(" ".join(words).split()))


def _lapsed(connection: Connection, chosen: sa.Select[Any]) -> int:
    return _lapse(connection, connection.execute(chosen).all())


def _lapse(connection: Connection, rows: Iterable[Row[Any]]) -> int:
    """Put aside findings that are not there any more, those that nobody decided about for good; return how many decisions that concerns."""
    left = list(rows)
    for part in _parts([row.id for row in left]):
        connection.execute(findings.update().where(findings.c.id.in_(part)).values(present=False))
        connection.execute(findings.delete().where(findings.c.id.in_(part), findings.c.id.not_in(sa.select(events.c.finding))))
    return sum(row.state != OPEN for row in left)


def _parts(ids: list[int], size: int = 500) -> Iterator[list[int]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size]
