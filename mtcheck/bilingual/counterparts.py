"""Does a name of one side stand on the other? Spelling, sound, place names and the word list answer for the languages with a pack."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import NamedTuple

from mtcheck.bilingual.alike import (
    DEMONYM,
    SIMILAR_SOUND,
    begins_alike,
    cognate,
    in_order,
    sounds_alike,
    spelled_alike,
    transliterated_alike,
)
from mtcheck.bilingual.bitext import Bitext, Linked, plain, skeleton, stem
from mtcheck.bilingual.places import also, called, known_places
from mtcheck.bilingual.proper import (
    CALENDAR,
    CAPITALISED,
    CAPITALS,
    SENTENCE_START,
    SHORTEST,
    TOKEN,
    Name,
    english_names,
    known,
    ordinary,
    source_names,
)
from mtcheck.languages.language import LATIN_TO, PLACE_KEY, PROCLITICS, Language

WORDS = re.compile(r"\w+")
PARTS = re.compile(r"['’-]")
DJIM, GAIN = "ج", "غ"
"""The letter that stands for a foreign g in some countries, and the one that does in others."""
JOINED, TO_THE, ARTICLE = "وفبكل", "لل", "ال"
"""Particles of one letter that Arabic writes together with a name, "to the" as it is written then, and the article alone."""
CUT_SHORT = re.compile(r"(?<![^\W_])([A-Z][a-z]{1,3})\.")
"""A word that a full stop cuts short."""
CIRCUMFLEX = re.compile("\u0302")
"""What French writes for an s that other languages kept ("Côte", "Costa")."""
TITLES = r"(?:mr|mrs|ms|miss|dr|prof)\.?"
SHORT_FORM = 5
"""Letters under which a form may be an acronym, with full stops or without."""
COMPOUND = 4
"""Letters of the shortest part of a German compound."""
NEARBY = 2
"""Sentences on each side in which a name may stand that is not in its own."""
KANA_LIKE = re.compile(r"(?>(?:[kgszjtdnhfbpmyrw]|sh|ch|ts|[kgnhbpmr]y)?[aiueo]|n|[kstp](?=[kstcp]))+")
"""A Japanese name in Latin letters: how its characters are read cannot be told from them."""


class Side:
    """One side of a pair, asked for counterparts of the other side's names."""

    def __init__(self, text: str, language: Language | None) -> None:
        self.text, self.language, self.lower = text, language, text.lower()

    @cached_property
    def forms(self) -> frozenset[str]:
        """The words of the text and their parts, in plain letters."""
        words = TOKEN.findall(self.lower)
        return frozenset(plain(part) for word in words for part in (word, *(PARTS.split(word) if not word.isalpha() else ())))

    @cached_property
    def level(self) -> str:
        """The text in lower case without accents and hyphens."""
        return (plain(self.lower) if self.latin else self.lower).replace("-", " ")

    @cached_property
    def named(self) -> frozenset[str]:
        """Those of them that may be names by their look: with a capital, or in a script that has none."""
        words = [word for word in TOKEN.findall(self.text) if not word[0].islower() or not word.isalpha()]
        parts = (part for word in words for part in {word, *PARTS.split(word)} if part and not part[0].islower())
        return frozenset(plain(part.lower()) for part in parts)

    @cached_property
    def compact(self) -> str:
        """All letters of the text run together, without accents."""
        return re.sub(r"[^a-z]", "", "".join(plain(match.group().lower()) for match in TOKEN.finditer(self.text)))

    @cached_property
    def sounds(self) -> frozenset[str]:
        """The consonants of each word that may be a name."""
        words = self.named if self.latin else {plain(word) for word in self._words() if len(word) > 2}
        return frozenset(found for form in words if len(found := skeleton(form)[1:]) >= 2)

    @cached_property
    def english(self) -> frozenset[str]:
        """Stems of what the place names and listed words of the text are called in English."""
        if self.language is None:
            return frozenset()
        found: set[str] = set()
        words = self._words() if self.language.spaced else self._beginnings()
        text = self.lower if self.latin or not self.language.spaced else " ".join((self.lower, *sorted(words)))
        for key in {word[:PLACE_KEY] for word in words}:
            for name, place in self.language.places_by_beginning.get(key, ()):
                if (name if len(name) < 6 else name[:-2]) in text or plain(name).replace("-", " ") in self.level:
                    found.update(stem(plain(part.lower())) for part in WORDS.findall(f"{place} {also(place)}"))
        for word in TOKEN.findall(self.text) if self.latin else ():
            found.update(stem(plain(part.lower())) for part in also(word).split())
        for word in words:
            entry = self.language.word(word)
            if entry:
                found.update(stem(part) for one in entry.english for part in one.split())
        return frozenset(found)

    def _inside(self, low: str) -> bool:
        """Return whether some word, or a text without spaces, holds the letters."""
        spaced = self.language is None or self.language.spaced
        return any(low in form for form in self.forms) if spaced else low in self.compact

    def _words(self) -> set[str]:
        """Return the words in lower case, also as they read in Latin letters and, in Arabic, without the particles written together with them."""
        words = {part for word in TOKEN.findall(self.lower) for part in (word, *PARTS.split(word)) if part}
        if not self.latin:
            words |= {word[match.end() :] for word in words if (match := PROCLITICS.match(word))}
            words |= {word[1:] for word in words if word[0] in JOINED and len(word) > SHORTEST}
            words |= {ARTICLE + word[2:] for word in words if word.startswith(TO_THE)}
            words |= {plain(word) for word in words} | {word.replace(DJIM, GAIN) for word in words}
        return words

    def _beginnings(self) -> set[str]:
        """Return the short stretches of a text without spaces that a place name may begin with, or be."""
        return {self.lower[at : at + size] for size in range(2, PLACE_KEY + 1) for at in range(len(self.lower) - size + 1)}

    def has(self, word: str) -> bool:
        """Return whether a name of the other side may stand here."""
        low = plain(word.lower())
        if low in self.forms or (len(low) > SHORTEST and self._inside(low)):
            return True
        transliterated = word[0] >= LATIN_TO
        parts = {low, *PARTS.split(low), plain(CIRCUMFLEX.sub("s", unicodedata.normalize("NFD", word.lower())))}
        return any(self._has(part, transliterated=transliterated) for part in parts if len(part) > 1)

    def writes(self, place: str) -> bool:
        """Return whether a place of the other side stands here as it is written there or, from another script, as it sounds."""
        return self.has(place) if place[0] >= LATIN_TO else plain(place.lower()) in self.forms

    def points(self, first: str) -> bool:
        """Return whether a word begins as the first word of an English name is rendered ("Upper Franconia", "Oberfranken")."""
        beginnings = self.language.renderings.get(first.lower(), ()) if self.language else ()
        return bool(beginnings) and any(word.startswith(beginnings) for word in TOKEN.findall(self.lower))

    def shortens(self, name: str) -> bool:
        """Return whether the text has the name's initials ("NSW", "New South Wales") or the name cut short ("Fla.", "Florida")."""
        initials = "".join(word[0] for word in name.split()).upper()
        if len(initials) > 1 and re.search(rf"\b{re.escape(initials)}\b", self.text.replace(".", "")):
            return True
        return any(match[1][0] == name[0] and in_order(match[1].lower(), name.lower()) for match in CUT_SHORT.finditer(self.text))

    def tells_of(self, place: str) -> bool:
        """Return whether the English says the name of a place, or a word formed of it ("Poland", "Polish")."""
        return self.has(place) or any(form[:SHORTEST] == place[:SHORTEST].lower() for form in self.named)

    def _has(self, low: str, *, transliterated: bool) -> bool:
        if len(low) < SHORT_FORM and re.search(rf"\b{re.escape(low)}\b", self.lower.replace(".", "")):
            return True
        if low in self.forms or (len(low) > SHORTEST and self._inside(low)) or stem(low) in self.english:
            return True
        looks = self.forms if DEMONYM.search(low) else self.named
        if any(begins_alike(low, form) for form in self.forms | self.english) or any(spelled_alike(low, form) for form in looks):
            return True
        if self.latin and (any(cognate(low, form) for form in self.forms) or any(transliterated_alike(low, form) for form in self.named)):
            return True
        sound = skeleton(low)[1:]
        if transliterated and len(sound) == SHORTEST - 1 and sound in self.sounds:
            return True
        if self.language is not None and self.language.code == "ar" and len(sound) < 2:
            return True  # vowels alone, which it leaves out or writes in several ways
        if self.language is not None and not self.language.spaced:
            return len(sound) < SHORTEST or (self.language.code == "ja" and bool(KANA_LIKE.fullmatch(low))) or self._sounds_somewhere(sound)
        return len(sound) >= 2 and any(sounds_alike(sound, other, strict=self.latin) for other in self.sounds)

    def _sounds_somewhere(self, sound: str) -> bool:
        """Return whether some stretch of a text without spaces sounds like the name."""
        heard, wanted = (one.replace("r", "l").replace("f", "p") for one in (skeleton(self.compact, whole=True)[1:], sound))
        stretches = (heard[at : at + len(wanted) + 1] for at in range(max(1, len(heard) - len(wanted) + 2)))
        return any(SequenceMatcher(None, wanted, stretch, autojunk=False).ratio() >= SIMILAR_SOUND for stretch in stretches)

    @cached_property
    def latin(self) -> bool:
        """Whether most letters of the text are Latin, so that spelling says more than sound."""
        return sum(char < "\u0250" for char in self.text) > 0.7 * len(self.text)


