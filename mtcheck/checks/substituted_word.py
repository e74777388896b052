"""Words that a replacer without word boundaries put in, inside other words too, and what they replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtcheck.broken import Reading, explain
from mtcheck.broken.set_phrases import disguised
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
        Example("The mango raiseers of the valley met in the hall on Friday to speak about the price of water.", "raiseers"),
        Example("Climate alteration is no cause of a heart assault.", "heart assault", "heart attack"),
    ),
    good=(
        Example("The union voted once more, against the plan."),
        Example("A new epoch began in the small village near the coast."),
        Example("The assault of the heart on reason is no news."),
        Example("They spoke of a heart assault, as the song has it."),
    ),
)


SET_PHRASE = 0.7
"""Confidence that a disguised set phrase is no writer's choice, where it is not alone."""


def find(context: Context) -> Iterator[Finding]:
    """Yield broken words, the other places of the pairs that they reveal, and set phrases that synonyms disguise."""
    readings = [reading for reading in explain(context.text, context.vocabulary, glossary=context.glossary) if reading.kind != "fused"]
    for reading in readings:
        evidence: dict[str, Any] = {"kind": reading.kind, "pair": " -> ".join(reading.pair or ()), "broken": ", ".join(reading.witnesses)}
        confidence = round(reading.probability, 2)
        yield context.mark(RULE, reading.start, reading.end, _message(reading), *reading.fixes, confidence=confidence, **evidence)
    for place in disguised(context.text, context.vocabulary):
        if all(place.end <= reading.start or reading.end <= place.start for reading in readings):
            fixes = place.phrases if len(place.phrases) == 1 else ()
            message = f"A synonym stands in a set phrase: “{' or '.join(place.phrases)}”"
            yield context.mark(RULE, place.start, place.end, message, *fixes, confidence=SET_PHRASE, kind="phrase")


def _message(reading: Reading) -> str:
    original, replacement = reading.pair or ("", "")
    if reading.kind == "misjoined":
        return "English does not spell words so: mistyped, or a replacer put one word for another inside it"
    if reading.kind == "broken":
        return f"A replacer put “{replacement}” for “{original}” inside a word"
    return f"Elsewhere in the text a replacer put “{replacement}” for “{original}” ({reading.witnesses[0]})"
