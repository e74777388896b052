"""Keeps a model's scores between runs, by the content of what was scored, so that an unchanged article costs nothing the second time.

A cache is no place to fail: a file that is broken, locked or cannot be written is left alone or made anew, and the scores are computed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from mtcheck.core.model import Span
from mtcheck.scorers import Passage, Scorer, Scores, Tag, TokenScore

LARGEST = 256_000_000
"""Bytes from which on the older half of the scores is dropped."""
TABLE = "CREATE TABLE IF NOT EXISTS scores (key BLOB PRIMARY KEY, value TEXT NOT NULL)"


class CachedScorer:
    """A scorer that is loaded only when a passage is not in the cache.

    ``identity`` names the very weights: other weights of the same name must not share scores.
    """

    def __init__(self, name: str, identity: str, load: Callable[[], Scorer], path: Path) -> None:
        self.name, self._identity, self._load, self._path = name, identity, load, path
        self._scorer: Scorer | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process without the loaded model and the open cache."""
        return CachedScorer, (self.name, self._identity, self._load, self._path)

    @cached_property
    def _store(self) -> sqlite3.Connection | None:
        return _opened(self._path)

    def score(self, passages: Sequence[Passage]) -> list[Scores]:
        """Return the scores of each passage, from the cache where it has them."""
        keys = [self._key(passage) for passage in passages]
        found = {key: scores for key in dict.fromkeys(keys) if (scores := self._kept(key))}
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in found}
        if missing:
            self._scorer = self._scorer or self._load()
            new = dict(zip(missing, self._scorer.score(list(missing.values())), strict=True))
            self._keep(new)
            found |= new
        return [found[key] for key in keys]

    def _key(self, passage: Passage) -> bytes:
        questions = [(question.span.start, question.span.end, question.options) for question in passage.questions]
        return hashlib.blake2b(json.dumps([self._identity, passage.text, questions]).encode(), digest_size=16).digest()

    def _kept(self, key: bytes) -> Scores | None:
        with suppress(sqlite3.Error, ValueError, TypeError):
            row = self._store.execute("SELECT value FROM scores WHERE key = ?", (key,)).fetchone() if self._store else None
            return _decoded(row[0]) if row else None
        return None

    def _keep(self, scores: dict[bytes, Scores]) -> None:
        if self._store is None:
            return
        with suppress(sqlite3.Error), self._store:
            self._store.executemany("INSERT OR REPLACE INTO scores VALUES (?, ?)", [(key, _encoded(value)) for key, value in scores.items()])
            if self._path.stat().st_size > LARGEST:
                self._store.execute("DELETE FROM scores WHERE rowid <= (SELECT avg(rowid) FROM scores)")


def _opened(path: Path) -> sqlite3.Connection | None:
    """Return the open cache, made anew when the file is broken, None where there can be none."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            store = sqlite3.connect(path, timeout=2)
            store.execute("PRAGMA auto_vacuum = INCREMENTAL")
            store.execute(TABLE)
        except sqlite3.DatabaseError:
            with suppress(OSError):
                path.unlink()
        except OSError:
            return None
        else:
            return store
    return None


def _encoded(scores: Scores) -> str:
    tokens = [[token.span.start, token.span.end, round(token.logprob, 6)] for token in scores.tokens]
    tags = [[tag.span.start, tag.span.end, round(tag.change, 4), *(round(odds, 2) for odds in tag.reasons)] for tag in scores.tags]
    return json.dumps([tokens, scores.gains, tags])


def _decoded(text: str) -> Scores:
    tokens, gains, tags = json.loads(text)
    return Scores(
        tuple(TokenScore(Span(start, end), logprob) for start, end, logprob in tokens),
        tuple(tuple(row) for row in gains),
        tuple(Tag(Span(start, end), change, (sense, grammar, wording)) for start, end, change, sense, grammar, wording in tags),
    )
