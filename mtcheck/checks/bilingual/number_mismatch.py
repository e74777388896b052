"""Numbers that the source says otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mtcheck.bilingual.bitext import Linked
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.languages.language import Language, language
from mtcheck.languages.numbers import Number, numbers, values

RULE = Rule(
    id="number-mismatch",
    summary="A number that the source says otherwise",
    why="A wrong figure misleads the reader, and nothing in the English gives it away. Number words, locale marks, scales, times and common conversions are allowed for.",
    category="Accuracy/Mistranslation",
    severity=Severity.CRITICAL,
    needs=frozenset({"source"}),
    references=("MQM: Number", "Unicode CLDR, number elements and spell-out rules"),
    bad=(
        Example("The fire killed 17 people in the port.", "17", "71", "fr", "L'incendie a fait 71 morts dans le port."),
        Example(
            "The ministry will spend 2.5 million euros on it.", "2.5 million", None, "es", "El ministerio gastará en ello 2.500 millones de euros."
        ),
        Example("The trial of 24 officers opens on Monday.", "24", "34", "de", "Am Montag beginnt der Prozess gegen vierunddreißig Beamte."),
    ),
    good=(
        Example(
            "About 1,500 people marched, twelve of them for the third time.",
            None,
            None,
            "fr",
            "Près de 1 500 personnes ont défilé, dont 12 pour la 3e fois.",
        ),
        Example("The 1970s began at 3:30 pm in the 20th century.", None, None, "it", "Gli anni '70 iniziarono alle 15:30 del XX secolo."),
        Example("They walked 10 miles.", None, None, "es", "Caminaron 16 kilómetros."),
    ),
)
CONVERSIONS = (1.609, 0.6214, 0.3048, 3.2808, 2.2046, 0.4536, 2.54, 0.3937, 0.4047, 2.471, 4.546, 3.785, 28.35, 0.9144)
"""Miles, feet, pounds, inches, acres, gallons, ounces, yards and their metric counterparts."""
CLOSE = 0.06
"""Relative difference that a rounded conversion may leave."""
ROUNDED = 0.005
ENGLISH = "en"
CLOCK = re.compile(r"(\d{1,2})\.(\d{2})")
UNIT = re.compile(
    r"[\s-]*(?:°|degrees?|miles?|mph|km|kilomet\w+|f(?:ee|oo)t|ft|met(?:er|re)s?|m\b|yards?|inch\w*|cm|centimet\w+|pounds?|lbs?|kg|kilo\w*|ounces?|grams?|acres?|hectares?|gallons?|lit\w+)"
)
COUNTING = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million billion and third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth".split()
)


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers in digits that nothing in the source sentence accounts for."""
    bitext = context.bitext
    english, other = language(ENGLISH), bitext.language
    if other is None or english is None:
        return
    for pair in bitext.linked:
        yield from _in_pair(context, pair, english, other)


def _in_pair(context: Context, pair: Linked, english: Language, other: Language) -> Iterator[Finding]:
    here, there = numbers(pair.target.of(context.text), english), numbers(pair.source.of(context.bitext.source), other)
    target = pair.target.of(context.text)
    strict = [
        one for one in here if one.value and ((one.kind == "digits" and not target[one.start - 1 : one.start].islower()) or _counts(target, one))
    ]
    wrong = [one for one in strict if not _accounted(one, there)]
    left = [one for one in there if one.kind in {"digits", "words"} and one.value > 1 and not _accounted(one, here)]
    if any(one.value <= 12 for one in left):
        months = {float(at) for at, month in enumerate(english.months, 1) if month.search(target)}
        left = [one for one in left if one.value not in months]
    for one in [*wrong, *_repeated(strict, there, left if not wrong else ())]:
        finding = _finding(context, pair, one, left, other)
        if finding:
            yield finding


def _accounted(one: Number, others: Sequence[Number]) -> bool:
    """Return whether some number of the other side may be this one."""
    if any(_same(one, other) or _same_digits(one, other) for other in others):
        return True
    parts = [other.value for other in others if other.kind != "part" and 1 < other.value < 100]
    return len(parts) > 1 and one.value == sum(parts)  # "three men and two women" may be five


