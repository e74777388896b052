"""Mentions: the stretches of a sentence that name a person, an organisation, a place or a thing.

A light chunker without a tagger: runs of capitalised words are names, a noun that no other noun follows is the head of its phrase.
It errs towards persons, since its readers ask whether a person could be meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mtcheck.english import lexicon, nouns
from mtcheck.english.lexicon import Flag
from mtcheck.english.names import CALENDAR, CLOSED, TITLES, WHEREABOUTS, People, adjective, given_gender, is_title, title_gender
from mtcheck.english.nouns import Kind, Trait
from mtcheck.english.tokens import Tokens

DETERMINERS = frozenset("the a an this that these those his her its their our my your some any no each every another".split())
PREPOSITIONS = frozenset(
    "of in on at by with from into onto upon about against between among through during before after under over for to as than like".split()
)
LINKS = frozenset("of de da di del della du la le van von der den bin ibn al el &".split())
CLAUSE = frozenset("that who which when while because although though if unless until where whether but so since".split())
COMPANY_TAILS = frozenset("inc corp ltd llc plc co ag sa gmbh nv spa fc cf afc united city airlines airways motors press times news".split())
SOMEONE = frozenset("someone somebody anyone anybody everyone everybody whoever nobody accused deceased person defendant latter".split())
LEADERS = frozenset("head chair face".split())
QUANTITIES = frozenset("lot lots number set pair series range array variety front majority minority half part kind sort way".split())
GROUPS = frozenset(
    "group organisation organization movement airline cabinet chancellery consulate embassy observatory opposition presidency press startup".split()
)
RULES = frozenset("law".split())
"""Nouns whose commonest sense in news is not what WordNet counts most."""
PUBLICS = frozenset("public population populace".split())
"""Nouns of people that are one body: "the public", never "a couple"."""
CAMPS, LEANINGS = frozenset("left right".split()), frozenset("extreme far hard moderate radical religious".split())
"""Camps of politics and what tells them from directions and rights: "the far right"."""
PERSON_SHARE = 30
HEAD = 25
"""Share of a word's use as a noun (per cent) from which on it may be the head of a phrase."""
AGED = "-year-old"


@dataclass(slots=True)
class Mention:
    """What a stretch of a sentence names, determiner included.

    ``first`` and ``last`` are token indexes; ``trust`` 1..3 says how sure the kind is.
    """

    first: int
    last: int
    head: str
    text: str
    kind: Kind
    gender: str = ""
    plural: bool = False
    trust: int = 2
    proper: bool = False
    definite: bool = False


