"""Texts that a regular expression takes longest for: what it repeats, repeated, and then what it cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MANY = 10
"""From how many times on a repetition counts as one without end."""
ENDS = ("", "\0", "\n", "a")
POOL = (
    "a",
    "A",
    "1",
    " ",
    "\n",
    "\t",
    "-",
    ".",
    ",",
    "'",
    '"',
    "<",
    "/",
    "\\",
    "&",
    "(",
    "[",
    "é",
    "\u00a0",
    "a ",
    "Aa ",
    "1,",
    "1 ",
    "a-",
    "a.",
    "Aa. ",
    "<a ",
    "a\n",
    "\r\n",
    " \n",
)
CATEGORIES = {
    codes.CATEGORY_DIGIT: "1", codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_SPACE: " ", codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_WORD: " ",
}  # fmt: skip
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def texts(pattern: Any, length: int) -> Iterator[str | bytes]:
    """Yield the worst texts of an expression, each about ``length`` long, as bytes where it is one for bytes."""
    source = pattern.pattern
    binary = isinstance(source, bytes)
    plain = source.decode("latin-1") if binary else source
    for text in dict.fromkeys(_texts(plain, pattern.flags, length)):
        yield text.encode("latin-1", "replace") if binary else text


def _texts(source: str, flags: int, length: int) -> Iterator[str]:
    yield from (unit * (length // len(unit)) for unit in POOL)
    try:
        parsed = parser.parse(source, flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE))
    except (re.error, ValueError, OverflowError):  # what only the module ``regex`` knows
        yield from (unit * (length // max(1, len(unit))) for unit in re.findall(r"[A-Za-z]{2,}|[^\w\\]", source)[:20])
        return
    whole = _sample(parsed, 0)
    if whole:
        yield from (whole * (length // len(whole)), f"{whole} " * (length // (len(whole) + 1)))
    for before, body in _repeated(parsed, ""):
        for pick in range(5):
            unit = _sample(body, pick)
            if not unit:
                continue
            pumped = unit * (length // len(unit))
            for end in ENDS:
                yield before + pumped + end
            yield (before + unit * 3) * (length // (len(before) + 3 * len(unit)))


def _repeated(parsed: Any, before: str) -> Iterator[tuple[str, Any]]:
    """Yield the body of each repetition without end, with a text that leads to it."""
    for code, value in parsed:
        if code in REPEATS:
            _least, most, body = value
            if most >= MANY:
                yield before, body
            yield from _repeated(body, before)
        else:
            for inner in _inner(code, value):
                yield from _repeated(inner, before)
        before += _sample([(code, value)], 0)


def _inner(code: Any, value: Any) -> list[Any]:
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code is codes.BRANCH:
        return list(value[1])
    if code is codes.ATOMIC_GROUP:
        return [value]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    return []


def _sample(parsed: Any, pick: int) -> str:
    """Return a text that matches, as far as looking around does not forbid it; ``pick`` chooses among alternatives."""
    return "".join(_one(code, value, pick) for code, value in parsed)


def _one(code: Any, value: Any, pick: int) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.ANY:
        return "a1 "[pick % 3]
    if code is codes.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if code is codes.IN:
        return _of_set(value, pick)
    if code is codes.BRANCH:
        return _sample(value[1][pick % len(value[1])], pick)
    if code is codes.SUBPATTERN:
        return _sample(value[3], pick)
    if code is codes.ATOMIC_GROUP:
        return _sample(value, pick)
    if code in REPEATS:
        return _sample(value[2], pick) * max(1, value[0])
    return ""


def _of_set(value: Any, pick: int) -> str:
    if value[0][0] is codes.NEGATE:
        listed = re.compile("".join(["[^", *(_class(code, item) for code, item in value[1:]), "]"]))
        return next((char for char in ("a1 -\n\u00e9" * 2)[pick % 6 :] if listed.match(char)), "\u4e2d")
    code, item = value[pick % len(value)]
    if code is codes.LITERAL:
        return chr(item)
    return chr(item[0]) if code is codes.RANGE else CATEGORIES.get(item, "a")


def _class(code: Any, item: Any) -> str:
    if code is codes.LITERAL:
        return re.escape(chr(item))
    if code is codes.RANGE:
        return f"{re.escape(chr(item[0]))}-{re.escape(chr(item[1]))}"
    return {codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_SPACE: r"\s", codes.CATEGORY_WORD: r"\w"}.get(item, r"\W")
