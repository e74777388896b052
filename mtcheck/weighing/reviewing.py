"""What a reviewer adds: it is asked about each paragraph, beside its source where there is one; its remarks stay in the context for the check ``reviewer``."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Span
from mtcheck.core.text import counted
from mtcheck.languages.language import language
from mtcheck.reviewer import Passage, Reviewer

FEWEST = 4
"""Words of a paragraph that is worth a question: shorter ones are names, dates, captions of pictures."""
LONGEST = 1500
"""Code points of a passage from which on it ends with its sentence, so that an answer has room for its remarks."""
BEFORE = 300
"""Code points that a passage shows of what stands before it, which says whom a pronoun means."""


def review(context: Context, reviewer: Reviewer) -> str:
    """Leave the reviewer's remarks in ``context.remarks``, placed in its text; return what kept some passages from being reviewed, "" where nothing did."""
    spans = list(passages(context))
    reviews = reviewer.review([passage(context, span) for span in spans]) if spans else []
    context.remarks = tuple(
        remark._replace(span=Span(span.start + remark.span.start, span.start + remark.span.end))
        for span, one in zip(spans, reviews, strict=True)
        for remark in one.remarks
    )
    troubles = [one.trouble for one in reviews if one.trouble]
    return f"{len(troubles)} of {counted(len(spans), 'passage')} not reviewed in full: {troubles[0]}" if troubles else ""


def passages(context: Context) -> Iterator[Span]:
    """Yield the paragraphs that are reviewed, long ones in parts of whole sentences."""
    for paragraph in context.paragraphs:
        for part in _parts(context, paragraph):
            if len(part.of(context.text).split()) >= FEWEST:
                yield part


def _parts(context: Context, paragraph: Span) -> Iterator[Span]:
    if len(paragraph) <= LONGEST:
        yield paragraph
        return
    start = end = paragraph.start
    for sentence in context.sentences[context.sentence_index(paragraph.start) :]:
        if sentence.start >= paragraph.end:
            break
        if sentence.end - start > LONGEST and end > start:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    yield Span(start, end)


def passage(context: Context, span: Span) -> Passage:
    """Return what a reviewer is shown of a paragraph."""
    head = context.text[: span.start].rstrip()
    before = head[-BEFORE:] if len(head) <= BEFORE else head[-BEFORE:].partition(" ")[2]
    pack = language(context.source_lang) if context.source_lang else None
    return Passage(span.of(context.text), before.strip(), _source(context, span), pack.name if pack else "")


def _source(context: Context, span: Span) -> str:
    """Return the stretch of the source that a paragraph was translated from; "" where there is none."""
    if context.document.source is None or context.bitext.unrelated:
        return ""
    linked = [pair.source for pair in context.bitext.linked if pair.target.overlaps(span)]
    return context.document.source[min(one.start for one in linked) : max(one.end for one in linked)][: 2 * LONGEST] if linked else ""
