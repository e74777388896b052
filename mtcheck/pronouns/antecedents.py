"""Whom or what does a gendered pronoun stand for? A light resolution over its sentence and those before it.

In the spirit of Lappin and Leass 1994 and Mitkov 1998: no parser, but role, recency, number, gender, repeated mention and clause boundaries weigh
the candidates. One question is asked: is there an organisation or a thing that the pronoun must stand for, and no person who could be meant?
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from mtcheck.context import Context
from mtcheck.core.text import normal
from mtcheck.english import lexicon
from mtcheck.english.lexicon import Flag
from mtcheck.english.mentions import CLAUSE, PREPOSITIONS, RULES, Finder, Mention
from mtcheck.english.names import CLOSED, People
from mtcheck.english.nouns import Kind, noun
from mtcheck.english.tokens import Tokens, tokens
from mtcheck.pronouns.clubs import agree

PRONOUN = re.compile(r"[HhSs](?<!\w.)(?:(?<=[Hh])(?:e|is|im|ers?|imself|erself)|(?<=[Ss])he|(?<=H)(?:E|IS|IM|ERS?|IMSELF|ERSELF)|(?<=S)HE)\b")
MALE = frozenset("he his him himself".split())
FORMS = {"he": "subject", "she": "subject", "him": "object", "his": "possessive", "hers": "absolute", "himself": "reflexive", "herself": "reflexive"}
GENDERED = frozenset({*FORMS, "her"})
AUXILIARIES = frozenset(
    "is was are were be been has have had will would can could may might must shall should do does did not n't never also still now then already "
    "only always often once himself herself itself just even probably likely".split()
)
CITIES = frozenset("country city state nation town province region republic village capital district kingdom county municipality".split())
POSSESSIVE_CLOSED = frozenset("own first last most two three".split())
BEFORE_BARE = frozenset(
    "see sees saw seen seeing watch watched watching hear hears heard hearing feel felt let lets letting make makes made making help helped".split()
)
"""Verbs of which an object with a bare infinitive may be the complement."""
MINDS = frozenset("view opinion eyes mind head heart words word name memory memories".split())
"""What one is said to have "in" or "to": "in his view"."""
FRONT = 20
"""Tokens from the beginning of a sentence within which a pronoun may come before what it stands for."""
APPOSED = 5
SHIPS = frozenset("ship boat vessel frigate submarine yacht ferry destroyer carrier tanker schooner trawler cruiser steamer liner warship".split())
"""What English may call she."""
TIME = 28
"""The lexicographer file of nouns of time."""
FRAMES = frozenset("fact reason way thing idea question case point time moment example".split())
"""Nouns that frame a clause ("the fact that he") rather than name a thing."""
PERSONAL = frozenset(
    "death life career leadership childhood youth age birthday marriage wedding retirement resignation speech address interview trial arrest frustration anger "
    "joy mandate term expenses memoirs book novel film song album goal goals performance attitude behalf word words hopes mother tongue funeral homage sentence "
    "salary wage wages pension injury injuries health fate destiny mind body passport visa citizenship nationality bail conviction diploma degree studies "
    "illness faith birth birthplace hometown bedroom apartment flat clothes phone luggage hobby nickname biography autobiography whereabouts estate personality "
    "bike bicycle motorbike moped handbag purse wallet backpack rucksack helmet coat jacket shoes glasses hair knee knees shoulder wrist".split()
)
"""What persons own far more often than groups do."""
MANY, FEW = 60, 15
"""Shares of a noun's use (per cent): mostly a group; sometimes one."""


@dataclass(slots=True)
class Pronoun:
    """A gendered pronoun: where it stands and its grammatical form."""

    start: int
    end: int
    word: str
    sentence: int
    token: int
    form: str

    @property
    def gender(self) -> str:
        """Return "m" or "f"."""
        return "m" if self.word in MALE else "f"


