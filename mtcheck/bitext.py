"""A document beside its source: the sentences of both and the links between them."""

from __future__ import annotations

from mtcheck.model import Document, Span


class Bitext:
    """What the bilingual checks look at."""

    def __init__(self, document: Document, source_lang: str | None, sentences: tuple[Span, ...]) -> None:
        self.document, self.source_lang, self.sentences = document, source_lang, sentences
        self.unrelated = ""
