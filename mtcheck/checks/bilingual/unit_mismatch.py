"""Units and currencies that the source says otherwise, with the same number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtcheck.bilingual.bitext import Linked
from mtcheck.bilingual.units import Unit, unit_of
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.languages.language import Language, language
from mtcheck.languages.numbers import Number, numbers

RULE = Rule(
    id="unit-mismatch",
    summary="A unit or currency that the source says otherwise, with the same number",
    why="Twelve kilometres are not twelve miles, nor 40 million dollars 40 million euros; who converts changes the number as well.",
    category="Accuracy/Mistranslation",
    severity=Severity.CRITICAL,
    needs=frozenset({"source"}),
    references=("MQM: Mistranslation", "BIPM, The International System of Units", "ISO 4217"),
    bad=(
        Example("The hamlet lies 14 miles from Rennes.", "miles", None, "fr", "Le hameau est à 14 kilomètres de Rennes."),
        Example("The company invested $40 million.", "$", None, "es", "La empresa invirtió 40 millones de euros."),
        Example("He was away for three weeks.", "weeks", None, "de", "Er war drei Tage lang weg."),
    ),
    good=(
        Example(
            "A thousand million dollars and eight million tonnes would be saved.",
            None,
            None,
            "es",
            "Se ahorrarían mil millones de dólares y ocho millones de toneladas.",
        ),
        Example("The hamlet lies nine miles from Rennes.", None, None, "fr", "Le hameau est à 14 kilomètres de Rennes."),
        Example("The forest covers 300 square kilometres.", None, None, "es", "El bosque ocupa 300 kilómetros cuadrados."),
        Example("The parcel weighs two pounds and cost £2.", None, None, "de", "Das Paket wiegt zwei Pfund und kostete 2 Pfund."),
    ),
)
CONFIDENCE = 0.85
SMALLEST = 1
"""Numbers above this one are compared; "a mile" may be any way."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the units of the target beside a number that counts only something else in the source sentence."""
    english, other = language("en"), context.bitext.language
    if english is None or other is None:
        return
    for pair in context.bitext.linked:
        yield from _in_pair(context, pair, english, other)


def _in_pair(context: Context, pair: Linked, english: Language, other: Language) -> Iterator[Finding]:
    target, source = pair.target.of(context.text), pair.source.of(context.bitext.source)
    said: list[Number] | None = None
    for one in numbers(target, english):
        unit = unit_of(target, one, english) if one.value > SMALLEST and one.kind != "part" else None
        if unit is None:
            continue
        said = numbers(source, other) if said is None else said
        there = [unit_of(source, number, other) for number in said if number.value == one.value]
        if (otherwise := _otherwise(unit, there)) is not None:
            span = Span(pair.source.start + otherwise.start, pair.source.start + otherwise.end)
            start, end = pair.target.start + unit.start, pair.target.start + unit.end
            message = f"The source has “{span.of(context.bitext.source)}”"
            yield context.mark(RULE, start, end, message, confidence=CONFIDENCE, source=span, text=context.text[start:end])


def _otherwise(unit: Unit, there: Sequence[Unit | None]) -> Unit | None:
    """Return the source's unit where each number of this value counts something, and none the same."""
    known = [one for one in there if one is not None]
    return known[0] if known and len(known) == len(there) and not any(one.ids & unit.ids for one in known) else None