class Scene:
    """The mentions of a document, sentence by sentence, found when asked for."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.people = People(context.text)
        self._tokens: dict[int, Tokens] = {}
        self._mentions: dict[int, list[Mention]] = {}

    def tokens(self, index: int) -> Tokens:
        """Return the tokens of a sentence."""
        if index not in self._tokens:
            span = self.context.sentences[index]
            self._tokens[index] = tokens(self.context.text, span.start, span.end)
        return self._tokens[index]

    def mentions(self, index: int) -> list[Mention]:
        """Return the mentions of a sentence."""
        if index not in self._mentions:
            found = Finder(self.tokens(index), self.people).find()
            self._mentions[index] = [self._known(mention, index) for mention in found]
            appose(self._mentions[index], self.tokens(index))
            own(self._mentions[index], self.tokens(index))
            agree(self._mentions[index], self.tokens(index))
        return self._mentions[index]

    def may_name(self, index: int, head: str) -> bool:
        """Return whether the letters of a head stand in a sentence: quicker than to find its mentions."""
        span = self.context.sentences[index]
        return self.context.lower.find(normal(head), span.start, span.end) >= 0

    @cached_property
    def _names(self) -> frozenset[int]:
        """The offsets that names of the glossary of equivalent names cover."""
        return frozenset(offset for known in self.context.mentions for offset in range(known.start, known.end))

    def _known(self, mention: Mention, index: int) -> Mention:
        """Return the mention, as a group's where the glossary of equivalent names lists it."""
        if mention.proper and self._names and self.tokens(index).starts[mention.last] in self._names:
            mention.kind, mention.trust = Kind.GROUP, 3
        return mention

    def pronouns(self) -> list[Pronoun]:
        """Return the gendered pronouns of the document; "he or she" is none."""
        found = []
        for match in PRONOUN.finditer(self.context.text):
            sentence = self.context.sentence_index(match.start())
            parts = self.tokens(sentence)
            if match.start() in parts.starts:
                token = parts.starts.index(match.start())
                word = match.group().lower()
                found.append(Pronoun(match.start(), match.end(), word, sentence, token, FORMS.get(word) or her_form(parts, token)))
        return found


def her_form(parts: Tokens, token: int) -> str:
    """Return whether "her" is possessive or an object, by what follows."""
    if token + 1 >= len(parts.words):
        return "object"
    low = parts.lower[token + 1]
    if not low[0].isalnum():
        return "possessive" if low in "“\"'‘" else "object"
    if low in CLOSED:
        return "possessive" if low in POSSESSIVE_CLOSED else "object"
    fact = noun(low)
    if parts.lower[token - 1] in BEFORE_BARE and fact.as_noun < 10 and fact.as_verb > 90:
        return "object"  # "have seen her come"
    return "object" if (fact.as_noun < 5 and fact.as_verb < 5 and low.endswith("ly")) or low == "back" else "possessive"


def role(mention: Mention, parts: Tokens) -> str:
    """Return the part a mention plays in its clause: subject, possessor, prepositional or object."""
    lower, size = parts.lower, len(parts.lower)
    after = lower[mention.last + 1] if mention.last + 1 < size else ""
    before = lower[mention.first - 1] if mention.first else ""
    if after == "'s" or (after in {"'", "’"} and mention.head.endswith("s")):
        return "possessor"
    if after == "to" and before not in PREPOSITIONS - {"for"} and mention.last + 2 < size and noun(lower[mention.last + 2]).as_verb > 30:
        return "subject"  # "allowed the country to keep its": the agent of the infinitive
    if mention.proper and after[:1].isalpha() and after not in CLOSED and noun(after).as_noun >= MANY and noun(after).as_verb <= 30:
        return "modifier"  # "a Georgia pond"
    if (before in PREPOSITIONS and before not in CLAUSE) or (before == "," == after and mention.proper and mention.kind is Kind.PLACE):
        return "prepositional"
    verbal = after.endswith("ed") or after in AUXILIARIES or after in CLAUSE or noun(after).as_verb > 30
    return "subject" if verbal or mention.first <= 1 or (after == "," and before in CLAUSE | {",", "and", "but"}) else "object"


