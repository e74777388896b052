"""Numbers in a text of any language with a pack: digits with the marks of its locale, number words, scales, Roman numerals.

Digits of every script count (Unicode category Nd). A number may have several readings ("1.234"); two numbers are the same when a reading of
one equals a reading of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from mtcheck.languages.digits import fraction, plain, worth
from mtcheck.languages.han import in_han
from mtcheck.languages.language import MARKS, Language
from mtcheck.languages.number_words import word_value

DIGITS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[.,'’ \u00a0\u2009\u202f\u066c]\d{3})+(?!\d)(?:[.,\u066b]\d+)?|(?<!&#)(?<!&#\d)(?<!&#\d\d)(?<!&#\d\d\d)\d+(?:[.,\u066b]\d+)*"
)
WORD = re.compile(rf"(?:[^\W\d_]|{MARKS})+")
ROMAN = re.compile(r"\b(?=[IVXLC])(?:XC|XL|L?X{0,3}|C{1,3}(?:XC|XL|L?X{0,3}))(?:IX|IV|V?I{0,3})(?=\b|e\b|er\b|è|º)")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
TIMES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12}
"""What may stand right behind digits ("$5bn")."""
DUAL = re.compile(r"\b[^\W\d_]{3,}(?:ين|ان|تي)\b")
JOINT = re.compile(r"[\s-]*(?:(?:and|et|y|und|e|и|و|i|a)[\s-]+)?", re.IGNORECASE)
"""What may stand between two number words that are one number."""
WITH = re.compile(r"\w")
"""Whether that is an "and"."""
HALF, DOZEN, HUNDRED = 0.5, 12, 100
PER = re.compile(r"\b(?:por|pour|per)\s$", re.IGNORECASE)
"""What makes of a hundred behind it a percentage ("por ciento")."""
AND_HALF = re.compile(
    r"(?: [^\W\d_]{1,20})?\s(?:and|und|y|et|e|i|и|a)\s(?:(?:an?|une?|un[ao]?|eine?)\s)?([^\W\d_]+)|(?: [^\W\d_]{1,20})?\s(و[^\W\d_]+)", re.IGNORECASE
)
"""What adds a half to the number before it, or to what it counts ("7 millones y medio", "trois ans et demi")."""
SPACED = re.compile(r"\.?[ \u00a0]{1,2}")
"""What stands between the parts of a number, behind the abbreviation of a scale too."""
DOTTED = re.compile(r"([0-3]?\d)\.(0?\d|1[0-2])\.((?:19|20)\d\d|\d\d)")
STRAY = re.compile(
    r"(?<![\d.,])(?<!\d[ \u00a0])(?<!\d,[ \u00a0])(\d{1,3}),[ \u00a0](\d{1,2})"
    r"(?=[ \u00a0]?(?:[%€$£°]|(?:por|pour|per|pro) ?cent|Prozent|euros?\b|Euro\b|d[oóòô]l+ar|Dollar|mil(?:lion|lón|hão|ion)|Mil(?:lion|liard)|mrd|Mrd))"
)
"""A decimal with a space behind its comma, before a unit ("0, 5%")."""
THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
CENTURY = 50
"""Years of two digits above this one are of the last century."""
RANGE = re.compile(
    r"\s{0,3}+(?:[%€$£]\s{0,3}+)?(?:[-–—~〜至到から]{1,3}+|\b(?:to|and|or|y|a|o|u|et|à|ou|und|bis|oder|e|ed|até|i|do|až|и|до|или|إلى|و)\b)"
    r"\s{0,3}+(?:(?:the|los|las|les|os|as)\s)?(?:[€$£]\s?)?",
    re.IGNORECASE,
)
"""What stands between two numbers of which the second's scale may be meant for both ("entre 30.000 y 40.000 millones")."""
MANY = 10
"""From which on a number that a half follows counts what the half is of ("a dozen and a half", "a million and a half")."""


class Number(NamedTuple):
    """A number at ``text[start:end]``: its value, the value without its scale word, and whether it stands in digits, words or Roman numerals."""

    start: int
    end: int
    value: float
    bare: float
    kind: str
    digits: str = ""
    written: str = ""
    shared: bool = False
    """Whether its scale may be the one that stands behind the next number."""

    @property
    def scale(self) -> float:
        """What the scale word multiplies by; 1 without one."""
        return self.value / self.bare if self.bare else 1.0


def numbers(text: str, language: Language) -> list[Number]:
    """Return the numbers of a text by position; number words that belong together are one."""
    digits = _together(text, list(_in_digits(text, language)))
    written = [*digits, *_roman(text), *_implied(text, language)]
    spoken = (
        [*_scaled(text, list(_in_words(text, language)), language), *_duals(text, language)]
        if language.spaced
        else [Number(start, end, value, value, kind) for start, end, value, kind in in_han(text)]
    )
    apart = [one for one in spoken if not any(one.start < other.end and other.start < one.end and other.kind == "digits" for other in written)]
    found = [*written, *(apart if language.spaced else spoken)]
    return sorted([*found, *_and_half(text, found, language), *_tenths(text, found, language), *_stray(text, language), *_grouped(found, language)])


