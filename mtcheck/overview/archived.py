"""What a run over an archive left as Parquet, read again.

A folder with the datasets ``documents`` and ``findings``, each of any number of ``.parquet`` files. Documents have ``document`` (their key in the archive), ``path`` and ``words``, and perhaps what
``frames`` knows besides; findings have ``document``, ``rule``, ``category`` and ``severity``. Both carry ``mtcheck.schema`` and ``mtcheck.signature`` in the metadata of their schema.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mtcheck.core.errors import ReadError
from mtcheck.overview.frames import DOCUMENT, FINDING, Frames, language_of, made
from mtcheck.overview.reading import refuse_schema

if TYPE_CHECKING:
    import pandas as pd

DOCUMENTS, FINDINGS = "documents", "findings"
NEEDED = {DOCUMENTS: ("document", "path", "words"), FINDINGS: tuple(FINDING)}


def is_archive(path: str) -> bool:
    """Return whether the folder is what a run over an archive left."""
    return Path(path, DOCUMENTS).is_dir() and Path(path, FINDINGS).is_dir()


def read_archive(path: str) -> Frames:
    """Return the tables of a folder.

    Raises ReadError for what is no Parquet, lacks a column or is of a newer schema, and where pyarrow is not installed.
    """
    documents, signature = _table(path, DOCUMENTS)
    findings, _ = _table(path, FINDINGS)
    places = {key: at for at, key in enumerate(documents["document"])}
    if (lost := ~findings["document"].isin(list(places))).any():
        raise ReadError(f"{lost.sum()} findings of documents that are not there", path, "run the archive again to its end")
    findings = findings.assign(document=findings["document"].map(places))
    documents = documents.reindex(columns=DOCUMENT).assign(report=path, score=documents.get("score"))
    documents["authors"] = [[] if one is None or isinstance(one, float) else list(one) for one in documents["authors"]]
    documents["date"] = [None if one is None or one != one else str(one)[:10] for one in documents["date"]]
    if stated := language_of(signature):
        documents["source_language"] = stated
    return made(documents, findings[FINDING], (signature,))


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
        wanted = [column for column in ("document", *DOCUMENT) if column in found.schema.names] if name == DOCUMENTS else FINDING
        return found.to_table(columns=wanted).to_pandas(), said.get("mtcheck.signature", "")
    except (ArrowException, OSError) as error:
        raise ReadError(f"no Parquet, or damaged ({error})", folder, "run the archive again") from None
