"""Results of matches and the minutes of goals: "0:1", "4: 3", "(58th)", "(87. Diallo)", "in the 58. minute"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.core.lazy import lazy
from mtcheck.quantities.habits import Habits
from mtcheck.quantities.quantity import Quantity
from mtcheck.quantities.writing import ordinal

SPORT = lazy(
    r"\b(?:goals?|match(?:es)?|league|coach|striker|midfielder|goalkeeper|keeper|half-?time|kick-?off|win|wins|won|beat|beats|"
    r"beaten|lost|lose[sd]?|defeat(?:ed|s)?|victory|victories|"
    r"draw|drew|scor(?:e|ed|es|er|ing)|equali[sz]\w*|deficit|lead|leading|led|penalty|tournament|set|sets|tennis|handball|"
    r"football|volleyball|hockey|final|semi-?final|team|teams|"
    r"cup|leg|season|players?|teammates?|derby|championship|title)\b",
    re.IGNORECASE,
)
GOAL = lazy(r"\b(?:goals?|scor\w+|equali[sz]\w+|header|penalty|half-?time|striker|keeper|minute|[Bb]ookings?|yellow|red card)\b", re.IGNORECASE)
OTHER = lazy(
    r"\b(?:ratio|odds|majority|margin|scale|aspect|chance|proportion|a\.m|p\.m|Psalm|Genesis|Matthew|Mark|Luke|John|Bible|"
    r"Quran|Sura|verse|scripture)\b"
)
COLON = lazy(r"(?<![\w:.,/-])(?P<a>\d{1,3}) ?: ?(?P<b>\d{1,3})(?![\w:]|[.,]\d|%|-\w)")
NO_CLOCK = lazy(r"\d{1,3} ?: ?(?:\d|[6-9]\d|\d{3})$|(?:2[5-9]|[3-9]\d|\d{3}) ?:|\d ?: \d")
"""What cannot be a time of day: a single digit, or too much, on one side."""
AT = lazy(r"\b(?:at|around|about|from|until|till|since|by|before|after|between|to|on|and|-|–) ?$")
PLAYED = lazy(r"\b(?:at|on|after|in|within|around|of|from) ?$")
TOGETHER = lazy(r" ?[(,;] ?")
GAME = lazy(r"\b(?:game|match|score|lead|was|were|is|already|gone|made|ahead|behind|trailing|led) (?:\w+ )?(?:at|with|to)? ?$")
TIMED = lazy(
    r" ?(?:minutes?|min\b|seconds|hours?|h\b|[ap]\.?m\b|o['’]clock|GMT|BST|CET|CEST|UTC|[A-Z]{3,4}T\b|local|in the (?:morning|afternoon|evening))"
)
LOSING_BEFORE = lazy(r"\b(?:lost|lose|loses|losing|trailed|trailing|trail|down|behind|beaten|defeated)(?: (?:by|with))? $")
LOSING_AFTER = lazy(r"\)? (?:[-–] )?(?:deficit|defeat|loss|bankruptcy|down|behind)\b")
SCORER = lazy(r"\b[A-Z][\w’'-]*[a-z]")
COUNTED = lazy(r"(?:^|[^\d:-])\d+ $")
SCHOOL = lazy(r"\b(?:grades?|class(?:es)?|pupils?|students?|schools?|graders?|floors?|place|rank\w*)\b", re.IGNORECASE)
"""The name before the minute of a goal, the number that is no result, and what other ordinals are about."""
MINUTE = lazy(r"\((?P<n>\d{1,3})(?:th|st|nd|rd|\.)\)")
SUBSTITUTE = lazy(r"\((?P<n>\d{1,3})\. (?P<name>[A-Z]\w+(?: [A-Z]\w+)?)\)")
SPOKEN = lazy(r"\b(?P<n>\d{1,3})\. (?=minute\b)")
NAMED = 60
"""Characters before a minute in which a player is named."""
REACH = 160
"""Characters on both sides in which the words of sport count."""


def quantities(text: str, habits: Habits) -> Iterator[Quantity]:
    """Yield the results and minutes that English writes otherwise; a result with those of its parts ("3:0 (25:15, 25:23, 26:24)") as one."""
    found = [match for match in COLON.finditer(text) if _in_sport(text, match)] if ":" in text else []
    sure = [match for match in found if _is_sure(text, match)]
    results = [match for match in found if match in sure or (sure and _is_result(text, match))]
    for chain in _chains(text, results):
        tier = "odd" if any(match in sure and len(match["b"]) == 1 for match in chain) else "hint"
        yield Quantity(chain[0].start(), chain[-1].end(), "English writes results with a hyphen", _written(text, chain), tier)
    yield from _minutes(text)
    for match in SPOKEN.finditer(text) if ". minute" in text else ():
        yield Quantity(match.start(), match.end() - 1, "English ordinals end in -th, not in a point", (ordinal(int(match["n"])),), "wrong")


def _chains(text: str, results: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the results that stand together."""
    chain: list[re.Match[str]] = []
    for match in results:
        if chain and not TOGETHER.fullmatch(text, chain[-1].end(), match.start()):
            yield chain
            chain = []
        chain.append(match)
    if chain:
        yield chain