def _same_digits(one: Number, other: Number) -> bool:
    """Return whether both are the same digits, marked otherwise ("12:00" and "12 h", "802.11" and "802,11"), and of no contrary scales."""
    contrary = one.scale != 1 != other.scale and one.scale != other.scale
    return bool(one.digits) and one.digits == other.digits and not contrary


def _repeated(strict: Sequence[Number], there: Sequence[Number], left: Sequence[Number]) -> Iterator[Number]:
    """Yield a number that stands more often than in the source, where another one of the source is missing: the one nearest to its place."""
    for missing in left:
        counts = Counter(one.value for one in strict)
        twice = [one for one in strict if counts[one.value] > sum(one.value in (other.value, other.bare) for other in there) > 0]
        if twice:
            yield min(twice, key=lambda one: abs(one.start - missing.start))
            return


def _counts(target: str, one: Number) -> bool:
    """Return whether the number is said in words that mean just that number ("three", not "a dozen")."""
    return one.kind == "words" and all(word in COUNTING for word in re.split(r"[\s-]+", target[one.start : one.end].lower()))


def _same(one: Number, other: Number) -> bool:
    mine, theirs = values((one,)), values((other,))
    if one.scale != 1 != other.scale and abs(one.value - other.value) > ROUNDED * one.value:
        return False
    tolerance = ROUNDED if one.scale != other.scale or one.value != int(one.value) else 0.0
    if any(abs(a - b) <= max(1e-9, tolerance * max(a, b)) for a in mine for b in theirs):
        return True
    whole = {(a, b) for a in mine for b in theirs}
    decade = any({a, b} and max(a, b) >= 1900 and max(a, b) < 2100 and max(a, b) % 100 == min(a, b) for a, b in whole)
    century = one.kind == "digits" and any(a % 100 == 0 and a == 100 * (b - 1) and 15 <= b <= 21 for a, b in whole)  # "the 1800s"
    clock = CLOCK.fullmatch(other.written) if other.kind == "digits" else None  # "3.40 Uhr", "12 h" and "1200"
    if any(a == 100 * b and a <= 2400 for a, b in whole) or (clock and one.value in {float(part) for part in clock.groups()}):
        return True
    afternoon = any(abs(a - b) == 12 and min(a, b) < 13 and max(a, b) < 25 for a, b in whole) and one.kind == other.kind == "digits"
    return decade or century or afternoon


def _converted(one: Number, other: Number) -> bool:
    """Return whether the one is the other in another unit."""
    if not other.value:
        return False
    ratio = one.value / other.value
    fahrenheit = abs(one.value - (other.value * 9 / 5 + 32)) <= 1 or abs(other.value - (one.value * 9 / 5 + 32)) <= 1
    return fahrenheit or any(abs(ratio - factor) <= CLOSE * factor for factor in CONVERSIONS)


def _finding(context: Context, pair: Linked, one: Number, left: Sequence[Number], other: Language) -> Finding | None:
    text = context.text
    start, end = pair.target.start + one.start, pair.target.start + one.end
    if UNIT.match(text, end) and any(_converted(one, number) for number in left):
        return None
    nearest = min(left, key=lambda number: abs(number.start / max(1, len(pair.source)) - one.start / max(1, len(pair.target))), default=None)
    if nearest is None and one.kind == "words":
        return None
    if nearest is None:
        confidence, source, message = 0.6, pair.source, "The source has no such number"
        suggestions: tuple[str, ...] = ()
    else:
        source = Span(pair.source.start + nearest.start, pair.source.start + nearest.end)
        message = f"The source has “{source.of(context.bitext.source)}”"
        confidence = 0.9
        suggestions = (_written(nearest),) if nearest.scale == one.scale == 1 else ()
    confidence *= 0.7 + 0.3 * min(1.0, 4 * pair.strength)
    return context.mark(
        RULE, start, end, message, *suggestions, confidence=round(confidence, 2), source=source, value=one.value, text=text[start:end]
    )


def _written(number: Number) -> str:
    """Return the number as English writes it in digits."""
    value = number.bare
    return f"{value:,.0f}" if value == int(value) and (value >= 10_000 or (value >= 1000 and not 1900 <= value < 2100)) else f"{value:g}"
