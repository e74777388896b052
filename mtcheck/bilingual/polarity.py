"""What is negated on either side: small words, words that deny by what they mean, and words that a prefix turns round."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from mtcheck.english import lexicon
from mtcheck.languages.language import MARKS, Language, language

SMALL = 4
"""Letters of the words for "not" and the like; longer ones deny by what they mean."""
TITLED = re.compile(r"\b(?:not?|never|nothing|nobody|non|anti|without|unable|(?:fail|refus|reject|avoid|lack)\w*|den(?:y|ie[ds]))\b", re.IGNORECASE)
"""What denies in a name or title as well."""
HEADLINE = 0.7
"""Share of longer words with a capital from which on a text is a headline."""
WORD = re.compile(rf"(?:[^\W\d_]|{MARKS})+(?:['’][^\W\d_]+)?")
CAPITAL = re.compile(r"(?<=[^\W_] )[^\W\d_]\w+")
"""A word inside a sentence."""
NEXT = re.compile(r"\W+(?:(?:been|be|have|so|very|quite|entirely|altogether|to|an?|the) )?([^\W\d_]+)")
"""The word that a "not" bears on."""
ADJECTIVE = re.compile(r"(?:able|ible|ent|ant|ate|al|ive|ous|ic|ect|ete|ite|ain|ure|ane|ust|ar|ile|ance|ence|ity|ety|cy|ly)$")
"""How words end that in- may turn round."""
PREFIXES = re.compile(r"(?P<un>un)(?=\w{3})|(?P<dis>dis|mis)(?=\w{4})|i[nmlr](?=\w{5})")
OTHERWISE = re.compile(
    r"un(?:it|ion|der|iv|til)|important|instan|intern|immigrant|dis(?:cover|play|tribut|patch|ease|count|cuss|course|charg|clos|pos|solv|sent|miss|semin)|mis(?:sion|ter|t)"
)
"""Words that only look as if a prefix turned them round."""


LISTED = re.compile(r"\bno (?:[a-z-]+ ){0,2}[a-z-]+, no$", re.IGNORECASE)
"""A "no" that goes on with a list: "no names, no dates" denies once."""


def denials(text: str, pack: Language) -> list[re.Match[str]]:
    """Return what negates whatever stands beside it, without what only looks so ("not only")."""
    hidden = pack.half_negation.sub(lambda match: " " * len(match.group()), _without_names(text, pack))
    return [one for one in pack.strong_negation.finditer(hidden) if not LISTED.search(hidden, 0, one.end())]


def doubled(text: str, denial: re.Match[str]) -> bool:
    """Return whether an English "not" bears on a word that is negative itself ("not impossible"), so that both together deny nothing."""
    following = NEXT.match(text, denial.end())
    return following is not None and (negative(following.group(1).lower()) or LEXICAL.fullmatch(following.group(1)) is not None)


def copied(text: str, denial: re.Match[str], source: str) -> bool:
    """Return whether the source has an English "not" with the word behind it as they are: a title, a slogan, a loan ("No-Deal")."""
    following = FOLLOWING.match(text, denial.end())
    own, there = (unescape(one).replace("’", "'") for one in (denial.group(), source))
    return following is not None and re.search(rf"\b{re.escape(own)}\W{re.escape(following.group(1))}", there, re.IGNORECASE) is not None


FOLLOWING = re.compile(r"\W(\w+)")
CLAUSE_END = re.compile(r"[.,;:!?()–—،؛。]")


def cancelled(text: str, denial: re.Match[str], pack: Language) -> bool:
    """Return whether another word of the clause turns a denial of the source round ("n'a jamais manqué", "no descartó"): English may say both plainly."""
    ends = [0, *(match.end() for match in CLAUSE_END.finditer(text)), len(text) + 1]
    start, end = max(one for one in ends if one <= denial.start()), min(one for one in ends if one > denial.end() or one > len(text))
    clause = pack.strong_negation.sub(lambda match: " " * len(match.group()), text)[start:end]
    if pack.turning is None:
        return False
    return pack.turning.search(clause) is not None or pack.turning.search(denial.group()) is not None  # "n'ignore pas"


def said_by_gone(text: str, denial: re.Match[str], here: str, pack: Language) -> bool:
    """Return whether a denial of the source says that something is no more, and the English that it is gone."""
    if pack.no_more is None or not GONE.search(here):
        return False
    return any(one.start() < denial.end() and denial.start() < one.end() for one in pack.no_more.finditer(text))


GONE = re.compile(r"\b(?:gone|vanished|disappeared|extinct)\b", re.IGNORECASE)
DENYING = (
    r"(?:fail|refus|lack|den[yi]|avoid|prevent(?!ion|ive)|reject|absen|prohibit|forbid|ignor|neglect|exempt|miss|oppos(?:e|ed|es|ing|ition)|doubt)\w*"
    r"|hardly|barely|rarely|seldom|without|except"
)
SELF = re.compile(rf"{DENYING}|cancel\w*|impossible|independent\w*|banned|unless|zero", re.IGNORECASE)
LEXICAL = re.compile(
    rf"{DENYING}|"
    r"no|not|never|none|nothing|nobody|bad|badly|poor|poorly|wrong|difficult|zero|cancel|\w{3,}less|unless|few|little|contrary|impossible",
    re.IGNORECASE,
)
"""English words that deny by what they mean."""


class Denied(NamedTuple):
    """At how many places a source text negates something by a small word, and at how many by another that may be rendered with "not".

    ``prefixed`` where the language negates verbs by a prefix, so that the two cannot be told apart.
    """

    strong: int
    other: int
    prefixed: bool

    def beyond(self, here: str) -> int:
        """Return how many words for "not" an English text may have: one for each of these, but for words that deny by themselves on both sides."""
        if self.prefixed:
            return self.strong + self.other
        words = (match.group().lower() for match in WORD.finditer(here))
        return self.strong + max(0, self.other - sum(SELF.fullmatch(word) is not None or negative(word) for word in words))


def denied(text: str, pack: Language) -> Denied:
    """Return what a source text negates."""
    shown = _without_names(text, pack)
    strong = list(pack.strong_negation.finditer(shown))
    rest = pack.strong_negation.sub(lambda match: " " * len(match.group()), shown)
    broad = list(pack.negation.finditer(rest))
    rest = pack.negation.sub(lambda match: " " * len(match.group()), rest)
    listed = sum(_negative_rendering(match.group(), pack) for match in WORD.finditer(rest.lower())) if pack.spaced else 0
    small = sum(len(match.group()) <= SMALL for match in broad)
    return Denied(len(strong) + small, len(broad) - small + listed, pack.negates_by_prefix)


def only_without(word: str, pack: Language) -> bool:
    """Return whether a denial is the preposition "without", which English says in many other ways."""
    entry = pack.words.get(word.lower())
    return entry is not None and entry.english[0] == "without"


def anywhere(text: str, english: Language) -> bool:
    """Return whether an English text denies anything, in whatever way."""
    shown = _without_names(text, english)
    if english.negation.search(shown) or TITLED.search(text):  # a title may hold it: "Did Not Finish"
        return True
    return any(negative(match.group()) or negative(match.group().removesuffix("ly")) for match in WORD.finditer(shown.lower()))


@lru_cache(maxsize=20_000)
def negative(low: str) -> bool:
    """Return whether a prefix turns an English word round ("unsafe", "impossible", "disagree"), and is not merely how it begins ("university")."""
    match = PREFIXES.match(low)
    if not match or OTHERWISE.match(low):
        return False
    base = low[match.end() :]
    if not (lexicon.in_dictionary(base) or lexicon.known(base)):
        return False
    return bool(match["un"] or match["dis"]) or bool(ADJECTIVE.search(base))


@lru_cache(maxsize=20_000)
def _negative_rendering(word: str, pack: Language) -> bool:
    """Return whether the word list renders a word by one that denies."""
    entry = pack.words.get(word)
    return entry is not None and (LEXICAL.fullmatch(entry.english[0]) is not None or negative(entry.english[0]))


def _without_names(text: str, pack: Language) -> str:
    """Return the text with capitalised words inside sentences blanked out: names and titles deny nothing. German nouns stay, and headlines that write all words so."""
    if pack.code == "de" or not pack.spaced or _headline(text):
        return text
    return CAPITAL.sub(lambda match: " " * len(match.group()) if match.group()[0].isupper() and not match.group().isupper() else match.group(), text)


def _headline(text: str) -> bool:
    """Return whether most longer words of a text have a capital, as in headlines."""
    longer = [match.group() for match in WORD.finditer(text) if len(match.group()) > SMALL]
    return len(longer) >= SMALL and sum(word[0].isupper() for word in longer) >= HEADLINE * len(longer)


def english() -> Language:
    """Return the facts about English."""
    found = language("en")
    assert found is not None
    return found
