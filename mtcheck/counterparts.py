"""Does a name of one side stand on the other? Spelling, sound, place names and the word list answer for the languages with a pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import NamedTuple

from mtcheck import foreign, lexicon
from mtcheck.bitext import plain, skeleton, stem
from mtcheck.language import MARKS, PLACE_KEY, Language
from mtcheck.lexicon import Flag

TOKEN = re.compile(rf"(?:[^\W\d_]|{MARKS})+(?:['’-](?:[^\W\d_]|{MARKS})+)*")
NAME = re.compile(r"[A-ZÀ-ÞŁŚŠŽČĆŞĞ][\w]*(?:['’-][\w]+)*")
BETWEEN = re.compile(r"[ \u00a0]|(?: (?:of|de|la|von|van|del|bin|al|el|the|da|di|do|du|der|den)) |\. ")
OPENING = ("„", "«", "“", '"', "'", "‘", "‹")
"""Marks behind which a title or a term begins, which is translated."""
SHORT_FORM = 5
"""Letters under which a form may be an acronym, with full stops or without."""
TITLE = 5
"""Letters under which a word with a full stop is an abbreviation ("Dott.")."""
PROCLITICS = "وفبلك"
PARTS = re.compile(r"['’-]")
WORDS = re.compile(r"\w+")
SENTENCE_START = re.compile(r"(?:^|[.!?…:;]\s|\n)[\s\"“”«»„'’(\[—–-]*$")
ALIKE = 0.7
"""Share of letters in common from which two spellings may be one name."""
SHORTEST = 3
COMMON = 3.0
"""Zipf frequency from which a dictionary word is an ordinary one, even with a capital."""


ALSO = {
    "Beijing": "Peking",
    "Cape Verde": "Cabo",
    "Czechia": "Czech",
    "Czech Republic": "Czechia",
    "Ivory Coast": "Ivoire",
    "Kyiv": "Kiev",
    "Myanmar": "Burma",
    "Myanmar (Burma)": "Burma",
    "Netherlands": "Holland Dutch",
    "Türkiye": "Turkey Turkish",
    "United Kingdom": "UK Britain British England English",
    "United States": "US USA America American",
    "European Union": "EU",
}
"""Other words by which English tells of a place."""


PLACE_SIZES = range(5, 1, -1)
"""Characters of place names where words are not set apart, the longest first."""
SHORT_ENDINGS = "国國本度南朗"
"""What a place name of two characters ends in, when it is no part of a longer one."""
HAN_FROM = "\u3040"


class Name(NamedTuple):
    """A run of capitalised words at ``text[start:end]``; ``strong`` are those that can only be a name."""

    start: int
    end: int
    words: tuple[str, ...]
    strong: tuple[str, ...]


CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october|november|december", re.I
)
CAPITALISED = frozenset(
    "french swiss dutch greek greeks thai czech czechs swede swedes dane danes turk turks finn finns pole poles scot scots scottish arab arabs arabic iraqi iraqis israeli "
    "israelis pakistani pakistanis saudi saudis afghan afghans kurd kurds kurdish uzbek kazakh tajik yemeni kuwaiti omani qatari emirati bengali nepali "
    "somali mongol filipino hindu hindi jew jews jewish muslim muslims shiite shiites shia shias sunni sunnis islam islamic christian bible quran catholic protestant buddhist "
    "croat croats serb serbs slovak slovene basque basques catalan flemish welsh english englishman frenchman welshman irish congolese western eastern "
    "internet republic christmas easter ramadan jesus christ christianity god celsius fahrenheit".split()
)
"""Adjectives of countries and faiths, and other words that English alone writes with a capital."""
NAME_FLAGS = Flag.FEMALE | Flag.MALE | Flag.SURNAME | Flag.PROPER
SIMILAR_SOUND = 0.75
KANA_LIKE = re.compile(r"(?:(?:[kgszjtdnhfbpmyrw]|sh|ch|ts|[kgnhbpmr]y)?[aiueo]|n|[kstp](?=[kstcp]))+")
"""A Japanese name in Latin letters: how its characters are read cannot be told from them."""
RARE = 2.5
"""Zipf frequency under which a capitalised word is some name."""


def english_names(text: str) -> Iterator[Name]:
    """Yield the names of an English text."""
    for start, end, words in _runs(text):
        first = bool(SENTENCE_START.search(text[max(0, start - 8) : start]))
        strong = tuple(
            word for at, word in enumerate(words) if _only_a_name(word) and not (first and at == 0 and lexicon.in_dictionary(word.lower()))
        )
        yield Name(start, end, words, strong)


def source_names(text: str, language: Language) -> Iterator[Name]:
    """Yield the names of a source text; only languages that write names with a capital have any to be told."""
    for start, end, words in _runs(text):
        first = bool(SENTENCE_START.search(text[max(0, start - 8) : start]))
        sure = [word for word in words if lexicon.flags(plain(word.lower())) & NAME_FLAGS]
        unsure = (first and not sure) or (not language.common_nouns_small and not (sure and (len(words) > 1 or language.words)))
        strong = () if unsure else tuple(word for word in words if _foreign_name(word, language))
        title = text[end : end + 1] == "." and len(words[-1]) < TITLE and len(words) == 1
        if strong and not title and not text[:start].rstrip().endswith(OPENING):
            yield Name(start, end, words, strong)


def _runs(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield runs of capitalised words with what may join them."""
    run: list[re.Match[str]] = []
    for match in TOKEN.finditer(text):
        if not match.group()[0].isupper():
            continue
        if run and not BETWEEN.fullmatch(text[run[-1].end() : match.start()]):
            yield run[0].start(), run[-1].end(), tuple(_bare(one.group()) for one in run)
            run = []
        run.append(match)
    if run:
        yield run[0].start(), run[-1].end(), tuple(_bare(one.group()) for one in run)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _only_a_name(word: str) -> bool:
    low = word.lower()
    if len(word) < SHORTEST or (word.isupper() and len(word) < 4) or CALENDAR.fullmatch(low) or low in CAPITALISED:
        return False
    parts = re.split(r"['’-]", low)
    return not all(len(part) < SHORTEST or _ordinary(part) for part in parts)


