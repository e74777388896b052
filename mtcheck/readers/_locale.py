"""A scanner of JSON that knows where every character of a string value stands, and by which keys it is reached."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.core.errors import ReadError
from mtcheck.core.jsontext import parsed, whole
from mtcheck.core.model import Document
from mtcheck.readers._rows import WRITTEN
from mtcheck.readers._segments import Content, Segments
from mtcheck.readers._xml import Text

TOKEN = re.compile(r'"(?P<string>(?:[^"\\]|\\.)*+)"|(?P<mark>[{}\[\],:])', re.DOTALL)
ABOUT = "@"
"""How keys begin that say something about a string (ARB)."""
MESSAGE, BESIDE = "message", frozenset({"description", "placeholders"})
"""The key of the string itself in Chrome's files, and those beside it that are for translators."""


class String(NamedTuple):
    """A string value at ``raw[start:end]``, between its quotes, and the keys and places in lists that lead to it."""

    keys: tuple[str, ...]
    start: int
    end: int


def document_of(raw: str, path: str) -> Document:
    """Return the document of a file of strings.

    Raises ReadError with ``file:line`` for what is no JSON.
    """
    try:
        parsed(raw.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise ReadError(f"no valid JSON ({error.msg})", f"{path}:{error.lineno}", "check its commas and quotes") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"no valid JSON ({error})", path, "check its numbers and how deep it goes") from None
    segments, every = Segments(raw, path), list(strings(raw))
    messages = {one.keys[:-1] for one in every if one.keys[-1:] == (MESSAGE,)}
    for one in every:
        if not _about(one.keys, messages):
            segments.add(".".join(one.keys), _content(raw, one), None)
    return segments.document(None, None)


def _about(keys: tuple[str, ...], messages: set[tuple[str, ...]]) -> bool:
    """Return whether a string is one for translators or programs, about another one."""
    described = any(key in BESIDE and keys[:at] in messages for at, key in enumerate(keys))
    return described or any(key.startswith(ABOUT) for key in keys)


def strings(raw: str) -> Iterator[String]:
    """Yield the string values of a valid JSON text in order."""
    keys: list[str] = []  # of each open object or list, where it is; a list's place as a number
    lists: list[bool] = []
    key: tuple[int, int] | None = None
    for token in TOKEN.finditer(raw):
        mark = token["mark"]
        if mark is None:
            if key is None and lists and not lists[-1]:
                key = token.span("string")
                keys[-1] = str(json.loads(token.group()))
            else:
                yield String(tuple(keys), *token.span("string"))
        elif mark in "{[":
            lists.append(mark == "[")
            keys.append("0")
            key = None
        elif mark in "}]":
            lists.pop()
            keys.pop()
            key = (0, 0)
        elif mark == ",":
            key = None
            if lists[-1]:
                keys[-1] = str(int(keys[-1]) + 1)


def _content(raw: str, string: String) -> Content:
    content = Content()
    for found in WRITTEN.finditer(raw, string.start, string.end):
        text = json.loads(f'"{found[0]}"') if found[0].startswith("\\") else found[0]
        content.add(Text(whole(text), *found.span()))
    return content
