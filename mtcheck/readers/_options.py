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
    ``lang_column`` holds the language of a row's source.
    """

    encoding: str | None = None
    target_column: str | None = None
    source_column: str | None = None
    id_column: str | None = None
    sheet: str | None = None
    reviser: Reviser | None = None
    lang_column: str | None = None

    @property
    def text_field(self) -> str:
        """The field of a ``.jsonl`` row that holds the article."""
        return self.target_column if self.target_column is not None else "text"

    @property
    def lang_field(self) -> str:
        """The field of a row that holds the language of its source."""
        return self.lang_column if self.lang_column is not None else "source_lang"
