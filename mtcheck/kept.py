"""What was found in a document, kept between runs by the content of the document and all settings that decide it.

Kept is what was found before anything is ignored on purpose, so that a new suppression costs no second check. Reports with failures are not kept.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtcheck import __version__
from mtcheck.core.model import Document, Finding, Span, Told
from mtcheck.core.mqm import Severity
from mtcheck.core.resources import PACKAGE, cache_folder
from mtcheck.pipeline import Checker, Found

if TYPE_CHECKING:
    from mtcheck.core.store import Store

NAME = "results.sqlite"
MEGABYTE = 1_000_000
DETERMINATE = 2
"""The last version of marshal's format in which equal values are equal bytes."""
Row = tuple[Any, ...]


class KeptResults:
    """The findings of documents that were checked with the same settings before; ``limit`` is the largest size of the file in megabytes.

    ``model`` names the very weights that judge, "" where none do.
    """

    def __init__(self, checker: Checker, limit: int, model: str = "") -> None:
        self._checker, self._limit, self._model = checker, limit * MEGABYTE, model
        self._settings: dict[int, bytes] = {}

    @cached_property
    def store(self) -> Store:
        """The file of the results."""
        from mtcheck.core.store import Store  # 5 milliseconds, which a single article need not wait for

        return Store(cache_folder() / NAME, self._limit)

    def get(self, document: Document) -> Found | None:
        """Return what is kept of a document; None where nothing is, or it is damaged."""
        value = self.store.get(self._key(document))
        with suppress(zlib.error, ValueError, EOFError, TypeError):
            return _found(marshal.loads(zlib.decompress(value)), document.text) if value else None
        return None

    def put(self, document: Document, found: Found) -> None:
        """Keep what was found in a document."""
        if not found.failures:
            self.store.put(self._key(document), zlib.compress(marshal.dumps(_row(found)), 1))

    @cached_property
    def _code(self) -> bytes:
        return _code(self.store)

    @property
    def trouble(self) -> str:
        """Why nothing can be kept; "" where it can, or nothing was to be."""
        return self.store.trouble if "store" in vars(self) else ""

    def close(self) -> None:
        """Write what is new into the file."""
        if "store" in vars(self):
            self.store.close()

    def _key(self, document: Document) -> bytes:
        checker = self._checker.at(document.path)
        if id(checker) not in self._settings:
            self._settings[id(checker)] = repr((self._code, self._model, *_settings(checker))).encode(errors="surrogateescape")
        import hashlib

        digest = hashlib.blake2b(self._settings[id(checker)], digest_size=16)
        digest.update(marshal.dumps(_content(document), DETERMINATE))
        return digest.digest()


def code_digest() -> str:
    """Return what stands for the code and the facts of this installation, in hexadecimal digits; all its files are read."""
    return _content_of(sorted(_files(str(PACKAGE)))).hex()


def settings_digest(checker: Checker, model: str = "") -> str:
    """Return what stands for all settings that decide what a checker finds, in hexadecimal digits; ``model`` as in KeptResults."""
    import hashlib

    return hashlib.blake2b(repr((model, *_settings(checker))).encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _settings(checker: Checker) -> Iterator[object]:
    """Yield all that decides what a checker finds in a document, as values that are written the same in every run."""
    selection = checker.selection
    for rules in (selection.select, selection.ignore, selection.off):
        yield None if rules is None else sorted(rules)
    yield from (tuple(selection.level), sorted(dict(selection.severities).items()))
    yield from (checker.ruleset.digest, checker.ruleset.glossary, checker.source_lang, checker.english, checker.style)
    yield [tuple(term._replace(where=term.where.rpartition("/")[2])) for term in checker.terms]
    yield [tuple(name._replace(where=name.where.rpartition("/")[2])) for name in checker.house_names]


def _code(store: Store) -> bytes:
    """Return the digest of all files of the package; it is kept by their names, sizes and times, since they change seldom and are many."""
    import hashlib

    files = sorted(_files(str(PACKAGE)))
    state = hashlib.blake2b(repr((__version__, sys.version_info[:2], files)).encode(errors="surrogateescape"), digest_size=16).digest()
    if known := store.get(state):
        return known
    code = _content_of(files)
    store.put(state, code)
    return code


def _content_of(files: Iterable[tuple[str, int, int]]) -> bytes:
    """Return the digest of files of the package."""
    import hashlib

    digest = hashlib.blake2b(f"{__version__} {sys.version_info[:2]}".encode(), digest_size=16)
    for name, _, _ in files:
        digest.update(name.removeprefix(str(PACKAGE)).encode(errors="surrogateescape") + b"\0" + Path(name).read_bytes())
    return digest.digest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of the files below a folder, but for those that Python makes."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path) if entry.name != "__pycache__" else ()
            elif not entry.name.endswith(".pyc"):
                state = entry.stat()
                yield entry.path, state.st_size, state.st_mtime_ns


def _content(document: Document) -> Row:
    """Return all of a document but where it was read from."""
    origin = document.origin
    return (
        document.text,
        document.source,
        document.source_lang,
        document.reference,
        tuple(document.told) if document.told else None,
        [_ends(span) for span in document.asides],
        [(unit.id, _ends(unit.span), _ends(unit.source), unit.lost) for unit in document.units],
        origin and origin.raw,
        origin and [(piece.start, piece.length, piece.origin, piece.origin_length) for piece in origin.pieces],
        origin and [(_ends(element.text), _ends(element.file)) for element in origin.elements],
    )


def _row(found: Found) -> Row:
    """Return what was found as values that marshal takes; the reverse of ``_found``."""
    return (
        [_finding_row(finding) for finding in found.findings],
        found.fluency,
        [(_ends(source), _ends(target)) for source, target in found.pairs],
        tuple(found.told) if found.told else None,
    )


def _finding_row(one: Finding) -> Row:
    named = (one.rule, one.category, str(one.severity), _ends(one.span), one.message, one.suggestions, one.confidence)
    return (*named, dict(one.evidence), one.context, _ends(one.source), one.fix)


def _found(row: Row, text: str) -> Found:
    findings, fluency, pairs, told = row
    return Found(
        tuple(_finding(one, text) for one in findings),
        fluency,
        pairs=tuple((_span(source), _span(target)) for source, target in pairs),
        told=Told(*told) if told else None,
    )


def _finding(row: Row, text: str) -> Finding:
    rule, category, severity, ends, message, suggestions, confidence, evidence, context, source, fix = row
    span = Span(*ends)
    said = (span.of(text), message, tuple(suggestions), confidence, evidence, context)
    return Finding(rule, category, Severity(severity), span, *said, _span(source), fix)


def _ends(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span is not None else None  # an empty one is false


def _span(ends: tuple[int, int] | None) -> Span | None:
    return Span(*ends) if ends else None
