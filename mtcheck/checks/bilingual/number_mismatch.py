"""Numbers that the source says otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mtcheck.bilingual.bitext import Linked
from mtcheck.bilingual.counted import unsaid
from mtcheck.bilingual.times import ENGLISH as ENGLISH_TIME
from mtcheck.bilingual.times import SOURCE as SOURCE_TIME
from mtcheck.bilingual.times import Time, times
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
        Example("Horses died in the fire.", "Horses", None, "es", "Tres caballos murieron en el incendio."),
    ),
    good=(
        Example("The club plays in the round of 16 in March.", None, None, "de", "Der Verein spielt im März im Achtelfinale."),
        Example("The page was changed on 05/04/2018 at 11:11.", None, None, "de", "Die Seite wurde am 04.05.2018 um 11:11 geändert."),
        Example(
            "About 1,500 people marched, twelve of them for the third time.",
            None,
            None,
            "fr",
            "Près de 1 500 personnes ont défilé, dont 12 pour la 3e fois.",
        ),
        Example("The 1970s began at 3:30 pm in the 20th century.", None, None, "it", "Gli anni '70 iniziarono alle 15:30 del XX secolo."),
        Example("She sold the horses.", None, None, "it", "Ha venduto i due cavalli."),
        Example("They walked 10 miles.", None, None, "es", "Caminaron 16 kilómetros."),
    ),
)
CONVERSIONS = (1.609, 0.6214, 0.3048, 3.2808, 2.2046, 0.4536, 2.54, 0.3937, 0.4047, 2.471, 4.546, 3.785, 28.35, 0.9144)
"""Miles, feet, pounds, inches, acres, gallons, ounces, yards and their metric counterparts."""
CLOSE = 0.06
"""Relative difference that a rounded conversion may leave."""
ROUNDED = 0.005
ENGLISH = "en"
MARKS = re.compile(r"\D")
JOINED = re.compile(r"[^\W\d_]-?$")
"""What makes a number part of a name ("COVID-19", "KV62")."""
SPAN = re.compile(r"[\s-]*(week|month|hour|day)s?\b", re.IGNORECASE)
APART = 5
"""Words between two numbers that count side by side."""
LIST = re.compile(r"[,;،、和与及]|\b(?:et|y|e|und|sowie|i|a|и|او|و|तथा|और)\b|\bو")
ENDS = re.compile(r"[.!?:()。]\s|[()]")
DROPPED, UNSAID = 0.55, 0.65
DECIMALS = 6
NOON = 12
HOUR_AND_MINUTE = re.compile(r"\d{1,2}([:.h])\d{2}")
CLOCK = 0.9
UNIT = re.compile(
    r"[\s-]*(?:°|degrees?|miles?|mph|km|kilomet\w+|f(?:ee|oo)t|ft|met(?:er|re)s?|m\b|yards?|inch\w*|cm|centimet\w+|pounds?|lbs?|kg|kilo\w*|ounces?|grams?|acres?|hectares?|gallons?|lit\w+)"
)
COUNTING = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million billion and third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth".split()
)

HALVED = COUNTING | {"half", "a"}
SET = re.compile(r"\b(?:round of|last) (?:16|32|64)\b|\b24/7\b|\b9/11\b|\b50[/-]50\b|\b\d+ [1-3]/[2-4]\b", re.IGNORECASE)
"""Numbers of English turns that other languages say with other numbers or none ("round of 16", "Achtelfinale")."""
DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
"""A date in figures; its day and month change places between countries."""
LARGE = 1000
"""From which on half a number counts, as "half a dozen" does not."""


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers in digits that nothing in the source sentence accounts for."""
    bitext = context.bitext
    english, other = language(ENGLISH), bitext.language
    if other is None or english is None:
        return
    for pair in bitext.linked:
        yield from _in_pair(context, pair, english, other)


