"""Where a fact of government holds in a text: one function a frame of ``government.tsv``, each slot of it open."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mtcheck.english import complements
from mtcheck.english.classes import is_class
from mtcheck.english.complements import (
    ADDRESSED,
    AS_SUCH,
    BE,
    DETERMINERS,
    FAR,
    OBJECTS,
    PLATFORMS,
    QUOTES,
    SUBJECTS,
    TEMPORAL,
    TIME,
    Token,
    Tokens,
    begins_noun_phrase,
    is_infinitive,
    may_be_infinitive,
    phrase,
    reads_as_infinitive,
)
from mtcheck.english.government import NOTHING, Fact
from mtcheck.english.inflection import verb_forms
from mtcheck.english.names import CLOSED
from mtcheck.english.nouns import SURE, Trait, noun

PHRASED = frozenset({("with", "respect"), ("in", "respect"), ("the", "contrary")})
"""What stands before a word of the table that makes another phrase of it: "with respect to", "prove the contrary of"."""
SURELY = 90
"""Share of a word's use as a noun (per cent) from which on what stands before it is its adjective."""


class Place(NamedTuple):
    """A fact at a word of the text: words ``first`` to ``last`` belong to it, an adverb may stand behind."""

    words: Tokens
    first: int
    last: int
    fact: Fact
    tag: str

    def word(self, offset: int) -> Token:
        """Return the word at a distance from the last one; an empty one beyond the ends."""
        at = self.last + offset
        return self.words[at] if 0 <= at < len(self.words) else NO_TOKEN

    def before(self, count: int = 3) -> list[str]:
        """Return the words before the fact in small letters, as far as no sign stands between."""
        found: list[str] = []
        for at in range(self.first - 1, max(0, self.first - count) - 1, -1):
            if not self.words.texts[at][0].isalpha():
                break
            found.append(self.words.lows[at])
        return found


VERBAL = SUBJECTS | frozenset(
    "to will would can could may might must shall should not didn't don't doesn't won't can't cannot couldn't wouldn't did do does never".split()
)
"""Words that a verb and no noun follows."""
LIKE = frozenset("similar equal equivalent comparable identical different".split())
"""Adjectives that have the preposition behind their noun."""
GAPPED = frozenset("that which who whom what whatever everything anything nothing something all".split())
"""Words that may be the object of a verb in the clause behind them ("what they allow to happen")."""
NO_TOKEN = Token(-1, ".", ".")
Found = tuple[int, tuple[str, ...]]
"""How many words behind the fact's own belong to the finding, and what to write behind those of the fact (with it, where it starts with "=")."""


def placed(words: Tokens, at: int, fact: Fact, tag: str) -> Place | None:
    """Return the place of a fact with all words of a phrase, and an adverb; None where they are not there or stand in another manner."""
    first = at
    if fact.part == "w":
        wholes = (one.split() for one in fact.words if one.rpartition(" ")[2] == words.lows[at])
        found = next((whole for whole in wholes if words.lows[max(0, at - len(whole) + 1) : at + 1] == whole), None)
        if found is None:
            return None
        first = at - len(found) + 1
    adverb = fact.part in "va" and words.lows[at + 1].endswith("ly") and len(words) > at + 2
    place = Place(words, first, at + adverb, fact, tag)
    return place if _manner(place) else None


def _manner(place: Place) -> bool:
    before = place.before()
    if place.fact.manner == "be":
        return bool(BE & set(before[:2])) and before[0] not in DETERMINERS
    if place.fact.manner == "start":
        return not before or before[0] in ("and", "but", "that")
    if place.fact.manner == "verb":
        return bool(before) and before[0] in VERBAL
    if place.fact.manner == "active":
        return not BE & set(before) and (place.tag in ("third", "gerund", "base") or not before or _has_subject(place))
    return True


def _has_subject(place: Place) -> bool:
    """Return whether what stands right before the fact is surely its subject: a pronoun, an auxiliary, a name, or "the" and a person that begin the clause."""
    before, subject = place.before(4), place.words[place.first - 1]
    if before and (
        before[0] in SUBJECTS | {"has", "have", "had", "also"} or (subject.text[0].isupper() and not noun(subject.low).traits & Trait.PLURAL)
    ):
        return True
    return len(before) == 2 and before[1] == "the" and _acts(subject) and not subject.low.endswith("s")


