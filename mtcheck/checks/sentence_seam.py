"""Where segments were cut and joined in the middle of a sentence: a full stop before a small letter, a capital on a little word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.core.text import places
from mtcheck.english import lexicon
from mtcheck.english.classes import is_class
from mtcheck.english.mentions import PREPOSITIONS

RULE = Rule(
    id="sentence-seam",
    summary="A full stop or a capital letter inside a sentence",
    why="The sentence was cut in pieces, and each was translated as a sentence of its own: its first word got a capital, its last one a full stop.",
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    references=("MQM: Punctuation", "Chicago Manual of Style: capitalisation of the first word of a sentence"),
    bad=(
        Example("The union asked its members. block the road to the port on Friday.", "members. block"),
        Example("He was appointed to the Supreme Court.after the death of a judge.", "Court.after"),
        Example("The plan rests on decrees and draft laws To fill the gap.", "To", "to"),
        Example("The minister built the plan Based on what the union had said.", "Based", "based"),
        Example("The port is closed until Thursday The harbour master gave no reason.", "The"),
        Example("Floods are expected in the north He said nothing of the coast.", "He"),
        Example("The ferry was repaired in Bergen It was back at sea on Friday.", "It"),
        Example("Prices rose by 4% This is less than in May.", "This"),
    ),
    good=(
        Example("The union asked its members. Block the road, it said. The U.S. is silent, Inc. is not, and approx. half of it is sold."),
        Example("He lives in The Hague, plays in The Who and reads In Cold Blood; she wrote the song Where is the door."),
        Example("She reads The Economist, met Zheng He in Oslo, won with Faking It and lost the second round of The pleasures of language."),
        Example("The Dragon The boy feared lives in The Hague, and a simple answer would be 15. The others are 3 and 5."),
        Example("The firm Form. Raum. has a new owner.", None, None, "fr", "La société Form. Raum. a un nouveau patron."),
        Example("Visit example.com or write to him. iPhone sales fell, and eBay sales too."),
    ),
)
ABBREVIATED = frozenset(
    "etc approx est dept dist inc ltd corp fig figs vol vols eds max min tel ext incl excl esp resp prof gov gen sen rep sgt capt messrs sept assn bros univ "
    "ave blvd mrs jan feb mar apr jun jul aug oct nov dec mon tue wed thu fri sat sun art para ref nos cit ibid viz var spp ing hon rev sec misc adm cmdr "
    "lieut pvt cpl maj supt mins secs hrs yrs".split()
)
STATES = frozenset("Miss Mass Wash Ore Ill Ind Penn Tenn Minn Mich Wis Okla Neb Kan Cal Tex Ark Del Conn Fla Ga Ariz Colo Mont Wyo".split())
"""States of the US as news agencies shorten them."""
STOP = lazy(r"(?<![\w.@/-])(?P<mark>(?P<before>[A-Za-z][a-z’']+)\. (?P<after>[a-z]+))(?=[ ,;:.])")
SMALL_AFTER = lazy(r"\. [a-z]")
TIGHT = lazy(r"(?<![\w.@/-])(?P<mark>(?P<before>[A-Za-z][a-z]{2,})\.(?P<after>[a-z]{2,}))(?=[ ,])")
CLOSE = lazy(r"\.[a-z]{2,}[ ,]")
GOES_ON = frozenset(
    "after that the who which with for from when while because before during since until where whose but was were has had said says than then also into over about "
    "against between without though although however this these those his her their its they she and".split()
)
LITTLE = (
    "To|Of|In|On|At|By|For|From|With|And|Or|But|That|Which|Who|Whose|When|While|Where|Because|Since|Until|Than|As|If|Is|Are|Was|Were|Has|Have|Had|Been|Based|"
    "According|Says|Said|After|Before|During|Without|Against|Between|Into|It’s|It's|He|She|They|We|It|Its|Their|The|This|These|Those|There|However|Meanwhile|"
    "A(?= (?:spokesman|spokeswoman|spokesperson|lot|few|number|total|source|court|judge|witness|man|woman) )"
)
CAPITAL = lazy(rf" (?<=[\w%” ] )(?P<word>{LITTLE})(?= (?:[a-z][a-z’']+|an?)[ ,.;]| “)")
SMALL_BEFORE = lazy(r"(?<![\w’'-])[a-z][a-z’'-]*[a-z]”? +$")
"""A little word with a capital behind a space, and before it a small word: no name, since names have more capitals."""
NAME_BEFORE = lazy(
    r"(?:\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December)"
    r"|\d%|\b\d{2,}|\b(?:in|at|from|near|to|of|for|on|with|by|against|around|towards?|between|and) [A-Z][a-z]{2,}) +$"
)
"""A day, a figure, a name behind a preposition: what ends a sentence as often as a small word does."""
LONGEST = 60
"""Characters in which the small word stands."""
OPENING = frozenset("a the this these those there however meanwhile but in they we he she it".split())
"""Words that begin a sentence of their own also behind a name, those in PERSONAL where a verb follows."""
PERSONAL = frozenset("he she it they we".split())
POINTING = frozenset("a the this these those".split())
"""Words that begin a title as well, behind a preposition ("the second round of The pleasures of language")."""
TITLED_BEHIND = PREPOSITIONS | frozenset("and or the a an".split())
FINITE = frozenset("is was are were has had have will would can could may might must did does do said also".split())
NAMING = lazy(
    r"\b(?:called|titled|entitled|named|film|song|album|book|novel|single|show|series|movie|play|track|hit|drama|magazine|band|programme|program|word|column|section|title)$"
)
SUBJECTS = frozenset(
    "it's it’s he she they we is are was were has have had says said it its their the this these those there however meanwhile a".split()
)
"""Words that may begin a sentence of their own here: nothing says whether a full stop is lost or the capital is wrong."""
STOPPED = 2.5
"""Zipf frequency from which a word before a full stop is a word and no abbreviation."""


def find(context: Context) -> Iterator[Finding]:
    """Yield full stops that the sentence goes on after, and capitals that no sentence begins with."""
    yield from _stops(context)
    yield from _tight(context)
    yield from _capitals(context)


def _stops(context: Context) -> Iterator[Finding]:
    for match in STOP.finditer(context.text) if SMALL_AFTER.search(context.text) else ():
        before, after = match["before"].lower(), match["after"]
        if len(before) < 3 or before in ABBREVIATED or (match["before"] in STATES) or not _word(before) or not _word(after):
            continue
        if _in_source(context, match):
            continue
        yield context.mark(RULE, *match.span("mark"), "The sentence goes on after this full stop", *_mended(match), confidence=0.8, kind="stop")


def _in_source(context: Context, match: re.Match[str]) -> bool:
    """Return whether the source has the word with the same stop before a small letter: the stop belongs to a name ("Verlag Arch. design")."""
    source, stop = context.document.source or "", f"{match['before']}. "
    return any(source[at + len(stop) : at + len(stop) + 1].islower() for at in places(source, stop))


def _mended(match: re.Match[str]) -> tuple[str, ...]:
    """Return the word where it stands on both sides of the stop; elsewhere only a reader can tell what was lost there, or which sentence goes on."""
    return (match["before"],) if match["before"].lower() == match["after"] else ()


def _word(word: str) -> bool:
    return lexicon.in_dictionary(word.removesuffix("'s").removesuffix("’s")) and lexicon.zipf(word) >= STOPPED


def _tight(context: Context) -> Iterator[Finding]:
    """Yield a full stop between two words without a space, the second one small."""
    for match in TIGHT.finditer(context.text) if CLOSE.search(context.text) else ():
        before = match["before"].lower()
        if match["after"] in GOES_ON and before not in ABBREVIATED and lexicon.known(before):
            yield context.mark(RULE, *match.span("mark"), "A full stop stands inside the sentence", confidence=0.8, kind="tight")


def _capitals(context: Context) -> Iterator[Finding]:
    for match in CAPITAL.finditer(context.text):
        word, start = match["word"].lower(), match.start("word")
        small = _before(context.text, start, match.end(), word)
        if small is None:
            continue
        sentence = context.sentence_at(start)
        before = context.text[sentence.start : start].rstrip()
        if NAMING.search(before) or _titled(sentence.of(context.text)) or context.in_quotation(small.start()) != context.in_quotation(match.end()):
            continue
        fixes = () if word in SUBJECTS or not small.group()[0].islower() else (word,)
        yield context.mark(RULE, *match.span("word"), "No sentence begins here", *fixes, confidence=0.75, kind="capital")


def _before(text: str, start: int, end: int, word: str) -> re.Match[str] | None:
    """Return what stands before a word and makes its capital wrong: a small word, or what ends a sentence."""
    first = max(0, start - LONGEST)
    if small := SMALL_BEFORE.search(text, first, start):
        return None if word in POINTING and small.group().strip(" ”") in TITLED_BEHIND else small
    name = NAME_BEFORE.search(text, first, start) if word in OPENING else None
    return name if name and (word not in PERSONAL or _finite(text, end)) else None


def _finite(text: str, end: int) -> bool:
    """Return whether a verb follows."""
    word = text[end + 1 :].partition(" ")[0].strip(",.;")
    return word in FINITE or is_class(word, "PAST") or is_class(word, "THIRD")


def _titled(sentence: str) -> bool:
    """Return whether most words have a capital: a headline."""
    words = [word for word in sentence.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > len(words) / 2
