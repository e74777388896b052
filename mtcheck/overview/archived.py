"""What a run over an archive left as Parquet, read again.

A folder with the datasets ``documents`` and ``findings``, each of any number of ``.parquet`` files. Documents have ``document`` (their key in the archive), ``path`` and ``words``, and perhaps what
``frames`` knows besides; findings have ``document``, ``rule``, ``category`` and ``severity``. Both carry ``mtcheck.schema`` and ``mtcheck.signature`` in the metadata of their schema.
There may be ``furniture`` (``text``, ``documents``) and ``failures``, and ``run.json``, which says whether the run came to its end. Words that stand in an earlier document
(``repeated_words``) count there, as what is found in them does.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtcheck.core.errors import ReadError
from mtcheck.core.text import counted
from mtcheck.overview.frames import DOCUMENT, FINDING, Frames, language_of, made
from mtcheck.overview.reading import refuse_schema

if TYPE_CHECKING:
    import pandas as pd

DOCUMENTS, FINDINGS, FURNITURE, FAILURES = "documents", "findings", "furniture", "failures"
NEEDED = {DOCUMENTS: ("document", "path", "words"), FINDINGS: tuple(FINDING), FURNITURE: ("text", "documents"), FAILURES: ("where",)}
REPEATED = "repeated_words"
WANTED = {DOCUMENTS: ("document", *DOCUMENT, REPEATED), FINDINGS: tuple(FINDING), FURNITURE: ("text", "documents"), FAILURES: ("where",)}
LINES = 1000
"""Lines of furniture that are read."""


def is_archive(path: str) -> bool:
    """Return whether the folder is what a run over an archive left."""
    return Path(path, DOCUMENTS).is_dir() and Path(path, FINDINGS).is_dir()


def read_archive(path: str, tell: Callable[[str], None]) -> Frames:
    """Return the tables of a folder; a run that has not come to its end is told.

    Raises ReadError for what is no Parquet, lacks a column or is of a newer schema, and where pyarrow is not installed.
    """
    documents, signature = _table(path, DOCUMENTS)
    findings, _ = _table(path, FINDINGS)
    places = {key: at for at, key in enumerate(documents["document"])}
    known = findings["document"].isin(list(places))
    if unfinished := _unfinished(path):
        tell(unfinished)
        findings, known = findings[known], known[known]
    if not known.all():
        raise ReadError(f"{(~known).sum()} findings of documents that are not there", path, "run the archive again to its end")
    findings = findings.assign(document=findings["document"].map(places))
    if REPEATED in documents:
        documents["words"] -= documents[REPEATED]
    documents = documents.reindex(columns=DOCUMENT).assign(report=path, score=documents.get("score"))
    documents["authors"] = [[] if one is None or isinstance(one, float) else list(one) for one in documents["authors"]]
    documents["date"] = [None if one is None or one != one else str(one)[:10] for one in documents["date"]]
    if stated := language_of(signature):
        documents["source_language"] = stated
    failures = _table(path, FAILURES)[0].shape[0] if Path(path, FAILURES).is_dir() else 0
    return replace(made(documents, findings[FINDING], (signature,), failures), furniture=_furniture(path))


def _furniture(path: str) -> tuple[tuple[str, int], ...]:
    """Return the lines that stand in many articles, most first."""
    if not Path(path, FURNITURE).is_dir():
        return ()
    lines = _table(path, FURNITURE)[0].nlargest(LINES, "documents")
    return tuple(zip(lines["text"], map(int, lines["documents"]), strict=True))


def _unfinished(path: str) -> str:
    """Return what is said of a run that has not come to its end; "" where it has, or nothing is known of it."""
    file = Path(path, "run.json")
    try:
        run: dict[str, Any] = json.loads(file.read_bytes()) if file.exists() else {"finished": True}
        finished, aside = bool(run["finished"]), len(run.get("set_aside", ()))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ReadError(f"not what a run over an archive wrote ({error})", str(file), "run the archive again") from None
    if finished:
        return ""
    what = f"{counted(aside, 'partition')} set aside" if aside else "the run has not come to its end"
    return f"{path}: {what}; run the archive again to its end"


def _table(path: str, name: str) -> tuple[pd.DataFrame, str]:
    """Return a dataset and the signature in its metadata."""
    folder = str(Path(path, name))
    try:
        from pyarrow import ArrowException, dataset
    except ImportError:
        raise ReadError("Parquet files need pyarrow", folder, "run pip install 'mtcheck[tables]'") from None
    try:
        found = dataset.dataset(folder, format="parquet")
        said = {key.decode(): value.decode("utf-8", "replace") for key, value in (found.schema.metadata or {}).items()}
        schema = said.get("mtcheck.schema", "")
        refuse_schema(int(schema) if schema.isdecimal() else schema or None, folder)
        if lacking := next((column for column in NEEDED[name] if column not in found.schema.names), None):
            raise ReadError(f"no column {lacking!r}", folder, "run the archive again")
        wanted = [column for column in WANTED[name] if column in found.schema.names]
        return found.to_table(columns=wanted).to_pandas(), said.get("mtcheck.signature", "")
    except (ArrowException, OSError) as error:
        raise ReadError(f"no Parquet, or damaged ({error})", folder, "run the archive again") from None