def _preposition(place: Place) -> Found | None:
    wrong = place.word(1).low
    if wrong in ("to", "with") and LIKE & set(place.before(2)):
        return None  # "a similar impact to the telephone's"
    if place.before(1) and (place.before(1)[0], place.fact.words[0]) in PHRASED:
        return None
    if wrong not in place.fact.wrong or not _complement(place, wrong) or not _wanted(place, phrase(place.words, place.last + 2)):
        return None
    return 1, place.fact.right


def _complement(place: Place, wrong: str) -> bool:
    """Return whether what follows the preposition belongs to it and is no adverbial."""
    if wrong == "that":
        return True
    if wrong == "of" and place.tag == "gerund" and place.before(1) and place.before(1)[0] in DETERMINERS:
        return False
    token, following = place.word(2), phrase(place.words, place.last + 2)
    if wrong == "to":
        fits = (begins_noun_phrase(token) or _describes(token, place.word(3))) and token.text[0] not in QUOTES
        fits = fits and not reads_as_infinitive(token, place.word(3)) and not _addressed(place)
    else:
        fits = complements.is_word(token) or (begins_noun_phrase(token) and wrong not in ("for", "in", "about"))
    looked = following if wrong in FAR else following[:1]
    if not fits or complements.is_day(token) or any(word.low in AS_SUCH.get(wrong, ()) for word in looked):
        return False
    if wrong == "on" and any(word.low in PLATFORMS for word in following):
        return False
    return wrong not in TEMPORAL or not _timely(place)


def _addressed(place: Place) -> bool:
    """Return whether the noun says whose the thing is that goes "to" somebody: "the answer of the candidate to this question"."""
    return place.fact.part == "n" and bool(ADDRESSED & set(place.before(8)[1:]))


def _describes(token: Token, following: Token) -> bool:
    """Return whether the word is an adjective before a noun."""
    plain = token.text.islower() and token.low not in CLOSED and not token.low.endswith("ly") and not may_be_infinitive(token)
    return plain and noun(following.low).as_noun >= SURELY


def _timely(place: Place) -> bool:
    return any(token.low in TIME for token in phrase(place.words, place.last + 2))


def _wanted(place: Place, following: list[Token]) -> bool:
    """Return whether the phrase behind has a word that must be there, and none that must not."""
    low = {token.low for token in following}
    if following and following[0].text[0].isupper():
        low.add("name")
    if following and (following[0].low in OBJECTS or any(map(_acts, following))):
        low.add("person")
    return (not place.fact.needs or bool(low & place.fact.needs)) and not low & place.fact.bars


def _gerund(place: Place) -> Found | None:
    verb = place.word(2)
    if place.fact.words[0] == "instead" and place.before(1):
        return None
    if place.word(1).low not in place.fact.wrong or not may_be_infinitive(verb) or not _wanted(place, [verb]):
        return None
    if place.fact.tier == "hint" and place.fact.part == "w" and not begins_noun_phrase(place.word(3)):
        return None
    if place.word(3).low in ("and", "or") and is_class(place.word(4).low, "BASE"):
        return None  # "advises to wait and see": the second verb would stay as it is
    return 2, tuple(f"{kept(right)} {verb_forms(verb.low)['gerund']}".strip() for right in place.fact.right)


def _object_gerund(place: Place) -> Found | None:
    """Find "accused him to have": an object, a pronoun or a short noun phrase, and an infinitive."""
    size = 1 if place.word(1).low in OBJECTS else 0
    if not size and begins_noun_phrase(place.word(1)):
        size = next((offset for offset in range(1, 4) if place.word(offset + 1).low == "to"), 0)
    verb = place.word(size + 2)
    if size > 1 and not _acts(place.word(size)):
        return None
    if not size or place.word(size + 1).low not in place.fact.wrong or not is_infinitive(verb):
        return None
    held = " ".join(place.word(offset).text for offset in range(1, size + 1))
    return size + 2, tuple(f"{held} {kept(right)} {verb_forms(verb.low)['gerund']}" for right in place.fact.right)


