"""Where a word stands with a noun: a verb with its object before or behind it, an adjective or "of" before a noun."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from mtcheck.english.complements import BE, DETERMINERS, QUOTES, SUBJECTS, Token, is_day, is_word
from mtcheck.english.frames import TIME, VERBAL
from mtcheck.english.names import CLOSED
from mtcheck.english.nouns import noun

PREMODIFIERS = DETERMINERS | frozenset(
    "own other same first second third last next more most few fewer less much half one two three four five six seven eight nine ten dozen hundreds "
    "dozens every also only again together already recently soon always never today yesterday tomorrow now then here there immediately".split()
)
"""Little words that may stand between a verb and its object."""
QUANTITIES = frozenset("number series range couple dozen dozens hundreds thousands kind type sort form one two three some many most several".split())
"""What may stand before "of" with the object behind it."""
PREPOSITIONS = frozenset(
    "of in on at by with from for to between against among about under over into within before after during since until across around through behind per via".split()
)
HAVE = frozenset("have has had having 've 'd haven't hasn't hadn't".split())
MODALS = VERBAL - SUBJECTS
AUXILIARIES = MODALS | HAVE | {"also", "already", "not", "only", "then", "now", "soon", "again", "recently", "finally", "just", "still", "yet", "first", "currently"}
RELATIVE = frozenset({"that", "which"})
CLAUSE = RELATIVE | SUBJECTS | {"and", "but", "or", "than", "as", "if", "when", "where", "while", "because"}
REACH, BACK = 9, 7
"""Words that are looked through for the object, and for the subject before a verb."""
MOST_CONTENT = 4
"""Words with a meaning of their own in an object, the noun included."""
HEADED = 60
"""Share of a word's use as a noun (per cent) from which on it makes a compound of the noun before it."""
HOMONYM = 15
"""Share of a verb's use as a noun (per cent) from which on it must be shown to be a verb."""
AFTER_OBJECT = frozenset("in on at by with from for to during before after since until between last this next today yesterday and".split())
"""Words that may stand behind a verb whose object stands before it."""


class Met(NamedTuple):
    """A word of the text with its noun: the frame, the indices of the two, and the form of the verb."""

    frame: str
    word: int
    noun: int
    tag: str


def content(token: Token) -> bool:
    """Return whether the token is a word with a meaning of its own."""
    return is_word(token) and token.low not in CLOSED and token.low not in PREMODIFIERS


def continues(words: list[Token], at: int) -> bool:
    """Return whether the noun there is the first part of a compound ("election victory")."""
    if at + 1 >= len(words):
        return False
    token, own = words[at + 1], words[at]
    if not is_word(token) or token.low in CLOSED or token.low in PREMODIFIERS or is_day(token) or token.low in TIME:
        return False
    if token.text[0].isupper():
        return own.text[0].isupper()
    if token.low.endswith(("ly", "ed", "ing")) or (own.low.endswith("s") and own.text.islower()):
        return noun(token.low).as_noun >= 95
    return noun(token.low).as_noun >= HEADED


def head(words: list[Token], at: int, partners: Container[str]) -> int | None:
    """Return the index of the noun of the phrase that begins there, if it is a partner; None for another one, or none."""
    meanings = 0
    for index in range(at, min(at + REACH, len(words))):
        token = words[index]
        if token.text in QUOTES or token.text[0].isdigit() or token.low in PREMODIFIERS:
            if meanings and token.low in PREMODIFIERS:
                return None
            continue
        if token.low == "of" and words[index - 1].low in QUANTITIES:
            meanings = 0
            continue
        if not content(token):
            if token.low in ("and", "or") and 0 < meanings < MOST_CONTENT and not _named(words[index - 1]):
                continue
            return None
        meanings += 1
        if token.low in partners and not continues(words, index):
            return index
        if meanings == MOST_CONTENT:
            return None
    return None


def _named(token: Token) -> bool:
    """Return whether a noun rather than an adjective stands there, so that "and" begins another phrase."""
    return noun(token.low).as_noun >= HEADED


def object_start(words: list[Token], at: int) -> int:
    """Return where the object may begin: behind "last week", "on Monday", "in May"."""
    low = [token.low for token in words[at : at + 5]]
    if len(low) > 2 and low[0] in ("last", "this", "next", "every", "each") and (low[1] in TIME or is_day(words[at + 1])):
        return at + 2
    if len(low) > 3 and low[0] in ("in", "on", "at"):
        for size in (2, 3):
            place = words[at + 1 : at + size]
            if len(low) > size and low[size] in DETERMINERS and all(token.text[0].isupper() or token.text[0].isdigit() for token in place):
                return at + size
    return at


def active(words: list[Token], at: int, tags: str, partners: Container[str]) -> Met | None:
    """Find "subscribed last week two new agreements"."""
    found = head(words, object_start(words, at + 1), partners)
    if found is None:
        return None
    tag = _tag(words, at, tags)
    return Met("active", at, found, tag) if tag and _verb(words, at, tag, words[at + 1]) else None


def _before(words: list[Token], at: int) -> str:
    """Return the word before the verb in small letters, adverbs left out; "" at the beginning or behind a sign."""
    while at and (words[at - 1].low.endswith("ly") or words[at - 1].low in ("also", "already", "then", "now", "not", "never", "just")):
        at -= 1
    return words[at - 1].low if at and is_word(words[at - 1]) else ""