def appose(mentions: list[Mention], parts: Tokens) -> None:
    """Make groups of the names that an apposition calls one ("Ansar, an armed group")."""
    for name, gloss in pairwise(mentions):
        unsure = name.proper and name.kind in {Kind.NAME, Kind.PERSON} and name.gender in {"", "?"}
        if unsure and gloss.kind is Kind.GROUP and not gloss.proper and parts.lower[name.last + 1 : gloss.first + 1] in ([",", "a"], [",", "an"]):
            name.kind, name.gender, name.trust = Kind.GROUP, "", 3


def own(mentions: list[Mention], parts: Tokens) -> None:
    """Make persons of the names that are surnames and have what only persons have ("Churchill's personality")."""
    for name in mentions:
        owning = name.proper and parts.lower[name.last + 1 : name.last + 2] in (["'s"], ["’s"])
        if owning and not PERSONAL.isdisjoint(parts.lower[name.last + 2 : name.last + 4]) and lexicon.flags(name.head.lower()) & Flag.SURNAME:
            name.kind, name.gender, name.trust = Kind.PERSON, "?", 2


def could_be(mention: Mention, gender: str) -> bool:
    """Return whether a person of the gender could be meant by the mention."""
    return not mention.plural and (mention.kind is Kind.NAME or (mention.kind is Kind.PERSON and mention.gender in {"?", "", gender}))


def sort(mention: Mention) -> str:
    """Return "organisation", "place" or "thing" for what is no person, else ""."""
    if mention.plural or mention.kind in {Kind.PERSON, Kind.NAME} or mention.trust == 1:
        return ""
    if mention.head in SHIPS:
        return ""
    fact = noun(mention.head)
    if mention.kind is Kind.GROUP or (mention.kind is Kind.THING and not mention.proper and fact.group >= FEW and mention.head not in RULES):
        return "organisation"
    if not mention.proper and (fact.file == TIME or mention.head in FRAMES):
        return ""
    if not mention.proper and fact.person >= FEW:
        return ""  # "a pop star"
    if mention.kind is Kind.PLACE and mention.proper and noun(mention.head.lower()).person >= FEW:
        return ""  # "Man stabs his neighbour", never the island
    if mention.kind is Kind.PLACE:
        return "place" if mention.proper or mention.head in CITIES or fact.group >= MANY else "thing"
    return "thing"


