"""Annotated corpora: documents and the spans of them that an editor marked or changed.

A folder with ``gold.json`` files, a folder of clean ``.txt`` files (every finding there is a false alarm), or ``.jsonl`` (also ``.gz``) rows with ``text`` and
``gold``, or with ``text`` (or ``mt``) and ``post_edit`` (or ``reference``): then the marks are the runs of words that the post-edit says otherwise.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, TextIO, cast

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document

TOKEN = re.compile(r"\w+|[^\w\s]")
EDITED = "edited"
"""What a run is filed under that a post-edit changed."""


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated span; ``fixes`` in lower case; ``needs_source`` where the English alone does not give it away."""

    start: int
    end: int
    rule: str
    required: bool
    fixes: frozenset[str]
    needs_source: bool = False


Annotated = tuple[Document, tuple[Gold, ...]]


def read_corpus(path: Path, *, text_field: str = "text") -> Iterator[Annotated]:
    """Yield the documents of a corpus with their annotation; ``text_field`` names the text of a ``.jsonl`` row.

    Raises ReadError with the place for an annotation that cannot be read.
    """
    if not path.exists():
        raise ReadError("no such file or folder", str(path))
    if path.name.removesuffix(".gz").endswith(".jsonl"):
        yield from _rows(path, text_field)
    elif path.is_dir():
        annotated = sorted(path.rglob("*gold.json"))
        for file in annotated:
            yield _annotated(file)
        for file in [] if annotated else sorted(path.rglob("*.txt")):
            yield Document(str(file), file.read_text("utf-8")), ()
    else:
        yield _annotated(path)


def _annotated(file: Path) -> Annotated:
    table = _decoded(file.read_text("utf-8"), str(file))
    text_file = file.parent / table.get("text_file", "mt.en.txt")
    language = table.get("source_lang")
    source_file = file.parent / table.get("source_file", f"source.{language}.txt")
    source = source_file.read_text("utf-8") if source_file.is_file() else None
    document = Document(str(text_file), text_file.read_text("utf-8"), table.get("id"), source, language if source else None)
    return document, tuple(_gold(span, str(file)) for span in table["findings"])


def _rows(path: Path, text_field: str) -> Iterator[Annotated]:
    with cast(TextIO, gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")) as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path}:{number}"
            row = _decoded(line, where)
            text = row.get(text_field, row.get("mt") if text_field == "text" and "gold" not in row and _wanted(row) else None)
            if not isinstance(text, str):
                raise ReadError(f"no `{text_field}`", where, "name the field with --text-field")
            identity = row.get("id") or row.get("doc_id")
            document = Document(str(path), text, str(identity) if identity else None, row.get("source"), row.get("source_lang"), line=number)
            yield document, tuple(_marks(row, text, where))


def _marks(row: Mapping[str, Any], text: str, where: str) -> Iterable[Gold]:
    wanted = _wanted(row)
    if "gold" not in row and wanted is not None:
        return edited(text, wanted)
    return (_gold(span, where) for span in row.get("gold", ()))


def _wanted(row: Mapping[str, Any]) -> str | None:
    """Return the post-edit of a row, else its reference where that is one text."""
    return next((row[name] for name in ("post_edit", "reference") if isinstance(row.get(name), str)), None)


def edited(text: str, post_edit: str) -> Iterator[Gold]:
    """Yield the runs of words of a text that its post-edit replaces or leaves out; none is required, since an editor may change much."""
    here, there = list(TOKEN.finditer(text)), list(TOKEN.finditer(post_edit))
    matcher = SequenceMatcher(None, [one.group().lower() for one in here], [one.group().lower() for one in there], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag in {"replace", "delete"}:
            fix = post_edit[there[k].start() : there[m - 1].end()] if m > k else ""
            yield Gold(here[i].start(), here[j - 1].end(), EDITED, required=False, fixes=frozenset({fix.strip().lower()}))


def _decoded(text: str, where: str) -> Mapping[str, Any]:
    try:
        table = json.loads(text)
    except ValueError as error:
        raise ReadError(f"no valid JSON ({error})", where) from None
    if not isinstance(table, dict):
        raise ReadError("no JSON object", where)
    return table


def _gold(span: Mapping[str, Any], where: str) -> Gold:
    try:
        fixes = frozenset(fix.strip().lower() for fix in span.get("suggestions", [span.get("was", "")]))
        rule = span.get("category", span.get("kind", ""))
        return Gold(span["start"], span["end"], rule, span.get("required", True), fixes, span.get("needs_source", False))
    except KeyError as error:
        raise ReadError(f"an annotation without {error}", where) from None
