"""Files of a run that are meant to be in another language, as their names say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mtcheck.cli._notes import note
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Document, Failure
from mtcheck.core.text import counted
from mtcheck.languages.telling import elsewhere

REGION = lazy(r"[-_][A-Za-z]{2}$")


def without_other_languages(documents: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """Yield the documents but those of files in another language, where the file or its folder has its code or name ("index.fr.md"); say on stderr how many those were.

    A file stays whole or goes whole, as its first document has it (the body of a Word document): edits count the documents of their file.
    """
    left: dict[str, list[str]] = {}
    path, language = "", None
    for item in documents:
        if isinstance(item, Document) and item.path != path:
            path, language = item.path, _named(item)
            if language:
                left.setdefault(language, []).append(path)
        if isinstance(item, Failure) or not language:
            yield item
    for language, paths in sorted(left.items()):
        note(f"mtcheck: {counted(len(paths), 'file')} in {language}, as the name says, not checked: {paths[0]}{', ...' if len(paths) > 1 else ''}")


def _named(document: Document) -> str | None:
    """Return the language of a file that is in another one, and says so by its name; None for all others."""
    if document.source is not None or document.line:
        return None
    language = elsewhere(document.text)
    return language.name if language and {language.code, language.name.lower()} & set(_parts(Path(document.path))) else None


def _parts(path: Path) -> Iterator[str]:
    """Yield what may be a language in a path: its folders, without their region ("pt-BR"), and the parts of the file's name."""
    yield from (REGION.sub("", folder).lower() for folder in path.parts[:-1])
    yield from re.split(r"[._-]", path.stem.lower())
