"""Facts about names: titles, given names, and who is named in full in a document."""

from __future__ import annotations

from functools import cache

from mtcheck.core.lazy import lazy
from mtcheck.english import lexicon, nouns
from mtcheck.english.lexicon import Flag
from mtcheck.english.nouns import Kind, Trait

CLOSED = frozenset(
    "a an the this that these those i you he she it we they me him her us them my your his its our their mine yours hers ours theirs himself "
    "herself itself themselves who whom whose which what where when why how and or but nor so yet for if unless until while because although "
    "though since as than then there here not no of to in on at by with from into onto upon about against between among through during before "
    "after above below under over out off up down again once would could should might must shall will can may do does did be am is are was were "
    "been being have has had more most less many much some any each every all both few several such other another own same too also just only very "
    "even still now however moreover meanwhile today yesterday tomorrow according despite like near per via yes one two three first last".split()
)
WHEREABOUTS = frozenset(
    "offstage backstage onstage offscreen onscreen offshore onshore ashore abroad aboard indoors outdoors overseas online offline upstairs downstairs".split()
)
"""Adverbs of place that stand behind a noun, some of them nouns too ("the master offstage")."""
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split()
)
TITLES = frozenset("mr mrs ms miss dr sir lord lady dame sen rep gov gen col lt sgt capt prof rev hon st saint madam mr. mrs. ms. dr.".split())
HE_TITLES = frozenset("mr sir lord king prince pope father emperor duke".split())
SHE_TITLES = frozenset("mrs ms miss lady dame queen princess madam sister duchess empress".split())
FULL_NAME = lazy(r"[A-Z][\w'’-]{0,40}\.?(?: (?:(?:al|bin|van|von|de|der|den|el|du|da|ben|del|la) )*(?:al-|el-)?[A-Z][\w’'-]*(?:\.(?= [A-Z]))?)+")


class People:
    """The persons whom a document names in full, by each of their names."""

    def __init__(self, text: str) -> None:
        self.genders: dict[str, str] = {}
        for run in FULL_NAME.findall(text):
            words = [word for part in run.split() if (word := part.removesuffix("’s").removesuffix("'s").rstrip("."))[:1].isupper()]
            self._learn(words)

    def _learn(self, words: list[str]) -> None:
        """Learn the names of a run of capitalised words that begins with a title or a given name."""
        gender, titled, at = "", False, 0
        while at < len(words) - 1 and (is_title(words[at].lower()) or words[at].lower() in CLOSED):
            titled = titled or words[at].lower() not in CLOSED
            gender = title_gender(words[at].lower()) or gender
            at += 1
        names = words[at:]
        low = names[0].lower()
        gender = gender or given_gender(low) or ("?" if titled or strangers(names) else "")
        tail = nouns.noun(names[-1].lower())
        if (
            not gender
            or len(names) + titled < 2
            or tail.group >= nouns.SURE
            or low in CALENDAR
            or nouns.named(" ".join(names)) in {Kind.GROUP, Kind.PLACE}
        ):
            return
        if len(names) > 1 and (len(low) > 1 and nouns.noun(low).as_noun + nouns.noun(low).as_verb and lexicon.zipf(low) > 5.2):
            return
        for name in names:
            if len(name) > 1 and name.lower() not in CLOSED:
                self.genders[name] = "?" if self.genders.get(name, gender) != gender else gender
            if "-" in name:
                self.genders[name.rsplit("-", 1)[-1]] = gender

    def gender(self, name: str) -> str | None:
        """Return "f", "m" or "?" for a name that a person of the document bears, else None."""
        return self.genders.get(name)


def strangers(words: list[str]) -> bool:
    """Return whether two or three capitalised words look like a foreign person's name: none is a word or a known name."""
    return 1 < len(words) < 4 and not any(
        nouns.noun(word.lower()).as_noun or nouns.named(word) or lexicon.in_dictionary(word.lower()) for word in words
    )


@cache
def is_title(word: str) -> bool:
    """Return whether the lower-case word stands before persons' names."""
    fact = nouns.noun(word)
    return word in TITLES or (
        fact.person >= 60 and not fact.traits & Trait.PLURAL and fact.file != 5 and not lexicon.flags(word) & (Flag.FEMALE | Flag.MALE)
    )


def title_gender(word: str) -> str:
    """Return "f" or "m" when a title says it, else ""."""
    return "m" if word in HE_TITLES else "f" if word in SHE_TITLES else ""


@cache
def given_gender(word: str) -> str:
    """Return "f", "m" or "?" (both) for a given name, "" for any other word."""
    flags = lexicon.flags(word)
    if flags & Flag.FEMALE:
        return "?" if flags & Flag.MALE else "f"
    return "m" if flags & Flag.MALE else ""


def adjective(word: str) -> bool:
    """Return whether a lower-case word is mostly an adjective or names a nationality."""
    return (
        word.endswith(("ish", "ian", "ean", "ese", "ch", "can", "man", "ni", "qi", "li", "tch", "ss", "eek", "panish"))
        or nouns.noun(word).as_noun < 40
    )