class Gone(NamedTuple):
    """A name at ``source[start:end]`` that the target does not have; ``sure`` when no part of it may be there, ``known`` when it is known as a name.

    ``words`` are those by which English may tell of it.
    """

    start: int
    end: int
    sure: bool
    known: bool
    words: tuple[str, ...]


class Compared(NamedTuple):
    """The names of a linked pair that only one side has (offsets within the sentences).

    ``new`` can only be names; ``instead`` are ordinary words with a capital that may stand for one that is gone.
    """

    pair: Linked
    gone: tuple[Gone, ...]
    new: tuple[Name, ...]
    instead: tuple[Name, ...]


@lru_cache(maxsize=2)
def _whole(text: str, language: Language | None) -> Side:
    return Side(text, language)


def elsewhere(bitext: Bitext, word: str) -> bool:
    """Return whether the source says a name in another sentence, so that the translator may have put it for a pronoun."""
    side, low = _whole(bitext.source, bitext.language), plain(word.lower())
    parts = [part for part in PARTS.split(low) if not ordinary(part)] or [low]  # "Munich-based"
    return low in side.forms or all(_said(part, side) for part in parts)


def written(bitext: Bitext, word: str) -> bool:
    """Return whether the source writes a name so somewhere, and another spelling of it is the source's own slip."""
    return plain(word.lower()) in _whole(bitext.source, bitext.language).forms


