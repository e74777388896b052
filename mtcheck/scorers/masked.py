"""Masked language models through transformers: pseudo-log-likelihood (Salazar et al. 2020), each token masked in its turn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mtcheck.model import Span
from mtcheck.scorers import TokenScore
from mtcheck.scorers.causal import trimmed

BATCH_ROWS = 32
WINDOW = 128
"""Tokens around a masked one that the model sees."""


class MaskedScorer:
    """Scores with a masked model of a local folder (or a hub id, on machines with access)."""

    def __init__(self, folder: Path | str, name: str | None = None) -> None:
        import torch
        from transformers import AutoModelForMaskedLM, AutoTokenizer

        self.torch = torch
        self.name = name or Path(folder).name
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        if not self.tokenizer.is_fast:
            raise ValueError(f"the tokenizer of {folder} gives no offsets")
        self.model: Any = AutoModelForMaskedLM.from_pretrained(folder, dtype=torch.float32).eval()

    def token_scores(self, texts: Sequence[str]) -> list[tuple[TokenScore, ...]]:
        """Return the token scores of each text."""
        return [self._scores(text) for text in texts]

    def variants(self, text: str, span: Span, options: Sequence[str]) -> list[float]:
        """Return the pseudo-log-likelihood of the whole text with each option in the span's place."""
        changed = [text[: span.start] + option + text[span.end :] for option in options]
        return [sum(score.logprob for score in scores) for scores in self.token_scores(changed)]

    def _scores(self, text: str) -> tuple[TokenScore, ...]:
        encoded = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        ids = list(encoded["input_ids"])
        values: list[float] = []
        for first in range(0, len(ids), BATCH_ROWS):
            values += self._masked(ids, range(first, min(len(ids), first + BATCH_ROWS)))
        spans = (trimmed(text, start, end) for start, end in encoded["offset_mapping"])
        return tuple(TokenScore(span, value) for span, value in zip(spans, values, strict=True) if len(span))

    def _masked(self, ids: list[int], places: range) -> list[float]:
        """Return the log-probability of the token at each place, masked, its neighbours in view."""
        torch = self.torch
        rows, at = [], []
        for place in places:
            begin = max(0, min(place - WINDOW // 2, len(ids) - WINDOW))
            row = ids[begin : begin + WINDOW]
            row[place - begin] = self.tokenizer.mask_token_id
            built = self.tokenizer.build_inputs_with_special_tokens(row)
            rows.append(built)
            at.append(built.index(self.tokenizer.mask_token_id))
        with torch.inference_mode():
            logits = self.model(input_ids=torch.tensor(rows)).logits[torch.arange(len(rows)), torch.tensor(at)].float()
            targets = torch.tensor([ids[place] for place in places])
            values: list[float] = (logits.gather(1, targets[:, None]).squeeze(1) - logits.logsumexp(1)).tolist()
        return values
