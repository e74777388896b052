"""How sure a finding is: what its entry's tier says (``tiers``), what the source says (``confirming``), what a language model says (``judging``);
what no suggestion may change (``guard``), and which may be written unasked (``fixing``).

May use every room but the flow above it. One more kind of evidence is one module more, called from ``weigh`` or, where a model answers, from the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable

from mtcheck.context import Context
from mtcheck.core.model import Finding
from mtcheck.weighing import tiers
from mtcheck.weighing.fixing import settled as settled
from mtcheck.weighing.guard import guarded
from mtcheck.weighing.tiers import translated as translated


def weigh(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """Return the findings with their confidence and the suggestions that change no fact, as the article and, where there is one, its source bear them out."""
    weighed = tiers.weigh(findings, context.source_lang)
    if context.document.source is None or context.bitext.unrelated:
        return guarded(weighed)
    from mtcheck.weighing.confirming import confirmed

    return guarded(confirmed(weighed, context))
