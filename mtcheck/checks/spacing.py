"""Spaces too many or missing at the seams of tokens: beside signs, inside brackets and hyphenated names, between sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english import lexicon
from mtcheck.english.names import CLOSED

RULE = Rule(
    id="spacing",
    summary="A space too many or one missing beside punctuation",
    why="Systems take text apart into tokens and put it together again; French sets a space before colons and exclamation marks; joined lines lose theirs.",
    category="Linguistic conventions/Typography",
    severity=Severity.MINOR,
    references=("Chicago Manual of Style: spacing with punctuation", "Imprimerie nationale: ponctuation haute"),
    bad=(
        Example("Who will pay for it ? Nobody knows.", " ?", "?"),
        Example("The strike was called off.\nHere is what we know : the road is closed.", " :", ":"),
        Example("There is no censorship in this country .", " .", "."),
        Example("The shop closes at 8.30 p.m. .", " .", ""),
        Example("The budget was cut in May. .\nThe actors left.", " .", ""),
        Example("He asked what they were doing?. Nobody said a word.", "?.", "?"),
        Example("The rail line to Chalon- sur-Saône is closed.", "Chalon- sur-Saône", "Chalon-sur-Saône"),
        Example("He went back to the palace.However, nobody was there.", "palace.However", "palace. However"),
        Example("The court sat in New York.Nobody came.", "York.Nobody", "York. Nobody"),
        Example("The party ( which has two seats) voted against it.", "( ", "("),
        Example("The mayor of Vitória (ES)and his wife were there.", ")and", ") and"),
    ),
    good=(
        Example("Who will pay for it? Nobody knows: not the mayor, not the state."),
        Example("Visit Example.Com or bbc.co.uk; the ratio is 3:1."),
        Example("The two- and three-year terms, pre- or post-war, ended at 8 p.m., he said. Yahoo! paid for the re(de)sign of the file(s)."),
        Example("And then . . . nothing. He smiled :) and left. He asked why?\nThe U.S. . . . was silent."),
    ),
)
SPACE = "[ \u00a0\u202f]"
CLOSING = r"[\s”\"»’)\]]|$"
ABBREVIATED = frozenset(
    "etc vs inc ltd co corp jr sr no st mr mrs dr prof gov gen sen rep sgt lt col capt dept est approx fig vol ed eds pp cf ca al".split()
)
HOSTS = frozenset("com net org co js tv io uk de fr es it ru eu info me gov edu py exe doc pdf html php asp aspx app ai ly fm".split())
OPEN_NAMES = frozenset("and or to nor und et y e o ou oder".split())


def _after_space(signs: str) -> tuple[str, ...]:
    return tuple(space + sign for space in SPACE[1:-1] for sign in signs)


class Seam(NamedTuple):
    """A place to look at: an expression with the group ``mark``, what to write there (a template over its groups), and when it is meant.

    It is tried where one of the ``signs`` occurs, or what is quick to find and stands in each match.
    """

    kind: str
    signs: tuple[str, ...] | re.Pattern[str]
    match: re.Pattern[str]
    template: str
    message: str
    meant: Callable[[re.Match[str]], bool] = lambda _: False


def _two_words(match: re.Match[str]) -> bool:
    """Return whether a stop between two words is part of a name: an address, a file."""
    first, second = match["before"].lower(), match["after"].lower()
    known = lexicon.in_dictionary(first) or lexicon.flags(first)
    return second in HOSTS or not known or not (second in CLOSED or lexicon.in_dictionary(second) or lexicon.flags(second))


def _abbreviation(match: re.Match[str]) -> bool:
    return match["before"].lower() in ABBREVIATED or not lexicon.in_dictionary(match["before"].lower())


SEAMS = (
    Seam(
        "sign",
        _after_space(";!?"),
        lazy(rf"[\w”\")](?P<mark>{SPACE}(?P<sign>[;!?]))(?=[\s”\"]|$)", re.MULTILINE),
        "{sign}",
        "English sets no space before this sign",
    ),
    Seam("colon", _after_space(":"), lazy(rf"[a-z”\")](?P<mark>{SPACE}:)(?=\s|$)", re.MULTILINE), ":", "English sets no space before a colon"),
    Seam(
        "stop-before",
        _after_space(",."),
        lazy(rf"(?<!\.{SPACE})[\w”\")%](?P<mark>{SPACE}+(?P<sign>[,.]))(?!{SPACE}?\.)(?={CLOSING})", re.MULTILINE),
        "{sign}",
        "No space belongs before a comma or full stop",
    ),
    Seam(
        "stop-twice",
        _after_space("."),
        lazy(rf"(?<!\.{SPACE})(?<=\w\.)(?P<mark>{SPACE}\.)(?!{SPACE}?\.)(?=\s*$|\s+[A-Z“\"])", re.MULTILINE),
        "",
        "The full stop stands twice",
    ),
    Seam(
        "two-signs",
        ("?.", "!."),
        lazy(r"(?<![a-z])(?P<before>[a-z]{4,40})(?P<mark>(?P<kept>[?!])\.)(?=\s|$)", re.MULTILINE),
        "{kept}",
        "Two signs where one belongs",
        _abbreviation,
    ),
    Seam(
        "two-signs",
        (",,", ",.", ".."),
        lazy(r"(?<![a-z])(?P<before>[a-z]{4,40})(?P<mark>(?P<kept>,),|,(?P<stop>\.)|(?P<two>\.)\.(?!\s+[a-z]))(?=\s|$)(?<!\.\.\.)", re.MULTILINE),
        "{kept}{stop}{two}",
        "Two signs where one belongs",
        _abbreviation,
    ),
    Seam(
        "ellipsis",
        ("..",),
        lazy(r"(?<![a-z])(?P<before>[a-z]{4,40})(?P<mark>\.\.)(?=\s+[a-z])", re.MULTILINE),
        "...",
        "An ellipsis has three full stops",
        _abbreviation,
    ),
    Seam(
        "bracket-open",
        ("( ", "(\u00a0", "(\u202f"),
        lazy(rf"(?:^|\s)(?P<mark>\({SPACE}+)(?=\w)", re.MULTILINE),
        "(",
        "No space belongs inside brackets",
    ),
    Seam(
        "bracket-close",
        _after_space(")"),
        lazy(rf"[^\W_](?P<mark>{SPACE}+\))(?={CLOSING}|[,.;:])", re.MULTILINE),
        ")",
        "No space belongs inside brackets",
    ),
    Seam(
        "bracket-after",
        lazy(r"\)[a-z]"),
        lazy(r"(?:[\s(][^()\s]{1,30}|[A-Z.]{2,})(?P<mark>\)(?P<after>[a-z]{2,}))\b", re.MULTILINE),
        ") {after}",
        "A space is missing after the bracket",
        lambda match: match["after"] not in CLOSED,
    ),
    Seam(
        "stop-after",
        lazy(r"[.!?](?<=[A-Za-z]{3}.)[A-Z]"),
        lazy(r"(?<![\w@/.#_-])(?P<mark>(?P<before>[A-Za-z]{3,})(?P<sign>[.!?])(?P<after>[A-Z][a-z]+|(?<=[a-z]{3}\.)[AI]))(?=[ ,’'])"),
        "{before}{sign} {after}",
        "A space is missing between two sentences",
        _two_words,
    ),
    Seam(
        "hyphen",
        lazy(r"- [a-zà-ÿ]{1,4}-"),
        lazy(r"(?<![\w-])(?P<mark>(?P<before>[^\W\d_][\w’']*(?:-\w+)*-) (?P<after>(?P<next>[a-zà-ÿ]{1,4})-[^\W\d_]\w+))"),
        "{before}{after}",
        "A space stands inside a hyphenated word",
        lambda match: match["next"] in OPEN_NAMES,
    ),
    Seam(
        "hyphen-before",
        lazy(r" -[a-zà-ÿ]{1,4}-[A-Z]"),
        lazy(r"(?<![\w-])(?P<mark>(?P<before>[A-Z][\w’']+) (?P<after>-[a-zà-ÿ]{1,4}-[A-Z]\w+))"),
        "{before}{after}",
        "A space stands inside a hyphenated word",
    ),
)


def _shows(seam: Seam, text: str) -> bool:
    return any(sign in text for sign in seam.signs) if isinstance(seam.signs, tuple) else seam.signs.search(text) is not None


def find(context: Context) -> Iterator[Finding]:
    """Yield the seams that show."""
    for seam in SEAMS:
        if not _shows(seam, context.text):
            continue
        for match in seam.match.finditer(context.text):
            if not seam.meant(match) and not (match["mark"][:1].isalpha() and context.text.count(match["mark"]) > 1):
                groups = {name: value or "" for name, value in match.groupdict().items()}
                fix = seam.template.format_map(groups)
                yield context.mark(RULE, *match.span("mark"), seam.message, fix, confidence=0.6, tier="odd", kind=seam.kind)
