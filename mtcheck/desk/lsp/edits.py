"""Suggestions written into a buffer: what ``mtcheck fix`` would make of it, as changes of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from lsprotocol import types

from mtcheck.core.model import Span
from mtcheck.core.text import NEWLINE
from mtcheck.desk.lsp.desk import Seen
from mtcheck.desk.lsp.diagnostics import Marked
from mtcheck.desk.lsp.reading import clean, content_of, skipped
from mtcheck.mending import edit_of, fixed, safe
from mtcheck.rewriting import Edits, rewrite


def written(seen: Seen, one: Marked, suggestion: str) -> list[types.TextEdit]:
    """Return the changes that write a suggestion for a finding; none where that would harm what is no text.

    Raises MtcheckError for a file that cannot be written back.
    """
    assert seen.setup is not None  # there are findings
    name, content = one.report.document.path, content_of(seen.placed.text)
    edits = Edits([edit_of(one.number, one.report, one.finding, suggestion)])
    after = rewrite(name, content, edits, seen.setup.prepared.options._replace(encoding="utf-8"))
    return [] if edits.refused else _between(seen, after.decode())


def all_safe(seen: Seen) -> list[types.TextEdit]:
    """Return the changes that all safe suggestions make, as ``mtcheck fix`` writes them.

    Raises MtcheckError for a file that cannot be written back.
    """
    if seen.setup is None or not any(True for report in seen.reports for _ in safe(report)):
        return []
    prepared = seen.setup.prepared
    options = prepared.options._replace(encoding="utf-8")
    after = fixed(seen.reports, content_of(seen.placed.text), safe, prepared.checker, options).after
    return _between(seen, after.decode())


def _between(seen: Seen, after: str) -> list[types.TextEdit]:
    """Return the changes that turn the text of a buffer into another one."""
    shift = skipped(seen.placed.text)
    before = clean(seen.placed.text)[shift:]
    return [types.TextEdit(seen.placed.range(Span(span.start + shift, span.end + shift)), text) for span, text in changes(before, after)]


def changes(before: str, after: str) -> Iterator[tuple[Span, str]]:
    """Yield, in order and apart, the spans of one text and what stands for them in the other."""
    old, new = _lines(before), _lines(after)
    old_lines, new_lines = ([text[start:end] for start, end in pairwise(at)] for text, at in ((before, old), (after, new)))
    for kind, first, last, new_first, new_last in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _trimmed(before, Span(old[first], old[last]), after[new[new_first] : new[new_last]])


def _lines(text: str) -> list[int]:
    return list(dict.fromkeys((0, *(match.end() for match in NEWLINE.finditer(text)), len(text))))


def _trimmed(text: str, span: Span, new: str) -> tuple[Span, str]:
    """Return the change without what both sides begin and end with; a carriage return stays with its line feed."""
    old = span.of(text)
    ahead = _common(zip(old, new, strict=False))
    while ahead and old[ahead - 1] == "\r":
        ahead -= 1
    rest, new_rest = old[ahead:], new[ahead:]
    behind = _common(zip(reversed(rest), reversed(new_rest), strict=False))
    while behind and rest[-behind] == "\n":
        behind -= 1
    return Span(span.start + ahead, span.end - behind), new_rest[: len(new_rest) - behind]


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