def _tag(words: list[Token], at: int, tags: str) -> str:
    """Return how the verb stands before its object; "" where it is a participle of another kind."""
    before, named = _before(words, at), tags.split()
    if "participle" in named and before in HAVE:
        return "participle"
    if before in BE and "participle" in named:
        return ""
    if "base" in named and before in MODALS | {"let", "help"}:
        return "base"
    if "past" in named and ("base" not in named or before in ("he", "she", "it", "who")):
        return "past"
    return next((tag for tag in named if tag not in ("participle", "present", "pasts")), "")


def _verb(words: list[Token], at: int, tag: str, following: Token) -> bool:
    """Return whether the word is surely a verb with what follows as its object."""
    before, token = _before(words, at), words[at]
    if token.text[0].isupper() and at and is_word(words[at - 1]) and before not in SUBJECTS:
        return False
    if following.low in DETERMINERS and following.low != "that":
        return tag in ("past", "participle", "gerund") or before not in DETERMINERS
    if tag in ("past", "participle"):  # an adjective in "the celebrated trial", "known growth"
        before_token = words[at - 1] if at else token
        return before in HAVE | SUBJECTS | RELATIVE | {"and"} or (before not in DETERMINERS | PREPOSITIONS | BE and _acts(before_token))
    if tag == "gerund":
        return before not in DETERMINERS
    return noun(token.low).as_noun < HOMONYM or before in VERBAL


def _acts(token: Token) -> bool:
    """Return whether the word may be the subject of a verb: a noun or a name."""
    return is_word(token) and (token.text[0].isupper() or noun(token.low).as_noun >= HEADED)


def passive(words: list[Token], at: int, partners: Container[str]) -> Met | None:
    """Find "the elections in Spain will be celebrated", "elections that were celebrated", "an agreement to be subscribed"."""
    index, been = at - 1, False
    while index >= 0 and (words[index].low in BE or words[index].low in AUXILIARIES or words[index].low.endswith("ly")):
        been = been or words[index].low in BE
        index -= 1
    if not been or index < 0:
        return None
    if words[index].low in RELATIVE:
        index -= 1
        if index >= 0 and words[index].text == ",":
            index -= 1
    found = _subject(words, index, partners)
    return None if found is None else Met("passive", at, found, "participle")


def _subject(words: list[Token], last: int, partners: Container[str]) -> int | None:
    """Return the index of the partner that is the subject whose phrase ends there."""
    for index in range(last, max(-1, last - BACK), -1):
        token = words[index]
        if token.low in partners:
            link = words[index + 1].low if index < last else ""
            return index if link in PREPOSITIONS | {""} and _leads(words, index) else None
        if not is_word(token) and not token.text[0].isdigit() and token.text not in "“”\"'":
            return None
        if token.low in CLAUSE or token.low in BE or token.low in HAVE or token.low in MODALS - {"to"}:
            return None
    return None


def _leads(words: list[Token], at: int) -> bool:
    """Return whether the noun is the head of its phrase: no preposition and noun before it."""
    index = at - 1
    while index >= 0 and (content(words[index]) or words[index].low in PREMODIFIERS or words[index].text[0].isdigit() or words[index].text in QUOTES):
        index -= 1
        if at - index > BACK:
            return False
    if index < 1 or words[index].low not in PREPOSITIONS:
        return True
    return words[index - 1].low in QUANTITIES


def reduced(words: list[Token], at: int, partners: Container[str]) -> Met | None:
    """Find "agreements subscribed in May"."""
    index = at - 1
    if index > 0 and words[index].low.endswith("ly"):
        index -= 1
    following = words[at + 1] if at + 1 < len(words) else None
    if index < 0 or words[index].low not in partners or not following:
        return None
    if not (following.low in AFTER_OBJECT or following.text in ".,;)") or (index and words[index - 1].low in SUBJECTS):
        return None
    return Met("reduced", at, index, "participle")


def relative(words: list[Token], at: int, tags: str, partners: Container[str]) -> Met | None:
    """Find "the agreement that the two sides have subscribed"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or not (following.low in AFTER_OBJECT or following.text in ".,;)"):
        return None
    index = at - 1
    while index >= 0 and (words[index].low in AUXILIARIES or words[index].low.endswith("ly")):
        index -= 1
    subject = index
    while index >= 0 and subject - index < 4 and (content(words[index]) or words[index].low in DETERMINERS - RELATIVE):
        index -= 1
    if index == subject and words[index].low in SUBJECTS - {"who"}:
        index -= 1
    elif index == subject or index < 0 or words[index].low not in RELATIVE:
        return None
    if index >= 0 and words[index].low in RELATIVE:
        index -= 1
    if index < 0 or words[index].low not in partners or any(token.low in BE for token in words[index:at]):
        return None
    return Met("relative", at, index, _tag(words, at, tags))


def met(words: list[Token], at: int, kind: str, tags: str, partners: Container[str]) -> Iterator[Met]:
    """Yield how the word there stands with one of the partners, likeliest first."""
    found: list[Met | None] = []
    if kind == "adjective":
        at_noun = head(words, at + 1, partners)
        found = [Met("active", at, at_noun, "") if at_noun is not None and at_noun - at <= 2 else None]
    elif kind == "noun":
        at_noun = head(words, at + 2, partners) if at + 2 < len(words) and words[at + 1].low == "of" else None
        found = [Met("active", at, at_noun, tags.split()[0]) if at_noun is not None else None]
    else:
        found = [active(words, at, tags, partners)]
        if "participle" in tags.split():
            found += [passive(words, at, partners), reduced(words, at, partners)]
        if "gerund" not in tags.split():
            found.append(relative(words, at, tags, partners))
    yield from filter(None, found)
