"""Causal language models through transformers: a token's log-probability given the tokens before it.

The options of a passage's questions are branches of its own forward pass: their tokens see the passage up to where they part from it,
through a mask of their own (tree attention, Miao et al. 2024), so that an option costs a dozen tokens and not another sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.core.model import Span
from mtcheck.scorers import Passage, Question, Scores, Tag, TokenScore
from mtcheck.scorers.tagger.words import TokenFigures
from mtcheck.scorers.tokens import encode, load_tokenizer

WINDOW, OVERLAP = 512, 128
"""Tokens of one pass; a longer passage runs through windows that overlap by this many tokens of context."""
BATCH_TOKENS = 1536
BRANCHES = 1024
"""Tokens of options that share a pass of their window; more run beside another copy of it, since each sees all others' places in the mask."""
NEIGHBOURHOOD = 40
"""Characters before and after what an option replaces in which its tokens are looked for."""
HORIZON = 48
"""Characters after a question's span that its options are judged by; what comes later hardly depends on them."""
ROWS = 256
"""Hidden states that are turned into log-probabilities at a time, to bound memory."""


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


class CausalScorer:
    """Scores with a causal model of a local folder (or a hub id, on machines with access); with ``tagged`` its words are tagged as well."""

    def __init__(self, folder: Path | str, name: str | None = None, revision: str | None = None, *, tagged: bool = False) -> None:
        import torch
        from transformers import AutoModelForCausalLM

        self.torch = torch
        self.name = name or Path(folder).name
        self.tokenizer = load_tokenizer(folder, revision)
        self.model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, revision=revision or "main").eval()
        start = self.tokenizer.bos_token_id
        self.start = start if start is not None else self.tokenizer.eos_token_id or 0
        self.heads: Any = None
        self.layers: tuple[int, ...] = ()
        if tagged:
            from mtcheck.scorers.tagger import heads

            self.heads, self.layers = heads.loaded(), heads.LAYERS

    def score(self, passages: Sequence[Passage]) -> list[Scores]:
        """Return the scores of each passage."""
        return [self._scores(passage, *read) for passage, read in zip(passages, self.read(passages), strict=True)]

    def read(self, passages: Sequence[Passage]) -> list[tuple[list[Span], Made]]:
        """Return the places of each passage's tokens and what the model makes of them."""
        prepared = [self._prepared(passage) for passage in passages]
        parts = ((index, part) for index, (_, found) in enumerate(prepared) for window in found for part in window.parted())
        made = [Made() for _ in passages]
        for batch in _batches(sorted(parts, key=lambda item: (item[1].size, item[0], item[1].begin))):
            for (index, window), values in zip(batch, self._forward([window for _, window in batch]), strict=True):
                _collect(window, values, made[index])
        return [(spans, one) for (spans, _), one in zip(prepared, made, strict=True)]

    def _scores(self, passage: Passage, spans: list[Span], made: Made) -> Scores:
        tokens = tuple(TokenScore(span, made.logprobs[at]) for at, span in enumerate(spans) if len(span))
        gains = tuple(
            tuple(made.sums[number, choice] for choice in range(len(question.options))) for number, question in enumerate(passage.questions)
        )
        return Scores(tokens, gains, self._tags(passage.text, spans, made))

    def _tags(self, text: str, spans: list[Span], made: Made) -> tuple[Tag, ...]:
        if self.heads is None or not spans:
            return ()
        return tuple(self.heads.tags(text, spans, made.states, [made.said[at] for at in range(len(spans))]))

    def _prepared(self, passage: Passage) -> tuple[list[Span], list[Window]]:
        """Return the places of the passage's tokens and the windows over them."""
        ids, spans = encode(self.tokenizer, passage.text)
        windows = [Window(begin, keep, ids[begin : begin + WINDOW]) for begin, keep in _windows(len(ids))]
        for number, question in enumerate(passage.questions):
            for choice, branch in enumerate(self._branches(passage.text, question, ids, spans)):
                window = next(window for window in reversed(windows) if branch.at >= window.begin + window.keep)
                window.branches[number, choice] = branch
        return spans, windows

    def _branches(self, text: str, question: Question, ids: list[int], spans: list[Span]) -> Iterator[Branch]:
        """Yield the branch of each option, from the tokens of the neighbourhood where these are the same alone as in the whole text."""
        low = max(0, text.rfind(" ", 0, max(0, question.span.start - NEIGHBOURHOOD)))
        high = text.find(" ", question.span.end + HORIZON + NEIGHBOURHOOD)
        near = text[low : high if high >= 0 else len(text)]
        first = bisect_left(spans, low + 1, key=lambda span: span.end)
        own, places = encode(self.tokenizer, near)
        if ids[first : first + len(own)] != own:
            low, near, first, own, places = 0, text, 0, ids, spans
        span = Span(question.span.start - low, question.span.end - low)
        for option in question.options:
            branch = self._branch(near, span, option, own, places)
            yield replace(branch, at=branch.at + first)

    def _branch(self, text: str, span: Span, option: str, ids: list[int], spans: list[Span]) -> Branch:
        changed, places = encode(self.tokenizer, text[: span.start] + option + text[span.end :])
        at = next((n for n, (a, b) in enumerate(zip(ids, changed, strict=False)) if a != b), min(len(ids), len(changed)))
        end = span.end + HORIZON
        shifted = end + len(option) - len(span)
        tail = [token for token, place in zip(changed[at:], places[at:], strict=True) if place.start < shifted]
        return Branch(at, tuple(tail), sum(place.start < end for place in spans[at:]))

    def _forward(self, windows: Sequence[Window]) -> list[Read]:
        """Return what a pass says of each window."""
        torch = self.torch
        width = max(window.size for window in windows)
        ids = torch.full((len(windows), width), self.start)
        places = torch.zeros((len(windows), width), dtype=torch.long)
        seen = torch.eye(width, dtype=torch.bool).repeat(len(windows), 1, 1)
        before = [_laid_out(window, ids[row], places[row], seen[row]) for row, window in enumerate(windows)]
        mask = torch.zeros(seen.shape).masked_fill(~seen, torch.finfo(torch.float32).min)[:, None]
        given = {"input_ids": ids, "attention_mask": mask, "position_ids": places}
        with torch.inference_mode():
            out = self.model.base_model(**given, use_cache=False, output_hidden_states=bool(self.layers))
            hidden = [out.last_hidden_state[row, torch.tensor(columns, dtype=torch.long)] for row, columns in enumerate(before)]
            return [self._read(window, hidden[row], ids[row, 1 : window.size], self._states(window, out, row)) for row, window in enumerate(windows)]

    def _states(self, window: Window, out: Any, row: int) -> Any:
        """Return the states of a window's own tokens in the tagger's layers, (tokens, layers * size) in half precision."""
        if not self.layers or window.again:
            return None
        return self.torch.cat([out.hidden_states[layer][row, 1 : 1 + len(window.tokens)] for layer in self.layers], -1).half()

    def _read(self, window: Window, hidden: Any, targets: Any, states: Any) -> Read:
        """Return what the logits say of a window's tokens and branches; a tagger's figures of its own tokens only."""
        torch, head = self.torch, self.model.get_output_embeddings()
        logprobs: list[float] = []
        said: list[TokenFigures] = []
        for part, wanted in zip(torch.split(hidden, ROWS), torch.split(targets, ROWS), strict=True):
            logits = head(part).float()
            own, top = logits.gather(1, wanted[:, None]).squeeze(1), logits.amax(1, keepdim=True)
            shares = (logits - top).exp_()
            mass = shares.sum(1)
            surprisal = top.squeeze(1) + mass.log() - own
            logprobs += (-surprisal).tolist()
            measured = len(window.tokens) - len(said) if states is not None else 0
            if measured > 0:
                entropy = surprisal + own - torch.linalg.vecdot(shares, logits) / mass
                rank = (logits[:measured] > own[:measured, None]).sum(1).float().log1p()
                said += map(TokenFigures, surprisal[:measured].tolist(), entropy[:measured].tolist(), rank.tolist())
        return Read(logprobs, states, said)