def _written(text: str, chain: list[re.Match[str]]) -> tuple[str, ...]:
    """Return the results of a chain with hyphens, and what stands between them as it is."""
    if len(chain) == 1:
        return _result(text, chain[0])
    losing = _lost(text, chain[0].start(), chain[-1].end()) and int(chain[0]["a"]) < int(chain[0]["b"])
    sides = ("b", "a") if losing else ("a", "b")
    ends = [match.end() for match in chain]
    between = [*(text[end : match.start()] for end, match in zip(ends, chain[1:], strict=False)), ""]
    return ("".join(f"{match[sides[0]]}-{match[sides[1]]}{gap}" for match, gap in zip(chain, between, strict=True)),)


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Return whether this can be neither a time of day nor one of the match's minutes and seconds."""
    timed = len(match["b"]) == 2 and int(match["b"]) < 60 and PLAYED.search(text[max(0, match.start() - 12) : match.start()])
    return bool(NO_CLOCK.search(match[0])) and not timed


def _in_sport(text: str, match: re.Match[str]) -> bool:
    """Return whether the words around are those of a match, and not of a ratio, a verse or a time."""
    around = text[max(0, match.start() - REACH) : match.end() + REACH]
    return bool(SPORT.search(around)) and not OTHER.search(text[max(0, match.start() - 40) : match.end() + 25]) and not TIMED.match(text, match.end())


def _is_result(text: str, match: re.Match[str]) -> bool:
    """Return whether what may be a time of day is a result: in brackets beside one, or where the game stands."""
    before = text[max(0, match.start() - 30) : match.start()]
    if re.search(r"\d[:-]\d\d?, ?$|\($", before) or re.match(r", \d+:\d", text[match.end() :]):
        return True
    return bool(GAME.search(before)) or not AT.search(before)


def _result(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """Return the result with a hyphen; the larger number first where the words around speak of the loser's."""
    first, second = match["a"], match["b"]
    low = int(first) < int(second)
    losing = _lost(text, match.start(), match.end())
    return (f"{second}-{first}", f"{first}-{second}") if low and losing else (f"{first}-{second}",)


def _scored(before: str) -> bool:
    """Return whether what stands before an ordinal in brackets tells of a goal: a player or a goal, not a count ("Grade 9 (5th)") or a rank."""
    told = SCORER.search(before) or GOAL.search(before)
    return bool(told) and not COUNTED.search(before) and not SCHOOL.search(before)


def _lost(text: str, start: int, end: int) -> bool:
    """Return whether the words around a result speak of the loser's."""
    return bool(LOSING_BEFORE.search(text[max(0, start - 30) : start]) or LOSING_AFTER.match(text, end))


def _minutes(text: str) -> Iterator[Quantity]:
    minutes = [
        match
        for match in MINUTE.finditer(text)
        if 0 < int(match["n"]) <= 130
        and _scored(text[max(0, match.start() - NAMED) : match.start()].rpartition(". ")[2])
        and SPORT.search(text, max(0, match.start() - REACH), match.end() + REACH)
    ]
    changes = list(SUBSTITUTE.finditer(text))
    if not (minutes or changes) or not GOAL.search(text) or len({word.lower() for words in (SPORT, GOAL) for word in words.findall(text)}) < 2:
        return
    for match in minutes:
        said = (f"({match['n']})", f"({ordinal(int(match['n']))} minute)")
        yield Quantity(*match.span(), "English gives the minute of a goal as a bare number", said, "odd")
    for match in changes:
        yield Quantity(match.start("n"), match.end("name"), "English sets the minute behind the name", (f"{match['name']} {match['n']}",), "odd")
