"""A scanner of PO files that knows where every character of a string stands (GNU gettext manual, "The Format of PO Files")."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document, Failure
from mtcheck.readers._options import Options
from mtcheck.readers._segments import Content, Segments, is_english, language
from mtcheck.readers._xml import Text

TOKEN = re.compile(
    r'(?P<comment>\#[^\n]*)|(?P<word>msgid_plural|msgid|msgctxt|msgstr(?:[ \t]*\[[ \t]*\d+[ \t]*\])?|domain)|"(?P<string>(?:[^"\\\n]|\\.)*)"|(?P<other>\S)'
)
ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)|[^\\]+", re.DOTALL)
CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([A-Za-z0-9._-]+)', re.IGNORECASE)
CONTROL = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
KEY = re.compile(r"[A-Za-z](?=.*[.:/_][\w-])(?:[\w-]|[.:/](?=[\w-]))*")
"""A message that names a string ("menu.file.open") rather than giving it."""
HEAD = 40
"""Characters of a message that name its entry."""


@dataclass
class Entry:
    """The strings of an entry by their keywords, each a list of stretches of the file between quotes."""

    line: int
    fuzzy: bool = False
    strings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def item_of(content: bytes, path: str, options: Options) -> Document | Failure:
    """Return the document of a PO file, or a Failure where it is translated into another language than English."""
    raw = decode(content, path, options.encoding or charset(content))
    segments, header = Segments(raw, path), dict[str, str]()
    for entry in entries(raw, path):
        message = content_of(raw, entry.strings.get("msgid", [])).text
        if not message and "msgctxt" not in entry.strings:
            header = header or _fields(content_of(raw, entry.strings.get("msgstr", [])).text)
        elif not entry.fuzzy:
            _add(segments, raw, entry)
    into = re.split("[@.]", header.get("language", ""))[0]
    if into and not is_english(into):
        return Failure(path, f"its translations are in {into!r}, not in English; leave it out")
    return segments.document(None, language(header.get("x-source-language")))


def charset(content: bytes) -> str | None:
    """Return the encoding that the header names; None where it names none that is known."""
    found = CHARSET.search(content)
    with suppress(LookupError):
        return codecs.lookup(found[1].decode("ascii")).name if found else None
    return None


def entries(raw: str, path: str) -> Iterator[Entry]:
    """Yield the entries of a file in order.

    Raises ReadError with ``file:line`` for what is no PO.
    """
    entry, current, line, at = Entry(1), "", 1, 0
    for token in TOKEN.finditer(raw):
        line, at = line + raw.count("\n", at, token.start()), token.start()
        kind, word = token.lastgroup, "".join((token["word"] or "").split())
        if kind == "other" or (kind == "string" and not current):
            raise ReadError(f"no PO file ({_stray(raw, at)})", f"{path}:{line}", "check the entry's keywords and quotes")
        if _ends(entry, kind, word):
            yield entry
            entry = Entry(line)
        if kind == "comment":
            current = ""
            entry.fuzzy = entry.fuzzy or _is_fuzzy(token.group())
        elif kind == "word":
            current = word
            entry.strings.setdefault(word, [])
        else:
            entry.strings[current].append(token.span("string"))
    if entry.strings:
        yield entry


def _ends(entry: Entry, kind: str | None, word: str) -> bool:
    """Return whether a token begins a new entry."""
    begins = word in entry.strings or (kind == "comment" and any(name.startswith("msgstr") for name in entry.strings))
    late = word in {"msgid", "msgctxt", "domain"} and any(name.startswith(("msgstr", "domain")) for name in entry.strings)
    return begins or late


def _is_fuzzy(comment: str) -> bool:
    return comment.startswith(("#,", "#=")) and "fuzzy" in re.split(r"[\s,]+", comment[2:])


def _stray(raw: str, at: int) -> str:
    return "a string is not closed" if raw[at] == '"' else f"it has {raw[at : at + 20].split()[0]!r} outside of a string"


def content_of(raw: str, stretches: list[tuple[int, int]]) -> Content:
    """Return the text that strings of the file stand for."""
    content = Content()
    for start, end in stretches:
        for found in ESCAPE.finditer(raw, start, end):
            content.add(Text(_character(found[0]), *found.span()))
    return content


def _character(written: str) -> str:
    if not written.startswith("\\"):
        return written
    code = written[1:]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code[0] in "01234567" else CONTROL.get(code, code)


def escape(text: str) -> str:
    """Return the text as a string of a PO file writes it."""
    return text.translate(WRITTEN)


def unescape(written: str) -> str:
    """Return the text that a stretch of a string stands for."""
    return ESCAPE.sub(lambda found: _character(found[0]), written)


def _fields(header: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in header.split("\n"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}


def _add(segments: Segments, raw: str, entry: Entry) -> None:
    """Add the translations of an entry; of a plural, the first stands for the message, the others for its plural."""
    one, many = (content_of(raw, entry.strings.get(name, [])) for name in ("msgid", "msgid_plural"))
    name = _name(entry, raw, one.text)
    for keyword, stretches in entry.strings.items():
        if keyword.startswith("msgstr"):
            index = keyword.removeprefix("msgstr")
            source = many if many.text and index not in {"", "[0]"} else one
            segments.add(name + index, content_of(raw, stretches), None if KEY.fullmatch(source.text) else source)


def _name(entry: Entry, raw: str, message: str) -> str:
    head = " ".join(message.split())
    head = head if len(head) <= HEAD else f"{head[: HEAD - 1]}…"
    context = content_of(raw, entry.strings.get("msgctxt", [])).text
    return "|".join(part for part in (context, head) if part) or f"line {entry.line}"
