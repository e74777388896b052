"""What a user may say of the files to read."""

from __future__ import annotations

from typing import NamedTuple


class Reviser(NamedTuple):
    """Who makes changes, and when (ISO 8601)."""

    name: str
    at: str


class Options(NamedTuple):
    """``encoding`` of text files (detected when None); the columns of tables by their names, and the sheet of a workbook.

    ``reviser`` is for writing: formats that know revisions then keep what was there beside what is written.
    """

    encoding: str | None = None
    target_column: str | None = None
    source_column: str | None = None
    id_column: str | None = None
    sheet: str | None = None
    reviser: Reviser | None = None

    @property
    def text_field(self) -> str:
        """The field of a ``.jsonl`` row that holds the article."""
        return self.target_column if self.target_column is not None else "text"
