"""Which numbers of the English and of its source are the same, whatever way each is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from mtcheck.bilingual.conversions import Measure, converted, measure, money, supposed
from mtcheck.languages.language import Language
from mtcheck.languages.numbers import Number, numbers, values

ROUNDED = 0.005
MARKS = re.compile(r"\D")
SPAN = re.compile(r"[\s-]*(week|month|hour|day)s?\b", re.IGNORECASE)
DEGREES = re.compile(r"[\s-]*(?:°|degrees?\b)", re.IGNORECASE)
COUNTING = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million billion and third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth".split()
)

HALVED = COUNTING | {"half", "a"}
SET = re.compile(
    r"\b(?:round of|last) (?:16|32|64|sixteen|thirty-two)\b|\b24/7\b|\b9/11\b|\b50[/-]50\b|\b\d+ [1-3]/[2-4]\b"
    r"|\b(?:call\w*|dial\w*|r[aiu]ng|phon\w+) (?:911|999)\b|\b(?:911|999) (?:call|operator|dispatcher)s?\b",
    re.IGNORECASE,
)
"""Numbers of English turns that other languages say with other numbers or none ("round of 16", "Achtelfinale")."""
DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
"""A date in figures; its day and month change places between countries."""
JOINED = re.compile(r"\b[A-Z][A-Za-z]{0,10}[-–]?$")
"""What makes a number part of a name ("COVID-19")."""
GLOSS = re.compile(r"\((?:(?:about|around|approximately|approx\.?|some|roughly|nearly|almost|or|equivalent to|US|USD|EUR)\s){0,2}[$€£]?\s?$")
"""What opens a sum in another currency, given for the reader beside that of the source."""
WHOLLY = re.compile(r"100(?= ?%| ?per ?cent\b)|hundred(?= per ?cent\b)")
"""What says "wholly" as often as it counts."""
NAMED = re.compile(r"(?<![.!?:\n] )(?<!^)\b[A-Z][\w'’-]* $")
"""What a number word stands behind that closes a name."""
SENTENCE = re.compile(r"\b[a-z]{5,30}\b")
"""What a headline with capitals throughout has not."""
LARGE = 1000
"""From which on half a number counts, as "half a dozen" does not."""


class Sides:
    """A sentence of the English beside its source: the text and the language of both, and the numbers found in them."""

    def __init__(self, target: str, source: str, english: Language, other: Language) -> None:
        self.target, self.source, self.english, self.other = target, source, english, other

    @cached_property
    def here(self) -> list[Number]:
        """The numbers of the English."""
        return numbers(self.target, self.english)

    @cached_property
    def there(self) -> list[Number]:
        """The numbers of the source."""
        return numbers(self.source, self.other)

    def strict(self, said: Sequence[Number]) -> list[Number]:
        """Return the numbers of the English that the source must have."""
        turns = said_otherwise(self.target, self.source)
        return [one for one in said if one.value and self._counting(one) and not any(start <= one.start < end for start, end in turns)]

    def _counting(self, one: Number) -> bool:
        if one.kind == "digits":
            return not self.target[one.start - 1 : one.start].islower()
        return counts(self.target, one) and not in_name(self.target, one, self.source)

    def left(self, told: Sequence[Number]) -> list[Number]:
        """Return the numbers of the source that the English does not have."""
        left = [one for one in told if one.kind in {"digits", "words"} and one.value > 1 and not accounted(one, self.here) and not self._within(one)]
        if any(one.value <= 12 for one in left):
            months = {float(at) for at, month in enumerate(self.english.months, 1) if month.search(self.target)}
            left = [one for one in left if one.value not in months]
        return left

    def accounted(self, one: Number) -> bool:
        """Return whether the source has the number, or counts the same stretch of time otherwise."""
        return accounted(one, self.there) or spanned(self.target, one, self.there)

    def converted(self, one: Number, left: Sequence[Number]) -> bool:
        """Return whether the number gives in another unit or currency what the source gives, or is part of a name ("COVID-19") while no number there is."""
        if DEGREES.match(self.target, one.end) and any(warm(one, number) for number in left):
            return True
        mine = measure(self.target, self.here, one, self.english)
        if mine is None:
            return joined(self.target, one) and not any(joined(self.source, number) for number in left)
        theirs = [(number, measure(self.source, self.there, number, self.other)) for number in self.there]
        if any(converted(mine, other or supposed(number, mine)) for number, other in theirs if other or number in left):
            return True
        return self._glossed(one, mine, [other for number, other in theirs if other and (number in left or not left)])

    def _glossed(self, one: Number, mine: Measure, theirs: Sequence[Measure]) -> bool:
        """Return whether the number is a sum in brackets, in a currency in which the source gives none of these."""
        return (
            money(mine)
            and all(not mine.unit.ids & other.unit.ids and other.number.digits != one.digits for other in theirs if money(other))
            and GLOSS.search(self.target, max(0, one.start - 25), one.start) is not None
        )

    def _within(self, one: Number) -> bool:
        """Return whether the English has a longer number of which one of the source is part ("7 millones y medio"), or another reading of it ("1,168 mille")."""
        longer = (other for other in self.there if other is not one and other.start <= one.start and one.end <= other.end)
        return any(accounted(other, self.here) for other in longer)


def joined(text: str, one: Number) -> bool:
    """Return whether a number in digits belongs to the letters before it."""
    return one.kind == "digits" and JOINED.search(text, max(0, one.start - 12), one.start) is not None


def in_name(target: str, one: Number, source: str) -> bool:
    """Return whether a number word is part of a name: the source has the word itself, or it closes the name ("Holding Four said")."""
    word = target[one.start : one.end]
    if not word[0].isupper():
        return False
    behind = target[one.end : one.end + 2].strip()
    return re.search(rf"\b{re.escape(word)}\b", source) is not None or (
        NAMED.search(target, max(0, one.start - 30), one.start) is not None
        and SENTENCE.search(target) is not None
        and not behind[:1].isupper()
        and "-" not in behind
    )


def said_otherwise(target: str, source: str) -> list[tuple[int, int]]:
    """Return the places of turns whose number is a matter of English, and of dates that the source has in whatever order."""
    dates = {frozenset(map(int, match.groups())) for match in DATE.finditer(source)}
    written = [match for match in DATE.finditer(target) if frozenset(map(int, match.groups())) in dates]
    return [match.span() for match in (*SET.finditer(target), *written)]


def counts(target: str, one: Number) -> bool:
    """Return whether the number is said in words that mean just that number ("three", "half a million", not "a dozen")."""
    if one.kind != "words":
        return False
    words = frozenset(re.split(r"[\s-]+", target[one.start : one.end].lower()))
    return words <= COUNTING or (one.value >= LARGE and "half" in words and words <= HALVED)


def same(one: Number, other: Number) -> bool:
    """Return whether both have the same value, with their scales or without, as far as rounding goes; or name the same decade or century."""
    mine, theirs = values((one,)), values((other,))
    if one.scale != 1 != other.scale and not (one.shared or other.shared) and abs(one.value - other.value) > ROUNDED * one.value:
        return False
    tolerance = ROUNDED if one.scale != other.scale or one.value != int(one.value) else 0.0
    if any(abs(a - b) <= max(1e-9, tolerance * max(a, b)) for a in mine for b in theirs):
        return True
    whole = {(a, b) for a in mine for b in theirs}
    decade = any(1500 <= max(a, b) < 2100 and max(a, b) % 100 == min(a, b) for a, b in whole)
    century = one.kind == "digits" and any(a % 100 == 0 and a == 100 * (b - 1) and 15 <= b <= 21 for a, b in whole)  # "the 1800s"
    return decade or century


def accounted(one: Number, others: Sequence[Number]) -> bool:
    """Return whether some number of the other side may be this one."""
    if any(same(one, other) or _same_digits(one, other) for other in others):
        return True
    parts = [other.value for other in others if other.kind != "part" and 1 < other.value < 100]
    return len(parts) > 1 and one.value == sum(parts)  # "three men and two women" may be five


def _same_digits(one: Number, other: Number) -> bool:
    """Return whether both are the same digits with their marks at the same places, or with thousands marked on one side, and of no contrary scales."""
    if not one.digits or one.digits != other.digits or (one.scale != 1 != other.scale and one.scale != other.scale):
        return False
    marks = [tuple(map(len, MARKS.split(number.written)[1:])) for number in (one, other)]
    return marks[0] == marks[1] or all(set(groups) <= {3} for groups in marks)


def spanned(target: str, one: Number, others: Sequence[Number]) -> bool:
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


def warm(one: Number, other: Number) -> bool:
    """Return whether two temperatures are the same, in Celsius and Fahrenheit."""
    return any(abs(fahrenheit - (celsius * 9 / 5 + 32)) <= 1 for fahrenheit, celsius in ((one.value, other.value), (other.value, one.value)))
