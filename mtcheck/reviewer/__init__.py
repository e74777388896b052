"""A language model behind an OpenAI-compatible endpoint, asked what an editor would change. Nothing here runs unless somebody names the endpoint.

``prompt`` says what is asked, ``endpoint`` speaks HTTP, ``answers`` reads what comes back, ``placing`` and ``fixes`` keep of it what holds, ``remote`` puts
them together within a ``budget`` and keeps the answers, ``calibration`` says how sure its remarks are. Uses ``core`` and ``english``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from mtcheck.core.model import Span
from mtcheck.core.mqm import Severity

REVIEWER = "reviewer"
"""The id of the rule, and the evidence that names the model."""


class Passage(NamedTuple):
    """A paragraph to review; ``before`` stands before it, ``source`` is what it was translated from ("" where there is none), ``language`` its English name."""

    text: str
    before: str = ""
    source: str = ""
    language: str = ""


class Remark(NamedTuple):
    """What a reviewer would change: where in the passage, why (an MQM path), and to what; ``fix`` None where it says nothing that can be kept, "" deletes.

    ``confidence`` (0..1) is what was measured of such remarks, on ``measured`` of them.
    """

    span: Span
    category: str
    severity: Severity
    fix: str | None
    confidence: float
    measured: int


class Review(NamedTuple):
    """The remarks on a passage, in its order; ``trouble`` says why there is no answer, or only a part of one."""

    remarks: tuple[Remark, ...] = ()
    trouble: str = ""


class Reviewer(Protocol):
    """Somebody who reviews passages. ``name`` names the model, ``identity`` all that decides what it answers and how sure that is."""

    name: str

    @property
    def identity(self) -> str:
        """What changes when its remarks may."""
        ...

    def review(self, passages: Sequence[Passage]) -> list[Review]:
        """Return the review of each passage."""
        ...