class Finder:
    """Finds the mentions of one sentence."""

    def __init__(self, sentence: Tokens, people: People) -> None:
        self.words, self.lower, self.people = sentence.words, sentence.lower, people
        self.found: list[Mention] = []

    def find(self) -> list[Mention]:
        """Return the mentions in order."""
        at, size = 0, len(self.words)
        while at < size:
            word = self.words[at]
            if word[0].isupper() and self.starts_name(at):
                at = self.name(at)
            else:
                if (fact := nominal(self.lower[at])) is not None:
                    self.common(at, fact)
                at += 1
        return self.found

    def starts_name(self, at: int) -> bool:
        """Return whether a capitalised word begins a name, rather than only a sentence."""
        low, word = self.lower[at], self.words[at]
        if low in CLOSED or low in CALENDAR or len(word) == 1:
            return low == "us" and word.isupper()
        if at and self.words[at - 1] not in "“\"'‘:—–-•.…":
            return True
        if word.isupper() or self.people.gender(word) or nouns.named(word):
            return True
        fact = nouns.noun(low)
        if fact is nouns.NOTHING:
            return not lexicon.in_dictionary(low)
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        capital = following[:1].isupper() and self.lower[at + 1] not in CLOSED
        return (capital and (bool(given_gender(low)) or fact.person >= 60 or fact.group >= 40)) or bool(
            given_gender(low) and not fact.as_verb and lexicon.zipf(low) < 4.5
        )

    def name(self, at: int) -> int:
        """Record the name that starts at a token; return the index after it."""
        end, size = at + 1, len(self.words)
        while end < size:
            if self.words[end][0].isupper() and self.lower[end] not in CALENDAR:
                end += 1
            elif (
                self.lower[end] in LINKS
                and end + 1 < size
                and self.words[end + 1][0].isupper()
                and (self.lower[end] != "of" or self.takes_of(end - 1))
            ):
                end += 2
            elif (
                self.lower[end] == "of"
                and self.lower[end + 1 : end + 2] == ["the"]
                and self.takes_of(end - 1)
                and self.words[end + 2 : end + 3]
                and self.words[end + 2][0].isupper()
            ):
                end += 3
            elif (self.words[end] == "." and self.lower[end - 1] in TITLES and end + 1 < size and self.words[end + 1][0].isupper()) or (
                self.words[end] == "." and len(self.words[end - 1]) == 1 and end + 1 < size and self.words[end + 1][0].isupper()
            ):
                end += 2
            else:
                break
        if self.modifies(at, end):
            return end
        self.found.append(self.classified(at, end))
        return end

    def takes_of(self, at: int) -> bool:
        """Return whether a name may go on with "of" after this word ("Bank of", "Duke of", not "Smith of")."""
        low = self.lower[at]
        return bool(nouns.noun(low).as_noun) and not given_gender(low) and not self.people.gender(self.words[at])

    def modifies(self, at: int, end: int) -> bool:
        """Return whether the name only describes the lower-case noun after it ("French troops", "BBC reporter")."""
        if end >= len(self.words) or self.lower[end] in CLOSED or not self.words[end][0].isalpha():
            return False
        fact = nouns.noun(self.lower[end])
        if fact.group >= 20 and fact.as_verb <= 30:
            return True  # "the Bush administration" is no person
        if end - at == 1 and adjective(self.lower[at]) and self.words[end].islower() and fact.as_verb <= 30 and not fact.person:
            return True  # "the European extreme right"
        demonym = end - at == 1 and nouns.named(self.words[at]) is not Kind.PLACE and fact.as_noun >= 50 and fact.as_verb <= 30
        return demonym and not self.people.gender(self.words[at]) and (fact.person >= nouns.SURE or adjective(self.lower[at]))

    def classified(self, at: int, end: int) -> Mention:
        """Return the mention of a name, with its kind."""
        words = [word for word in self.words[at:end] if word != "."]
        text = " ".join(words)
        mention = Mention(at, end - 1, words[-1].lower(), text, Kind.NAME, proper=True, trust=1)
        mention.definite = at > 0 and self.lower[at - 1] == "the"
        mention.first -= mention.definite
        for rule in (self.as_person, self.as_known, self.as_group, self.as_stranger):
            if rule(mention, words):
                break
        return mention

    def as_person(self, mention: Mention, words: list[str]) -> bool:
        """Classify a name as a person's by title, given name, or a full name elsewhere in the document."""
        first, last, low = words[0], words[-1], words[0].lower()
        gender = title_gender(low)
        titled = is_title(low) or low in {"prime", "vice", "deputy", "foreign"}
        tail = nouns.noun(last.lower())
        if len(words) > 1 and (titled or gender) and not (tail.group >= nouns.SURE or ("of" in words and tail.person < nouns.SURE and not titled)):
            return set_person(mention, gender or (given_gender(words[1].lower()) if len(words) > 2 else "") or self.people.gender(last) or "?", 3)
        if len(words) == 1 and (titled or tail.person >= 60) and not lexicon.flags(low) & Flag.SURNAME:
            mention.plural = bool(tail.traits & Trait.PLURAL)
            return set_person(mention, gender or trait_gender(tail.traits) or "?", 2)
        known = self.people.gender(last)
        if known and (len(words) == 1 or nouns.named(mention.text) is None):
            return set_person(mention, known, 3)
        if len(words) > 1 and given_gender(low) and not tail.group and nouns.named(mention.text) is None and nouns.named(first) is None:
            return set_person(mention, given_gender(low), 3)
        before = nouns.noun(self.lower[mention.first - 1] if mention.first else "")
        if not mention.definite and before.person >= 60 and not before.traits & Trait.PLURAL and not nouns.named(mention.text):
            return set_person(mention, trait_gender(before.traits) or "?", 3)
        return False

    def as_known(self, mention: Mention, words: list[str]) -> bool:
        """Classify a name that the facts hold."""
        kind = nouns.named(mention.text) or (nouns.named(words[0]) if len(words) == 1 else None)
        if mention.head in {"us", "u.s.", "uk", "u.k.", "eu", "u.n."}:
            kind = Kind.PLACE
        if kind is None:
            return False
        mention.kind, mention.trust = kind, 3
        if kind is Kind.PERSON:
            mention.gender, mention.trust = "?", 1 if adjective(mention.head) else 3
            mention.plural = mention.head.endswith("s") and adjective(mention.head[:-1])
        if len(words) == 1 and kind is not Kind.PERSON and lexicon.flags(mention.head) & (Flag.SURNAME | Flag.FEMALE | Flag.MALE):
            mention.trust = 2
        return True

    def as_group(self, mention: Mention, words: list[str]) -> bool:
        """Classify a name as an organisation's by its head word, its tail, or its capitals."""
        low = [word.lower() for word in words]
        head = low[low.index("of") - 1] if "of" in low[1:] else low[-1]
        fact = nouns.noun(head)
        if fact.group >= 40 or head in COMPANY_TAILS or (fact.place >= nouns.SURE and len(words) > 1):
            mention.kind, mention.trust, mention.head = Kind.GROUP, 3, head
            mention.plural = bool(fact.traits & Trait.PLURAL)
            return True
        if len(words) == 1 and len(words[0]) > 1 and words[0].replace(".", "").isupper() and not given_gender(low[0]):
            mention.kind, mention.trust = Kind.GROUP, 3 if len(words[0]) < 7 else 1
            return True
        if fact.thing >= 60 and len(words) > 1 and (mention.definite or "of" in low):
            mention.kind, mention.trust = Kind.THING, 2
            return True
        return False

    def as_stranger(self, mention: Mention, words: list[str]) -> bool:
        """Classify a name that nothing is known of."""
        flags = lexicon.flags(mention.head)
        if mention.definite and len(words) == 1 and not flags & Flag.FEMALE:
            institution = nouns.noun(mention.head).as_noun >= nouns.SURE and not nouns.noun(mention.head).person
            mention.kind, mention.trust = Kind.GROUP, 2 if institution else 1  # "the House" is no house
            mention.plural = mention.head.endswith("s")
        elif len(words) > 1 and not mention.definite:
            set_person(mention, "?", 2 if len(words) < 4 else 1)
        elif given_gender(mention.head):
            set_person(mention, "?" if flags & Flag.SURNAME else given_gender(mention.head), 2)
        elif flags & Flag.SURNAME:
            set_person(mention, "?", 1)
        return True

    def common(self, at: int, fact: nouns.Noun) -> None:
        """Record the noun at a token when it is the head of its phrase."""
        low = self.lower[at]
        if low in SOMEONE or low.endswith(AGED):
            self.found.append(Mention(at, at, low, low, Kind.PERSON, gender="?"))
            return
        if (low in CAMPS and (not at or self.lower[at - 1] not in LEANINGS)) or not self.heads(at, fact):
            return
        kind = Kind.GROUP if low in GROUPS or low in CAMPS else Kind.THING if low in RULES else fact.kind
        mention = Mention(at, at, low, low, kind, plural=bool(fact.traits & Trait.PLURAL) or low in {"men", "people"})
        self.describe(mention, fact)
        self.found.append(mention)

    def heads(self, at: int, fact: nouns.Noun) -> bool:
        """Return whether the noun is the last of its noun phrase."""
        before = self.lower[at - 1] if at else ""
        if (before == "to" and fact.as_verb > 20) or (fact.as_noun < 60 and (before in {"he", "she", "they", "will", "would", "to", "it", "we"})):
            return False
        if at + 1 >= len(self.words) or self.lower[at + 1] in CLOSED | WHEREABOUTS or not self.words[at + 1][0].isalpha():
            return True
        following = nouns.noun(self.lower[at + 1])
        return following.as_noun < 50 or following.as_verb > 30 or (self.words[at + 1][0].isupper() and fact.person < nouns.SURE)

    def describe(self, mention: Mention, fact: nouns.Noun) -> None:
        """Set definiteness, gender and trust of a common noun."""
        back = mention.first - 1
        while back >= 0 and mention.first - back < 5 and self.lower[back] not in CLOSED and self.words[back][0].isalpha():
            back -= 1
        mention.first = back + 1
        if back >= 0 and self.lower[back] in DETERMINERS:
            mention.first = back
            mention.definite = self.lower[back] in {"the", "this", "that"}
        elif back >= 0 and self.words[back] == "'s":
            mention.definite = True
        mention.text = " ".join(self.words[mention.first : mention.last + 1])
        if self.lower[mention.last + 1 : mention.last + 2] == ["of"] and mention.head in LEADERS:
            set_person(mention, "?", 2)
        elif fact.person >= PERSON_SHARE and not (fact.group >= 60):
            mention.kind = Kind.PERSON
            mention.gender = trait_gender(fact.traits) or "?"
            mention.trust = 3 if fact.person >= 80 else 2 if fact.person >= nouns.SURE else 1
        elif fact.traits & Trait.PEOPLE and mention.head not in PUBLICS:
            mention.trust = 1


@lru_cache(maxsize=1 << 16)
def nominal(low: str) -> nouns.Noun | None:
    """Return what is known of a lower-case word that may be the head of a noun phrase; None for any other."""
    if not low[0].isalpha() or low in CLOSED or low in WHEREABOUTS:
        return None
    fact = nouns.noun(low)
    if fact is nouns.NOTHING and "-" in low:
        fact = nouns.noun(low.rsplit("-", 1)[1])
    seldom = fact is nouns.NOTHING or fact.as_noun < HEAD or low in QUANTITIES
    return None if seldom and low not in SOMEONE and low not in CAMPS and not low.endswith(AGED) else fact


def trait_gender(traits: int) -> str:
    """Return the gender that a noun says of the person, else ""."""
    if traits & Trait.FEMALE:
        return "f" if not traits & Trait.MALE else "?"
    return "m" if traits & Trait.MALE else ""


def set_person(mention: Mention, gender: str, trust: int) -> bool:
    """Make the mention a person's."""
    mention.kind, mention.gender, mention.trust = Kind.PERSON, gender, trust
    return True