def _ordinary(low: str) -> bool:
    """Return whether a word is an English one that is no mere name, or an adjective of a country."""
    flags = lexicon.flags(low)
    if flags & Flag.DICTIONARY and not (flags & Flag.PROPER and lexicon.zipf(low) < COMMON):
        return True
    return low.endswith(("ese", "ish", "ian", "ians", "ean", "eans", "ism", "ist", "ists", "can", "cans")) and lexicon.known(low)


def _foreign_name(word: str, language: Language) -> bool:
    low = word.lower()
    if len(word) <= SHORTEST or "'" in word or "’" in word:
        return False
    if language.code in foreign.LANGUAGES:
        entry = foreign.entry(low)
        if (entry and language.code in foreign.names(entry[0])) or low in language.function_words:
            return False
    return (
        language.word(low) is None
        and not (lexicon.in_dictionary(low) and not word.isupper())
        and not low.endswith(("isch", "ische", "ischen", "ischer"))
    )


def known_places(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, words by which English tells of it) of the countries, territories and cities that a source text names."""
    for start, end in _stretches(text, language):
        english = language.places.get(text[start:end].lower())
        if english and english.lower() not in CAPITALISED and not _ordinary(english.lower()):  # no language or people
            yield start, end, f"{english} {ALSO.get(english, '')}"


def _stretches(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield what may be a place name: words with a capital or in a script that has none; any few characters where words are not set apart."""
    if language.spaced:
        yield from (match.span() for match in TOKEN.finditer(text) if not match.group()[0].islower())
    else:
        for size in PLACE_SIZES:
            for end in range(size, len(text) + 1):
                if text[end - size] > HAN_FROM and (size > min(PLACE_SIZES) or text[end - 1] in SHORT_ENDINGS):
                    yield end - size, end


def sure(name: Name) -> bool:
    """Return whether an English name has a word that is known as a name, or hardly known at all."""
    return any(lexicon.flags(word.lower()) & NAME_FLAGS or lexicon.zipf(word.lower()) < RARE for word in name.strong)


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
        return frozenset(found for form in self.named if len(found := skeleton(form)[1:]) >= 2)

    @cached_property
    def english(self) -> frozenset[str]:
        """Stems of what the place names and listed words of the text are called in English."""
        if self.language is None:
            return frozenset()
        found: set[str] = set()
        words = self._words() if self.language.spaced else self._beginnings()
        for key in {word[:PLACE_KEY] for word in words}:
            for name, called in self.language.places_by_beginning.get(key, ()):
                if name in self.lower or name in words:
                    found.update(stem(plain(part.lower())) for part in WORDS.findall(f"{called} {ALSO.get(called, '')}"))
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
            words |= {word[1:] for word in words if word[0] in PROCLITICS} | {plain(word) for word in words}
        return words

    def _beginnings(self) -> set[str]:
        """Return the short stretches of a text without spaces that a place name may begin with, or be."""
        return {self.lower[at : at + size] for size in range(2, PLACE_KEY + 1) for at in range(len(self.lower) - size + 1)}

    def has(self, word: str) -> bool:
        """Return whether a name of the other side may stand here."""
        low = plain(word.lower())
        if len(low) > SHORTEST and self._inside(low):
            return True
        return any(self._has(part) for part in {low, *PARTS.split(low)} if len(part) > 1)

    def _has(self, low: str) -> bool:
        if len(low) < SHORT_FORM and re.search(rf"\b{re.escape(low)}\b", self.lower.replace(".", "")):
            return True
        if low in self.forms or (len(low) > SHORTEST and self._inside(low)) or stem(low) in self.english:
            return True
        if any(_begins_alike(low, form) for form in self.forms) or any(_alike(low, form) for form in self.named):
            return True
        sound = skeleton(low)[1:]
        if self.language is not None and not self.language.spaced:
            return len(sound) < SHORTEST or (self.language.code == "ja" and bool(KANA_LIKE.fullmatch(low))) or self._sounds_somewhere(sound)
        return len(sound) >= 2 and any(_sounds_alike(sound, other, strict=self.latin) for other in self.sounds)

    def _sounds_somewhere(self, sound: str) -> bool:
        """Return whether some stretch of a text without spaces sounds like the name."""
        heard, wanted = (one.replace("r", "l").replace("f", "p") for one in (skeleton(self.compact, whole=True)[1:], sound))
        stretches = (heard[at : at + len(wanted) + 1] for at in range(max(1, len(heard) - len(wanted) + 2)))
        return any(SequenceMatcher(None, wanted, stretch, autojunk=False).ratio() >= SIMILAR_SOUND for stretch in stretches)

    @cached_property
    def latin(self) -> bool:
        """Whether most letters of the text are Latin, so that spelling says more than sound."""
        return sum(char < "\u0250" for char in self.text) > 0.7 * len(self.text)


