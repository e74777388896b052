"""What a reviewer would change: a language model that the user names with ``--reviewer``. Needs its remarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="reviewer",
    summary="What the language model of an endpoint would change",
    why="A large language model reads what no list and no small model knows. It also changes what was right and makes things up, so only words that stand in "
    "the text are marked, fixes that change a fact are dropped, and the confidence is what was measured for the model. It runs with --reviewer alone.",
    category="Accuracy/Mistranslation",
    severity=Severity.MINOR,
    needs=frozenset({"review"}),
    references=("Kocmi and Federmann 2023, GEMBA-MQM: Detecting Translation Quality Error Spans with GPT-4", "MQM: themqm.org, error types"),
    bad=(
        Example("The cyclist took the head of the race ten kilometres from the end.", "took the head of", "took the lead in"),
        Example("The union will strike again if nothing moves before the summer.", "nothing moves", "nothing changes"),
    ),
    good=(
        Example("The cyclist took the lead ten kilometres from the end."),
        Example("The union will strike again if nothing changes before the summer."),
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield the remarks of the reviewer; nothing where none was asked."""
    for remark in context.remarks or ():
        kind = remark.category.rpartition("/")[2].lower()
        finding = context.mark(
            RULE,
            remark.span.start,
            remark.span.end,
            f"the reviewer marks it: {kind}",
            *(() if remark.fix is None else (remark.fix,)),
            confidence=remark.confidence,
            reviewer=kind,
            measured=remark.measured,
        )
        yield replace(finding, category=remark.category, severity=remark.severity)