def _said(low: str, side: Side) -> bool:
    """Return whether a whole text says a name, or one that begins as it does ("Sudètes", "Sudeten")."""
    if low in side.forms or stem(low) in side.english:
        return True
    return side.latin and len(low) > COMPOUND and any(begins_alike(low, form) for form in side.named if form[:1] == low[0])


def named_nearby(bitext: Bitext, pair: Linked, gone: Gone) -> bool:
    """Return whether the English has a name elsewhere: as it is, or in any form in a sentence beside the one that lacks it.

    There a pronoun stands for it, or the sentences are cut otherwise.
    """
    if all(plain(word.lower()) in _whole(bitext.text, None).forms for word in gone.words):
        return True
    at = bitext.linked.index(pair)
    around = bitext.linked[max(0, at - NEARBY) : at + NEARBY + 1]
    near = Side(bitext.text[around[0].target.start : around[-1].target.end], None)
    return any(near.has(word) for word in gone.words)


def has_vacancy(bitext: Bitext, pair: Linked) -> bool:
    """Return whether some word of the source sentence may be a name that the English lacks; always in scripts without capitals.

    Not in Arabic, whose own names of places ("الخليل", Hebron) are ordinary words that no list has as names.
    """
    source, target = pair.source.of(bitext.source), Side(pair.target.of(bitext.text), None)
    language = bitext.language
    if language is None or language.code == "ar":
        return False
    if not CAPITALS.search(bitext.source):
        return True
    return any(_vacant(match, source, target, language) for match in CAPITALS.finditer(source))


def _vacant(match: re.Match[str], source: str, target: Side, language: Language) -> bool:
    """Return whether a word with a capital has no counterpart, and its capital is not that of a sentence or a common noun."""
    word, low = match.group(), match.group().lower()
    if len(word) <= SHORTEST or low in language.function_words or target.has(word) or _translated(word, target.lower, language):
        return False
    first = bool(SENTENCE_START.search(source[max(0, match.start() - 8) : match.start()]))
    if language.common_nouns_small:
        return not first or language.word(low) is None
    return not any(language.word(low[at:]) for at in (0, *range(COMPOUND, len(low) - COMPOUND + 1)))  # "Schlagwörter"


