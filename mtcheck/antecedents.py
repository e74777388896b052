"""Whom or what does a gendered pronoun stand for? A light resolution over the sentence and those before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtcheck.context import Context
from mtcheck.mentions import CLAUSE, CLOSED, PREPOSITIONS, Finder, Mention, People, Tokens, tokens
from mtcheck.nouns import NOTHING, Kind, noun

PRONOUN = re.compile(r"\b(?:[Hh](?:e|is|im|ers?|imself|erself)|[Ss]he|H(?:E|IS|IM|ERS?|IMSELF|ERSELF)|SHE)\b")
MALE = frozenset("he his him himself".split())
FORMS = {"he": "subject", "she": "subject", "him": "object", "his": "possessive", "hers": "absolute", "himself": "reflexive", "herself": "reflexive"}
AUXILIARIES = frozenset(
    "is was are were be been has have had will would can could may might must shall should do does did not n't never also still now then already "
    "only always often once himself herself itself just even probably likely".split()
)
REACH = 5
"""How many sentences back a person is looked for."""


@dataclass(slots=True)
class Pronoun:
    """A gendered pronoun: its sentence, token and form."""

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


@dataclass(slots=True)
class Candidate:
    """A mention and where it stands as seen from the pronoun: sentences back (0 the same, -1 after it) and its role."""

    mention: Mention
    back: int
    role: str
    between: int = 0


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
            self._mentions[index] = Finder(self.tokens(index), self.people).find()
        return self._mentions[index]

    def pronouns(self) -> list[Pronoun]:
        """Return the gendered pronouns of the document."""
        found = []
        for match in PRONOUN.finditer(self.context.text):
            sentence = self.context.sentence_index(match.start())
            parts = self.tokens(sentence)
            if match.start() in parts.starts:
                token = parts.starts.index(match.start())
                word = match.group().lower()
                form = FORMS.get(word) or her_form(parts, token)
                found.append(Pronoun(match.start(), match.end(), word, sentence, token, form))
        return found


def her_form(parts: Tokens, token: int) -> str:
    """Return whether "her" is possessive or an object."""
    if token + 1 >= len(parts.words) or not parts.words[token + 1][0].isalnum():
        return "possessive" if parts.words[token + 1 : token + 2] and parts.words[token + 1] in "“\"'‘" else "object"
    low = parts.lower[token + 1]
    if low in CLOSED:
        return "possessive" if low in {"own", "first", "last", "most", "two", "three"} else "object"
    fact = noun(low)
    return "object" if fact.as_noun < 5 and fact.as_verb < 5 and low.endswith("ly") or low == "back" else "possessive"


def role(mention: Mention, parts: Tokens) -> str:
    """Return the part a mention plays in its clause: subject, possessor, prepositional or object."""
    after = parts.lower[mention.last + 1] if mention.last + 1 < len(parts.lower) else ""
    if after == "'s" or after in {"'", "’"} and mention.head.endswith("s"):
        return "possessor"
    before = parts.lower[mention.first - 1] if mention.first else ""
    if after == "to" and before not in PREPOSITIONS - {"for"} and mention.last + 2 < len(parts.lower) and noun(parts.lower[mention.last + 2]).as_verb > 30:
        return "subject"  # "allowed the country to keep its": the agent of the infinitive
    if before in PREPOSITIONS and before not in CLAUSE:
        return "prepositional"
    fact = noun(after)
    verbal = after in AUXILIARIES or fact.as_verb > 30 or after in CLAUSE
    if mention.first <= 1 or verbal or (before in CLAUSE or before in {",", "and", "but"}) and after == ",":
        return "subject" if verbal or mention.first <= 1 or after == "," else "object"
    return "object"
