"""Causal language models through transformers: a token's log-probability given all tokens before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mtcheck.model import Span
from mtcheck.scorers import TokenScore

WINDOW, OVERLAP = 512, 128
"""Tokens of one forward pass; a long text runs through windows that overlap by this many tokens of context."""
BATCH_TOKENS = 2048
HORIZON = 40
"""Tokens after an option that its score takes in: what comes later hardly depends on it."""


class CausalScorer:
    """Scores with a causal model of a local folder (or a hub id, on machines with access)."""

    def __init__(self, folder: Path | str, name: str | None = None) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        self.torch = torch
        self.name = name or Path(folder).name
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        if not self.tokenizer.is_fast:
            raise ValueError(f"the tokenizer of {folder} gives no offsets")
        self.model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        start = self.tokenizer.bos_token_id
        self.start = start if start is not None else self.tokenizer.eos_token_id

    def token_scores(self, texts: Sequence[str]) -> list[tuple[TokenScore, ...]]:
        """Return the token scores of each text."""
        encoded = [self._encode(text) for text in texts]
        windows = [(index, begin, keep) for index, (ids, _) in enumerate(encoded) for begin, keep in _windows(len(ids))]
        windows.sort(key=lambda window: len(encoded[window[0]][0][window[1] : window[1] + WINDOW]))
        logprobs: list[dict[int, float]] = [{} for _ in texts]
        for batch in _batches(windows, lambda window: min(WINDOW, len(encoded[window[0]][0]) - window[1])):
            rows = [encoded[index][0][begin : begin + WINDOW] for index, begin, _ in batch]
            for (index, begin, keep), values in zip(batch, self._forward(rows), strict=True):
                logprobs[index].update({begin + at: value for at, value in enumerate(values) if at >= keep})
        return [
            tuple(TokenScore(span, logprobs[index][at]) for at, span in enumerate(spans) if len(span)) for index, (_, spans) in enumerate(encoded)
        ]

    def variants(self, text: str, span: Span, options: Sequence[str]) -> list[float]:
        """Return the log-probability from the span on, to HORIZON tokens after it, of the text with each option in the span's place."""
        tail = text[span.end :]
        rows, ends = [], []
        for option in options:
            changed = text[: span.start] + option + tail
            ids, spans = self._encode(changed)
            end = next((at for at, place in enumerate(spans) if place.start >= span.start + len(option)), len(ids))
            rows.append(ids[: end + HORIZON])
            ends.append(len(rows[-1]))
        common = _common_prefix(rows)
        return [sum(values[common:]) for values in self._with_prefix(rows, common)]

    def _encode(self, text: str) -> tuple[list[int], list[Span]]:
        encoded = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        spans = [trimmed(text, start, end) for start, end in encoded["offset_mapping"]]
        return list(encoded["input_ids"]), spans

    def _forward(self, rows: list[list[int]]) -> list[list[float]]:
        """Return the log-probability of each token of each row, the first one given the start token."""
        torch = self.torch
        width = max(map(len, rows)) + 1
        ids = torch.full((len(rows), width), self.start)
        mask = torch.zeros((len(rows), width), dtype=torch.long)
        for at, row in enumerate(rows):
            ids[at, 1 : len(row) + 1] = torch.tensor(row, dtype=torch.long)
            mask[at, : len(row) + 1] = 1
        with torch.inference_mode():
            hidden = self.model.base_model(input_ids=ids, attention_mask=mask).last_hidden_state
            wanted = mask[:, 1:].bool()
            values = self._logprobs(hidden[:, :-1][wanted], ids[:, 1:][wanted])
        return [list(part) for part in _split(values, [len(row) for row in rows])]

    def _logprobs(self, hidden: Any, targets: Any) -> list[float]:
        """Return the log-probabilities of targets given the hidden states before them, the vocabulary in slices of rows to bound memory."""
        torch, head = self.torch, self.model.get_output_embeddings()
        values: list[float] = []
        for part, wanted in zip(torch.split(hidden, 256), torch.split(targets, 256), strict=True):
            logits = head(part).float()
            values += (logits.gather(1, wanted[:, None]).squeeze(1) - logits.logsumexp(1)).tolist()
        return values

    def _with_prefix(self, rows: list[list[int]], common: int) -> list[list[float]]:
        """Return what ``_forward`` gives, but 0 for the common prefix, which runs once."""
        if common < 8 or len(rows) == 1:
            return self._forward(rows)
        torch = self.torch
        with torch.inference_mode():
            prefix = torch.tensor([[self.start, *rows[0][:common]]])
            first = self.model.base_model(input_ids=prefix, use_cache=True)
            cache = first.past_key_values
            cache.batch_repeat_interleave(len(rows))
            width = max(len(row) - common for row in rows)
            ids = torch.full((len(rows), max(1, width)), self.start)
            mask = torch.zeros((len(rows), common + 1 + ids.shape[1]), dtype=torch.long)
            for at, row in enumerate(rows):
                ids[at, : len(row) - common] = torch.tensor(row[common:], dtype=torch.long)
                mask[at, : len(row) + 1] = 1
            hidden = self.model.base_model(input_ids=ids, attention_mask=mask, past_key_values=cache).last_hidden_state
            before = torch.cat([first.last_hidden_state[:, -1:].expand(len(rows), -1, -1), hidden[:, :-1]], dim=1)
            wanted = mask[:, common + 1 :].bool()
            values = self._logprobs(before[wanted], ids[wanted])
        return [[0.0] * common + list(part) for part in _split(values, [len(row) - common for row in rows])]


def _windows(length: int) -> Iterator[tuple[int, int]]:
    """Yield (first token, tokens at its head that only serve as context) of the windows over a text."""
    yield 0, 0
    begin = WINDOW - OVERLAP
    while begin + OVERLAP < length:
        yield begin, OVERLAP
        begin += WINDOW - OVERLAP


def _batches(items: list[Any], size: Any) -> Iterator[list[Any]]:
    """Yield runs of items, sorted by size, of at most BATCH_TOKENS when padded to the longest."""
    batch: list[Any] = []
    for item in items:
        if batch and size(item) * (len(batch) + 1) > BATCH_TOKENS:
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


def _common_prefix(rows: list[list[int]]) -> int:
    """Return how many first tokens all rows share, at most all but one of the shortest."""
    shared = next((at for at, tokens in enumerate(zip(*rows, strict=False)) if len(set(tokens)) > 1), min(map(len, rows)))
    return min(shared, min(map(len, rows)) - 1)


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the token's span without the white space at its front."""
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end) if piece.strip() else Span(start, end)
