"""Checks the documents of a buffer, in a thread of its own, until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from mtcheck.bilingual.pairing import paired, without_sources
from mtcheck.config import Config
from mtcheck.core.errors import MtcheckError
from mtcheck.core.globs import fits
from mtcheck.core.model import Document, DocumentReport, Failure
from mtcheck.desk.lsp.reading import documents_of
from mtcheck.desk.lsp.setups import Setup

ROWS = "its rows are read by themselves, and an editor has no place to show what is found in them; `mtcheck check` does"


class StoppedError(BaseException):
    """Nobody wants the result of a check any more. No ``Exception``: a check in code that raises one is a failure of that check."""


@dataclass
class Stop:
    """What one thread asks of a check in another."""

    asked: bool = False

    def heed(self) -> None:
        """Raise StoppedError where it was asked."""
        if self.asked:
            raise StoppedError


@dataclass(frozen=True, slots=True)
class Read:
    """The documents of a buffer with their sources, and lines for the log about what could not be read."""

    documents: tuple[Document, ...] = ()
    complaints: tuple[str, ...] = ()


def read(text: str, name: str, setup: Setup) -> Read:
    """Return the documents of a buffer of that name."""
    prepared = setup.prepared
    try:
        if why := _left_out(name, prepared.config):
            return Read((), (f"{name}: {why}",))
        found, rows = documents_of(text, name, prepared.options._replace(encoding="utf-8"))
        documents = [*paired(iter(found), None, prepared.config.pairs, prepared.options, prepared.config.language_of, prepared.config.tree)]
    except MtcheckError as error:
        return Read((), (error.line(),))
    failures = (f"{one.where}: {one.message}" for one in documents if isinstance(one, Failure))
    lines = chain(failures, (f"{name}: {ROWS}",) if rows else ())
    return Read(tuple(one for one in documents if isinstance(one, Document)), tuple(lines))


def _left_out(name: str, config: Config) -> str:
    """Return why a file is not checked; "" where it is. Raises ConfigError for a pattern of sources that cannot be followed."""
    if fits(config.exclude, name, config.folder):
        return f"left out, as `exclude` of {config.origin} says"
    if config.pairs and not without_sources([name], config.pairs, config.language_of):
        return f"by the pattern {config.pairs!r} it is the source of a translation, and no English to check"
    return ""


def checked(documents: tuple[Document, ...], setup: Setup, heed: Callable[[], None], *, model: bool = False) -> tuple[DocumentReport, ...]:
    """Return the reports of documents by rules alone, or with the model as well.

    Raises whatever ``heed`` raises.
    """
    checker = replace(setup.prepared.checker, scorer=setup.prepared.scorer if model else None, heed=heed)
    return tuple(setup.compared(checker.check(document)) for document in documents)
