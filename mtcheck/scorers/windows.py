"""An article and the questions about it as a causal model reads them: windows over its tokens, and the options as branches that part from them.

The options of a passage's questions are branches of its own pass: their tokens see the passage up to where they part from it (tree attention,
Miao et al. 2024), so that an option costs a dozen tokens and not another sentence.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from mtcheck.core.model import Span
from mtcheck.scorers import Passage, Question, Scores, Tag, TokenScore
from mtcheck.scorers.tagger.words import TokenFigures

WINDOW, OVERLAP = 512, 128
"""Tokens of one pass; a longer passage runs through windows that overlap by this many tokens of context."""
MARGIN = 32
"""Tokens at the end of that context where a branch may part already, so that what its options replace ends within the window."""
BRANCHES = 1024
"""Tokens of options that share a pass of their window; more run beside another copy of it, since each sees all others' places in the mask."""
NEIGHBOURHOOD = 40
"""Characters before and after what an option replaces in which its tokens are looked for."""
HORIZON = 48
"""Characters after a question's span that its options are judged by; what comes later hardly depends on them."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An option: its tokens from where they part from the passage's at token ``at``, and the passage's tokens that they stand for."""

    at: int
    tokens: tuple[int, ...]
    replaced: int


@dataclass(slots=True)
class Window:
    """A stretch of a passage's tokens with the branches that part from it; the first ``keep`` tokens only serve as context.

    ``again`` says that another window of the same tokens answers for them, and this one for its branches alone.
    """

    begin: int
    keep: int
    tokens: list[int]
    branches: dict[tuple[int, int], Branch] = field(default_factory=dict)
    again: bool = False

    @property
    def first(self) -> int:
        """Return the first of the passage's tokens that is of interest here."""
        return max(0, self.begin + self.keep - MARGIN)

    @property
    def size(self) -> int:
        """Return how many tokens run through the model."""
        return 1 + len(self.tokens) + sum(len(branch.tokens) for branch in self.branches.values())

    def parted(self) -> Iterator[Window]:
        """Yield the window with as many of its branches as fit a pass, then copies of it with the others."""
        part = Window(self.begin, self.keep, self.tokens)
        room = BRANCHES
        for key, branch in self.branches.items():
            if part.branches and len(branch.tokens) > room:
                yield part
                part, room = Window(self.begin, self.keep, self.tokens, again=True), BRANCHES
            part.branches[key] = branch
            room -= len(branch.tokens)
        yield part


@dataclass(slots=True)
class Made:
    """What passes made of one passage, filled window by window: its tokens' log-probabilities and what its options gain; for a tagger each
    token's states, entropy and rank.
    """

    logprobs: dict[int, float] = field(default_factory=dict)
    sums: dict[tuple[int, int], float] = field(default_factory=dict)
    states: dict[int, Any] = field(default_factory=dict)
    said: dict[int, TokenFigures] = field(default_factory=dict)


class Read(NamedTuple):
    """One window after its pass: the log-probabilities of its tokens and then of its branches' tokens; states and figures of its tokens for a tagger."""

    logprobs: list[float]
    states: Any = None
    said: Sequence[TokenFigures] = ()