def _in_digits(text: str, language: Language) -> Iterator[Number]:
    for match in DIGITS.finditer(text):
        written = plain(match.group())
        if date := DOTTED.fullmatch(written):
            yield from _dated(date, match.start())
            continue
        bare = worth(written, language.decimal)
        end, part = fraction(text, match.end()) if bare % 1 == 0 else (match.end(), 0.0)
        scale, end = _scale(text, end, language)
        digits = "" if part else re.sub(r"\D", "", written)
        yield Number(match.start(), end, (bare + part) * scale, bare + part, "digits", digits, written)


def _dated(date: re.Match[str], at: int) -> Iterator[Number]:
    """Yield day, month and year of a date in figures as a number each, a year of two digits with its century; and day and month as one ("02.06.")."""
    for part in (1, 2, 3):
        value = float(date[part]) + (0 if part < 3 or len(date[part]) > 2 else 1900 if int(date[part]) > CENTURY else 2000)
        yield Number(at + date.start(part), at + date.end(part), value, value, "digits", date[part], date[part])
    both = f"{date[1]}.{date[2]}"
    yield Number(at, at + date.end(2), float(both), float(both), "part", date[1] + date[2], both)


def _together(text: str, found: list[Number]) -> list[Number]:
    """Return numbers in digits, those that are one put together ("6 mil 74"), each with the scale it shares with the next."""
    done: list[Number] = []
    for one in reversed(found):
        ahead = done[-1] if done else None
        between = text[one.end : ahead.start] if ahead else "."
        if ahead and one.scale >= 1000 and SPACED.fullmatch(between) and ahead.value < one.scale and len(ahead.digits) <= 3:
            value = one.value + done.pop().value
            one = Number(one.start, ahead.end, value, value, "digits", f"{value:.0f}", f"{value:.0f}")
        elif ahead and one.scale == 1 != ahead.scale and RANGE.fullmatch(between):
            one = one._replace(value=one.value * ahead.scale, shared=True)
        done.append(one)
    return done


def _and_half(text: str, found: Iterable[Number], language: Language) -> Iterator[Number]:
    """Yield what numbers may be with the half that follows them."""
    halves = language.halves
    for one in found:
        match = AND_HALF.match(text, one.end) if halves and one.kind in {"digits", "words"} else None
        if match and (match[1] or match[2]).lower() in halves:
            scale, end = _scale(text, match.end(), language)
            yield Number(one.start, end, (one.value + HALF * one.scale) * scale, one.bare + HALF, "part")


def _implied(text: str, language: Language) -> Iterator[Number]:
    """Yield a possible number for each word that has one in it ("sexenio", "Stammelf")."""
    for value, pattern in language.implied.items():
        for match in pattern.finditer(text):
            yield Number(match.start(), match.end(), value, value, "part")


NEXT_WORD = re.compile(r"[ \u00a0\u202f-]?([^\W\d_]+)")
POWER = re.compile(r"[²³23]\b")
"""What makes an area of a unit before it ("3000m2")."""
LINK = re.compile(r" (?:de|di|d['’])(?= ?[^\W\d_])")
"""What may join two scales ("miles de millones")."""


def _scale(text: str, end: int, language: Language) -> tuple[float, int]:
    """Return what the scale words after a number multiply it by, and where they end."""
    scale = 1.0
    while match := NEXT_WORD.match(text, _behind_link(text, end) if scale > 1 else end):
        word = match.group(1).lower()
        attached = match.start(1) == end
        factor = TIMES.get(word) if attached and language.code == "en" else language.scales.get(word)
        if factor is None and not language.spaced and (han := next((s for s in language.scales if word.startswith(s)), None)):
            scale, end = scale * language.scales[han], match.start(1) + len(han)
            larger = text[end : end + 1]
            return (scale * language.scales[larger], end + 1) if language.scales.get(larger, 0) > scale else (scale, end)
        if factor is None or (language.spaced and len(word) == 1 and (attached is not (word in TIMES) or POWER.match(text, match.end()))):
            break
        scale, end = scale * factor, match.end()
    return scale, end


def _behind_link(text: str, at: int) -> int:
    link = LINK.match(text, at)
    return link.end() if link else at


def _roman(text: str) -> Iterator[Number]:
    for match in ROMAN.finditer(text):
        if match.group():
            values = [ROMAN_VALUES[char] for char in match.group()]
            total = sum(-one if one < max(values[at:], default=0) else one for at, one in enumerate(values))
            yield Number(match.start(), match.end(), total, total, "roman")


def _duals(text: str, language: Language) -> Iterator[Number]:
    """Yield a possible two for each word that may stand in the dual ("هدفين", two goals)."""
    if language.code == "ar":
        for match in DUAL.finditer(text):
            yield Number(match.start(), match.end(), 2.0, 2.0, "part")


