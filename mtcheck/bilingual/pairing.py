"""Puts the source beside a document: one named file, or for each checked file the one that a pattern leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from os.path import normpath
from pathlib import Path

from mtcheck import readers
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document, Failure
from mtcheck.core.tree import leaves
from mtcheck.readers import STDIN, Options

STEM, LANG = "{stem}", "{lang}"
LanguageOf = Callable[[str], str | None]
"""What says of a checked file, by its path, which language its source is in; None where nobody stated it."""
ROWS = 64
"""Rows of a file whose sources are read together to tell their language."""


def source_path(path: str, pattern: str, language: str | None) -> Path:
    """Return the source file of a checked file: ``{stem}.{lang}.txt`` makes news/a.fr.txt of news/a.txt and of news/a.en.txt.

    Raises ConfigError when the pattern has no ``{stem}``, or wants a language where none is known.
    """
    if STEM not in pattern:
        raise ConfigError("the pattern names the same file for all", "--pairs", "write it with {stem}, as in '{stem}.{lang}.txt'")
    if LANG in pattern and not language:
        raise ConfigError("{lang} needs a language", "--pairs", "give --source-lang")
    file = Path(path)
    stem = file.name.partition(".")[0] if "." not in pattern.partition(STEM)[0] else file.stem
    return file.parent / pattern.replace(STEM, stem).replace(LANG, language or "")


def without_sources(inputs: Iterable[str | Failure], pattern: str, language_of: LanguageOf) -> list[str | Failure]:
    """Return the inputs but those that the pattern makes the source of another, or of themselves (a.fr.md for a.fr.md)."""
    files = list(inputs)
    sources = {normpath(source_path(file, pattern, language_of(file))) for file in files if isinstance(file, str) and file != STDIN}
    return [file for file in files if isinstance(file, Failure) or normpath(file) not in sources]


def lacks_source(document: Document, pattern: str, language: str | None) -> bool:
    """Return whether nothing stands where the source of the document should."""
    return document.source is None and (document.path == STDIN or not source_path(document.path, pattern, language).exists())


def with_source(document: Document, path: str | Path, options: Options, language: str | None) -> Document | Failure:
    """Return the document with the prose of the file as its source; a Failure when it cannot be read."""
    texts, items = [], []
    for item in readers.read(str(path), options):
        if isinstance(item, Failure):
            return replace(item, message=f"{item.message} (the source of {document.path})")
        texts.append(item.text if document.asides else item.flow)
        items.append(item)
    if document.units and len(items) == 1 and items[0].units:
        return _by_name(document, items[0], language)
    if not any(map(str.strip, texts)):
        return Failure(str(path), f"no prose in it (the source of {document.path}); checked without a source")
    return replace(document, source="\n\n".join(texts), source_lang=language or document.source_lang)


def _by_name(document: Document, source: Document, language: str | None) -> Document:
    """Return the document with each of its segments beside the one of the same name."""
    there = {unit.id: unit.span for unit in source.units}
    units = tuple(unit._replace(source=there.get(unit.id)) for unit in document.units)
    return replace(document, source=source.text, source_lang=language or document.source_lang, units=units)


def with_reference(documents: Iterator[Document | Failure], path: str | None, options: Options) -> Iterator[Document | Failure]:
    """Yield the documents with the prose of the file as their reference translation.

    Raises ConfigError when there is more than one document, or the file cannot be read.
    """
    if path is None:
        yield from documents
        return
    texts = []
    for item in readers.read(path, options):
        if isinstance(item, Failure):
            raise ConfigError(item.message, item.where)
        texts.append(item.text)
    for count, item in enumerate(documents):
        if count:
            raise ConfigError("one reference for several documents", "--reference", "check them one by one")
        yield item if isinstance(item, Failure) else replace(item, reference="\n\n".join(texts))


def told_together(documents: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """Yield the documents; a row of a file that states no language gets the one that the sources of its rows in the same script read as together.

    Rows are looked at ``ROWS`` by ``ROWS``, so that a long file need not be held.
    """
    for (path, stated), group in groupby(documents, key=_file_of_rows):
        if not path or stated:
            yield from group
            continue
        while rows := list(islice(group, ROWS)):
            yield from _told_by_script(rows)


def _told_by_script(rows: Sequence[Document | Failure]) -> Iterator[Document | Failure]:
    """Yield the rows with the language that all sources in the script of theirs read as together."""
    from mtcheck.languages.telling import script_of, told

    scripts = [script_of(row.source) if isinstance(row, Document) and row.source else None for row in rows]
    sources: dict[str, list[str]] = {}
    for row, script in zip(rows, scripts, strict=True):
        if script and isinstance(row, Document) and row.source:
            sources.setdefault(script, []).append(row.source)
    languages = {script: told("\n".join(texts)) for script, texts in sources.items()}
    for row, script in zip(rows, scripts, strict=True):
        yield replace(row, told=languages[script]) if script and isinstance(row, Document) else row


def _file_of_rows(item: Document | Failure) -> tuple[str, bool]:
    """Return the file that a row with a source stands in, "" for any other document, and whether its language is stated."""
    rows = isinstance(item, Document) and item.line and item.source is not None
    return (item.path if rows else "", bool(item.source_lang)) if isinstance(item, Document) else ("", False)


def paired(
    documents: Iterator[Document | Failure],
    source: str | None,
    pattern: str | None,
    options: Options,
    language_of: LanguageOf,
    tree: Path | None = None,
) -> Iterator[Document | Failure]:
    """Yield the documents with their sources; one that brings its own keeps it, one whose source by the pattern is not there has none.

    What a pattern leads to must lie in ``tree``, where one is given. Raises ConfigError when one source is given for several documents.
    """
    count = 0
    for item in documents:
        if isinstance(item, Failure) or item.source is not None or not (source or pattern):
            yield item
            continue
        count += 1
        language = language_of(item.path)
        if source and count > 1:
            raise ConfigError("one source for several documents", "--source", "use --pairs '{stem}.{lang}.txt' for folders")
        if not source and lacks_source(item, pattern or "", language):
            yield item
            continue
        path = source or source_path(item.path, pattern or "", language)
        led_out = tree is not None and not source and leaves(path, tree)
        found = (
            Failure(str(path), f"the source lies outside of {tree}; give the pattern with --pairs")
            if led_out
            else with_source(item, path, options, language)
        )
        if isinstance(found, Failure):
            yield found
            yield item
        else:
            yield found
