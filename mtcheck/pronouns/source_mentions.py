"""What a sentence of the source names: nouns behind their determiners, names; with gender, and whether it may be a person.

A light chunker without a tagger. It errs towards persons, since its readers ask whether a person could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mtcheck.bilingual.source_words import Named, common, proper
from mtcheck.english.names import given_gender
from mtcheck.english.nouns import Kind
from mtcheck.languages.entries import Reference
from mtcheck.languages.language import Language

CLITIC = r"(?:t-)?(?:ils?|elles?|on|ce|je|tu|nous|vous|le|la|les|lui|leur|moi|y|en)\b"
TOKEN = re.compile(rf"-{CLITIC}|[^\W\d_]+(?:-(?!{CLITIC})[^\W\d_]+)*['’]?|\d[\d.,]*|[^\w\s]")
REACH = 4
"""Words behind a determiner within which its noun stands."""
LINKS = frozenset("de du des d' del della di da do dos das von van der den bin al el la le".split())
COPULAS = frozenset("est sont était a ont avait sera es son era ha è sono ist sind war hat".split())
OTHERS = frozenset("je tu on nous vous ils elles yo tú nosotros ellos ellas io noi voi loro eu nós vocês ich du wir".split())
"""Pronouns of other persons and numbers, which end a phrase."""
SOME = frozenset("un une uno una um uma".split())
"""Articles before a name that say nothing of what it names."""
CASES = {
    "das": "n", "die": "f", "eine": "f", "keine": "f", "diese": "f", "jede": "f", "einer": "f", "dieser": "mf", "der": "mf", "den": "m", "einen": "m", "keinen": "m",
    "dem": "mn", "des": "mn", "einem": "mn", "eines": "mn", "ein": "mn", "kein": "mn", "im": "mn", "am": "mn", "vom": "mn", "zum": "mn", "beim": "mn", "zur": "f",
}  # fmt: skip
"""The genders that German determiners can show in the singular."""
OBLIQUE = frozenset("dem des einem eines einer keinem keines keiner diesem".split())
"""German determiners that show another case than a subject's or object's."""
PRENOMINAL = frozenset(
    "nouveau nouvel nouvelle ancien ancienne grand grande petit petite jeune premier première seul seule gros grosse bon bonne mauvais mauvaise haut haute vieux "
    "vieille beau belle dernier dernière second seconde autre même propre prochain prochaine double vice nuevo nueva gran primer primera último última joven "
    "nuovo nuova prima primo ultimo ultima novo nova primeiro primeira jovem".split()
)
"""Adjectives that stand before their noun, many of which can be nouns themselves."""
JOINING = frozenset("et ou y o e und oder".split())
"""Conjunctions that join noun phrases more often than clauses where one follows."""
INFINITIVE_MARKS = frozenset("à de d' a di zu".split())
INFINITIVE = re.compile(r"(?:er|ir|re|ar|are|ere|ire|en)$")
OF = frozenset("de d' di".split())
"""Prepositions that open a phrase without article; what they name is seldom referred to, but for names."""
TITLES = frozenset("m mm mme mmes mlle dr me sr sra dña don doña sig signor signora dott herr herrn frau sr. dom dona".split())
SHE_TITLES = frozenset("mme mmes mlle sra dña doña signora frau dona".split())


@dataclass(slots=True)
class SourceMention:
    """What a stretch of the source names; ``first`` and ``last`` are token indexes, ``gender`` the letters that are possible ("" for unknown).

    ``governed`` by a preposition; ``subject`` where it is likely its clause's; ``proper`` for a name; ``kind`` NAME for one that may be a person's.
    """

    first: int
    last: int
    text: str
    kind: Kind
    gender: str
    plural: bool = False
    governed: bool = False
    proper: bool = False
    subject: bool = False

    def agrees(self, gender: str) -> bool:
        """Return whether it can have one of the genders of a pronoun."""
        return not self.gender or bool(set(self.gender) & set(gender))


class Words(NamedTuple):
    """The tokens of a stretch of the source: as written, in lower case, and where each starts."""

    words: list[str]
    lower: list[str]
    starts: list[int]


def words(text: str, start: int, end: int) -> Words:
    """Return the tokens of ``text[start:end]``; elided words keep a plain apostrophe, pronouns behind a hyphen stand alone."""
    found = [(match.group().replace("’", "'"), match.start()) for match in TOKEN.finditer(text, start, end)]
    found = [(word.rpartition("-")[2] if word[0] == "-" and len(word) > 1 else word, at) for word, at in found]
    return Words([word for word, _ in found], [word.lower() for word, _ in found], [at for _, at in found])


def clauses(lower: Sequence[str], facts: Reference) -> list[int]:
    """Return for each token, in lower case, the index of the word or mark that opens its clause; -1 in the first."""
    found, clause = [], -1
    for at, low in enumerate(lower):
        joins = low in JOINING and at + 1 < len(lower) and lower[at + 1] in facts.determiners | facts.prepositions
        if (low in facts.clause and not joins) or low in {";", ":"}:
            clause = at
        found.append(clause)
    return found


class Chunker:
    """Finds the mentions of one sentence of the source."""

    def __init__(self, sentence: Words, language: Language, facts: Reference) -> None:
        self.words, self.lower, self.language = sentence.words, sentence.lower, language
        self.facts = facts
        self.determiners, self.prepositions, self.plurals, self.clause = facts.determiners, facts.prepositions, facts.plural, facts.clause
        self.pronouns = frozenset(facts.subject)
        self.found: list[SourceMention] = []
        self.found_gender = ""

    def find(self) -> list[SourceMention]:
        """Return the mentions in order, the subjects marked."""
        at = 0
        while at < len(self.words):
            at = self.phrase(at) if self.lower[at] in self.determiners else self.bare(at)
        self.appose()
        self.mark_subjects()
        return self.found

    def appose(self) -> None:
        """Make groups of the names that an apposition calls one ("Ansar, un groupe armé")."""
        for name, gloss in pairwise(self.found):
            between = self.lower[name.last + 1 : gloss.first]
            if name.kind is Kind.NAME and between == [","] and gloss.kind is Kind.GROUP and not gloss.proper and not gloss.governed:
                name.kind = Kind.GROUP

    def phrase(self, first: int) -> int:
        """Record the noun phrase that a determiner opens; return the index from which to go on."""
        for at in range(first + 1, min(first + 1 + REACH, len(self.words))):
            word, low = self.words[at], self.lower[at]
            if low in self.determiners or low in self.prepositions or low in self.clause or low in self.pronouns or not word[0].isalpha():
                return at
            if low.endswith("'") or low in COPULAS or low in OTHERS:
                return at
            if self.is_name(at) and not self.title_before(at):
                return self.name(first if at == first + 1 else at, at)
            named = None if self.lower[first] in OF else common(low, self.language)
            if named is not None and not self.adjective_before(at):
                return self.record(first, at, named)
            entry = self.language.words.get(low)
            if entry and entry.gender and low not in PRENOMINAL:
                return at + 1  # a noun of time, or one that only frames another
        return first + 1

    def adjective_before(self, at: int) -> bool:
        """Return whether a word that can be a noun stands as adjective before another ("premier ministre", "la nouvelle loi")."""
        if at + 1 >= len(self.words) or self.lower[at] not in PRENOMINAL or self.lower[at + 1] in self.determiners:
            return False
        return common(self.lower[at + 1], self.language) is not None

    def title_before(self, at: int) -> bool:
        """Return whether a capitalised word only describes the noun for a person behind it ("Premier ministre")."""
        following = self.lower[at + 1 : at + 2]
        named = common(following[0], self.language) if following and self.words[at + 1].islower() else None
        return named is not None and named.kind is Kind.PERSON and self.language.code != "de"

    def record(self, first: int, last: int, named: Named) -> int:
        """Record a common noun; a name right behind it belongs to it."""
        gender = self.gender(first, named.gender)
        self.found_gender = gender
        plural = self.lower[first] in self.plurals
        end = last + 1
        if end < len(self.words) and self.is_name(end) and self.language.common_nouns_small:
            end, plural = self.run(end), plural and named.kind is not Kind.PERSON
        text = " ".join(self.words[first:end]).replace("' ", "'")
        self.found.append(SourceMention(first, end - 1, text, named.kind, gender, plural, self.is_governed(first)))
        return end

    def gender(self, first: int, listed: str) -> str:
        """Return the gender that the determiner shows, else the listed one; German determiners say less than the list."""
        shown = self.language.gendered.get(self.lower[first], "")
        if self.language.code == "de":
            able = CASES.get(self.lower[first], "mfn")
            return "".join(one for one in listed if one in able) or ("" if able == "mfn" else able)
        return shown if shown and (not listed or shown in listed or len(listed) > 1) else listed or shown

    def is_governed(self, first: int) -> bool:
        """Return whether a preposition stands before or in the first word of a phrase."""
        if self.lower[first] in OBLIQUE or (self.lower[first] == "der" and self.found_gender == "f"):
            return True
        return self.lower[first] in self.prepositions or (first > 0 and self.lower[first - 1] in self.prepositions)

    def is_name(self, at: int) -> bool:
        """Return whether a capitalised word is a name, rather than a noun (German) or the beginning of a sentence."""
        word, low = self.words[at], self.lower[at]
        if not word[0].isupper() or low in self.determiners or low in self.prepositions or low in self.clause or low in self.pronouns:
            return False
        if self.language.code == "de":
            return common(low, self.language) is None and low not in self.language.words and low not in self.language.function_words
        tail = word.rpartition("-")[2]
        if tail != word and tail.islower():
            return False  # a noun with a name before it ("BBC-journaliste")
        if at and self.words[at - 1] not in "“\"'‘:—–-•.…«»(!?;":
            return True
        return low not in self.language.words and low not in self.language.function_words and common(low, self.language) is None and len(word) > 2

    def run(self, at: int) -> int:
        """Return the index after the name that starts at a token."""
        end = at + 1
        while end < len(self.words):
            if self.words[end][0].isupper() and self.lower[end] not in self.determiners:
                end += 1
            elif self.lower[end] in LINKS and end + 1 < len(self.words) and self.words[end + 1][0].isupper():
                end += 2
            else:
                break
        return end

    def name(self, first: int, at: int) -> int:
        """Record a name, from its determiner if it has one."""
        if titled := self.titled(at):
            return titled
        end = self.run(at)
        article = first < at and self.lower[first] not in OF | SOME and self.language.code != "de"
        text = " ".join(self.words[at:end]).replace("' ", "'")
        kind = proper(text, self.language, article=article)
        gender = self.gender(first, "") if first < at else given_gender(self.lower[at]).replace("?", "mf")
        plural = self.lower[first] in self.plurals
        self.found.append(SourceMention(first, end - 1, text, kind, gender, plural, self.is_governed(first), proper=True))
        return end

    def titled(self, at: int) -> int:
        """Record a person's name behind a title ("M. Dupont"); return the index after it, 0 where there is none."""
        if self.lower[at] not in TITLES or not self.words[at][0].isupper() or at + 2 >= len(self.words):
            return 0
        first = at + 2 if self.words[at + 1] == "." else at + 1
        if not self.words[first][0].isupper():
            return 0
        end = self.run(first)
        gender = "f" if self.lower[at] in SHE_TITLES else "m"
        self.found.append(SourceMention(at, end - 1, " ".join(self.words[at:end]), Kind.PERSON, gender, False, self.is_governed(at), proper=True))
        return end

    def bare(self, at: int) -> int:
        """Record a name without determiner, or a noun for a person."""
        word, low = self.words[at], self.lower[at]
        if titled := self.titled(at):
            return titled
        if word[0].isalpha() and self.is_name(at):
            return self.name(at, at)
        if word[0].isalpha() and (word.islower() or self.language.code == "de") and self.opens(at):
            named = common(low, self.language) if low in self.language.words else None
            if named is not None and (named.kind is Kind.PERSON or self.language.code == "de"):
                self.found.append(SourceMention(at, at, word, named.kind, named.gender, False, self.is_governed(at)))
        return at + 1

    def opens(self, at: int) -> bool:
        """Return whether a word without determiner can head a phrase: nothing that it could describe stands before it."""
        before = self.lower[at - 1] if at else ""
        return not before or not before[0].isalpha() or before in self.prepositions or before in {"comme", "como", "come", "als", "que"}

    def acts(self, mention: SourceMention) -> bool:
        """Return whether an infinitive behind a mention tells what it does ("permet au groupe de garder son")."""
        following = self.lower[mention.last + 1 : mention.last + 5] if self.language.code != "de" else []
        for at, low in enumerate(following[:-1]):
            if low in INFINITIVE_MARKS:
                return INFINITIVE.search(following[at + 1]) is not None and len(following[at + 1]) > 3
            if not low[0].isalpha() or low in self.clause or low in self.determiners:
                return False
        return False

    def mark_subjects(self) -> None:
        """Mark the first mention of each clause that no preposition governs."""
        taken: set[int] = set()
        numbers = clauses(self.lower, self.facts)
        for mention in self.found:
            number = numbers[mention.first]
            presented = mention.first > 0 and self.lower[mention.first - 1] in COPULAS
            if not mention.governed and not presented and number not in taken:
                taken.add(number)
                mention.subject = True
            elif self.acts(mention):
                mention.subject = True


@lru_cache(maxsize=256)
def mentions(text: str, start: int, end: int, language: Language) -> tuple[Words, tuple[SourceMention, ...]]:
    """Return the tokens and the mentions of ``text[start:end]``."""
    sentence = words(text, start, end)
    return sentence, tuple(Chunker(sentence, language, language.reference).find()) if language.reference else ()