def _in_pair(context: Context, pair: Linked, english: Language, other: Language) -> Iterator[Finding]:
    target, source = pair.target.of(context.text), pair.source.of(context.bitext.source)
    here, there = numbers(target, english), numbers(source, other)
    clocks_here, clocks_there, odd = _clocks(context, pair, english, other)
    if odd:
        yield odd
    said, told = _outside(here, clocks_here), _outside(there, clocks_there)
    strict = [
        one for one in said if one.value and ((one.kind == "digits" and not target[one.start - 1 : one.start].islower()) or _counts(target, one))
    ]
    said_otherwise = _said_otherwise(target, source)
    strict = [one for one in strict if not any(start <= one.start < end for start, end in said_otherwise)]
    wrong = [one for one in strict if not _accounted(one, there) and not _spanned(target, one, there)]
    left = [one for one in told if one.kind in {"digits", "words"} and one.value > 1 and not _accounted(one, here)]
    if any(one.value <= 12 for one in left):
        months = {float(at) for at, month in enumerate(english.months, 1) if month.search(target)}
        left = [one for one in left if one.value not in months]
    for one in [*wrong, *_repeated(strict, there, left if not wrong else ())]:
        finding = _finding(context, pair, one, left, other)
        if finding:
            yield finding
    if not wrong and other.spaced:
        dropped = list(_dropped(context, pair, left, there, strict))
        yield from dropped or _unsaid(context, pair, left)


def _unsaid(context: Context, pair: Linked, left: Sequence[Number]) -> Iterator[Finding]:
    """Yield the noun that the source counts with a number word, and the English does not."""
    found = unsaid(context.bitext, pair, left)
    if found:
        source = Span(pair.source.start + found.number.start, pair.source.start + found.number.end)
        message = f"The source also has “{source.of(context.bitext.source)}”"
        text = found.span.of(context.text)
        yield context.mark(RULE, found.span.start, found.span.end, message, confidence=UNSAID, source=source, value=found.number.value, text=text)


def _clocks(context: Context, pair: Linked, english: Language, other: Language) -> tuple[list[Time], list[Time], Finding | None]:
    """Return the times of the day of both sides that account for each other, and the finding about the only one of each side where they differ."""
    target, source = pair.target.of(context.text), pair.source.of(context.bitext.source)
    here, there = times(target, ENGLISH_TIME, english), times(source, SOURCE_TIME, other)
    if len(here) == len(there) == 1 and here[0].exact and there[0].exact and not here[0].same(there[0]):
        return here, there, _other_time(context, pair, here[0], there[0])
    both = ([one for one in mine if any(one.same(other) for other in theirs)] for mine, theirs in ((here, there), (there, here)))
    return next(both), next(both), None


def _other_time(context: Context, pair: Linked, here: Time, there: Time) -> Finding:
    start, end = pair.target.start + here.start, pair.target.start + here.end
    span = Span(pair.source.start + there.start, pair.source.start + there.end)
    message, suggestions = f"The source has “{span.of(context.bitext.source)}”", []
    if digits := HOUR_AND_MINUTE.search(context.text, start, end):
        start, end = digits.span()
        hour = there.hour if here.hour > NOON or there.hour <= NOON else there.hour - NOON
        suggestions = [f"{hour}{digits[1]}{there.minute:02}"]
    return context.mark(RULE, start, end, message, *suggestions, confidence=CLOCK, source=span, text=context.text[start:end])


def _said_otherwise(target: str, source: str) -> list[tuple[int, int]]:
    """Return the places of turns whose number is a matter of English, and of dates that the source has in whatever order."""
    dates = {frozenset(map(int, match.groups())) for match in DATE.finditer(source)}
    written = [match for match in DATE.finditer(target) if frozenset(map(int, match.groups())) in dates]
    return [match.span() for match in (*SET.finditer(target), *written)]


def _outside(found: Sequence[Number], clocks: Sequence[Time]) -> list[Number]:
    return [one for one in found if not any(time.start <= one.start < time.end for time in clocks)]


def _spanned(target: str, one: Number, others: Sequence[Number]) -> bool:
    """Return whether the number counts a stretch of time that the source counts otherwise: two weeks are fifteen days, a year and a half eighteen months."""
    match = SPAN.match(target, one.end)
    if match is None:
        return False
    unit, known = match[1].lower(), {value for other in others for value in (other.value, other.bare)}
    if unit == "week":
        return bool({7 * one.value, 7 * one.value + 1} & known)
    if unit == "month":
        return one.value in {6, 12, 18, 24} and not any(other.value == one.value for other in others)
    return (unit, one.value) in {("hour", 24), ("hour", 48), ("day", 7)}


def _dropped(context: Context, pair: Linked, left: Sequence[Number], there: Sequence[Number], strict: Sequence[Number]) -> Iterator[Finding]:
    """Yield the number that the target kept of several, where the source counts one more beside it."""
    source = pair.source.of(context.bitext.source)
    for lost in left:
        if lost.kind != "digits" or lost.written.startswith("0") or 1900 <= lost.value < 2100:
            continue
        beside = [one for one in there if one is not lost and one.kind == "digits" and _listed(source, one, lost)]
        kept = next((one for one in strict for other in beside if _same(one, other)), None)
        if kept is not None:
            span = Span(pair.source.start + lost.start, pair.source.start + lost.end)
            start, end = pair.target.start + kept.start, pair.target.start + kept.end
            message = f"The source also has “{span.of(context.bitext.source)}”"
            yield context.mark(RULE, start, end, message, confidence=DROPPED, source=span, value=lost.value, text=context.text[start:end])
            return