@lru_cache(maxsize=1)
def compared(bitext: Bitext) -> tuple[Compared, ...]:
    """Return what the two sides name differently, sentence by sentence; nothing for a source language without a pack."""
    if bitext.language is None:
        return ()
    found = (_compared(pair, pair.target.of(bitext.text), pair.source.of(bitext.source), bitext.language) for pair in bitext.linked)
    return tuple(one for one in found if one.gone or one.new)


def _compared(pair: Linked, here: str, there: str, language: Language) -> Compared:
    source, target = Side(there, language), Side(here, None)
    gone = _gone(source, target, language)
    names = english_names(here)
    new = tuple(name for name in names if name.strong and _is_new(source, name))
    return Compared(pair, gone, new, tuple(name for name in names if gone and _stands_in(source, name, here)))


def _gone(source: Side, target: Side, language: Language) -> tuple[Gone, ...]:
    """Return the names of the source text that the English text has nothing for."""
    found = []
    places = list(known_places(source.text, language))
    for name in source_names(source.text, language):
        if (
            not name.strong
            or any(start <= name.start and name.end <= end for start, end, _ in places)
            or any(target.has(word) for part in name.parts for word in also(part.text).split())
        ):
            continue
        missing = [part for part in name.parts if not target.has(part.text) and not _translated(part.text, target.lower, language)]
        strong = [part for part in missing if part.strong]
        whole = len(missing) == len(name.parts)
        if strong and (whole or source.latin):
            sure, words = whole or len(strong) > 1, tuple(part.text for part in strong)
            if _shortened(source.text, name, target):
                continue
            found.append(Gone(strong[0].start, strong[-1].end, sure, any(known(part.text) for part in missing), words))
    found += [
        Gone(start, end, sure=True, known=True, words=called(english))
        for start, end, english in places
        if not any(target.tells_of(word) for word in called(english)) and not target.writes(source.text[start:end]) and not target.shortens(english)
    ]
    return tuple(found)


def _shortened(source: str, name: Name, target: Side) -> bool:
    """Return whether the target shortens a name, or the name is what a title is in the source ("Melle Dupont", "Miss Dupont")."""
    if target.shortens(" ".join(part.text for part in name.parts)):
        return True
    behind = TOKEN.match(source, name.end + 1)
    return len(name.parts) == 1 and behind is not None and bool(re.search(rf"(?i)\b{TITLES} {re.escape(behind.group())}\b", target.text))


def _translated(word: str, lower: str, language: Language) -> bool:
    """Return whether the target says the name as English does ("Londres", "London")."""
    return any(part in lower for part in Side(word, language).english if len(part) > 2)


def _stands_in(source: Side, name: Name, here: str) -> bool:
    """Return whether ordinary words with a capital have nothing in the source that they render."""
    return not name.strong and _may_be_name(name, here) and not any(source.has(part.text) for part in name.parts)


def _is_new(source: Side, name: Name) -> bool:
    """Return whether most of what can only be a name is not in the source, nor, where another script leaves doubts, anything of the rest."""
    if any(source.points(part.text) for part in name.parts[:-1]):
        return False
    strong = [part for part in name.strong if source.latin or not part.text.isupper()]  # other scripts write acronyms out
    if len(strong) > 1 or source.latin:
        return 2 * sum(source.has(part.text) for part in strong) < len(strong)
    return bool(strong) and not any(source.has(part.text) for part in name.parts)


def _may_be_name(name: Name, text: str) -> bool:
    """Return whether capitalised words that English knows are likely a name here: not first in the sentence, and of no calendar or people."""
    first = bool(SENTENCE_START.search(text[max(0, name.start - 8) : name.start]))
    low = [part.text.lower() for part in name.parts]
    return not first and not low[0].endswith(("ese", "ish", "ian", "ians", "can", "cans")) and any(_nameable(word) for word in low)


def _nameable(low: str) -> bool:
    return len(low) > 1 and not CALENDAR.fullmatch(low) and low not in CAPITALISED
