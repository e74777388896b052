"""Where a word stands with a noun: a verb with its object before or behind it, an adjective or "of" before a noun."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from mtcheck.english.complements import BE, DETERMINERS, SUBJECTS, TIME, Token, is_day, is_word
from mtcheck.english.frames import VERBAL
from mtcheck.english.names import CLOSED
from mtcheck.english.nouns import noun

PREMODIFIERS = DETERMINERS | frozenset(
    "own other same first second third last next more most few fewer less much half one two three four five six seven eight nine ten dozen hundreds "
    "dozens every also only again together already recently soon always never today yesterday tomorrow now then here there immediately".split()
)
"""Little words that may stand between a verb and its object."""
QUOTES = frozenset("“”\"‘'")
QUANTITIES = frozenset("number series range couple dozen dozens hundreds thousands kind type sort form one two three some many most several".split())
"""What may stand before "of" with the object behind it."""
PREPOSITIONS = frozenset(
    "of in on at by with from for to between against among about under over into within before after during since until across around through behind per via".split()
)
HAVE = frozenset("have has had having 've 'd haven't hasn't hadn't".split())
MODALS = VERBAL - SUBJECTS
ADVERBS = frozenset("also already not never ever only then now soon again just still yet first always often since therefore thus".split())
"""Those that stand between an auxiliary and its verb and do not end in -ly."""
AUXILIARIES = MODALS | HAVE | ADVERBS | {"recently", "finally", "currently"}
RELATIVE = frozenset({"that", "which"})
CLAUSE = RELATIVE | SUBJECTS | {"and", "but", "or", "than", "as", "if", "when", "where", "while", "because"}
FINITE = (BE | HAVE | MODALS) - {"to", "be", "been", "being", "having"}
REACH, BACK = 9, 7
"""Words that are looked through for the object, and for the subject before a verb."""
MOST_CONTENT = 4
"""Words with a meaning of their own in an object, the noun included."""
HEADED = 60
"""Share of a word's use as a noun (per cent) from which on it makes a compound of the noun before it."""
SURELY = 95
"""The same of a word that looks like another part of speech, or stands behind a plural."""
HOMONYM = 15
"""Share of a verb's use as a noun (per cent) from which on it must be shown to be a verb."""
AFTER_OBJECT = frozenset("in on at by with from for to during before after since until between last this next today yesterday and".split())
"""Words that may stand behind a verb whose object stands before it."""

AFTER_CLAUSE = AFTER_OBJECT | BE | HAVE | MODALS
"""Words that may stand behind a verb at the end of a relative clause."""


class Met(NamedTuple):
    """A word of the text with its noun: the frame, the indices of the two, and the form of the verb."""

    frame: str
    word: int
    noun: int
    tag: str


def content(token: Token) -> bool:
    """Return whether the token is a word with a meaning of its own."""
    return is_word(token) and token.low not in CLOSED and token.low not in PREMODIFIERS


def continues(words: Sequence[Token], at: int) -> bool:
    """Return whether the noun there is the first part of a compound ("election victory")."""
    if at + 1 >= len(words):
        return False
    token, own = words[at + 1], words[at]
    if not is_word(token) or token.low in CLOSED or token.low in PREMODIFIERS or is_day(token) or token.low in TIME:
        return False
    if token.text[0].isupper():
        return own.text[0].isupper()
    share = noun(token.low.removesuffix("'s")).as_noun
    if token.low.endswith(("ly", "ed", "ing")) or (own.low.endswith("s") and own.text.islower()):
        return share >= SURELY
    return share >= HEADED


def head(words: Sequence[Token], at: int, partners: Container[str]) -> int | None:
    """Return the index of the noun of the phrase that begins there, if it is a partner; None for another one, or none."""
    meanings = 0
    for index in range(at, min(at + REACH, len(words))):
        token = words[index]
        if not meanings and _opens(token):
            continue
        if token.low == "of" and words[index - 1].low in QUANTITIES:
            meanings = 0
        elif content(token):
            meanings += 1
            if token.low in partners and not continues(words, index):
                return index
            if meanings == MOST_CONTENT:
                return None
        elif not _joins(words, index, meanings):
            return None
    return None


