"""A walk through XML that knows where in the file everything stands, on the standard library's expat.

Nothing outside the file is ever read, and a file that defines entities is refused, so only the five predefined entities and character
references occur.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.core.encoding import MARKS, decode
from mtcheck.core.errors import ReadError

if TYPE_CHECKING:
    from typing import NoReturn

    from mtcheck.readers._prose import CodePoints

LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
SPACE = "http://www.w3.org/XML/1998/namespace space"
DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")


class Start(NamedTuple):
    """A start tag at ``start..end`` of the file's text; attributes in a namespace are named "uri name"."""

    name: str
    space: str
    attributes: Mapping[str, str]
    start: int
    end: int


class Text(NamedTuple):
    """Text that the file writes as ``start..end``: a run as it stands there, or one character that stands there as a reference or line end."""

    text: str
    start: int
    end: int


class End(NamedTuple):
    """An end tag; of an empty element it has no length."""

    name: str
    space: str
    start: int
    end: int


Event = Start | Text | End


def declared(content: bytes) -> str | None:
    """Return the encoding that the XML declaration names; None where none is named, or a byte order mark says it."""
    found = None if any(content.startswith(mark) for mark, _ in MARKS) else DECLARED.match(content)
    return found[1].decode("ascii").lower() if found else None


def decoded(content: bytes, path: str, encoding: str | None) -> str:
    """Return the text of an XML file in the stated encoding, else in that of its byte order mark or declaration, else as detected."""
    return decode(content, path, encoding or declared(content))


def events(raw: str, path: str) -> list[Event]:
    """Return the tags and texts of a file in order.

    Raises ReadError with ``file:line:column`` for broken XML, with ``file:line`` for a file that defines entities or wants another file.
    """
    from xml.parsers.expat import ExpatError

    walk = _Walk(raw, path)
    try:
        walk.parser.Parse(walk.points.encoded, True)
    except ExpatError as error:
        walk.broken(error)
    except UnicodeError:
        raise ReadError("a name in it is no Unicode", path, "save the file as UTF-8") from None
    return walk.events()


class _Walk:
    """Collects what expat reports; a token ends where the next one starts, so every token is noted, if only as None."""

    def __init__(self, raw: str, path: str) -> None:
        from xml.parsers import expat

        from mtcheck.readers._prose import CodePoints

        self.raw, self.path = raw, path
        self.points: CodePoints = CodePoints(raw)
        self.found: list[tuple[int, Any]] = []
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = False
        parser.StartElementHandler = lambda name, attributes: self.note((name, attributes))
        parser.EndElementHandler = lambda name: self.note((name, None))
        parser.CharacterDataHandler = self.note
        parser.DefaultHandlerExpand = lambda _: self.note(None)
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = lambda *_: self.refuse("the file defines entities")
        parser.ExternalEntityRefHandler = lambda *_: self.refuse("the file takes in another file")
        parser.SkippedEntityHandler = lambda name, _: self.refuse(f"the entity &{name}; is defined nowhere in the file")

    def note(self, what: Any) -> None:
        self.found.append((self.parser.CurrentByteIndex, what))

    def doctype(self, _name: str, _system: str | None, _public: str | None, subset: int) -> None:
        self.note(None)
        if subset:
            self.refuse("the file defines its own document type")

    def refuse(self, what: str) -> NoReturn:
        line, _ = self.place(self.parser.CurrentByteIndex)
        raise ReadError(what, f"{self.path}:{line}", "write the characters themselves, without a document type")

    def broken(self, error: Any) -> NoReturn:
        from xml.parsers.expat import ErrorString

        line, column = self.place(self.parser.ErrorByteIndex)
        raise ReadError(f"broken XML ({ErrorString(error.code)})", f"{self.path}:{line}:{column}", "save or export the file again") from None

    def place(self, byte: int) -> tuple[int, int]:
        """Return line and column, 1-based, of an offset in bytes."""
        at = self.points.at(max(0, byte))
        return self.raw.count("\n", 0, at) + 1, at - self.raw.rfind("\n", 0, at)

    def events(self) -> list[Event]:
        places = [*(self.points.at(byte) for byte, _ in self.found), len(self.raw)]
        return [_event(what, start, end) for (_, what), start, end in zip(self.found, places, places[1:], strict=False) if what is not None]


def _event(what: str | tuple[str, dict[str, str] | None], start: int, end: int) -> Event:
    if isinstance(what, str):
        return Text(what, start, end)
    space, _, name = what[0].rpartition(" ")
    return End(name, space, start, end) if what[1] is None else Start(name, space, what[1], start, end)
