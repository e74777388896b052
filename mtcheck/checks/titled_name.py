"""An article before a title and a name: "the King Felipe VI"."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english.lexicon import Flag, zipf
from mtcheck.english.lexicon import flags as lexicon_flags
from mtcheck.english.nouns import noun

RULE = Rule(
    id="titled-name",
    summary="An article before a title and a name",
    why="Romance languages put the article before a title with a name: le président, el rey, il ministro.",
    category="Linguistic conventions/Grammar",
    severity=Severity.MINOR,
    references=("Quirk et al. 1985, A Comprehensive Grammar of the English Language, 5.66", "MQM: Grammar"),
    bad=(
        Example("On Sunday the Queen Margrethe II opened the bridge.", "the Queen Margrethe II", "Queen Margrethe II"),
        Example("The Minister Lefort has resigned over the affair.", "The Minister Lefort", "Minister Lefort"),
        Example("They asked the President American for help.", "the President American", "the American president", "fr"),
        Example("He thanked the prime minister Ana Duarte for her help.", "the prime minister Ana Duarte", "Prime Minister Ana Duarte", "pt"),
    ),
    good=(
        Example("The Queen Elizabeth Hospital, the Prince Edward Theatre, the Queen Mother and the Minister of Health are well known."),
        Example("The president, Ana Duarte, met the king of Norway, and the President Lincoln statue was cleaned."),
    ),
)
TITLES = "President|King|Queen|Prime Minister|Pope|Chancellor|Prince|Princess|Minister|Judge|Professor|Senator|Cardinal|Bishop|Archbishop|Captain|Colonel|Emperor|Sheikh|Emir"
RULERS = "president|king|queen|prime minister|pope|chancellor|prince|princess"
NAME = r"(?>[A-Z][\w’-]*[a-z]\w*)"
PLACE = lazy(
    rf"(?P<mark>[Tt](?<!\w.)he (?P<title>{TITLES}|{RULERS}) (?P<name>{NAME}(?: (?:{NAME}|[IVX]+|(?:de|van|von|al|el|bin|della|di|da) {NAME}))*))"
    r"(?=[.;:!?)”\"]|, | (?:is|was|has|had|have|will|would|and|on|to|with|for|by|at|from|in|who|must|can|could|wants?|said|says|announced|declared|also|should|after|before|opened|"
    r"visited|met|arrived|told|signed|received)\b)"
)
WITH_ARTICLE = tuple(f"the {title}" for title in {*TITLES.lower().split("|"), *RULERS.split("|")})
COUNTRIES = frozenset("french german dutch greek swiss czech danish".split())
ADJECTIVES = ("ian", "ean", "ican", "ese", "ish", "aeli", "aqi", "stani", "audi", "eni", "aiti")
"""Adjectives of countries, and how others end."""
COMMON = 3.7
"""Zipf frequency from which on a noun is no name here."""
NO_NAMES = frozenset("mother consort regent emeritus and of general".split())


def find(context: Context) -> Iterator[Finding]:
    """Yield titles with an article; those in small letters need two names, since "the king George" has other faults."""
    for match in PLACE.finditer(context.text) if any(title in context.lower for title in WITH_ARTICLE) else ():
        names = match["name"].split()
        title = match["title"]
        if (title.islower() and len(names) < 2) or _no_name(names[-1]):
            continue
        if len(names) == 1 and _nationality(names[0]):
            fix = f"{match['mark'][:3]} {names[0]} {title.lower()}"
            yield context.mark(RULE, *match.span("mark"), "English sets the adjective before its noun", fix, confidence=0.8, tier="odd")
            continue
        fix = f"{title.title() if title.islower() else title} {match['name']}"
        yield context.mark(
            RULE, *match.span("mark"), "A title before a name takes no article", fix, confidence=0.8, tier="hint" if title.islower() else "odd"
        )


def _nationality(word: str) -> bool:
    """Return whether a word is the adjective of a country, and nobody's name ("the President American")."""
    low = word.lower()
    return low in COUNTRIES or (low.endswith(ADJECTIVES) and lexicon_flags(low) == Flag.PROPER)


def _no_name(word: str) -> bool:
    """Return whether the word makes the whole the name of a thing ("Hospital"): a noun that is nobody's name."""
    low = word.lower()
    return low in NO_NAMES or (noun(low).as_noun >= 50 and zipf(low) >= COMMON)
