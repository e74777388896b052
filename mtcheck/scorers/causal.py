"""Causal language models through transformers: a token's log-probability given the tokens before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mtcheck.core.model import Span
from mtcheck.scorers.tokens import encode, load_tokenizer, source_of
from mtcheck.scorers.windows import CausalReader, Read, Window

BATCH_TOKENS = 1536
ROWS = 256
"""Hidden states that are turned into log-probabilities at a time, to bound memory."""


class CausalScorer(CausalReader):
    """Scores with a causal model of a local folder (or a hub id, on machines with access)."""

    def __init__(self, folder: Path | str, name: str | None = None, revision: str | None = None) -> None:
        import torch
        from transformers import AutoModelForCausalLM

        self.torch = torch
        self.name = name or Path(folder).name
        self.tokenizer = load_tokenizer(folder, revision)
        self.model: Any = AutoModelForCausalLM.from_pretrained(
            folder, dtype=torch.float32, use_safetensors=True, **source_of(folder, revision)
        ).eval()
        start = self.tokenizer.bos_token_id
        self.start = start if start is not None else self.tokenizer.eos_token_id or 0

    def encoded(self, text: str) -> tuple[list[int], list[Span]]:
        """Return the tokens of a text and their places."""
        return encode(self.tokenizer, text)

    def batches(self, windows: Sequence[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
        """Yield runs of windows, sorted by size, of at most BATCH_TOKENS when padded to the longest."""
        batch: list[tuple[int, Window]] = []
        parts = ((index, part) for index, window in windows for part in window.parted())
        for item in sorted(parts, key=lambda item: (item[1].size, item[0], item[1].begin)):
            if batch and item[1].size * (len(batch) + 1) > BATCH_TOKENS:
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch

    def forward(self, windows: Sequence[Window]) -> list[Read]:
        """Return what a pass says of each window."""
        torch = self.torch
        width = max(window.size for window in windows)
        ids = torch.full((len(windows), width), self.start)
        places = torch.zeros((len(windows), width), dtype=torch.long)
        seen = torch.eye(width, dtype=torch.bool).repeat(len(windows), 1, 1)
        before = [_laid_out(window, ids[row], places[row], seen[row]) for row, window in enumerate(windows)]
        mask = torch.zeros(seen.shape).masked_fill(~seen, torch.finfo(torch.float32).min)[:, None]
        with torch.inference_mode():
            out = self.model.base_model(input_ids=ids, attention_mask=mask, position_ids=places, use_cache=False).last_hidden_state
            return [
                Read(self._logprobs(out[row, torch.tensor(columns, dtype=torch.long)], ids[row, 1 : windows[row].size]))
                for row, columns in enumerate(before)
            ]

    def _logprobs(self, hidden: Any, targets: Any) -> list[float]:
        """Return the log-probability of each target after its hidden state."""
        torch, head = self.torch, self.model.get_output_embeddings()
        found: list[float] = []
        for part, wanted in zip(torch.split(hidden, ROWS), torch.split(targets, ROWS), strict=True):
            logits = head(part).float()
            found += (logits.gather(1, wanted[:, None]).squeeze(1) - logits.logsumexp(1)).tolist()
        return found


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
