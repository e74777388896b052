"""Months and weekdays that the source says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mtcheck.bilingual.bitext import Linked
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.languages.language import language

RULE = Rule(
    id="date-mismatch",
    summary="A month or weekday that the source says otherwise",
    why="A wrong day is a wrong fact; nothing in the English gives it away.",
    category="Accuracy/Mistranslation",
    severity=Severity.CRITICAL,
    needs=frozenset({"source"}),
    references=("MQM: Date/time", "Unicode CLDR, calendar names"),
    bad=(
        Example("The trial opens on Tuesday.", "Tuesday", "Thursday", "fr", "Le procès s'ouvre jeudi."),
        Example("The plant will close in June.", "June", "July", "de", "Das Werk schließt im Juli."),
    ),
    good=(
        Example("The trial opens on Thursday, 5 March.", None, None, "fr", "Le procès s'ouvre jeudi 5 mars."),
        Example("He may march with them in May.", None, None, "es", "Puede que marche con ellos en mayo."),
        Example("A shed burned down late on Friday night.", None, None, "de", "In der Nacht auf Samstag brannte ein Schuppen nieder."),
    ),
)
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WHOLE = re.compile(rf"\b(?:{'|'.join([*MONTHS, *WEEKDAYS])})\b")
SURE, UNSURE = 0.9, 0.45
NIGHT = re.compile(r"(?: (?:late|evening|night)\b|-night\b| (?:in)?to \w+day\b)")
"""What makes of a weekday before it the night that other languages name by the day after."""
BEFORE, AFTER = re.compile(r"\bday before\b|\beve of\b", re.IGNORECASE), re.compile(r"\bday (?:after|following)\b", re.IGNORECASE)
"""What tells of a day by the one beside it."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the months and weekdays of the target where the source has only another."""
    other, english = context.bitext.language, language("en")
    if other is None or english is None:
        return
    for pair in context.bitext.linked:
        if WHOLE.search(context.text, pair.target.start, pair.target.end):
            yield from _in_pair(context, pair, MONTHS, other.months)
            yield from _in_pair(context, pair, WEEKDAYS, other.weekdays, other.eve)


def _in_pair(
    context: Context, pair: Linked, names: Sequence[str], patterns: Sequence[re.Pattern[str]], eve: re.Pattern[str] | None = None
) -> Iterator[Finding]:
    source = pair.source.of(context.bitext.source)
    there = {at: found for at, pattern in enumerate(patterns) if (found := pattern.search(source))}
    here = {names.index(match.group()): match for match in WHOLE.finditer(context.text, pair.target.start, pair.target.end) if match.group() in names}
    missing = [at for at in there if at not in here]
    for at, match in here.items():
        if at in there or _in_digits(source, at, names) or _beside(context.text, match, pair.target, at, there, eve, source):
            continue
        if missing:
            found = there[missing[0]]
            span = Span(pair.source.start + found.start(), pair.source.start + found.end())
            message = f"The source has “{found.group()}”"
            yield context.mark(RULE, *match.span(), message, names[missing[0]], confidence=SURE if pair.strength else UNSURE, source=span)


def _beside(
    text: str, match: re.Match[str], sentence: Span, at: int, there: Mapping[int, re.Match[str]], eve: re.Pattern[str] | None, source: str
) -> bool:
    """Return whether the source tells of a weekday by the next ("in der Nacht zum Mittwoch"), or the English by the one beside it ("the day after Sunday")."""
    next_day, day_before = there.get((at + 1) % len(WEEKDAYS)), there.get((at - 1) % len(WEEKDAYS))
    if next_day and eve and NIGHT.match(text, match.end()) and eve.search(source, 0, next_day.start()):
        return True
    ahead = (text, max(sentence.start, match.start() - 30), match.start())
    return bool((next_day and AFTER.search(*ahead)) or (day_before and BEFORE.search(*ahead)))


def _in_digits(source: str, at: int, names: Sequence[str]) -> bool:
    """Return whether the source may give the month as a number ("05.03.2021")."""
    return len(names) == len(MONTHS) and re.search(rf"(?<!\d)0?{at + 1}\s?[./月-]|[./-]0?{at + 1}(?!\d)", source) is not None
