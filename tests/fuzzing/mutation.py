"""Inputs that were never seen, made of those that were: a seed is cut, doubled, spliced and sprinkled with what its format has a meaning for."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

from tests.fuzzing.seeds import archive_of

LONGEST = 10_000
"""Bytes of the longest input that is no archive."""
ZIP = b"PK\x03\x04"
NUMBER = re.compile(rb"\d+")
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"1e999", b"0.0000001")
COMMON = (
    *(text.encode() for text in ("\u00a0", "\u2028", "\u202e", "\ufeff", "é", "e\u0301", "İ", "ﬁ", "👩‍🚀", "\U0010ffff", "«", "’", "中")),
    *(
        b"\0",
        b"\x1b[31m",
        b"\r",
        b"\n",
        b"\r\n",
        b"\t",
        b"\x0b",
        b"\x85",
        b"\xc3",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b" ",
        b'"',
        b"'",
        b"\\",
        b"/",
        b"<",
        b"&",
    ),
)
Change = Callable[[bytes, random.Random, Sequence[bytes], Sequence[bytes]], bytes]


def mutated(rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Return one more input; the same for the same state of ``rng``, seeds and tokens."""
    seed = rng.choice(seeds)
    if seed.startswith(ZIP) and rng.random() < 0.8:
        return _in_archive(seed, rng, seeds, tokens)
    return _changed(seed, rng, seeds, tokens)[: len(seed) + LONGEST if seed.startswith(ZIP) else LONGEST]


def _changed(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 9))):
        content = rng.choice(CHANGES)(content, rng, seeds, tokens)
    return content


def _in_archive(seed: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Return the archive with one member changed, as a program would write it."""
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    at = rng.randrange(len(members))
    name, content = members[at]
    others = [found for _, found in members]
    members[at] = (name, _changed(content, rng, others, tokens)) if rng.random() < 0.95 else (rng.choice(members)[0], content)
    return archive_of(members, rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def _stretch(content: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(content) + 1)
    return start, min(len(content), start + rng.choice((1, 1, 2, 4, 8, 16, 64, 256, 1024)))


def _cut(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    start, end = _stretch(content, rng)
    return content[:start] + content[end:]


def _doubled(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    start, end = _stretch(content, rng)
    return content[:start] + content[start:end] * rng.choice((2, 2, 3, 10, 200)) + content[end:]


def _moved(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    start, end = _stretch(content, rng)
    rest = content[:start] + content[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + content[start:end] + rest[at:]


def _sprinkled(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(content) + 1)
    times = 1 if rng.random() < 0.95 else rng.choice((2, 20, 500))
    return content[:at] + rng.choice((*tokens, *tokens, *COMMON)) * times + content[at:]


def _replaced(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    start, end = _stretch(content, rng)
    return content[:start] + rng.choice((*tokens, *COMMON)) + content[end:]


def _flipped(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    if not content:
        return content
    at = rng.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << rng.randrange(8))]) + content[at + 1 :]


def _numbered(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    found = [*NUMBER.finditer(content)]
    if not found:
        return content
    start, end = rng.choice(found).span()
    return content[:start] + rng.choice(NUMBERS) + content[end:]


def _spliced(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    other = rng.choice(seeds)
    start, end = _stretch(other, rng)
    at = rng.randrange(len(content) + 1)
    return content[:at] + other[start:end] + content[at:]


def _lines_moved(content: bytes, rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    lines = content.splitlines(keepends=True)
    if len(lines) > 1:
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


CHANGES: tuple[Change, ...] = (_cut, _doubled, _moved, _sprinkled, _sprinkled, _sprinkled, _replaced, _flipped, _numbered, _spliced, _lines_moved)
