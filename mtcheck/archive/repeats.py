"""Lines that stand in several documents of the archive: each belongs to the first document that has it.

Pass one counts: a partition gives the hashes of its lines with the document that has each first, sorted, in ``HEADS`` groups by their first byte (``Counts``). Merging a stretch of
these groups over all partitions gives the lines that stand in several documents, laid out by partition, so that a worker reads only what concerns its own (``Repeats``). A hash over
text and source as a whole stands for the document itself: one that is an earlier one again is not checked.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mtcheck.core.model import Document, Span
from mtcheck.english.segment import paragraphs

HEADS = 256
"""Groups that hashes are filed in, by their first byte."""
COUNTED = np.dtype([("hash", "<u8"), ("document", "<u4"), ("documents", "<u4")])
"""A line of a partition: its hash, the first of its documents that has it, how many have it."""
REPEATED = np.dtype([("hash", "<u8"), ("owner", "<i8"), ("documents", "<u4")])
"""A line that stands in several documents: its hash, the key of the first, how many there are."""
OFFSET = np.dtype("<u8")
LINES_PER_MERGE = 500_000
"""Lines that one merge should hold, so that a worker stays small."""
Bytes = Callable[[str, int | None, int | None], bytes]
"""What reads a stretch of a file: its name, first byte, byte behind the last."""


def key(partition: int, document: int) -> int:
    """Return what a document is called in the results: by its partition and its place in it, counted from 0."""
    return partition << 32 | document


def hash_of(text: str) -> int:
    """Return the hash of a line."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def whole(document: Document) -> int:
    """Return the hash of a document: of its text, its source and the source's language."""
    return hash_of(f"\0{document.text}\0{document.source}\0{document.source_lang}")


def lines(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the lines that are not blank, with their hashes."""
    for span in paragraphs(text):
        yield span, hash_of(span.of(text))


class Counts(NamedTuple):
    """What pass one found in a partition: documents and lines."""

    documents: int
    lines: int


def counted(documents: Iterable[Document]) -> tuple[bytes, Counts]:
    """Return the file of a partition's lines, and what is in it: a header (offsets of the groups, documents), then the lines."""
    hashes, numbers = array("Q"), array("L")
    number = -1
    for number, document in enumerate(documents):
        found = {whole(document), *(digest for _, digest in lines(document.text))}
        hashes.extend(found)
        numbers.extend(repeat(number, len(found)))
    rows = _tallied(np.frombuffer(hashes, np.uint64), np.frombuffer(numbers, f"u{numbers.itemsize}"))
    heads = np.arange(HEADS, dtype=np.uint64) << np.uint64(56)
    header = np.array([*np.searchsorted(rows["hash"], heads), len(rows), number + 1], OFFSET)
    return header.tobytes() + rows.tobytes(), Counts(number + 1, len(rows))


def _tallied(hashes: npt.NDArray[Any], numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return a row a hash, sorted, of the hashes and the documents that they were met in, ascending."""
    order = np.argsort(hashes, kind="stable")
    starts = _starts(hashes[order])
    rows = np.empty(len(starts), COUNTED)
    rows["hash"], rows["document"] = hashes[order][starts], numbers[order][starts]
    rows["documents"] = np.diff(np.r_[starts, len(hashes)])
    return rows


def _starts(hashes: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return where runs of one hash begin."""
    return np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.empty(0, np.int64)


def counts_of(name: str, read: Bytes) -> Counts:
    """Return what is in the file of a partition's lines."""
    header = _header(name, read)
    return Counts(int(header[-1]), int(header[HEADS]))


def _header(name: str, read: Bytes) -> npt.NDArray[Any]:
    return np.frombuffer(read(name, 0, (HEADS + 2) * OFFSET.itemsize), OFFSET)


def merges(count: int) -> list[tuple[int, int]]:
    """Return the stretches of groups to merge for so many lines."""
    step = HEADS
    while step > 1 and count * step / HEADS > LINES_PER_MERGE:
        step //= 2
    return [(start, start + step) for start in range(0, HEADS, step)]


def merged(stretch: tuple[int, int], files: Sequence[tuple[int, str]], parts: int, read: Bytes) -> bytes:
    """Return the file of the lines that stand in several documents: a header (offset of each partition's), then the lines.

    ``files`` are the partitions' with their numbers, ascending; ``parts`` is the number of all.
    """
    pieces = [(number, _stretch(name, stretch, read)) for number, name in files]
    rows = np.concatenate([piece for _, piece in pieces]) if pieces else np.empty(0, COUNTED)
    part = np.repeat(np.array([number for number, _ in pieces], np.int64), [len(piece) for _, piece in pieces])
    order = np.argsort(rows["hash"], kind="stable")  # within a hash the partitions stay in order
    rows, part = rows[order], part[order]
    starts = _starts(rows["hash"])
    many = np.diff(np.r_[starts, len(rows)])
    totals = np.add.reduceat(rows["documents"], starts) if len(rows) else np.empty(0, np.uint32)
    kept = np.repeat(totals > 1, many)
    found = np.empty(int(kept.sum()), REPEATED)
    found["hash"] = rows["hash"][kept]
    found["owner"] = np.repeat(part[starts] << 32 | rows["document"][starts], many)[kept]
    found["documents"] = np.repeat(totals, many)[kept]
    part = part[kept]
    back = np.argsort(part, kind="stable")
    header = np.searchsorted(part[back], np.arange(parts + 1)).astype(OFFSET)
    return header.tobytes() + found[back].tobytes()


def _stretch(name: str, stretch: tuple[int, int], read: Bytes) -> npt.NDArray[Any]:
    header = _header(name, read)
    return _rows(name, COUNTED, len(header), int(header[stretch[0]]), int(header[stretch[1]]), read)


def _rows(name: str, kind: np.dtype[Any], header: int, start: int, stop: int, read: Bytes) -> npt.NDArray[Any]:
    """Return rows of a file behind a header of so many offsets."""
    if start == stop:
        return np.empty(0, kind)
    base = header * OFFSET.itemsize
    return np.frombuffer(read(name, base + start * kind.itemsize, base + stop * kind.itemsize), kind)


class Repeat(NamedTuple):
    """A line that stands in several documents: the key of the first, and how many there are."""

    owner: int
    documents: int


class Repeats:
    """The lines of a partition that stand in several documents of the archive."""

    def __init__(self, files: Iterable[str], partition: int, parts: int, read: Bytes) -> None:
        rows = np.concatenate([np.empty(0, REPEATED), *(_of(name, partition, parts, read) for name in files)])
        self._rows = rows[np.argsort(rows["hash"], kind="stable")]

    def get(self, digest: int) -> Repeat | None:
        """Return what is known of a hash; None for a line that stands in one document alone."""
        hashes = self._rows["hash"]
        at = int(np.searchsorted(hashes, np.uint64(digest)))
        if at == len(hashes) or int(hashes[at]) != digest:
            return None
        return Repeat(int(self._rows["owner"][at]), int(self._rows["documents"][at]))


def _of(name: str, partition: int, parts: int, read: Bytes) -> npt.NDArray[Any]:
    start, stop = np.frombuffer(read(name, partition * OFFSET.itemsize, (partition + 2) * OFFSET.itemsize), OFFSET)
    return _rows(name, REPEATED, parts + 1, int(start), int(stop), read)