def _in_words(text: str, language: Language) -> Iterator[Number]:
    """Yield runs of number words ("two hundred and five") as one number each."""
    run: list[tuple[float, re.Match[str]]] = []
    lower = text.lower()
    simple = language.compounds is None and language.counted is None and language.code != "ar"
    value_of = language.number_words.get if simple else partial(word_value, language=language)
    for match in WORD.finditer(lower if len(lower) == len(text) else text):
        value = value_of(match.group())
        if value is None:
            continue
        if value == HUNDRED and PER.search(text, max(0, match.start() - 6), match.start()):
            yield Number(*match.span(), HUNDRED, HUNDRED, "part")
            continue
        if run and not JOINT.fullmatch(text[run[-1][1].end() : match.start()]):
            yield from _composed(run, language)
            run = []
        run.append((value, match))
    yield from _composed(run, language)


def _scaled(text: str, found: list[Number], language: Language) -> Iterator[Number]:
    """Yield numbers in words, a small one with the scale of the next that may be meant for it too ("five or six hundred")."""
    whole = [one for one in found if one.kind == "words"]
    scales = {}
    for one, ahead in pairwise(whole):
        first = WORD.match(text, ahead.start)
        own = language.number_words.get(first.group().lower(), 0) if first and first.end() < ahead.end else 0
        if one.value < MANY and own and ahead.value > own and RANGE.fullmatch(text[one.end : ahead.start]):
            scales[one.start] = ahead.value / own
    for one in found:
        yield one._replace(value=one.value * scales[one.start], shared=True) if one.start in scales else one


def _composed(run: list[tuple[float, re.Match[str]]], language: Language) -> Iterator[Number]:
    if not run:
        return
    start, end, total = run[0][1].start(), run[-1][1].end(), _total(run, language)
    either = [at for at, (value, _) in enumerate(run[:-1]) if 1 < value < MANY - 1 and run[at + 1][0] == value + 1]  # "trois quatre mille"
    if len(run) > 1:
        yield Number(start, end, float(total), float(total), "part" if either else "words")
    for at in (each for one in either for each in (one, one + 1)):
        said = _total([*run[:at], *run[at + 1 :]], language)
        yield Number(start, end, said, said, "part")
    for value, match in run:  # "two or three", "the first two": each may be meant alone; a half may be fifty per cent
        kind = "words" if len(run) == 1 and value != HALF else "part"
        said = 100.0 * value if value == HALF else float(value)
        yield Number(match.start(), match.end(), said, said, kind)


def _total(run: list[tuple[float, re.Match[str]]], language: Language) -> float:
    """Return the value of number words that are one number."""
    total = current = last = 0.0
    for value, match in _without_articles(run):
        if value == HALF:
            current, total = (current, total + HALF * last) if last >= 1000 else (current + HALF * (last if last >= MANY else 1), total)
        elif value >= 1000:
            total, current = (total + current) * value if total and value > total else total + (current or 1) * value, 0.0
        elif value == 100 or (match.group() in language.twenty and current % 100 == 4):
            current = (current or 1) * value if value == 100 else current - 4 + 80
        else:
            current = current * value if current == HALF and value >= MANY else current + value
        last = value
    return total + current


def _without_articles(run: list[tuple[float, re.Match[str]]]) -> Iterator[tuple[float, re.Match[str]]]:
    """Yield the words of a run but for the "a" of "half a million", "a half million", "and a half", "a dozen"."""
    for at, (value, match) in enumerate(run):
        ahead = run[at + 1] if at + 1 < len(run) else None
        article = ahead is not None and ahead[0] in {HALF, DOZEN} and not WITH.search(match.string, match.end(), ahead[1].start())
        if value != 1 or not (article or (at and run[at - 1][0] == HALF)):
            yield value, match


def _tenths(text: str, found: Iterable[Number], language: Language) -> Iterator[Number]:
    """Yield as a percentage each number of tenths ("六成": sixty per cent)."""
    for one in found:
        if language.tenths and one.value <= MANY and text[one.end : one.end + 1] == language.tenths:
            yield Number(one.start, one.end + 1, 10 * one.value, 10 * one.value, "part")


def _stray(text: str, language: Language) -> Iterator[Number]:
    """Yield what numbers may be that a space behind the comma parts."""
    for match in STRAY.finditer(text) if language.decimal == "," else ():
        value = float(f"{match[1]}.{match[2]}")
        scale, end = _scale(text, match.end(), language)
        yield Number(match.start(), end, value * scale, value, "part", match[1] + match[2], f"{match[1]},{match[2]}")


def _grouped(found: Iterable[Number], language: Language) -> Iterator[Number]:
    """Yield what numbers with a scale may be where the decimal mark is meant to group, as English does ("1,168 mille")."""
    for one in found:
        if one.scale > 1 and language.decimal == "," and THOUSANDS.fullmatch(one.written):
            bare = float(one.digits)
            yield Number(one.start, one.end, bare * one.scale, bare, "part")


def values(found: Iterable[Number]) -> set[float]:
    """Return all values and bare values of numbers."""
    return {value for number in found for value in (number.value, number.bare)}