def _acts(token: Token) -> bool:
    """Return whether the word names a person, a group or a name."""
    fact = noun(token.low)
    return token.text[0].isupper() or max(fact.person, fact.group) >= SURE


def _object_preposition(place: Place) -> Found | None:
    """Find "blamed him of": a pronoun and the wrong preposition."""
    person, wrong = place.word(1), place.word(2).low
    if (
        person.low not in OBJECTS
        or wrong not in place.fact.wrong
        or not begins_noun_phrase(place.word(3))
        or place.word(3).low in ("course", "late", "first")
    ):
        return None
    return 2, tuple(f"{person.text} {right}" for right in place.fact.right)


def _bare(place: Place) -> Found | None:
    """Find "let him to go"."""
    person, verb = place.word(1), place.word(3)
    if person.low not in OBJECTS or place.word(2).low != "to" or not may_be_infinitive(verb) or verb.low in place.fact.bars:
        return None
    return 3, (f"{person.text} {verb.text}",)


def _object(place: Place) -> Found | None:
    """Find "explained them the rules", and put the short object first where a sign ends it."""
    person, next_word = place.word(1), place.word(2)
    if person.low not in OBJECTS or (place.fact.needs and next_word.low not in place.fact.needs):
        return None
    if next_word.low in ("that", "how", "why", "what", "whether"):
        return 1, (f"to {person.text}",)
    thing = phrase(place.words, place.last + 2)
    if next_word.low not in DETERMINERS or len(thing) < 2 or any(token.low in TIME | {"way"} for token in thing):
        return None
    held = " ".join(token.text for token in thing)
    if place.word(len(thing) + 2).text in ".,;:!?":
        return len(thing) + 1, (f"{held} to {person.text}",)
    return 1, (f"to {person.text}",)


def _addressee(place: Place) -> Found | None:
    """Find "informed that": nobody is told."""
    token = place.word(2)
    clause = token.low in SUBJECTS | DETERMINERS | {"there"} or token.text[0].isupper()
    if place.word(1).low != "that" or not clause or BE & set(place.before(4)) or place.last > place.first:
        return None
    if place.tag != "third" and not _has_subject(place):
        return None
    return 1, tuple(f"{right} that" for right in place.fact.right if right)


def _clause(place: Place) -> Found | None:
    if place.word(1).low not in place.fact.wrong or place.word(2).low not in SUBJECTS - {"who"} | {"the", "a", "an", "these", "their", "his", "its"}:
        return None
    return 1, ()


def _missing(place: Place) -> Found | None:
    token = place.word(1)
    if token.low in (place.fact.wrong or ("the", "his", "their", "its", "our")) and not _timely(place):
        return 1, tuple(f"{right} {token.text}" for right in place.fact.right)
    return None


def _needs_object(place: Place) -> Found | None:
    verb = place.word(2)
    fits = (
        place.word(1).low == "to"
        and may_be_infinitive(verb)
        and verb.low not in ("be", "happen", "go", "pass", "continue", "stand", "fall", "remain", "die")
    )
    gap = GAPPED & set(place.before(8))
    return (1, tuple(filter(None, place.fact.right))) if fits and not gap and place.last == place.first else None


def _reflexive(place: Place) -> Found | None:
    reflexive = place.word(1).low in ("himself", "herself", "itself", "themselves", "myself", "ourselves")
    return (1, ("",)) if reflexive and (not place.fact.needs or place.word(2).low in place.fact.needs) else None


def kept(right: str) -> str:
    """Return what belongs behind the word, "" for nothing."""
    return "" if right == NOTHING else right


FRAMES: dict[str, Callable[[Place], Found | None]] = {
    "preposition": _preposition,
    "gerund": _gerund,
    "object-gerund": _object_gerund,
    "object-preposition": _object_preposition,
    "bare": _bare,
    "object": _object,
    "addressee": _addressee,
    "clause": _clause,
    "missing": _missing,
    "needs-object": _needs_object,
    "reflexive": _reflexive,
}