class Read(NamedTuple):
    """One window after its pass: the log-probabilities of its tokens and then of its branches' tokens; states and figures of its tokens for a tagger."""

    logprobs: list[float]
    states: Any
    said: list[TokenFigures]


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


def _laid_out(window: Window, ids: Any, places: Any, seen: Any) -> list[int]:
    """Fill one row of a batch; return for each token but the first the column of the token before it."""
    import torch

    trunk = 1 + len(window.tokens)
    ids[1:trunk] = torch.tensor(window.tokens, dtype=torch.long)
    places[:trunk] = torch.arange(trunk)
    seen[:trunk, :trunk] = torch.ones(trunk, trunk, dtype=torch.bool).tril()
    before = list(range(trunk - 1))
    column = trunk
    for branch in window.branches.values():
        parting, size = 1 + branch.at - window.begin, len(branch.tokens)
        ids[column : column + size] = torch.tensor(branch.tokens, dtype=torch.long)
        places[column : column + size] = torch.arange(parting, parting + size)
        seen[column : column + size, :parting] = True
        seen[column : column + size, column : column + size] = torch.ones(size, size, dtype=torch.bool).tril()
        before += [parting - 1, *range(column, column + size - 1)] if size else []
        column += size
    return before


def _windows(length: int) -> Iterator[tuple[int, int]]:
    """Yield (first token, tokens at its head that only serve as context) of the windows over a passage."""
    yield 0, 0
    begin = WINDOW - OVERLAP
    while begin + OVERLAP < length:
        yield begin, OVERLAP
        begin += WINDOW - OVERLAP


def _batches(windows: list[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
    """Yield runs of windows, sorted by size, of at most BATCH_TOKENS when padded to the longest."""
    batch: list[tuple[int, Window]] = []
    for item in windows:
        if batch and item[1].size * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _split(values: Sequence[float], lengths: Sequence[int]) -> Iterator[Sequence[float]]:
    start = 0
    for length in lengths:
        yield values[start : start + length]
        start += length
