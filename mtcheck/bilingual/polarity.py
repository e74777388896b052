"""What is negated on either side: small words, words that deny by what they mean, and words that a prefix turns round."""

from __future__ import annotations

import re
from functools import lru_cache

from mtcheck.english import lexicon
from mtcheck.languages.language import MARKS, Language, language

WORD = re.compile(rf"(?:[^\W\d_]|{MARKS})+(?:['’][^\W\d_]+)?")
CAPITAL = re.compile(r"(?<=[^\W_] )[^\W\d_]\w+")
"""A word inside a sentence."""
NEXT = re.compile(r"\W+(?:(?:been|be|have|so|very|quite|entirely|altogether|to|an?|the) )?([^\W\d_]+)")
"""The word that a "not" bears on."""
ADJECTIVE = re.compile(r"(?:able|ible|ent|ant|ate|al|ive|ous|ic|ect|ete|ite|ain|ure|ane|ust|ar|ile|ance|ence|ity|ety|cy|ly)$")
"""How words end that in- may turn round."""
PREFIXES = re.compile(r"(?P<un>un)(?=\w{4})|(?P<dis>dis|mis)(?=\w{4})|i[nmlr](?=\w{5})")
OTHERWISE = re.compile(
    r"un(?:it|ion|der|iv|til)|important|instan|intern|immigrant|dis(?:cover|play|tribut|patch|ease|count|cuss|course|charg|clos|pos|solv|sent|miss|semin)|mis(?:sion|ter|t)"
)
"""Words that only look as if a prefix turned them round."""


def denials(text: str, pack: Language) -> list[re.Match[str]]:
    """Return what negates whatever stands beside it, without what only looks so ("not only")."""
    hidden = pack.half_negation.sub(lambda match: " " * len(match.group()), _without_names(text, pack))
    return list(pack.strong_negation.finditer(hidden))


def doubled(text: str, denial: re.Match[str]) -> bool:
    """Return whether an English "not" bears on a word that is negative itself ("not impossible"), so that both together deny nothing."""
    following = NEXT.match(text, denial.end())
    return following is not None and (negative(following.group(1).lower()) or LEXICAL.fullmatch(following.group(1)) is not None)


LEXICAL = re.compile(
    r"(?:fail|refus|lack|den[yi]|avoid|prevent(?!ion|ive)|reject|absen|prohibit|forbid|ignor|neglect|exempt|miss|oppose|doubt)\w*|hardly|barely|rarely|seldom|without|except|"
    r"no|not|never|none|nothing|nobody|bad|badly|poor|poorly|wrong|difficult|zero|cancel|\w{3,}less|unless|few|little|contrary|impossible",
    re.IGNORECASE,
)
"""English words that deny by what they mean."""


def denied(text: str, pack: Language) -> int:
    """Return at how many places a source text may negate something: by a word for "not", or by any that may be rendered with one."""
    shown = _without_names(text, pack)
    strong = list(pack.strong_negation.finditer(shown))
    rest = pack.strong_negation.sub(lambda match: " " * len(match.group()), shown)
    broad = list(pack.negation.finditer(rest))
    rest = pack.negation.sub(lambda match: " " * len(match.group()), rest)
    listed = sum(_negative_rendering(match.group(), pack) for match in WORD.finditer(rest.lower())) if pack.spaced else 0
    return len(strong) + len(broad) + listed


def anywhere(text: str, english: Language) -> bool:
    """Return whether an English text denies anything, in whatever way."""
    shown = _without_names(text, english)
    return bool(english.negation.search(shown)) or any(negative(match.group()) for match in WORD.finditer(shown.lower()))


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
    """Return the text with capitalised words inside sentences blanked out: names and titles deny nothing. German nouns stay."""
    if pack.code == "de" or not pack.spaced:
        return text
    return CAPITAL.sub(lambda match: " " * len(match.group()) if match.group()[0].isupper() and not match.group().isupper() else match.group(), text)


def english() -> Language:
    """Return the facts about English."""
    found = language("en")
    assert found is not None
    return found
