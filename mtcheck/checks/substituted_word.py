"""Words that a replacer without word boundaries put in, inside other words too, and what they replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtcheck.broken import Reading, explain
from mtcheck.broken.pairs import KNOWN
from mtcheck.broken.set_phrases import TURN, SetPhrase, disguised
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
        Example("The hospital screens women for bosom malignancy every two years.", "bosom malignancy", "breast cancer"),
        Example("Be that as it may, the bank trains an irregular timberland on the loans.", "Be that as it may", "However"),
    ),
    good=(
        Example("The union voted once more, against the plan."),
        Example("A new epoch began in the small village near the coast."),
        Example("Furniture of bygone epochs fills the museum's second floor."),
        Example("The assault of the heart on reason is no news."),
        Example("They spoke of a heart assault, as the song has it."),
        Example("Be that as it may, the timberland grew irregular, on the off chance that rain fell."),
    ),
)


SET_PHRASE, ALONE = 0.7, 0.6
"""Confidence that a disguised set phrase is no writer's choice, where it is not alone; where it is."""

GARBLED = 0.45
"""The most that is said of a lone odd word in a translation that no listed pair explains: a system garbles words that it does not know."""
SURE, SEVERAL = 0.9, 2
"""Probability of broken words, and how many of them show that a spinner was at work."""


def find(context: Context) -> Iterator[Finding]:
    """Yield broken words, the other places of the pairs that they reveal, and set phrases that synonyms disguise."""
    readings = [reading for reading in explain(context.text, context.words, glossary=context.glossary) if reading.kind != "fused"]
    for reading in readings:
        evidence: dict[str, Any] = {"kind": reading.kind, "pair": " -> ".join(reading.pair or ()), "broken": ", ".join(reading.witnesses)}
        confidence = round(min(reading.probability, GARBLED) if context.source_lang and _guessed(reading) else reading.probability, 2)
        yield context.mark(RULE, reading.start, reading.end, _message(reading), *reading.fixes, confidence=confidence, **evidence)
    broken = {context.text[reading.start : reading.end].lower() for reading in readings if reading.probability >= SURE}
    for place in disguised(context.text, context.low, spun=len(broken) >= SEVERAL):
        if all(place.end <= reading.start or reading.end <= place.start for reading in readings):
            yield _disguise(context, place)


def _guessed(reading: Reading) -> bool:
    """Return whether a single odd word speaks for a pair that no list knows."""
    return reading.candidate is not None and reading.candidate.relation != KNOWN and len(reading.witnesses) < SEVERAL


def _disguise(context: Context, place: SetPhrase) -> Finding:
    told = " or ".join(f"“{phrase}”" for phrase in place.phrases)
    fixes = place.phrases if len(place.phrases) == 1 else ()
    turn = place.kind == TURN
    message = f"Spinners write this for {told}" if turn else f"A synonym stands in a set phrase: {told}"
    confidence = SET_PHRASE if place.attended else ALONE
    return context.mark(RULE, place.start, place.end, message, *fixes, confidence=confidence, kind="turn" if turn else "phrase")


def _message(reading: Reading) -> str:
    original, replacement = reading.pair or ("", "")
    if reading.kind == "misjoined":
        return "English does not spell words so: mistyped, or a replacer put one word for another inside it"
    if reading.kind == "broken":
        return f"A replacer put “{replacement}” for “{original}” inside a word"
    return f"Elsewhere in the text a replacer put “{replacement}” for “{original}” ({reading.witnesses[0]})"
