"""Language models that score text. One model kind a module; nothing imports torch until a scorer is loaded.

Log-probabilities are natural logarithms (nats); surprisal is their negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mtcheck.model import Span


@dataclass(frozen=True, slots=True)
class TokenScore:
    """One token of a text: where it stands and its log-probability (nats) given what the model sees of the text."""

    span: Span
    logprob: float


class Scorer(Protocol):
    """A loaded model. ``name`` goes into the signature of a run."""

    name: str

    def token_scores(self, texts: Sequence[str]) -> list[tuple[TokenScore, ...]]:
        """Return the token scores of each text; the same text scores the same in any batch, to 1e-4 nats."""
        ...

    def variants(self, text: str, span: Span, options: Sequence[str]) -> list[float]:
        """Return, for each option put in the span's place, the log-probability (nats) of the text from there on."""
        ...