def _sounds_alike(one: str, other: str, *, strict: bool) -> bool:
    if min(len(one), len(other)) < SHORTEST:
        return one == other and not strict
    if one == other or strict:
        return one == other
    return one.startswith(other) or other.startswith(one) or SequenceMatcher(None, one, other, autojunk=False).ratio() >= SIMILAR_SOUND


def _begins_alike(one: str, other: str) -> bool:
    """Return whether two words share so much of their beginning that one may be formed of the other ("Norwegian", "Norvegia")."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 5 or (shared == 4 and min(len(one), len(other)) <= 7)


LETTERS = (("ph", "f"), ("ck", "k"), ("ch", "k"), ("c", "k"), ("q", "k"), ("y", "i"), ("w", "v"), ("ou", "u"))
"""What the languages write differently for the same sound."""


def _alike(one: str, other: str) -> bool:
    if len(one) < SHORTEST or len(other) < SHORTEST:
        return False
    if one[:3] == other[:3] and min(len(one), len(other)) <= 5:
        return True
    for letters, sound in LETTERS:
        one, other = one.replace(letters, sound), other.replace(letters, sound)
    return abs(len(one) - len(other)) <= 4 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


REMEMBERED = 8
"""Pairs of sentences kept, since one check asks after the other."""


@lru_cache(maxsize=REMEMBERED)
def _side(text: str, language: Language | None) -> Side:
    return Side(text, language)


@lru_cache(maxsize=REMEMBERED)
def lost(there: str, here: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Return where the source text has names that the English text has nothing for."""
    target = _side(here, None)
    found = [
        (name.start, name.end)
        for name in source_names(there, language)
        if not any(target.has(word) for word in name.words) and not _translated(name.words, target.lower, language)
    ]
    places = known_places(there, language)
    return (*found, *((start, end) for start, end, english in places if not any(target.has(word) for word in english.split())))


def _translated(words: tuple[str, ...], lower: str, language: Language) -> bool:
    """Return whether the target says the name as English does ("Londres", "London")."""
    return any(part in lower for part in Side(" ".join(words), language).english if len(part) > 2)


@lru_cache(maxsize=REMEMBERED)
def new(here: str, there: str, language: Language, *, doubtful: bool) -> tuple[Name, ...]:
    """Return the names of the English text that the source has nothing for; ``doubtful`` ones too, which may be ordinary words with a capital."""
    source = _side(there, language)
    names = (name for name in english_names(here) if name.strong or (doubtful and _may_be_name(name, here)))
    return tuple(name for name in names if not _has_name(source, name))


def _has_name(source: Side, name: Name) -> bool:
    """Return whether a name stands in the source: most of what can only be a name, or any word where nothing can."""
    if len(name.strong) < 2:
        return any(source.has(word) for word in name.words)
    return 2 * sum(source.has(word) for word in name.strong) > len(name.strong)


def _may_be_name(name: Name, text: str) -> bool:
    """Return whether capitalised words that English knows are likely a name here: not first in the sentence, and of no calendar or people."""
    first = bool(SENTENCE_START.search(text[max(0, name.start - 8) : name.start]))
    plain_words = [word for word in name.words if len(word) > 1 and not CALENDAR.fullmatch(word.lower()) and word.lower() not in CAPITALISED]
    return bool(plain_words) and not first and not name.words[0].endswith(("ese", "ish", "ian", "ians", "can", "cans"))
