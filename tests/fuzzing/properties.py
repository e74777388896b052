"""What must hold of every document, edit and finding, whatever the file was."""

from __future__ import annotations

import itertools
import random
import re
import zlib
from io import BytesIO

from mtcheck import readers
from mtcheck.core.errors import ReadError
from mtcheck.core.metadata import metadata
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Span
from mtcheck.mending import fixed, safe, unsafe
from mtcheck.pipeline import Checker
from mtcheck.readers import Options
from mtcheck.readers._edits import Patch, spliced
from mtcheck.rewriting import Edit, Edits, rewrite, texts
from mtcheck.suppression.comments import read_comments, stretches

WORD = re.compile(r"[^\W\d_]{2,}")
WRITTEN = "Zq\u00e9"
"""What is written in place of a word; no word of a seed."""
RULES = ("calque", "exonym", "spacing")
LENIENT = (".md", ".html", ".srt", ".vtt")
"""Formats without errors, in which another word may make something else of broken marks around it."""
SURE = 0.9
"""From which confidence on ``fix --unsafe-fixes`` writes a suggestion."""
ARCHIVES = (".docx", ".xlsx", ".parquet")


def documents_of(content: bytes, path: str, options: Options = readers.PLAIN) -> list[Document]:
    """Return the documents of a file, each sound; raise ReadError as the reader does."""
    found = []
    for item in readers.reader_of(path).read(BytesIO(content), path, options):
        if isinstance(item, Failure):
            assert item.where and item.message and not item.internal
        else:
            sound(item)
            found.append(item)
    return found


def sound(document: Document) -> None:
    """Assert that all places of a document are where they say."""
    text, raw = document.text, document.raw
    assert isinstance(text, str)
    for aside in document.asides:
        assert aside.end <= len(text)
    for unit in document.units:
        assert unit.span.end <= len(text) and unit.span.of(text).strip()
        assert unit.source is None or unit.source.end <= len(document.source or "")
    for comment in document.comments:
        assert comment.of(raw).startswith("<!--")
    if document.origin:
        _sound_origin(document)
    try:
        metadata(document.path, raw)
    except ReadError as error:
        assert "\n" not in error.line()
    said, failures = read_comments(document, RULES)
    stretches(document, said)
    assert all("\n" not in failure.message for failure in failures)


def _sound_origin(document: Document) -> None:
    assert document.origin is not None
    text, raw, at = document.text, document.raw, 0
    for piece in document.origin.pieces:
        assert piece.start == at and piece.length >= 0
        at += piece.length
        assert 0 <= piece.origin <= piece.origin + piece.origin_length <= len(raw)
        if piece.length == piece.origin_length:
            there, here = raw[piece.origin : piece.origin + piece.length], text[piece.start : at]
            assert there == here or SPACE.sub(" ", there) == SPACE.sub(" ", here), (there, here)
    assert at == len(text)
    for element in document.origin.elements:
        assert element.text.end <= len(text) and element.file.end <= len(raw)


SPACE = re.compile(r"\s")


def edited(content: bytes, path: str) -> str:
    """Write words in place of others, and assert that they stand there and nothing else changed; return what was done."""
    documents = documents_of(content, path)
    chosen = _chosen(documents, random.Random(zlib.crc32(content)))
    if not chosen:
        return "nothing to edit"
    edits = Edits(chosen)
    after = rewrite(path, content, edits)
    made = [edit for edit in chosen if edit not in {refused for refused, _ in edits.refused}]
    if not made:
        assert path.endswith(ARCHIVES) or after == content
        return "refused"
    if not path.endswith((*ARCHIVES, ".jsonl")):
        only_there(content, after, documents, made)
    expected = [
        spliced(document.text, sorted(Patch(edit.span.start, edit.span.end, edit.text) for edit in made if edit.document == n))
        for n, document in enumerate(documents)
    ]
    found = texts(path, after)
    if not path.endswith(LENIENT):
        assert [one for one in found if WRITTEN in one] == [one for one in expected if WRITTEN in one], (found, expected)
    return "edited"


def _chosen(documents: list[Document], rng: random.Random) -> list[Edit]:
    """Return up to three words to replace, apart from each other."""
    words = [(n, Span(*word.span())) for n, document in enumerate(documents) for word in WORD.finditer(document.text)]
    return [Edit(n, span, WRITTEN) for n, span in sorted(rng.sample(words, min(3, len(words))))]


def only_there(content: bytes, after: bytes, documents: list[Document], made: list[Edit]) -> None:
    """Assert that a file is the same but where edits were made (and in a table, where cells hold them)."""
    if not documents:
        return
    raw = documents[0].raw
    spans = sorted(documents[edit.document].in_file(edit.span) for edit in made)
    first, last = spans[0], spans[-1]
    table = documents[0].path.endswith((".csv", ".tsv"))
    codec = next((name for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "windows-1252") if _whole(content, raw, name)), None)
    if codec is None or table:
        return
    before, behind = raw[: first.start].encode(codec, "surrogatepass"), raw[last.end :].encode(codec, "surrogatepass")
    assert after.endswith(behind), "bytes behind the last edit changed"
    mark = content[: len(content) - len(raw.encode(codec, "surrogatepass"))]
    assert after.startswith(mark + before), "bytes before the first edit changed"
    at = len(mark + before)
    for one, other in itertools.pairwise(spans):
        between = raw[one.end : other.start].encode(codec, "surrogatepass")
        at = after.find(between, at)
        assert at >= 0, "bytes between two edits changed"


def _whole(content: bytes, raw: str, codec: str) -> bool:
    try:
        encoded = raw.encode(codec, "surrogatepass")
    except UnicodeError:
        return False
    return content.endswith(encoded) and len(content) - len(encoded) <= 4


def checked(checker: Checker, document: Document) -> DocumentReport:
    """Return the report of a document, all findings where they say."""
    report = checker.check(document)
    assert not [failure for failure in report.failures if failure.internal], report.failures
    for finding in report.findings:
        placed(finding, document)
    return report


def placed(finding: Finding, document: Document) -> None:
    """Assert that a finding stands where it says, in the text and in the file."""
    assert finding.span.end <= len(document.text) and finding.span.of(document.text) == finding.text, finding
    there = document.in_file(finding.span)
    assert there.end <= len(document.raw)
    assert 0 <= finding.confidence <= 1
    if finding.source is not None:
        assert finding.source.end <= len(document.source or "")


def mended(checker: Checker, content: bytes, path: str) -> str:
    """Fix a file twice, by what is safe or by all suggestions that are sure, and assert that the second time changes nothing.

    Where a sentence stands there hundreds of times, more rounds may be needed than there are: then each leaves fewer findings. (In captions a line that
    stays on the screen is read once, so that of hundreds of the same each round mends one and shows the next.)
    """
    choose = (safe, unsafe(SURE))[zlib.crc32(content) % 2]
    documents = documents_of(content, path)
    reports = [checked(checker, document) for document in documents]
    if not any(report.findings for report in reports):
        return "no findings"
    once = fixed(reports, content, choose, checker, readers.PLAIN)
    if not once.changed:
        return "no fixes"
    again = [checked(checker, document) for document in documents_of(once.after, path)]
    twice = fixed(again, once.after, choose, checker, readers.PLAIN, rounds=1) if again else once
    if twice.after == once.after:
        return "fixed"
    left = sum(len(checked(checker, document).findings) for document in documents_of(twice.after, path))
    assert left < twice.findings or path.endswith(".vtt"), "a second fix changes something"
    return "fixed in part"