def _listed(source: str, one: Number, other: Number) -> bool:
    """Return whether two numbers count side by side: a few words between them, among them an "and" or a comma."""
    between = source[min(one.end, other.end) : max(one.start, other.start)]
    return len(between.split()) <= APART and LIST.search(between) is not None and not ENDS.search(between)


def _accounted(one: Number, others: Sequence[Number]) -> bool:
    """Return whether some number of the other side may be this one."""
    if any(_same(one, other) or _same_digits(one, other) for other in others):
        return True
    parts = [other.value for other in others if other.kind != "part" and 1 < other.value < 100]
    return len(parts) > 1 and one.value == sum(parts)  # "three men and two women" may be five


def _same_digits(one: Number, other: Number) -> bool:
    """Return whether both are the same digits with their marks at the same places, or with thousands marked on one side, and of no contrary scales."""
    if not one.digits or one.digits != other.digits or (one.scale != 1 != other.scale and one.scale != other.scale):
        return False
    marks = [tuple(map(len, MARKS.split(number.written)[1:])) for number in (one, other)]
    return marks[0] == marks[1] or all(set(groups) <= {3} for groups in marks)


def _repeated(strict: Sequence[Number], there: Sequence[Number], left: Sequence[Number]) -> Iterator[Number]:
    """Yield a number that stands more often than in the source, where another one of the source is missing: the one nearest to its place."""
    counts = Counter(one.value for one in strict)
    known = Counter(value for other in there for value in {other.value, other.bare})
    for missing in left:
        twice = [one for one in strict if counts[one.value] > known[one.value] > 0]
        if twice:
            yield min(twice, key=lambda one: abs(one.start - missing.start))
            return


def _counts(target: str, one: Number) -> bool:
    """Return whether the number is said in words that mean just that number ("three", "half a million", not "a dozen")."""
    if one.kind != "words":
        return False
    words = frozenset(re.split(r"[\s-]+", target[one.start : one.end].lower()))
    return words <= COUNTING or (one.value >= LARGE and "half" in words and words <= HALVED)


def _same(one: Number, other: Number) -> bool:
    mine, theirs = values((one,)), values((other,))
    if one.scale != 1 != other.scale and abs(one.value - other.value) > ROUNDED * one.value:
        return False
    tolerance = ROUNDED if one.scale != other.scale or one.value != int(one.value) else 0.0
    if any(abs(a - b) <= max(1e-9, tolerance * max(a, b)) for a in mine for b in theirs):
        return True
    whole = {(a, b) for a in mine for b in theirs}
    decade = any(1500 <= max(a, b) < 2100 and max(a, b) % 100 == min(a, b) for a, b in whole)
    century = one.kind == "digits" and any(a % 100 == 0 and a == 100 * (b - 1) and 15 <= b <= 21 for a, b in whole)  # "the 1800s"
    return decade or century


def _converted(one: Number, other: Number) -> bool:
    """Return whether the one is the other in another unit."""
    if not other.value:
        return False
    ratios = (one.value / other.value, other.value / one.value)
    fahrenheit = abs(one.value - (other.value * 9 / 5 + 32)) <= 1 or abs(other.value - (one.value * 9 / 5 + 32)) <= 1
    return fahrenheit or any(abs(ratio - factor) <= CLOSE * factor for factor in CONVERSIONS for ratio in ratios)


def _finding(context: Context, pair: Linked, one: Number, left: Sequence[Number], other: Language) -> Finding | None:
    text = context.text
    start, end = pair.target.start + one.start, pair.target.start + one.end
    if UNIT.match(text, end) and any(_converted(one, number) for number in left):
        return None
    nearest = min(left, key=lambda number: abs(number.start / max(1, len(pair.source)) - one.start / max(1, len(pair.target))), default=None)
    if nearest is None and (one.kind == "words" or JOINED.search(text[:start][-3:])):
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
    grouped = "," if value >= 10_000 or (value >= 1000 and not (value == int(value) and 1900 <= value < 2100)) else ""
    return f"{value:{grouped}.{DECIMALS}f}".rstrip("0").removesuffix(".")
