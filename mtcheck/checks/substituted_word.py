"""Words that a replacer without word boundaries put in, inside other words too, and what they replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtcheck.broken import Reading, explain
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="substituted-word",
    summary="A word that a replacer put in for another",
    why="Word spinners replace words by rough synonyms, inside other words too; the result is no word or not the one that was meant.",
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    references=("MQM: Mistranslation", "Cabanac, Labbé and Magazinov 2021, Tortured phrases"),
    bad=(
        Example("The union voted once morest the plan.", "once morest", "against"),
        Example("She was born in a small villepoch near the coast.", "villepoch", "village"),
    ),
    good=(
        Example("The union voted once more, against the plan."),
        Example("A new epoch began in the small village near the coast."),
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield broken words, and the other places of the pairs that they reveal."""
    for reading in explain(context.text, context.vocabulary, glossary=context.glossary):
        if reading.kind != "fused":
            evidence: dict[str, Any] = {"kind": reading.kind, "pair": " -> ".join(reading.pair or ()), "broken": ", ".join(reading.witnesses)}
            confidence = round(reading.probability, 2)
            yield context.mark(RULE, reading.start, reading.end, _message(reading), *reading.fixes, confidence=confidence, **evidence)


def _message(reading: Reading) -> str:
    original, replacement = reading.pair or ("", "")
    if reading.kind == "broken":
        return f"A replacer put “{replacement}” for “{original}” inside a word"
    return f"Elsewhere in the text a replacer put “{replacement}” for “{original}” ({reading.witnesses[0]})"