def _opens(token: Token) -> bool:
    """Return whether the token may stand before the first word with a meaning: a little word, a number, a quotation mark."""
    return token.text in QUOTES or token.text[0].isdigit() or (token.low in PREMODIFIERS and token.low != "that")


def _joins(words: Sequence[Token], at: int, meanings: int) -> bool:
    """Return whether the phrase goes on behind the token: a number or mark, or "and" between adjectives."""
    token = words[at]
    if token.text in QUOTES or token.text[0].isdigit():
        return True
    return token.low in ("and", "or") and meanings > 0 and noun(words[at - 1].low).as_noun < HEADED


def object_start(words: Sequence[Token], at: int) -> int:
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


def active(words: Sequence[Token], at: int, tags: tuple[str, ...], partners: Container[str]) -> Met | None:
    """Find "subscribed last week two new agreements"."""
    start = object_start(words, at + 1)
    found = head(words, start, partners)
    if found is None or (found == start and words[found].low.endswith("ing")) or _clause(words, at, found):
        return None
    tag = _tag(words, at, tags)
    determined = any(token.low in DETERMINERS and token.low != "that" for token in words[at + 1 : found])
    return Met("active", at, found, tag) if tag and _verb(words, at, tag, determined=determined) else None


def _clause(words: Sequence[Token], verb: int, last: int) -> bool:
    """Return whether what stands behind the verb is no object but a clause ("realised the study was late")."""
    if verb and words[verb - 1].low in RELATIVE | {"who"}:
        return False
    for token in words[last + 1 : last + REACH]:
        if token.text in FINITE:  # and no month of May
            return True
        if not is_word(token) or token.low in CLAUSE:
            return False
    return False


def _before(words: Sequence[Token], at: int) -> str:
    """Return the word before the verb in small letters, adverbs left out; "" at the beginning or behind a sign."""
    while at and (words[at - 1].low.endswith("ly") or words[at - 1].low in ADVERBS):
        at -= 1
    return words[at - 1].low if at and is_word(words[at - 1]) else ""


def _tag(words: Sequence[Token], at: int, tags: tuple[str, ...]) -> str:
    """Return how the verb stands before its object; "" where it is a participle of another kind."""
    before = _before(words, at)
    if "participle" in tags and before in HAVE:
        return "participle"
    if before in BE and "participle" in tags:
        return ""
    if "base" in tags and before in MODALS | {"let", "help"}:
        return "base"
    if "past" in tags and ("base" not in tags or before in ("he", "she", "it", "who")):
        return "past"
    return next((tag for tag in tags if tag not in ("participle", "present", "pasts")), "")


def _verb(words: Sequence[Token], at: int, tag: str, *, determined: bool) -> bool:
    """Return whether the word is surely a verb; ``determined`` says that its object has an article or the like."""
    before, token = _before(words, at), words[at]
    if token.text[0].isupper() and at and is_word(words[at - 1]) and before not in SUBJECTS:
        return False
    if determined:
        return tag in ("past", "participle", "gerund") or before not in DETERMINERS
    if tag in ("past", "participle"):
        return _has_subject(words, at, before)
    if tag == "gerund" and before not in PREPOSITIONS | BE | {"", "and"}:
        return False
    return noun(token.low).as_noun < HOMONYM or before in VERBAL


def _has_subject(words: Sequence[Token], at: int, before: str) -> bool:
    """Return whether a subject or an auxiliary stands before the form; without one it is an adjective ("the celebrated trial", "known growth")."""
    if before in HAVE | SUBJECTS | RELATIVE | {"and"}:
        return True
    return before not in DETERMINERS | PREPOSITIONS | BE and _acts(words[max(0, at - 1)])


def _acts(token: Token) -> bool:
    """Return whether the word may be the subject of a verb: a noun or a name."""
    return is_word(token) and (token.text[0].isupper() or noun(token.low).as_noun >= HEADED)


