"""Excel workbooks, through openpyxl. Cells are read as Excel last computed them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document
from mtcheck.readers._columns import Cells, Columns, columns_of, plain
from mtcheck.readers._options import Options

if TYPE_CHECKING:
    from zipfile import ZipFile

LARGEST, RATIO, SMALL = 500_000_000, 200, 10_000_000
"""Bytes of all parts unpacked; a part beyond ``SMALL`` bytes that shrank by more than ``RATIO`` is no table that people wrote."""
LAST_ROW, MOST_CELLS = 1_048_576, 20_000_000
"""Number of the last row that Excel has; cells of a sheet, empty ones before others in a row too."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Sheet(NamedTuple):
    """A sheet that was read: its name, its document, and the cell of each unit ("B7")."""

    name: str
    document: Document
    cells: list[str]


def document_of(content: bytes, path: str, options: Options) -> Document:
    """Return the document of a workbook's sheet.

    Raises ReadError for a broken one, one without the sheet or the column, and where openpyxl is not installed.
    """
    return sheet_of(content, path, options).document


def sheet_of(content: bytes, path: str, options: Options) -> Sheet:
    """Return what the sheet holds; raises as ``document_of``."""
    with clear(path):
        from io import BytesIO

        from openpyxl import load_workbook

        guard(archive_of(content, path), path)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = _chosen(book, path, options)
        return _read(sheet, path, options)


@contextmanager
def clear(path: str) -> Iterator[None]:
    """Turn what openpyxl says of a broken file into one line."""
    from zipfile import BadZipFile

    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise ReadError("Excel workbooks need openpyxl", path, "run pip install 'mtcheck[tables]'") from None
    try:
        yield
    except (BadZipFile, zlib.error, OSError, EOFError, SyntaxError, LookupError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        raise ReadError(f"no Excel workbook, or a damaged one ({error})", path, "save it as .xlsx again") from None


def archive_of(content: bytes, path: str) -> ZipFile:
    """Return the zip.

    Raises ReadError for an old or encrypted workbook.
    """
    from io import BytesIO
    from zipfile import ZipFile

    if content.startswith(OLD_EXCEL):
        raise ReadError("protected by a password, or an old .xls", path, "save it as .xlsx without a password")
    return ZipFile(BytesIO(content))


def guard(archive: ZipFile, path: str) -> None:
    """Raise ReadError where a zip would unpack to too much."""
    infos = archive.infolist()
    packed = any(info.file_size > SMALL and info.file_size > RATIO * info.compress_size for info in infos)
    if packed or sum(info.file_size for info in infos) > LARGEST:
        raise ReadError("it unpacks to far more than a workbook does", path, "leave it out, or save it as .csv")


def _chosen(book: Any, path: str, options: Options) -> Any:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise ReadError("a workbook without sheets", path, "leave it out")
    if options.sheet is None:
        return next(iter(sheets.values()))
    if options.sheet not in sheets:
        raise ReadError(f"no sheet {options.sheet!r}; it has {', '.join(sheets)}", path, "name one of them with --sheet")
    return sheets[options.sheet]


def _read(sheet: Any, path: str, options: Options) -> Sheet:
    from openpyxl.utils import get_column_letter

    sheet.reset_dimensions()
    found = _rows(sheet, path)
    _, header = next(found, (0, ()))
    if not header:
        raise ReadError(f"the sheet {sheet.title!r} is empty", path, "name another with --sheet")
    columns = columns_of([plain(value) for value in header], path, options)
    cells, places = Cells(path), list[str]()
    for number, row in found:
        place = f"{get_column_letter(columns.target + 1)}{number}"
        target, source, name = _values(row, columns)
        if cells.add(plain(name).strip() or f"{sheet.title}!{place}", target, source):
            places.append(place)
    return Sheet(sheet.title, cells.document(), places)


def _rows(sheet: Any, path: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield number and values of the rows that hold something; raise ReadError for a sheet that a few bytes make larger than any is."""
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(row)
        if number > LAST_ROW or cells > MOST_CELLS:
            raise ReadError(f"the sheet {sheet.title!r} is larger than a table of texts", path, "leave it out, or save what is to be checked as .csv")
        if tuple(row).count(None) < len(row):
            yield number, row


def _values(row: tuple[Any, ...], columns: Columns) -> Iterator[Any]:
    return (row[place] if place is not None and place < len(row) else None for place in columns)
