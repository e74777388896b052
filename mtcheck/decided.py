"""What editors decided about findings, as lines that ``glossary learn`` and ``report --decisions`` read: each sentence as it stood and as they left it."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, islice, takewhile
from typing import Any, NamedTuple

from mtcheck.core.model import Document, Finding, Span
from mtcheck.english import segment
from mtcheck.english.joining import joined


class Sentence(NamedTuple):
    """The sentence that a finding stands in, or those that it touches: where it begins in the text, its words, and what the source has for it, where there is one."""

    start: int
    text: str
    source: str = ""


class Decision(NamedTuple):
    """What an editor said about a finding: ``span`` counts in the sentence, ``wording`` is what to write, None where it stays as it is."""

    path: str
    sentence: Sentence
    span: Span
    rule: str
    text: str
    wording: str | None


def decision(document: Document, finding: Finding, wording: str | None) -> Decision:
    """Return what an editor said about a finding of a document."""
    (sentence,) = sentences_of(document.text, (finding.span,))
    span = Span(finding.span.start - sentence.start, finding.span.end - sentence.start)
    return Decision(document.path, sentence, span, finding.rule, finding.text, wording)


def sentences_of(text: str, spans: Iterable[Span]) -> Iterator[Sentence]:
    """Yield for each span the sentences of the text that it touches."""
    every = [one for paragraph in segment.paragraphs(text) for one in segment.sentences(text, paragraph)]
    ends = [one.end for one in every]
    for span in spans:
        touched = list(takewhile(span.overlaps, islice(every, bisect_right(ends, span.start), None)))
        start, end = min([span.start, *(one.start for one in touched)]), max([span.end, *(one.end for one in touched)])
        yield Sentence(start, text[start:end])


def as_pairs(decisions: Iterable[Decision]) -> Iterator[str]:
    """Yield decisions as lines of JSON; those about one sentence, which follow each other, are one line."""
    for (path, sentence), group in groupby(decisions, key=lambda one: (one.path, one.sentence)):
        made = list(group)
        row = {"mt": sentence.text, "post_edit": _edited(sentence.text, made), **({"source": sentence.source} if sentence.source else {})}
        yield json.dumps({**row, "path": path, "findings": [_finding(one) for one in made]}, ensure_ascii=False) + "\n"


def _finding(one: Decision) -> dict[str, Any]:
    """Return a decision as its sentence's line has it; ``start`` counts code points of ``mt``."""
    said = {"decision": "refused"} if one.wording is None else {"decision": "accepted", "wording": one.wording}
    return {"rule": one.rule, "text": one.text, "start": one.span.start, **said}


def _edited(sentence: str, decisions: Iterable[Decision]) -> str:
    text, end = sentence, len(sentence)
    for one in sorted((one for one in decisions if one.wording is not None), key=lambda one: -one.span.start):
        span, new = joined(sentence, one.span, one.wording or "")
        if span.end <= end:
            text = text[: span.start] + new + text[span.end :]
            end = span.start
    return " ".join(text.split())