def passive(words: Sequence[Token], at: int, partners: Container[str]) -> Met | None:
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


def _subject(words: Sequence[Token], last: int, partners: Container[str]) -> int | None:
    """Return the index of the partner that is the subject whose phrase ends there."""
    for index in range(last, max(-1, last - BACK), -1):
        token = words[index]
        if token.low in partners:
            link = words[index + 1].low if index < last else ""
            return index if link in PREPOSITIONS | {""} and _leads(words, index) else None
        if not is_word(token) and not token.text[0].isdigit() and token.text not in QUOTES:
            return None
        if token.low in CLAUSE or token.low in BE or token.low in HAVE or token.low in MODALS - {"to"}:
            return None
    return None


def _leads(words: Sequence[Token], at: int) -> bool:
    """Return whether the noun is the head of its phrase: no preposition and noun before it."""
    index = at - 1
    while index >= 0 and at - index <= BACK and (content(words[index]) or _opens(words[index])):
        index -= 1
        if words[index + 1].low in DETERMINERS:
            break
    if index < 1 or words[index].low not in PREPOSITIONS:
        return at - index <= BACK
    return words[index - 1].low in QUANTITIES


def reduced(words: Sequence[Token], at: int, partners: Container[str]) -> Met | None:
    """Find "agreements subscribed in May"."""
    index = at - 1
    if index > 0 and words[index].low.endswith("ly"):
        index -= 1
    if index < 0 or words[index].low not in partners or at + 1 == len(words) or words[at + 1].low not in AFTER_OBJECT:
        return None
    if index and words[index - 1].low in SUBJECTS:
        return None
    return Met("reduced", at, index, "participle")


def relative(words: Sequence[Token], at: int, tags: tuple[str, ...], partners: Container[str]) -> Met | None:
    """Find "the agreement that the two sides have subscribed", "the agreement they subscribed"."""
    if at + 1 < len(words) and is_word(words[at + 1]) and words[at + 1].low not in AFTER_CLAUSE:
        return None
    index = at - 1
    while index >= 0 and (words[index].low in AUXILIARIES or words[index].low.endswith("ly")):
        index -= 1
    index = _before_subject(words, index)
    if index < 0 or words[index].low not in partners or any(token.low in BE for token in words[index:at]):
        return None
    return Met("relative", at, index, _tag(words, at, tags))


def _before_subject(words: Sequence[Token], last: int) -> int:
    """Return the index of the word before a relative clause whose subject ends there, -1 where there is none."""
    if last >= 0 and words[last].low in SUBJECTS - {"who"}:
        return last - 2 if words[last - 1].low in RELATIVE else last - 1
    first = last
    while first >= 0 and last - first < 4 and (content(words[first]) or words[first].low in PREMODIFIERS - RELATIVE):
        first -= 1
    return first - 1 if first < last and first > 0 and words[first].low in RELATIVE else -1


def modified(words: Sequence[Token], at: int, partners: Container[str]) -> Met | None:
    """Find "reduced group", one word between at most."""
    found = head(words, at + 1, partners)
    return Met("active", at, found, "") if found is not None and found - at <= 2 else None


def governed(words: Sequence[Token], at: int, tag: str, partners: Container[str]) -> Met | None:
    """Find "realisation of the works"."""
    found = head(words, at + 2, partners) if at + 2 < len(words) and words[at + 1].low == "of" else None
    return Met("active", at, found, tag) if found is not None else None


def met(words: Sequence[Token], at: int, kind: str, tags: tuple[str, ...], partners: Container[str]) -> Iterator[Met]:
    """Yield how the word there stands with one of the partners, likeliest first."""
    if kind == "adjective":
        found = [modified(words, at, partners)]
    elif kind == "noun":
        found = [governed(words, at, tags[0], partners)]
    else:
        found = [active(words, at, tags, partners)]
        if "participle" in tags:
            found += [passive(words, at, partners), reduced(words, at, partners)]
        if "gerund" not in tags:
            found.append(relative(words, at, tags, partners))
    yield from filter(None, found)
