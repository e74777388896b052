"""From bytes to text: detects UTF-8, UTF-16 and Windows-1252, and says where a file is broken.

A byte order mark is a mark of the encoding and no part of the text (Unicode Standard, section 23.8); line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re

from mtcheck.core.errors import ReadError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LATIN = "windows-1252"
SAMPLE = 4096
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")


def decode(content: bytes, where: str, encoding: str | None = None) -> str:
    """Return the text of a file's bytes, without the byte order mark.

    Raises ReadError for a binary file, for bytes that the stated or detected encoding does not allow (with their line), and for an
    encoding that Python does not know.
    """
    mark, marked = next(((mark, name) for mark, name in MARKS if content.startswith(mark)), (b"", None))
    if encoding is None:
        return _strict(content[len(mark) :], marked, where) if marked else _detected(content, where)
    try:
        codec = codecs.lookup(encoding).name
        "".encode(codec)  # "hex" and the like are known as well, and are no encodings of text
    except LookupError:
        raise ReadError(f"no encoding {encoding!r}", where, "name one that Python knows, such as utf-8 or windows-1252") from None
    return _strict(content, codec, where).removeprefix("\ufeff")


def _detected(content: bytes, where: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if (text and "\0" not in text) or not content:
        return _printable(text, content, where)
    wide = _wide(content[:SAMPLE])
    if wide:
        return _strict(content, wide, where)
    if CONTROL.search(content[:SAMPLE]):
        raise ReadError("a binary file, not text", where, "leave it out")
    if len(MULTIBYTE.findall(content)) * 4 > len(HIGH.findall(content)):
        return _strict(content, "utf-8", where)
    return _strict(content, LATIN, where)


def _printable(text: str, content: bytes, where: str) -> str:
    if len(CONTROL.findall(content[:SAMPLE])) > len(content[:SAMPLE]) // 50:
        raise ReadError("a binary file, not text", where, "leave it out")
    return text


def _wide(sample: bytes) -> str | None:
    """Return the UTF-16 that a sample without a byte order mark is in: every second byte of mostly Latin text is zero."""
    pairs = len(sample) // 2
    for name, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[::2].count(0))):
        if pairs and zeros > 0.7 * pairs and sample.count(0) - zeros < 0.02 * pairs:
            return name
    return None


def _strict(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start} (0x{content[error.start]:02x}) is no {encoding}"
        raise ReadError(what, f"{where}:{line}", "save the file as UTF-8 or name its --encoding") from None
    except UnicodeError as error:
        raise ReadError(f"no {encoding} ({error})", where, "save the file as UTF-8 or name its --encoding") from None
