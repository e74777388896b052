"""Accepted wordings -> files. What is written was shown before; a file that changed since it was checked is checked again first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from mtcheck.core.errors import MtcheckError, ReadError
from mtcheck.core.files import written
from mtcheck.core.model import DocumentReport, Result, Span
from mtcheck.core.text import Excerpt, excerpt
from mtcheck.desk.review.database import Database
from mtcheck.desk.review.decisions import mark_applied
from mtcheck.desk.review.intake import Moved, Taken, digest_of, storable, take_in
from mtcheck.desk.review.tables import ACCEPTED, APPLIED, articles, files, findings
from mtcheck.english.joining import joined
from mtcheck.readers import Options, Reviser
from mtcheck.rewriting import Edit, Edits, content_of, rewrite, texts

EXCERPT = 60
"""Code points on each side of a change that are shown."""


class Change(NamedTuple):
    """One edit as people read it: the words around it, the old ones in the middle, and what is to stand there."""

    finding: int
    article: int
    around: Excerpt
    new: str


class Plan(NamedTuple):
    """What would become of a file. ``trouble``: why nothing can be written, ``note``: why it was not before; ``taken``: it changed since it was checked, what became of its decisions."""

    file: int
    name: str
    before: bytes = b""
    after: bytes = b""
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    wordings: Mapping[int, str] = {}
    trouble: str = ""
    note: str = ""
    taken: Taken | None = None

    @property
    def digest(self) -> str:
        """Return what stands for the content before and after."""
        return digest_of(self.before + b"\0" + self.after)

    def is_of(self, connection: Connection) -> bool:
        """Return whether its findings were marked as applied with the wordings that it writes, and nobody accepted more."""
        ids = [change.finding for change in self.changes]
        now = {row.id: row.wording for row in connection.execute(sa.select(findings).where(findings.c.id.in_(ids), findings.c.state == APPLIED))}
        return now == self.wordings and len(_accepted(connection, self.file)) == len(self.refused)


@dataclass(frozen=True)
class Bench:
    """Where files are written. ``check`` reads and checks one; nothing outside of ``roots`` (resolved) is written."""

    database: Database
    check: Callable[[str], Iterable[Result]]
    options: Options
    roots: tuple[Path, ...]
    lock: Lock = field(default_factory=Lock)

    def plans(self) -> list[Plan]:
        """Return what would become of each file that has accepted wordings."""
        chosen = sa.select(files.c.id).distinct().join(articles, articles.c.file == files.c.id).join(findings, findings.c.article == articles.c.id)
        with self.database.reading() as connection:
            wanted = list(connection.scalars(chosen.where(findings.c.state == ACCEPTED, findings.c.present).order_by(files.c.id)))
        with self.lock:
            return [self._plan(file) for file in wanted]

    def write(self, file: int, digest: str) -> Plan:
        """Write a file as it was shown (``Plan.digest``) and check it again; where it would come out otherwise now, return that and write nothing."""
        with self.lock:
            plan = self._plan(file)
            if plan.trouble or plan.taken or plan.digest != digest:
                return plan._replace(trouble=plan.trouble or "it is no longer what was shown: look at it again")
            try:
                self._write(plan)
            except MtcheckError as error:
                return plan._replace(trouble=error.line())
            return plan

    def _plan(self, file: int) -> Plan:
        with self.database.reading() as connection:
            row = connection.execute(sa.select(files).where(files.c.id == file)).one_or_none()
        if row is None:
            return Plan(file, "", trouble="there is no such file here")
        try:
            return self._made(row)
        except MtcheckError as error:
            return Plan(file, row.name, trouble=error.line())

    def _made(self, row: Row[Any]) -> Plan:
        self._refuse_outside(row)
        content, taken = content_of(row.place), None
        if digest_of(content) != row.digest or not self._as_stored(row, content):
            taken = self._checked_again(row.place, row.name, content)
        with self.database.reading() as connection:
            accepted = _accepted(connection, row.id)
        made = [(one, Edit(one.number, *joined(one.article_text, Span(one.start, one.end), one.wording))) for one in accepted]
        edits = Edits(edit for _, edit in made)
        after = rewrite(row.place, content, edits, self.options._replace(reviser=_reviser(accepted)))
        refused = dict(edits.refused)
        done = [(one, edit) for one, edit in made if edit not in refused]
        changes = tuple(Change(one.id, one.article, excerpt(one.article_text, edit.span, EXCERPT), edit.text) for one, edit in done)
        why = tuple((one.text, refused[edit]) for one, edit in made if edit in refused)
        wordings = {one.id: one.wording for one, _ in done}
        return Plan(row.id, row.name, content, after, changes, tuple(edit for _, edit in done), why, wordings, taken=taken)

    def _refuse_outside(self, row: Row[Any]) -> None:
        place = Path(row.place).resolve()
        if not any(place == root or place.is_relative_to(root) for root in self.roots):
            raise ReadError("it stands outside of what is reviewed, so nothing is written into it", row.name, "start the review with its path")

    def _as_stored(self, row: Row[Any], content: bytes) -> bool:
        """Return whether the file reads as it did when it was checked."""
        chosen = sa.select(articles.c.text).where(articles.c.file == row.id, articles.c.present).order_by(articles.c.number)
        with self.database.reading() as connection:
            return list(connection.scalars(chosen)) == [storable(text) for text in texts(row.place, content, self.options)]

    def _checked_again(self, place: str, name: str, content: bytes, moved: Moved | None = None) -> Taken:
        reports = [_named(result, name) for result in self.check(place) if isinstance(result, DocumentReport)]
        if not reports:
            raise ReadError("there is nothing to read in it any more", name, "look at the file")
        with self.database.writing() as connection:
            return take_in(connection, reports, digest_of(content), moved, place)

    def _write(self, plan: Plan) -> None:
        """Write a file. What is to be written is noted before, so that after a crash in between it counts as applied.

        Raises MtcheckError where it cannot be written, or somebody decided meanwhile; then nothing is changed.
        """
        ids, own = [change.finding for change in plan.changes], files.c.id == plan.file
        digest = digest_of(plan.after)
        with self.database.writing() as connection:
            place = connection.execute(sa.select(files.c.place).where(own)).scalar_one()
            connection.execute(files.update().where(own).values(awaited={"digest": digest, "findings": ids}))
        with self.database.writing() as connection:
            mark_applied(connection, ids)  # and nobody decides about its articles until all is written
            if not plan.is_of(connection):
                raise ReadError("somebody decided about it meanwhile", plan.name, "look at it again")
            connection.execute(files.update().where(own).values(digest=digest, awaited=None))
            if plan.after != plan.before:
                with written(Path(place).resolve()) as out:
                    out.write(plan.after)
        self._checked_again(place, plan.name, plan.after, _moves(plan.edits))


def _named(report: DocumentReport, name: str) -> DocumentReport:
    from dataclasses import replace

    return replace(report, document=replace(report.document, path=name))


def _accepted(connection: Connection, file: int) -> list[Row[Any]]:
    chosen = sa.select(findings, articles.c.number, articles.c.text.label("article_text")).join(articles, articles.c.id == findings.c.article)
    own = chosen.where(articles.c.file == file, articles.c.present, findings.c.present, findings.c.state == ACCEPTED)
    return list(connection.execute(own.order_by(articles.c.number, findings.c.start, findings.c.id)))


def _reviser(accepted: Sequence[Row[Any]]) -> Reviser | None:
    """Return whom a Word document names for its revisions: those who accepted them, at the time of the last decision."""
    if not accepted:
        return None
    last = max(one.at for one in accepted)
    return Reviser(", ".join(dict.fromkeys(one.who for one in accepted)), f"{last[:19]}Z")


def _moves(edits: Iterable[Edit]) -> Moved:
    """Return what says where a span stands after the edits; None for one that an edit touched."""
    by_document: dict[int, list[Edit]] = {}
    for edit in edits:
        by_document.setdefault(edit.document, []).append(edit)

    def moved(document: int, span: Span) -> Span | None:
        own = by_document.get(document, ())
        if any(edit.span.overlaps(span) for edit in own):
            return None
        by = sum(len(edit.text) - len(edit.span) for edit in own if edit.span.end <= span.start)
        return Span(max(0, span.start + by), max(0, span.end + by))

    return moved
