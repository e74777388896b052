"""Masked language models through transformers: pseudo-log-likelihood (Salazar et al. 2020), each token masked in its turn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mtcheck.core.model import Span
from mtcheck.scorers import Passage, Scores, TokenScore
from mtcheck.scorers.tokens import encode, load_tokenizer, source_of

BATCH_ROWS = 32
WINDOW = 128
"""Tokens around a masked one that the model sees."""


class MaskedScorer:
    """Scores with a masked model of a local folder (or a hub id, on machines with access)."""

    def __init__(self, folder: Path | str, name: str | None = None, revision: str | None = None) -> None:
        import torch
        from transformers import AutoModelForMaskedLM

        self.torch = torch
        self.name = name or Path(folder).name
        self.tokenizer = load_tokenizer(folder, revision)
        self.before, self.after = _special(self.tokenizer)
        self.model: Any = AutoModelForMaskedLM.from_pretrained(
            folder, dtype=torch.float32, use_safetensors=True, **source_of(folder, revision)
        ).eval()

    def score(self, passages: Sequence[Passage]) -> list[Scores]:
        """Return the scores of each passage; an option is judged by the whole passage."""
        return [self._scores(passage) for passage in passages]

    def _scores(self, passage: Passage) -> Scores:
        tokens = self._tokens(passage.text)
        own = sum(token.logprob for token in tokens)
        gains = tuple(tuple(self._total(passage.text, question.span, option) - own for option in question.options) for question in passage.questions)
        return Scores(tokens, gains)

    def _total(self, text: str, span: Span, option: str) -> float:
        return sum(token.logprob for token in self._tokens(text[: span.start] + option + text[span.end :]))

    def _tokens(self, text: str) -> tuple[TokenScore, ...]:
        ids, spans = encode(self.tokenizer, text)
        values: list[float] = []
        for first in range(0, len(ids), BATCH_ROWS):
            values += self._masked(ids, range(first, min(len(ids), first + BATCH_ROWS)))
        return tuple(TokenScore(span, value) for span, value in zip(spans, values, strict=True) if len(span))

    def _masked(self, ids: list[int], places: range) -> list[float]:
        """Return the log-probability of the token at each place, masked, its neighbours in view."""
        torch, mask = self.torch, self.tokenizer.mask_token_id
        rows, at = [], []
        for place in places:
            begin = max(0, min(place - WINDOW // 2, len(ids) - WINDOW))
            row = ids[begin : begin + WINDOW]
            row[place - begin] = mask
            rows.append([*self.before, *row, *self.after])
            at.append(len(self.before) + place - begin)
        with torch.inference_mode():
            logits = self.model(input_ids=torch.tensor(rows)).logits[torch.arange(len(rows)), torch.tensor(at)].float()
            targets = torch.tensor([ids[place] for place in places])
            values: list[float] = (logits.gather(1, targets[:, None]).squeeze(1) - logits.logsumexp(1)).tolist()
        return values


def _special(tokenizer: Any) -> tuple[list[int], list[int]]:
    """Return the special tokens that a model wants before and after a text."""
    bare = tokenizer("a", add_special_tokens=False)["input_ids"]
    whole = tokenizer("a")["input_ids"]
    at = next((n for n in range(len(whole)) if whole[n : n + len(bare)] == bare), 0)
    return list(whole[:at]), list(whole[at + len(bare) :])
