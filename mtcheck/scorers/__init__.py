"""Language models that score text. One model kind a module; nothing imports torch or ONNX Runtime until a scorer is loaded.

Log-probabilities are natural logarithms (nats); surprisal is their negative. Uses ``core`` and ``english``. One more kind of
model is one more module, chosen in ``loading.py``; ``store.py`` installs models, ``cache.py`` keeps their scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from mtcheck.core.model import Span


@dataclass(frozen=True, slots=True)
class TokenScore:
    """One token of a text: where it stands and its log-probability (nats) given what the model sees of the text."""

    span: Span
    logprob: float


@dataclass(frozen=True, slots=True)
class Question:
    """What would the text be like with each of these options in the place of ``span``?"""

    span: Span
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to score, an article or a sentence, the questions about it, and what stands in the source for stretches of it, where there is a source."""

    text: str
    questions: tuple[Question, ...] = ()
    sources: tuple[tuple[Span, str], ...] = ()


NEVER = -99.0
"""Log-odds of what nothing was asked about."""


class Tag(NamedTuple):
    """What a tagger says of a word: log-odds that an editor would change it, and that its sense, its grammar or its wording is why.

    ``gap`` is the log-odds that a word is missing beside it: before it, or after it at the end of a sentence; ``added`` that its source has no such word.
    """

    span: Span
    change: float
    reasons: tuple[float, float, float]
    gap: float
    added: float = NEVER


@dataclass(frozen=True, slots=True)
class Scores:
    """The token scores of a passage, for each question how many nats each option is likelier than what stands there, and the words' tags.

    There are no tags where no tagger was made for the model; ``beside`` says whether they are held against the source.
    """

    tokens: tuple[TokenScore, ...]
    gains: tuple[tuple[float, ...], ...] = ()
    tags: tuple[Tag, ...] = ()
    beside: bool = False


class Model(Protocol):
    """A loaded model. ``name`` goes into the signature of a run."""

    name: str

    def score(self, passages: Sequence[Passage]) -> list[Scores]:
        """Return the scores of each passage; the same passage scores the same beside any others, to 1e-4 nats."""
        ...


class Scorer(Model, Protocol):
    """A model that need not be loaded yet."""

    def prepare(self) -> None:
        """Let the model be loaded beside what is done until it is asked, where that saves time."""
        ...
