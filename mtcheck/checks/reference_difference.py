"""Sentences far from a reference translation: not wrong by that, but worth a look first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.english.segment import WORD, paragraphs, sentences

RULE = Rule(
    id="reference-difference",
    summary="A sentence that a human translation of the same article says quite otherwise",
    why="Where a person wrote something else, the system may have gone wrong; the reader of the report decides.",
    category="Accuracy/Mistranslation",
    severity=Severity.MINOR,
    needs=frozenset({"reference"}),
    references=("Popović 2017, chrF++: words helping character n-grams",),
    bad=(
        Example("The mayor opened the bridge. Rain will fall tomorrow in the mountains.", "Rain will fall tomorrow in the mountains."),
        Example("Nobody was hurt. The guards of the harbour drink their coffee.", "The guards of the harbour drink their coffee."),
    ),
    good=(
        Example("The mayor opened the bridge on Monday."),
        Example("Nobody was hurt in the fire."),
    ),
)
"""The examples hold beside "The mayor opened the bridge on Monday. Nobody was hurt in the fire."."""
FAR = 30.0
"""chrF++ (0..100) under which a sentence counts as far from its reference."""
SHORTEST = 4
"""Words of a sentence that is worth comparing."""
CONFIDENCE = 0.5


def find(context: Context) -> Iterator[Finding]:
    """Yield the sentences whose aligned reference differs much, or that have none."""
    from mtcheck.bilingual.align import Side, align

    reference = context.document.reference or ""
    there = [sentence for paragraph in paragraphs(reference) for sentence in sentences(reference, paragraph)]
    sides = [Side([len(span) for span in spans], _words(text, spans)) for text, spans in ((reference, there), (context.text, context.sentences))]
    for link in align(*sides):
        beside = " ".join(there[at].of(reference) for at in link.source)
        for at in link.target:
            span = context.sentences[at]
            text = span.of(context.text)
            if len(text.split()) >= SHORTEST and (score := _likeness(text, beside)) < FAR:
                message = f"The reference has “{beside}” (chrF++ {score:.0f})" if beside else "The reference has nothing like this"
                yield context.mark(RULE, span.start, span.end, message, confidence=CONFIDENCE, chrf=round(score, 1))


def _words(text: str, spans: Sequence[Span]) -> list[frozenset[str]]:
    return [frozenset(word.lower() for word in WORD.findall(span.of(text)) if len(word) > SHORTEST) for span in spans]


def _likeness(text: str, reference: str) -> float:
    """Return chrF++ (sacrebleu), imported here because it costs half a second."""
    from sacrebleu.metrics import CHRF

    return float(CHRF(word_order=2).sentence_score(text, [reference]).score)
