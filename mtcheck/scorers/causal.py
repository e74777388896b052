"""Causal language models through transformers: a token's log-probability given the tokens before it.

The options of a passage's questions are branches of its own forward pass: their tokens see the passage up to where they part from it,
through a mask of their own (tree attention, Miao et al. 2024), so that an option costs a dozen tokens and not another sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtcheck.core.model import Span
from mtcheck.scorers import Passage, Question, Scores, TokenScore
from mtcheck.scorers.tokens import encode, load_tokenizer

WINDOW, OVERLAP = 512, 128
"""Tokens of one pass; a longer passage runs through windows that overlap by this many tokens of context."""
BATCH_TOKENS = 1536
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
    """A stretch of a passage's tokens with the branches that part from it; the first ``keep`` tokens only serve as context."""

    begin: int
    keep: int
    tokens: list[int]
    branches: dict[tuple[int, int], Branch] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return how many tokens run through the model."""
        return 1 + len(self.tokens) + sum(len(branch.tokens) for branch in self.branches.values())


class CausalScorer:
    """Scores with a causal model of a local folder (or a hub id, on machines with access)."""

    def __init__(self, folder: Path | str, name: str | None = None, revision: str | None = None) -> None:
        import torch
        from transformers import AutoModelForCausalLM

        self.torch = torch
        self.name = name or Path(folder).name
        self.tokenizer = load_tokenizer(folder, revision)
        self.model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, revision=revision or "main").eval()
        start = self.tokenizer.bos_token_id
        self.start = start if start is not None else self.tokenizer.eos_token_id or 0

    def score(self, passages: Sequence[Passage]) -> list[Scores]:
        """Return the scores of each passage."""
        prepared = [self._prepared(passage) for passage in passages]
        windows = sorted(((index, window) for index, (_, found) in enumerate(prepared) for window in found), key=lambda item: item[1].size)
        logprobs: list[dict[int, float]] = [{} for _ in passages]
        sums: list[dict[tuple[int, int], float]] = [{} for _ in passages]
        for batch in _batches(windows):
            for (index, window), values in zip(batch, self._forward([window for _, window in batch]), strict=True):
                self._collect(window, values, logprobs[index], sums[index])
        return [_scores(passage, *prepared[at], logprobs[at], sums[at]) for at, passage in enumerate(passages)]

    def _prepared(self, passage: Passage) -> tuple[list[Span], list[Window]]:
        """Return the places of the passage's tokens and the windows over them."""
        ids, spans = encode(self.tokenizer, passage.text)
        windows = [Window(begin, keep, ids[begin : begin + WINDOW]) for begin, keep in _windows(len(ids))]
        for number, question in enumerate(passage.questions):
            for choice, option in enumerate(question.options):
                branch = self._branch(passage.text, question, option, ids, spans)
                window = next(window for window in reversed(windows) if branch.at >= window.begin + window.keep)
                window.branches[number, choice] = branch
        return spans, windows

    def _branch(self, text: str, question: Question, option: str, ids: list[int], spans: list[Span]) -> Branch:
        span = question.span
        changed, places = encode(self.tokenizer, text[: span.start] + option + text[span.end :])
        at = next((n for n, (a, b) in enumerate(zip(ids, changed, strict=False)) if a != b), min(len(ids), len(changed)))
        end = span.end + HORIZON
        shifted = end + len(option) - len(span)
        tail = [token for token, place in zip(changed[at:], places[at:], strict=True) if place.start < shifted]
        return Branch(at, tuple(tail), sum(place.start < end for place in spans[at:]))

    def _forward(self, windows: Sequence[Window]) -> list[list[float]]:
        """Return for each window the log-probabilities of its tokens and then of its branches' tokens."""
        torch = self.torch
        width = max(window.size for window in windows)
        ids = torch.full((len(windows), width), self.start)
        places = torch.zeros((len(windows), width), dtype=torch.long)
        seen = torch.eye(width, dtype=torch.bool).repeat(len(windows), 1, 1)
        before: list[list[int]] = []
        for row, window in enumerate(windows):
            before.append(_laid_out(window, ids[row], places[row], seen[row]))
        mask = torch.zeros(seen.shape).masked_fill(~seen, torch.finfo(torch.float32).min)[:, None]
        with torch.inference_mode():
            hidden = self.model.base_model(input_ids=ids, attention_mask=mask, position_ids=places, use_cache=False).last_hidden_state
            chosen = torch.cat([hidden[row, torch.tensor(columns, dtype=torch.long)] for row, columns in enumerate(before)])
            wanted = torch.cat([ids[row, 1 : window.size] for row, window in enumerate(windows)])
            values = self._logprobs(chosen, wanted)
        return [list(part) for part in _split(values, [window.size - 1 for window in windows])]

    def _logprobs(self, hidden: Any, targets: Any) -> list[float]:
        torch, head = self.torch, self.model.get_output_embeddings()
        values: list[float] = []
        for part, wanted in zip(torch.split(hidden, ROWS), torch.split(targets, ROWS), strict=True):
            logits = head(part).float()
            values += (logits.gather(1, wanted[:, None]).squeeze(1) - logits.logsumexp(1)).tolist()
        return values

    def _collect(self, window: Window, values: list[float], logprobs: dict[int, float], sums: dict[tuple[int, int], float]) -> None:
        size = len(window.tokens)
        logprobs.update({window.begin + at: values[at] for at in range(window.keep, size)})
        parts = _split(values[size:], [len(branch.tokens) for branch in window.branches.values()])
        for (key, branch), part in zip(window.branches.items(), parts, strict=True):
            own = branch.at - window.begin
            sums[key] = sum(part) - sum(values[own : own + branch.replaced])


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


def _scores(passage: Passage, spans: list[Span], windows: list[Window], logprobs: dict[int, float], sums: dict[tuple[int, int], float]) -> Scores:
    tokens = tuple(TokenScore(span, logprobs[at]) for at, span in enumerate(spans) if len(span))
    gains = tuple(tuple(sums[number, choice] for choice in range(len(question.options))) for number, question in enumerate(passage.questions))
    return Scores(tokens, gains)


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
