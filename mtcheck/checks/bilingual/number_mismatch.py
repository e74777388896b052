"""Numbers that the source says otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mtcheck.bilingual.bitext import Linked
from mtcheck.bilingual.counted import unsaid
from mtcheck.bilingual.figures import WHOLLY, Sides, accounted, same
from mtcheck.bilingual.rendered import renders
from mtcheck.bilingual.times import ENGLISH as ENGLISH_TIME
from mtcheck.bilingual.times import SOURCE as SOURCE_TIME
from mtcheck.bilingual.times import Time, hours, times
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.languages.digits import well_formed
from mtcheck.languages.language import Language, language
from mtcheck.languages.numbers import Number

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
        Example("They need 4,080 cranes in Vigo.", "4,080", "4,380", "es", "Necesitan 4.380 grúas en Vigo."),
        Example("They need $4,080 cranes in Vigo.", "4,080", None, "es", "Necesitan 4.380 grúas en Vigo."),
        Example("The girls are 11⁄2 and four years old.", "11", None, "de", "Die Mädchen sind 1½ und vier Jahre alt."),
        Example("They meet on Friday (8 pm) in Kassel.", "8", None, "de", "Sie treffen sich am Freitag (18.00 Uhr) in Kassel."),
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
        Example("The box office is open from 6 p.m. to 9 p.m.", None, None, "de", "Die Kasse ist von 18 bis 21 Uhr besetzt."),
        Example("The plan will cost €20 billion to €25 billion.", None, None, "es", "El plan costará entre 20.000 y 25.000 millones de euros."),
        Example("Sales grew by 0.5% in May.", None, None, "fr", "Les ventes ont progressé de 0, 5% en mai."),
        Example("The book costs 14.90 euros.", None, None, "es", "El libro cuesta 14, 90 euros."),
        Example("Some ten or twenty boys waited.", None, None, "fr", "Une dizaine ou vingtaines de garçons attendaient."),
        Example("Some 40,000 fans came.", None, None, "de", "Rund 40.0000 Fans kamen."),
        Example("The fund paid 2,415,000 francs.", None, None, "fr", "Le fonds a versé 2,415 mille francs."),
        Example(
            "A few hundred lines are enough for the last chapter.",
            None,
            None,
            "es",
            "Bastan unos cientos de líneas para el segundo capítulo, el último.",
        ),
        Example(
            "Verdi S.p.A. holds 62.5 percent of the port.",
            None,
            None,
            "it",
            "Il porto è al 62,5 per cento della Verdi S. p. A. di Lodi. Lo dice il sindaco.",
        ),
        Example("A man in his 80s came 15th.", None, None, "fr", "Un octogénaire s'est classé à la quinzième place."),
    ),
)
ENGLISH = "en"
Place = Time | Number
JOINED = re.compile(r"[^\W\d_]-?$|\d[/⁄ ]$")
"""What makes a number part of a name ("COVID-19", "KV62"), or of the number before it."""
HELD, HELD_BEFORE = re.compile(r"[\w/⁄:]|[.,]\d|-\w| ?(?:[ap]\.?m\b|o['’]clock)|(?:st|nd|rd|th)\b"), re.compile(r"[\w/⁄:-]$|\d[.,  ]$")
"""What a number belongs to that is no figure by itself: a fraction, a time, "80s"."""
MONEY = re.compile(r"[$€£¥]\s?$")
ODD = re.compile(r"[^\W\d]|[^\w\s.,'’]")
"""What a source's number in figures holds that cannot be put into English as it is."""
NEXT, MARKS = re.compile(r"\s?([^\W\d_]+|%|°)"), re.compile(r"\D")
APART = 5
"""Words between two numbers that count side by side."""
LIST = re.compile(r"[,;،、和与及]|\b(?:et|y|e|und|sowie|i|a|и|او|و|तथा|और)\b|\bو")
ENDS = re.compile(r"[.!?:()。]\s|[()]")
YEARS = range(1900, 2100)
DATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? $")
"""What a year stands behind that a date may have been given in English, for readers of another year."""
DROPPED, UNSAID = 0.55, 0.65
DECIMALS = 6
NOON = 12
HOUR_AND_MINUTE = re.compile(r"\d{1,2}([:.h])\d{2}")
CLOCK = 0.9


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers in digits that nothing in the source sentence accounts for."""
    bitext = context.bitext
    english, other = language(ENGLISH), bitext.language
    if other is None or english is None:
        return
    for pair in bitext.linked:
        yield from _in_pair(context, pair, english, other)


def _in_pair(context: Context, pair: Linked, english: Language, other: Language) -> Iterator[Finding]:
    sides = Sides(pair.target.of(context.text), pair.source.of(context.bitext.source), english, other)
    clocks_here, clocks_there, odd = _clocks(context, pair, sides)
    if odd:
        yield odd
    strict, told = sides.strict(_outside(sides.here, clocks_here)), sides.left(_outside(sides.there, clocks_there))
    left = [one for one in told if not one.digits or well_formed(one.written)]
    wrong = [one for one in strict if not sides.accounted(one) and not sides.converted(one, left) and not _beside(context, pair, one, sides)]
    repeated = [one for one in _repeated(strict, sides.there, left if not wrong else ()) if not sides.converted(one, left)]
    for one in [*sorted(wrong, key=lambda one: one.kind), *repeated]:
        nearest = _nearest(one, told, sides)
        if nearest and nearest not in left:  # what its figures mean is not known
            told = [number for number in told if number is not nearest]
        elif finding := _finding(context, pair, one, nearest, sides, alone=one not in repeated):
            yield finding
            left, told = ([number for number in numbers if number is not nearest] for numbers in (left, told))
    if not wrong and other.spaced:
        dropped = list(_dropped(context, pair, left, sides.there, strict))
        yield from dropped or _unsaid(context, pair, left)


def _nearest(one: Number, left: Sequence[Number], sides: Sides) -> Number | None:
    """Return the number of the source that stands nearest to the place of one of the English; an ordinal word for no cardinal one."""
    alike = [number for number in left if one.kind != "words" or number.kind != "words" or _ordinal(one, sides, here=True) == _ordinal(number, sides)]
    lengths = max(1, len(sides.source)), max(1, len(sides.target))
    return min(alike, key=lambda number: abs(number.start / lengths[0] - one.start / lengths[1]), default=None)


def _ordinal(number: Number, sides: Sides, *, here: bool = False) -> bool:
    """Return whether a number in words is an ordinal one ("second", "segundo")."""
    text, language = (sides.target, sides.english) if here else (sides.source, sides.other)
    last = re.split(r"[\s-]", text[number.start : number.end].lower())[-1]
    return last in language.ordinals and last not in language.numbers


def _unsaid(context: Context, pair: Linked, left: Sequence[Number]) -> Iterator[Finding]:
    """Yield the noun that the source counts with a number word, and the English does not."""
    found = unsaid(context.bitext, pair, left)
    if found:
        source = Span(pair.source.start + found.number.start, pair.source.start + found.number.end)
        message = f"The source also has “{source.of(context.bitext.source)}”"
        text = found.span.of(context.text)
        yield context.mark(RULE, found.span.start, found.span.end, message, confidence=UNSAID, source=source, value=found.number.value, text=text)


def _clocks(context: Context, pair: Linked, sides: Sides) -> tuple[list[Place], list[Place], Finding | None]:
    """Return the times of the day of both sides that account for each other, and the finding about the only one of each side where they differ."""
    here, there = times(sides.target, ENGLISH_TIME, sides.english), times(sides.source, SOURCE_TIME, sides.other)
    if len(here) == len(there) == 1 and here[0].exact and there[0].exact and not here[0].same(there[0]):
        return [*here], [*there], _other_time(context, pair, here[0], there[0])
    bare = [number for number in sides.there if number.kind == "digits" or not there]
    mine = [one for one in here if any(one.same(other) for other in there) or any(one.may_be(number) for number in bare)]
    theirs = [one for one in there if any(one.same(other) for other in here)]
    bare = [number for number in bare if any(time.may_be(number) for time in mine)]
    return [*mine, *hours(sides.target, sides.here, there)], [*theirs, *bare], None


def _beside(context: Context, pair: Linked, one: Number, sides: Sides) -> bool:
    """Return whether the number may have moved here from a sentence beside, linked or left over: with those, the source has it as often as the English."""
    linked = context.bitext.linked
    at = linked.index(pair)
    around = linked[max(0, at - 1) : at + 2]
    target, source = (
        Span(min(span.start for span in spans), max(span.end for span in spans))
        for spans in ([pair.target for pair in around], [*(pair.source for pair in around), *context.bitext.source_beside(pair.source)])
    )
    wide = Sides(target.of(context.text), source.of(context.bitext.source), sides.english, sides.other)
    here, there = (sum(accounted(one, [number]) for number in found) for found in (wide.here, wide.there))
    return 0 < here <= there


def _other_time(context: Context, pair: Linked, here: Time, there: Time) -> Finding:
    start, end = pair.target.start + here.start, pair.target.start + here.end
    span = Span(pair.source.start + there.start, pair.source.start + there.end)
    message, suggestions = f"The source has “{span.of(context.bitext.source)}”", []
    if digits := HOUR_AND_MINUTE.search(context.text, start, end):
        start, end = digits.span()
        hour = there.hour if here.hour > NOON or there.hour <= NOON else there.hour - NOON
        suggestions = [f"{hour}{digits[1]}{there.minute:02}"]
    return context.mark(RULE, start, end, message, *suggestions, confidence=CLOCK, source=span, text=context.text[start:end])


def _outside(found: Sequence[Number], clocks: Sequence[Place]) -> list[Number]:
    return [one for one in found if not any(time.start <= one.start < time.end for time in clocks)]


def _dropped(context: Context, pair: Linked, left: Sequence[Number], there: Sequence[Number], strict: Sequence[Number]) -> Iterator[Finding]:
    """Yield the number that the target kept of several, where the source counts one more beside it."""
    source = pair.source.of(context.bitext.source)
    for lost in left:
        if lost.kind != "digits" or lost.written.startswith("0") or 1900 <= lost.value < 2100:
            continue
        beside = [one for one in there if one is not lost and one.kind == "digits" and _listed(source, one, lost)]
        kept = next((one for one in strict for other in beside if same(one, other)), None)
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


def _repeated(strict: Sequence[Number], there: Sequence[Number], left: Sequence[Number]) -> Iterator[Number]:
    """Yield a number that stands more often than in the source, where another one of the source is missing: the one nearest to its place."""
    counts = Counter(one.value for one in strict)
    known = Counter(value for other in there for value in {other.value, other.bare})
    for missing in left:
        twice = [one for one in strict if counts[one.value] > known[one.value] > 0]
        if twice:
            yield min(twice, key=lambda one: abs(one.start - missing.start))
            return


def _finding(context: Context, pair: Linked, one: Number, nearest: Number | None, sides: Sides, *, alone: bool) -> Finding | None:
    """Return the finding about a number, unless it may be a name's or an expression's; ``alone`` is False where the source has the number as well."""
    text = context.text
    start, end = pair.target.start + one.start, pair.target.start + one.end
    if nearest is None and (one.kind == "words" or JOINED.search(text[:start][-3:]) or WHOLLY.match(text, start)):
        return None
    if one.value in YEARS and DATED.search(text, max(0, start - 20), start) and not (nearest and nearest.value in YEARS):
        return None
    if nearest is None:
        confidence, source, message = 0.6, pair.source, "The source has no such number"
        suggestions: tuple[str, ...] = ()
    else:
        source = Span(pair.source.start + nearest.start, pair.source.start + nearest.end)
        message = f"The source has “{source.of(context.bitext.source)}”"
        confidence = 0.9
        suggestions = (_written(nearest),) if alone and _exchangeable(one, nearest, sides) else ()
    confidence *= 0.7 + 0.3 * min(1.0, 4 * pair.strength)
    return context.mark(
        RULE, start, end, message, *suggestions, confidence=round(confidence, 2), source=source, value=one.value, text=text[start:end]
    )


def _exchangeable(one: Number, other: Number, sides: Sides) -> bool:
    """Return whether the one may stand where the other does: both bare figures, and a slip of one digit apart, or in front of the same noun or sign."""
    after, behind = sides.target[one.end :], sides.source[other.end :]
    if one.scale != 1 or other.scale != 1 or HELD.match(after):
        return False
    if other.kind == "digits" and ODD.search(sides.source[other.start : other.end]):
        return False
    before, ahead = sides.target[: one.start], sides.source[: other.start]
    if HELD_BEFORE.search(before) or bool(MONEY.search(before)) != bool(MONEY.search(ahead)):
        return False
    here, there = (MARKS.sub("", text[number.start : number.end]) for text, number in ((sides.target, one), (sides.source, other)))
    return _slip(here, there) or _alike(after, behind, sides.other)


def _slip(here: str, there: str) -> bool:
    """Return whether two numbers of two digits and more differ in one, or in the order of two."""
    if len(here) != len(there) or len(here) < 2:
        return False
    differing = [at for at in range(len(here)) if here[at] != there[at]]
    return len(differing) == 1 or (len(differing) == 2 and sorted(here) == sorted(there))


def _alike(after: str, behind: str, language: Language) -> bool:
    """Return whether what follows one number renders what follows the other."""
    here, there = NEXT.match(after), NEXT.match(behind)
    if not here or not there:
        return False
    return here[1] == there[1] or (here[1].isalpha() and renders(here[1].lower(), there[1].lower(), language))


def _written(number: Number) -> str:
    """Return the number as English writes it in digits."""
    value = number.bare
    grouped = "," if value >= 10_000 or (value >= 1000 and not (value == int(value) and 1900 <= value < 2100)) else ""
    return f"{value:{grouped}.{DECIMALS}f}".rstrip("0").removesuffix(".")