class View:
    """What can be seen from a pronoun: the mentions around it, apart."""

    def __init__(self, scene: Scene, pronoun: Pronoun) -> None:
        self.scene, self.pronoun = scene, pronoun
        self.parts = scene.tokens(pronoun.sentence)
        mentions = scene.mentions(pronoun.sentence)
        self.before = [mention for mention in mentions if mention.last < pronoun.token]
        self.after = [mention for mention in mentions if mention.first > pronoun.token]
        self.persons = [m for m in self.before if could_be(m, pronoun.gender) and role(m, self.parts) != "modifier"]
        self.somebody = {"he"} if pronoun.gender == "m" else {"she"}

    def generic(self) -> bool:
        """Return whether the pronoun is one half of "he or she" or of "his/her"."""
        lower, at = self.parts.lower, self.pronoun.token
        return any(word in {"or", "/"} for word in lower[at + 1 : at + 2] + lower[max(0, at - 1) : at]) and any(
            word in FORMS or word == "her" for word in lower[at + 2 : at + 3] + lower[max(0, at - 2) : at]
        )

    def aside(self) -> bool:
        """Return whether somebody's view is given ("according to him", "in her opinion") or the pronoun tags speech."""
        lower, at = self.parts.lower, self.pronoun.token
        if lower[at + 1 : at + 2] == ["("] and self.parts.words[at + 2 : at + 3] and self.parts.words[at + 2][0].isupper():
            return True  # "He (Ruiz) said"
        if self.pronoun.form == "object" and "according" in lower[max(0, at - 2) : at]:
            return True
        if self.pronoun.form == "possessive" and not any(word[0].isalnum() for word in lower[at + 1 : at + 3]):
            return True  # "identical to his"
        return at > 0 and lower[at - 1] in {"in", "to"} and self.pronoun.form == "possessive" and bool(MINDS.intersection(lower[at + 1 : at + 3]))

    def candidate(self) -> tuple[Mention, str] | None:
        """Return the likeliest antecedent that is no person and where it stands, if any."""
        return self.in_sentence() or self.in_previous() or self.thing() or self.later()

    def in_sentence(self) -> tuple[Mention, str] | None:
        """Return an organisation or place named before the pronoun in its sentence."""
        bodies = [mention for mention in self.before if sort(mention) in {"organisation", "place"} and role(mention, self.parts) != "modifier"]
        subjects = [mention for mention in bodies if role(mention, self.parts) == "subject"]
        if subjects:
            chosen = subjects[-1]
            other = any(m.first > chosen.last and role(m, self.parts) == "subject" and not m.plural for m in self.before)
            return chosen, ("subject:inter" if other else "subject:clear") + self.beside(chosen)
        if bodies:
            return bodies[-1], role(bodies[-1], self.parts) + self.beside(bodies[-1])
        return None

    def beside(self, chosen: Mention) -> str:
        """Return a mark for the persons in the sentence: nearer than the candidate, or before it."""
        if any(person.first > chosen.last for person in self.persons):
            return ":nearer"
        if not self.persons:
            return ""
        return ":subject" if any(role(person, self.parts) == "subject" for person in self.persons) else ":before"

    def in_previous(self) -> tuple[Mention, str] | None:
        """Return an organisation or place named in the sentence before, when this sentence has named no rival yet."""
        if self.persons or not self.pronoun.sentence or any(role(m, self.parts) == "subject" and sort(m) for m in self.before):
            return None
        parts = self.scene.tokens(self.pronoun.sentence - 1)
        if parts.words[-1:] == [":"]:
            return None  # what they say of somebody: of themselves they would say "we"
        bodies = [mention for mention in self.scene.mentions(self.pronoun.sentence - 1) if sort(mention) in {"organisation", "place"}]
        subjects = [mention for mention in bodies if role(mention, parts) == "subject"]
        first = "previous" if not self.before else "previous:late"
        if subjects:
            return subjects[0], f"{first}:subject"
        return (bodies[-1], f"{first}:other") if bodies and not self.before else None

    def thing(self) -> tuple[Mention, str] | None:
        """Return a thing named before the pronoun in its sentence, where no person is."""
        things = [mention for mention in self.before if sort(mention) == "thing"]
        if self.persons or not things:
            return None
        subjects = [mention for mention in things if role(mention, self.parts) == "subject"]
        return (subjects[-1], "thing:subject") if subjects else None

    def later(self) -> tuple[Mention, str] | None:
        """Return the subject that follows a pronoun at the beginning of its sentence ("In its statement, the group")."""
        if self.persons or self.pronoun.token > FRONT or self.pronoun.form != "possessive":
            return None
        for number, mention in enumerate(self.after):
            if could_be(mention, self.pronoun.gender) and not self.names_what_precedes(number):
                return None
            opens = self.parts.lower[mention.first - 1] in ",-–—" and role(mention, self.parts) == "subject"
            if opens and sort(mention) in {"organisation", "place"}:
                return None if self.somebody.intersection(self.parts.lower[self.pronoun.token + 1 : mention.first]) else (mention, "later")
        return None

    def names_what_precedes(self, number: int) -> bool:
        """Return whether a name after the pronoun only names the noun before it ("his news agency" Amaq)."""
        mention, before = self.after[number], self.after[number - 1] if number else None
        if before is None:
            return mention.kind is Kind.NAME and self.pronoun.form == "possessive" and mention.first - self.pronoun.token <= APPOSED
        named = before is not None and before.kind in {Kind.GROUP, Kind.THING} and not before.proper
        return mention.kind is Kind.NAME and named and mention.first - before.last <= 2
