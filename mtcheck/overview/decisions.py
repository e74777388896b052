"""What editors decided about findings, as ``mtcheck fix --interactive --decisions`` keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ReadError
from mtcheck.core.jsontext import parsed

HOW = "`mtcheck fix --interactive --decisions FILE` writes them"
SAID = {"accepted": True, "refused": False}


def read_decisions(path: str) -> list[tuple[str, str, bool]]:
    """Return path of the document, rule, whether the suggestion (or another wording) was taken.

    Raises ReadError for what cannot be read or has no decisions.
    """
    try:
        text = decode(Path(path).read_bytes(), path)
    except OSError as error:
        raise ReadError(f"cannot read the file ({error.strerror})", path, "check the path") from None
    found = [one for number, line in enumerate(text.splitlines(), 1) if line.strip() for one in _row(line, f"{path}:{number}")]
    if not found:
        raise ReadError("no decisions in it", path, HOW)
    return found


def _row(line: str, where: str) -> Iterator[tuple[str, str, bool]]:
    try:
        row: Any = parsed(line)
        path = PurePath(row.get("path") or "").as_posix()
        for one in row.get("findings") or ():
            yield path, str(one["rule"]), SAID[one["decision"]]
    except (ValueError, RecursionError):
        raise ReadError("no valid JSON", where, HOW) from None
    except (AttributeError, KeyError, TypeError):
        raise ReadError("no decision (`findings` with `rule` and `decision`: accepted or refused)", where, HOW) from None
