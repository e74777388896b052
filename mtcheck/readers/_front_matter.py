"""Titles and descriptions in the front matter of a Markdown file (YAML between ``---``, TOML between ``+++``): where they stand and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.core.metadata import FRONT
from mtcheck.readers._edits import RefusedError
from mtcheck.readers._prose import Stretch

KEYS = "title|subtitle|headline|description|summary|excerpt|lead|abstract"
YAML_KEY = re.compile(rf"^([\"']?)(?:{KEYS})\1[ \t]*:[ \t]+(?=\S)", re.MULTILINE | re.IGNORECASE)
TOML_KEY = re.compile(rf"^[ \t]*([\"']?)(?:{KEYS})\1[ \t]*=[ \t]*", re.MULTILINE | re.IGNORECASE)
TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
STRINGS = {
    '"""': re.compile(r'"""\r?\n?(?P<value>(?:[^"\\]|\\[^\r\n]|"(?!""))*)"""'),
    "'''": re.compile(r"'''\r?\n?(?P<value>.*?)'''", re.DOTALL),
    '"': re.compile(r'"(?P<value>(?:[^"\\]|\\[^\r\n])*)"'),
    "'": re.compile(r"'(?P<value>[^'\r\n]*)'"),
}
YAML_SINGLE = re.compile(r"'(?P<value>(?:[^']|'')*)'")
YAML_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?\r?\n(?P<value>(?:[ \t]+\S.*(?:\n|\Z)|[ \t]*\r?\n)*)")
YAML_PLAIN = re.compile(r"(?P<value>(?:(?!\s#)[^\r\n])+(?:\r?\n[ \t]+(?![ \t#])(?:(?!\s#)[^\r\n])+)*)")
PARAGRAPH = re.compile(r"\S(?:[^\r\n]|\r?\n(?=[ \t]*\S))*")
SPECIAL = frozenset("[]{}&*!%@`#,?\"'|>")
"""What a plain scalar of YAML cannot begin with."""
UNPLAIN = re.compile(r":(?:\s|$)|\s#|[\r\n]")
ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
ESCAPED = {'"': '"', "\\": "\\", "/": "/", "n": " ", "t": " ", " ": " ", "_": "\u00a0"}
PLAIN, BLOCK = "", ">"


class Value(NamedTuple):
    """What a key is set to: ``style`` is the mark that it stands between, PLAIN or BLOCK; its place in the file, and what it reads as, paragraph by paragraph."""

    style: str
    start: int
    end: int
    paragraphs: tuple[tuple[Stretch, ...], ...]


def values(raw: str) -> Iterator[Value]:
    """Yield what the front matter says in words; nothing for what is written in a way that is not read here."""
    front = FRONT.match(raw)
    if front is None or front.group(2) is None:
        return
    yaml, (start, end) = front[1] == "---", front.span(2)
    if not yaml and (table := TOML_TABLE.search(raw, start, end)):
        end = table.start()
    for key in (YAML_KEY if yaml else TOML_KEY).finditer(raw, start, end):
        found = _value(raw, key.end(), end, yaml=yaml)
        if found and "{{" not in raw[found.start : found.end]:
            yield found


def _value(raw: str, at: int, end: int, *, yaml: bool) -> Value | None:
    style, form = _style(raw, at, yaml=yaml)
    match = form.match(raw, at, end) if form else None
    if match is None:
        return None
    start, last = match.span("value")
    found = [part.span() for part in PARAGRAPH.finditer(raw, start, last)] if style == BLOCK else [(start, last)]
    read = tuple(_stretches(raw, *span, style, yaml=yaml) for span in found)
    return Value(style, start, last, tuple(filter(None, read))) if None not in read else None


def _style(raw: str, at: int, *, yaml: bool) -> tuple[str, re.Pattern[str] | None]:
    if not yaml:
        return next(((mark, form) for mark, form in STRINGS.items() if raw.startswith(mark, at)), (PLAIN, None))
    match raw[at]:
        case '"':
            return '"', STRINGS['"']
        case "'":
            return "'", YAML_SINGLE
        case "|" | ">":
            return BLOCK, YAML_BLOCK
        case first:
            return PLAIN, None if first in SPECIAL or raw.startswith("- ", at) else YAML_PLAIN


def _stretches(raw: str, start: int, end: int, style: str, *, yaml: bool) -> tuple[Stretch, ...] | None:
    """Return the text of a value with where each part of it stands; None for an escape that is not known."""
    written = ESCAPE if style in {'"', '"""'} else re.compile("''") if style == "'" and yaml else None
    found: list[Stretch] = []
    at = start
    for escape in written.finditer(raw, start, end) if written else ():
        char = "'" if style == "'" else _char(escape.group()[1:])
        if char is None:
            return None
        found += [Stretch(None, at, escape.start()), Stretch(char, *escape.span())]
        at = escape.end()
    return (*found, Stretch(None, at, end))


def _char(escape: str) -> str | None:
    return chr(int(escape[1:], 16)) if escape[0] in "xuU" and len(escape) > 1 and int(escape[1:], 16) < 0x110000 else ESCAPED.get(escape)


def escape_at(text: str, raw: str, at: int) -> str | None:
    """Return the text as the value that holds the offset writes it; None where no value does.

    Raises RefusedError where it cannot.
    """
    value = next((one for one in values(raw) if one.start <= at <= one.end), None)
    return None if value is None else _written(text, value, raw, at)


def _written(text: str, value: Value, raw: str, at: int) -> str:
    yaml = raw.startswith("---")
    match value.style:
        case '"' | '"""':
            return text.replace("\\", "\\\\").replace('"', '\\"')
        case "'" if yaml:
            return text.replace("'", "''")
        case "'" | "'''" if "'" in text:
            raise RefusedError("it stands between single quotation marks, which cannot hold another")
        case _ if "\n" in text:
            raise RefusedError("it stands in one line of the front matter")
        case "" if UNPLAIN.search(f"{raw[at - 1]}{text} ") or (at == value.start and (not text or text[0] in SPECIAL | {"-", ":"})):
            raise RefusedError("the front matter would read it otherwise; put the value between quotation marks")
    return text
