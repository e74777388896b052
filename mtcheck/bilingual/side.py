"""One side of a pair, asked for counterparts of the other side's names: by spelling, sound, place names and the word list."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cached_property

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
from mtcheck.bilingual.bitext import plain, skeleton, stem
from mtcheck.bilingual.places import also
from mtcheck.bilingual.proper import SHORTEST, TOKEN, same_everywhere
from mtcheck.languages.language import Language
from mtcheck.languages.lists import LATIN_TO, PLACE_KEY, PROCLITICS

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
SHORT_FORM = 5
"""Letters under which a form may be an acronym, with full stops or without."""
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
        return frozenset(plain(part) for word in words for part in (word, *(PARTS.split(word) if not word.isalpha() else ()))) - {""}

    @cached_property
    def level(self) -> str:
        """The text in lower case without accents and hyphens."""
        return (plain(self.lower) if self.latin else self.lower).replace("-", " ")

    @cached_property
    def named(self) -> frozenset[str]:
        """Those of them that may be names by their look: with a capital, or in a script that has none."""
        words = [word for word in TOKEN.findall(self.text) if not word[0].islower() or not word.isalpha()]
        parts = (part for word in words for part in {word, *PARTS.split(word)} if part and not part[0].islower())
        return frozenset(plain(part.lower()) for part in parts) - {""}

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
        for word in (part for one in TOKEN.findall(self.text) for part in {one, *PARTS.split(one)} if part):
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
        letters = re.findall(rf"\b{re.escape(initials)}[A-Z]{{0,2}}\b", self.text.replace(".", "")) if len(initials) > 1 else []
        if any(one == initials or same_everywhere(one) for one in letters):  # "NSW", "NYPD"
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
