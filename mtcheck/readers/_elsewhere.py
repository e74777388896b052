"""What is no file that mtcheck reads, and how to make one of it."""

from __future__ import annotations

import re

URL = re.compile(r"(?:https?|ftp|file|s3|gs)://", re.IGNORECASE)
OFFICE = "a document of an office program, which mtcheck does not read", "convert it with: soffice --headless --convert-to docx {path}"
PANDOC = "an e-book, which mtcheck does not read", "convert it with: pandoc --to gfm --wrap none --output article.md {path}"
FORMATS = {
    ".pdf": ("a PDF, which has no paragraphs that could be checked", "convert it with: pdftotext {path} article.txt, or check what it was made from"),
    ".doc": OFFICE,
    ".odt": OFFICE,
    ".ott": OFFICE,
    ".rtf": OFFICE,
    ".wpd": OFFICE,
    ".pages": ("a document of Pages, which mtcheck does not read", "export it as Word"),
    ".epub": PANDOC,
    ".xls": ("an old Excel workbook, which mtcheck does not read", "convert it with: soffice --headless --convert-to xlsx {path}"),
    ".ods": ("a spreadsheet, which mtcheck does not read", "convert it with: soffice --headless --convert-to xlsx {path}"),
    ".ppt": ("slides, which mtcheck does not read", "save their text as .txt"),
    ".pptx": ("slides, which mtcheck does not read", "save their text as .txt"),
    ".odp": ("slides, which mtcheck does not read", "save their text as .txt"),
}
"""Suffix -> what such a file is and what to do."""


def refusal(path: str) -> tuple[str, str] | None:
    """Return what a path is that cannot be read, and what to do instead; None for what may be tried."""
    if URL.match(path):
        return "an address, and mtcheck reads files", f"fetch it: curl -L {_quoted(path)} | mtcheck check --stdin-name page.html -"
    suffix = re.search(r"\.[a-z]+(?=(?:\.gz)?$)", path.lower())
    found = FORMATS.get(suffix.group()) if suffix else None
    return found and (found[0], found[1].format(path=_quoted(path)))


def _quoted(path: str) -> str:
    from shlex import quote

    return quote(path)
