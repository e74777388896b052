"""Keeps a model's scores between runs, by the content of what was scored, so that an unchanged article costs nothing the second time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtcheck.core.model import Span
from mtcheck.core.store import Store
from mtcheck.scorers import NEVER, Model, Passage, Scores, Tag, TokenScore

if TYPE_CHECKING:
    from concurrent.futures import Future

LARGEST = 256_000_000
"""Bytes from which on the least recently used scores go."""


class CachedScorer:
    """A scorer that is loaded only when a passage is not in the cache; ``path`` None keeps nothing.

    ``weights`` names the very weights: other weights of the same name must not share scores; ``beside`` names those that read sources, "" where none do.
    ``identity`` names both, all that findings depend on.
    With ``ahead`` it may be loaded before anybody knows whether it will be asked: what is loaded in tenths of a second.
    """

    def __init__(self, name: str, weights: str, load: Callable[[], Model], path: Path | None, *, ahead: bool = False, beside: str = "") -> None:
        self.name, self._weights, self._load, self._path, self._ahead, self._beside = name, weights, load, path, ahead, beside
        self.identity = f"{weights} {beside}".strip()
        self._scorer: Model | None = None
        self._coming: Future[Model] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process without the loaded model and the open cache."""
        return partial(CachedScorer, ahead=self._ahead, beside=self._beside), (self.name, self._weights, self._load, self._path)

    @cached_property
    def store(self) -> Store | None:
        """The file of the scores."""
        return Store(self._path, LARGEST) if self._path else None

    @property
    def trouble(self) -> str:
        """Why no score can be kept; "" where it can."""
        return self.store.trouble if self.store else ""

    def prepare(self) -> None:
        """Begin to load the model beside what is done until it is asked, where that may be done ahead."""
        if self._ahead and self._scorer is None and self._coming is None:
            from concurrent.futures import ThreadPoolExecutor

            pool = ThreadPoolExecutor(1)
            self._coming = pool.submit(self._load)
            pool.shutdown(wait=False)

    def score(self, passages: Sequence[Passage]) -> list[Scores]:
        """Return the scores of each passage, from the cache where it has them."""
        keys = [self._key(passage) for passage in passages]
        found = {key: scores for key in dict.fromkeys(keys) if (scores := self._kept(key))}
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in found}
        if missing:
            new = dict(zip(missing, self._model().score(list(missing.values())), strict=True))
            self._keep(new)
            found |= new
        return [found[key] for key in keys]

    def _model(self) -> Model:
        """Return the model; raise ConfigError where it cannot be loaded."""
        if self._scorer is None:
            coming, self._coming = self._coming, None
            self._scorer = coming.result() if coming else self._load()
        return self._scorer

    def _key(self, passage: Passage) -> bytes:
        questions = [(question.span.start, question.span.end, question.options) for question in passage.questions]
        beside = [self._beside, [(span.start, span.end, source) for span, source in passage.sources]] if self._beside and passage.sources else []
        return hashlib.blake2b(json.dumps([self._weights, passage.text, questions, *beside]).encode(), digest_size=16).digest()

    def _kept(self, key: bytes) -> Scores | None:
        value = self.store.get(key) if self.store else None
        with suppress(ValueError, TypeError):
            return _decoded(value.decode()) if value else None
        return None

    def _keep(self, scores: dict[bytes, Scores]) -> None:
        if self.store is None:
            return
        for key, value in scores.items():
            self.store.put(key, _encoded(value).encode())
        self.store.flush()


def _encoded(scores: Scores) -> str:
    tokens = [[token.span.start, token.span.end, round(token.logprob, 6)] for token in scores.tokens]
    tags = [[tag.span.start, tag.span.end, round(tag.change, 4), *(round(odds, 2) for odds in _odds(tag))] for tag in scores.tags]
    return json.dumps([tokens, scores.gains, tags, *([True] if scores.beside else [])])


def _odds(tag: Tag) -> tuple[float, ...]:
    """Return what is kept of a tag beside its place and its first log-odds."""
    return (*tag.reasons, tag.gap, *((tag.added,) if tag.added > NEVER else ()))


def _decoded(text: str) -> Scores:
    tokens, gains, tags, *beside = json.loads(text)
    return Scores(
        tuple(TokenScore(Span(start, end), logprob) for start, end, logprob in tokens),
        tuple(tuple(row) for row in gains),
        tuple(Tag(Span(start, end), change, (sense, grammar, wording), *others) for start, end, change, sense, grammar, wording, *others in tags),
        bool(beside),
    )