class CausalReader(ABC):
    """Scores passages with a causal model, whose forward pass its kinds bring."""

    @abstractmethod
    def encoded(self, text: str) -> tuple[list[int], list[Span]]:
        """Return the tokens of a text and where each stands, white space at its front left out."""

    def batches(self, windows: Sequence[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
        """Yield the windows, each with its passage's number, that share a pass: each its own."""
        yield from ([item] for item in windows)

    @abstractmethod
    def forward(self, windows: Sequence[Window]) -> list[Read]:
        """Return what a pass says of each window."""

    def tags(self, passage: Passage, spans: list[Span], made: Made) -> tuple[tuple[Tag, ...], bool]:
        """Return the tags of a text's words, none where no tagger was made for the model; and whether they are held against the source."""
        return (), False

    def score(self, passages: Sequence[Passage]) -> list[Scores]:
        """Return the scores of each passage."""
        return [self._scores(passage, *read) for passage, read in zip(passages, self.read(passages), strict=True)]

    def read(self, passages: Sequence[Passage]) -> list[tuple[list[Span], Made]]:
        """Return the places of each passage's tokens and what the model makes of them."""
        prepared = [self._prepared(passage) for passage in passages]
        windows = [(index, window) for index, (_, found) in enumerate(prepared) for window in found]
        made = [Made() for _ in passages]
        for batch in self.batches(windows):
            for (index, window), values in zip(batch, self.forward([window for _, window in batch]), strict=True):
                _collect(window, values, made[index])
        return [(spans, one) for (spans, _), one in zip(prepared, made, strict=True)]

    def _scores(self, passage: Passage, spans: list[Span], made: Made) -> Scores:
        tokens = tuple(TokenScore(span, made.logprobs[at]) for at, span in enumerate(spans) if len(span))
        gains = tuple(
            tuple(made.sums[number, choice] for choice in range(len(question.options))) for number, question in enumerate(passage.questions)
        )
        return Scores(tokens, gains, *self.tags(passage, spans, made))

    def _prepared(self, passage: Passage) -> tuple[list[Span], list[Window]]:
        """Return the places of the passage's tokens and the windows over them."""
        ids, spans = self.encoded(passage.text)
        windows = [Window(begin, keep, ids[begin : begin + WINDOW]) for begin, keep in _windows(len(ids))]
        for number, question in enumerate(passage.questions):
            for choice, branch in enumerate(self._branches(passage.text, question, ids, spans)):
                window = next(window for window in reversed(windows) if branch.at >= window.first)
                window.branches[number, choice] = branch
        return spans, windows

    def _branches(self, text: str, question: Question, ids: list[int], spans: list[Span]) -> Iterator[Branch]:
        """Yield the branch of each option, from the tokens of the neighbourhood where these are the same alone as in the whole text."""
        low = max(0, text.rfind(" ", 0, max(0, question.span.start - NEIGHBOURHOOD)))
        high = text.find(" ", question.span.end + HORIZON + NEIGHBOURHOOD)
        near = text[low : high if high >= 0 else len(text)]
        first = bisect_left(spans, low + 1, key=lambda span: span.end)
        own, places = self.encoded(near)
        if ids[first : first + len(own)] != own:
            low, near, first, own, places = 0, text, 0, ids, spans
        span = Span(question.span.start - low, question.span.end - low)
        for option in question.options:
            branch = self._branch(near, span, option, own, places)
            yield replace(branch, at=branch.at + first)

    def _branch(self, text: str, span: Span, option: str, ids: list[int], spans: list[Span]) -> Branch:
        changed, places = self.encoded(text[: span.start] + option + text[span.end :])
        at = next((n for n, (a, b) in enumerate(zip(ids, changed, strict=False)) if a != b), min(len(ids), len(changed)))
        end = span.end + HORIZON
        shifted = end + len(option) - len(span)
        tail = [token for token, place in zip(changed[at:], places[at:], strict=True) if place.start < shifted]
        return Branch(at, tuple(tail), sum(place.start < end for place in spans[at:]))


def _collect(window: Window, read: Read, made: Made) -> None:
    """Add what a window's pass says of the passage."""
    size, values = len(window.tokens), read.logprobs
    for at in range(window.keep, 0 if window.again else size):
        made.logprobs[window.begin + at] = values[at]
        if read.states is not None:
            made.states[window.begin + at], made.said[window.begin + at] = read.states[at], read.said[at]
    parts = _split(values[size:], [len(branch.tokens) for branch in window.branches.values()])
    for (key, branch), part in zip(window.branches.items(), parts, strict=True):
        own = branch.at - window.begin
        made.sums[key] = sum(part) - sum(values[own : own + branch.replaced])


def _windows(length: int) -> Iterator[tuple[int, int]]:
    """Yield (first token, tokens at its head that only serve as context) of the windows over a passage."""
    yield 0, 0
    begin = WINDOW - OVERLAP
    while begin + OVERLAP < length:
        yield begin, OVERLAP
        begin += WINDOW - OVERLAP


def _split(values: Sequence[float], lengths: Sequence[int]) -> Iterator[Sequence[float]]:
    start = 0
    for length in lengths:
        yield values[start : start + length]
        start += length
