"""Scores with the installed default model through ONNX Runtime, and tags the words of an article.

A window runs through the model in chunks, each with the keys and values of those before it, so that memory is bounded. An option runs by itself from
the keys and values up to where it parts. Nothing else runs beside them: the sums of single precision would come out a little otherwise, and
rounding to eight bits makes tenths of a nat of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tokenizers import Tokenizer

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Span
from mtcheck.scorers import Passage, Tag
from mtcheck.scorers.default import EMBEDDING, GRAPH, TOKENIZER
from mtcheck.scorers.session import opened
from mtcheck.scorers.tagger.heads import Heads, given, tag
from mtcheck.scorers.tagger.words import TokenFigures, words
from mtcheck.scorers.tokens import trimmed
from mtcheck.scorers.windows import CausalReader, Made, Read, Window

if TYPE_CHECKING:
    from mtcheck.scorers.tagger.beside import Beside

Caches = dict[str, Any]

CHUNK = 128
"""Tokens that run through the model at a time."""
START = "<|im_start|>"
LAST_PLACE = 2047
UNSEEN = np.float32(-1e30)


class DefaultScorer(CausalReader):
    """The model of a folder that ``mtcheck model install`` made; ``reader`` is the folder of what reads sources, None where that is not installed."""

    def __init__(self, folder: Path, name: str, reader: Path | None = None) -> None:
        self.name, self.reader = name, reader
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self.start = self.tokenizer.token_to_id(START)
        self.embedding = np.load(folder / EMBEDDING, mmap_mode="r")
        self.session = opened(folder / GRAPH)
        self.heads = Heads()
        caches = [one for one in self.session.get_inputs() if one.name.startswith(("key", "value"))]
        self.empty = {one.name: np.zeros((one.shape[0], 0, one.shape[2]), np.float32) for one in caches}

    def encoded(self, text: str) -> tuple[list[int], list[Span]]:
        """Return the tokens of a text and their places."""
        found = self.tokenizer.encode(text, add_special_tokens=False)
        return found.ids, [trimmed(text, start, end) for start, end in found.offsets]

    def tags(self, passage: Passage, spans: list[Span], made: Made) -> tuple[tuple[Tag, ...], bool]:
        """Return the tags of a text's words, and whether they are held against the source: where there is one, and something that reads it."""
        found = words(passage.text, spans)
        if not found:
            return (), False
        numbers = given(found, made.states, [made.said[at] for at in range(len(spans))])
        odds = self.heads.odds(numbers)
        beside = bool(passage.sources) and self.beside is not None
        if self.beside and beside:
            odds = self.beside.added(odds, numbers, passage, [word.span for word in found])
        return tuple(tag(word.span, row) for word, row in zip(found, odds.tolist(), strict=True)), beside

    @cached_property
    def beside(self) -> Beside | None:
        """What holds words against their source; raise ConfigError where its files are broken."""
        if self.reader is None:
            return None
        from mtcheck.scorers.tagger.beside import Beside

        try:
            return Beside(self.reader)
        except Exception as error:  # noqa: BLE001  ONNX Runtime and tokenizers raise anything
            first = (str(error).strip().splitlines() or [type(error).__name__])[0]
            hint = f"`mtcheck model remove {self.reader.name}`, and `mtcheck model install` again"
            raise ConfigError(f"cannot load what reads sources ({first})", str(self.reader), hint) from None

    def forward(self, windows: Sequence[Window]) -> list[Read]:
        """Return what a pass says of each window."""
        return [self._read(window) for window in windows]

    def _read(self, window: Window) -> Read:
        ids, first = np.array([self.start, *window.tokens]), window.first - window.begin
        states, figures, past = self._run(ids, self.empty, first)
        said = [TokenFigures(-logprob, entropy, float(np.log1p(rank))) for logprob, entropy, rank in figures.tolist()]
        logprobs = [-one.surprisal for one in said]
        known: dict[tuple[int, tuple[int, ...]], list[float]] = {}
        for branch in window.branches.values():
            key = parting, _ = branch.at - window.begin, branch.tokens
            if key not in known:
                before = {name: value[:, :parting] for name, value in past.items()}
                known[key] = self._logprobs(np.array([ids[parting], *branch.tokens]), before)
            logprobs += known[key]
        return Read(logprobs, states[1:].astype(np.float16), said)

    def _run(self, ids: Any, past: Caches, first: int = 0) -> tuple[Any, Any, Caches]:
        """Return the states of tokens after what came ``past``, the figures (tokens - 1, 3) of each but the first, and all keys and values.

        The figures before that of token ``first`` + 1 are zero.
        """
        begin = next(iter(past.values())).shape[1]
        states, figures = [], np.zeros((len(ids) - 1, 3))
        for start in range(0, len(ids), CHUNK):
            stop = min(start + CHUNK, len(ids))
            rows = np.arange(max(start, min(first, stop - 1)), stop)
            asked = {"rows": rows - start, "follows": ids[np.minimum(rows + 1, len(ids) - 1), None]}
            out = self.session.run(None, {**self._given(ids[start:stop], begin + start), **asked, **past})
            states.append(out[0])
            figures[rows[0] : stop] = out[1][: len(figures) - rows[0]]
            past = dict(zip(past, out[2:], strict=True))
        return np.concatenate(states), figures, past

    def _logprobs(self, ids: Any, past: Caches) -> list[float]:
        """Return the log-probability of each token but the first after what came ``past``; of few, nothing else is copied out of the session."""
        if not 1 < len(ids) <= CHUNK:
            every: list[float] = self._run(ids, past)[1][:, 0].tolist() if len(ids) > 1 else []
            return every
        rows = np.arange(len(ids))
        asked = {"rows": rows, "follows": ids[np.minimum(rows + 1, len(ids) - 1), None]}
        begin = next(iter(past.values())).shape[1]
        (figures,) = self.session.run(["figures"], {**self._given(ids, begin), **asked, **past})
        logprobs: list[float] = figures[:-1, 0].tolist()
        return logprobs

    def _given(self, ids: Any, begin: int) -> Caches:
        """Return what comes in of tokens that stand after ``begin`` others."""
        places = np.minimum(np.arange(begin, begin + len(ids)), LAST_PLACE)
        return {"embedded": self.embedding[ids].astype(np.float32), "places": places, "bias": causal(len(ids), begin)}


def causal(tokens: int, past: int = 0) -> Any:
    """Return what is added to attention: 0 for what a token sees, those before it and itself, else far below."""
    return np.where(np.tri(tokens, past + tokens, past, dtype=bool), np.float32(0), UNSEEN)
