"""Which words of a text are names: English ones, and those of a source language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from mtcheck.bilingual import nouns, shapes
from mtcheck.bilingual.bitext import plain
from mtcheck.bilingual.shapes import CALENDAR, CAPITALISED
from mtcheck.english import foreign, lexicon
from mtcheck.english.lexicon import Flag
from mtcheck.languages.language import MARKS, Language

TOKEN = re.compile(rf"(?:[^\W\d_]|{MARKS})+(?:['’-](?:[^\W\d_]|{MARKS})+)*")
BETWEEN = re.compile(r"[ \u00a0]|(?: (?:of|de|la|von|van|del|bin|al|el|the|da|di|do|du|der|den)) |\. ")
OPENING = ("„", "«", "“", '"', "'", "‘", "‹")
"""Marks behind which a title or a term begins, which is translated."""
CAPITALS = re.compile(
    rf"(?<!\w)(?!(?:[LDJSNMC]|Qu|Un|[A-Z][a-z]*ll)['’])[{''.join(filter(str.isupper, map(chr, range(0x590))))}](?:[^\W\d_\u3040-\u9fff]|{MARKS})*(?:['’-](?:[^\W\d_]|{MARKS})+)*"
)
"""Words that begin with a capital letter (Latin, Greek, Cyrillic, Armenian), without an elided article before them."""
POSSESSIVE = re.compile(r"['’]s?$")
CONTRACTION = re.compile(r"(?:['’]|&#0?39;|&apos;|&rsquo;)t\b")
"""What shows that the word before it is a verb ("Shouldn't"), the apostrophe perhaps written as in HTML."""
CONTRACTED = re.compile(r"(?:n['’]t|['’](?:m|re|ve|ll|d))$", re.IGNORECASE)
"""How a verb ends that is written together with its pronoun or its denial ("I'm", "Aren't")."""
VOWEL = re.compile("[aeiouy]")
CUT_SHORT = re.compile(r"\.(?:[,;:)\]]|['’]s| (?:[a-z\d]|[A-Z][a-z]))")
"""What follows an abbreviation, but for one that closes a sentence."""
ACRONYMS = re.compile(r"[A-Z]{2,}s")
TITLE = 5
"""Letters under which a word with a full stop is an abbreviation ("Dott.")."""
SENTENCE_START = re.compile(r"(?:^|[.!?…:;]\s|\n|,\s(?=[\"“«„‘']))[\s\"“”«»„'’(\[¿¡—–-]*$")
SHORTEST = 3
SENTENCES = 4096
"""Sentences whose names are kept, since several checks ask for them."""
REMEMBERED = 50_000
"""Words whose look is judged once."""
LONGEST_ACRONYM = 7
LEARNED = re.compile(r"(?:ly|ates?|ics?|ical|ous|ism|ists?|osis|itis|tions?|ity|ities|ive|able|saurs?|saurus)$")
"""How English words end that no dictionary has."""
COMMON_ELSEWHERE = 4.0
"""Zipf frequency from which on a word of another language is no name."""
DIRECTION = re.compile(r"(?:ent|ion|tr)al$")
"""How adjectives end that names of places hold ("Oriental", "Central")."""
COMMON = 3.0
"""Zipf frequency from which a dictionary word is an ordinary one, even with a capital."""


class Part(NamedTuple):
    """A word of a name at ``text[start:end]``, without the 's; ``strong`` when it can only be part of a name."""

    start: int
    end: int
    text: str
    strong: bool


class Name(NamedTuple):
    """A run of capitalised words, the parts of a name with its titles."""

    parts: tuple[Part, ...]

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.parts[-1].end

    @property
    def strong(self) -> tuple[Part, ...]:
        """The parts that can only be a name."""
        return tuple(part for part in self.parts if part.strong)


NAME_FLAGS = Flag.FEMALE | Flag.MALE | Flag.SURNAME | Flag.PROPER
SEEN = 1.2
"""Zipf frequency from which on a capitalised word that is in no list is none that a translation made up."""
RARE = 2.5
"""Zipf frequency under which a capitalised word is some name."""


@lru_cache(maxsize=SENTENCES)
def english_names(text: str) -> tuple[Name, ...]:
    """Return the names of an English text."""
    return tuple(_english_name(text, run) for run in _runs(text))


def _english_name(text: str, run: Sequence[re.Match[str]]) -> Name:
    first = _begins_sentence(text, run[0].start())
    parts = [
        _part(match, _only_a_name, doubt=_abbreviated(text, match) or (first and at == 0 and _in_dictionary(match))) for at, match in enumerate(run)
    ]
    for at, (one, other) in enumerate(pairwise(parts)):
        if _full_name(one.text.lower(), other.text.lower()) and text[one.end : other.start] == " ":  # "Sean Bailey"
            parts[at : at + 2] = [one._replace(strong=True), other._replace(strong=True)]
    return Name(tuple(parts))


def _full_name(given: str, surname: str) -> bool:
    """Return whether two words are a given name and a surname, not two words that both mean something else ("Summer Games")."""
    both = ordinary(given) or given in CAPITALISED, ordinary(surname) or surname in CAPITALISED
    return _given(given) and bool(lexicon.flags(surname) & Flag.SURNAME) and not all(both)


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    """Return whether a word is cut short: without a vowel ("Mme"), or before a full stop inside a sentence ("Fla.,", "Gov. Smith")."""
    word = _bare(match.group())
    if word.isupper() or len(word) >= TITLE:
        return False
    return not VOWEL.search(plain(word.lower())) or (not known(word) and bool(CUT_SHORT.match(text, match.end())))


def source_names(text: str, language: Language) -> Iterator[Name]:
    """Yield the names of a source text; only languages that write names with a capital have any to be told."""
    for run in _runs(text):
        opens = _begins_sentence(text, run[0].start())
        alone = len(run) == 1  # and so perhaps a common noun that is some surname elsewhere
        noun = alone and (opens or nouns.behind_adjective(text, run[0], language) or nouns.behind_article(text, run[0], language))
        made = alone and opens and shapes.of_something(text, run[0].end())
        sure = [
            match
            for match in run
            if not made
            and not nouns.ends_compound(text, match, language)
            and _known_name(match.group(), alone=alone or _noun(run, match, language), noun=noun, language=language)
        ]
        unsure = not sure and (opens or not language.common_nouns_small)
        doubted = {run[0]} if opens and run[0] not in sure else set()
        doubted |= set() if language.common_nouns_small else {one for one in run if one not in sure and not _behind_given(run, one, language)}
        start, end = run[0].start(), run[-1].end()
        title = text[end : end + 1] == "." and end - run[-1].start() < TITLE and len(run) == 1
        if not title and not text[:start].rstrip().endswith(OPENING):
            yield Name(tuple(_part(match, partial(_foreign_name, language=language), doubt=unsure or match in doubted) for match in run))


def _known_name(word: str, *, alone: bool, noun: bool, language: Language) -> bool:
    """Return whether a word is known as a name; one ``alone`` must be known as a place or the like and, where it may be a ``noun``, be no listed word."""
    flags = lexicon.flags(plain(word.lower()))
    if not flags & (Flag.PROPER if alone else NAME_FLAGS):
        return False
    if alone and noun and not language.common_nouns_small:
        return False
    listed = bool(flags & Flag.DICTIONARY) or (language.word(word.lower()) is not None if noun else word.lower() in language.words)
    return not (alone and listed and (noun or not language.common_nouns_small))


def _noun(run: Sequence[re.Match[str]], match: re.Match[str], language: Language) -> bool:
    """Return whether a word behind a common noun may be one as well, where those have a capital: an English word too, and the one before it is none."""
    at = run.index(match)
    if not at or language.common_nouns_small or not ordinary(match.group().lower()):
        return False
    before = run[at - 1].group().lower()
    return not lexicon.in_dictionary(before) and not known(before)


def _behind_given(run: Sequence[re.Match[str]], match: re.Match[str], language: Language) -> bool:
    """Return whether a given name stands before a word of a run; not a little word that opens a sentence ("Von Lampenfieber")."""
    at = run.index(match)
    if not at or nouns.ends_compound(run[at].string, run[at - 1], language):
        return False
    return _given(run[at - 1].group()) and run[at - 1].group().lower() not in language.function_words


def _given(word: str) -> bool:
    return bool(lexicon.flags(word.lower()) & (Flag.FEMALE | Flag.MALE))


def _part(match: re.Match[str], judge: Callable[[str], bool], *, doubt: bool) -> Part:
    word = _bare(match.group())
    return Part(*match.span(), word, not doubt and judge(word))


def _in_dictionary(match: re.Match[str]) -> bool:
    """Return whether a word is a common one, or formed of one with a prefix and no name ("Resupplied")."""
    low = _bare(match.group()).lower()
    return lexicon.in_dictionary(low) or (lexicon.in_dictionary(shapes.base(low)) and not known(low))


def _begins_sentence(text: str, at: int) -> bool:
    return bool(SENTENCE_START.search(text[max(0, at - 8) : at]))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield runs of capitalised words with what may join them."""
    run: list[re.Match[str]] = []
    for match in CAPITALS.finditer(text):
        if CONTRACTION.match(text, match.end()):
            continue
        if run and not BETWEEN.fullmatch(text[run[-1].end() : match.start()]):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _bare(word: str) -> str:
    return POSSESSIVE.sub("", word) if "'" in word or "’" in word else word


@lru_cache(maxsize=REMEMBERED)
def _only_a_name(word: str) -> bool:
    low = word.lower()
    if (
        len(word) < SHORTEST
        or word[1] in "'’"
        or CONTRACTED.search(word)
        or (word.isupper() and len(word) < 4)
        or ACRONYMS.fullmatch(word)
        or CALENDAR.fullmatch(low)
        or low in CAPITALISED
        or shapes.people(low) in CAPITALISED
        or ordinary(shapes.people(low))
    ):
        return False
    parts = re.split(r"['’-]", word)
    return not all(
        len(part) < SHORTEST or (at > 0 and part[0].islower()) or ordinary(part.lower()) for at, part in enumerate(parts)
    ) and not _prefixed(low)


def _prefixed(low: str) -> bool:
    """Return whether a word is an ordinary one behind a prefix ("pre-modern")."""
    head, _, tail = low.partition("-")
    return len(head) <= 4 and bool(tail) and (ordinary(tail) or tail in CAPITALISED)


def ordinary(low: str) -> bool:
    """Return whether a word is an English one that is no mere name, or an adjective of a country."""
    flags = lexicon.flags(low)
    if flags & Flag.DICTIONARY and not (flags & Flag.PROPER and lexicon.zipf(low) < COMMON):
        return True
    return low.endswith(("ese", "ish", "ian", "ians", "ean", "eans", "lander", "landers", "ism", "ist", "ists", "can", "cans")) and lexicon.known(low)


@lru_cache(maxsize=REMEMBERED)
def _foreign_name(word: str, language: Language) -> bool:
    low = word.lower()
    if len(word) <= SHORTEST or "'" in word or "’" in word or shapes.numeral(word):
        return False
    if language.code in foreign.LANGUAGES:
        entry = foreign.entry(low)
        if (entry and language.code in foreign.names(entry[0])) or low in language.function_words:
            return False
    if (elsewhere := foreign.entry(low)) and elsewhere[2] and elsewhere[1] >= COMMON_ELSEWHERE and not lexicon.flags(low) & NAME_FLAGS:
        return False  # a common word of another language ("les Länder")
    english = lexicon.in_dictionary(low) and not word.isupper() and (not lexicon.flags(low) & NAME_FLAGS or bool(DIRECTION.search(low)))
    return language.word(low) is None and not english and not low.endswith(("isch", "ische", "ischen", "ischer"))


def sure(name: Name, text: str, *, spelled: bool) -> bool:
    """Return whether an English name has a word that is known as a name or, where the source spells names by their sound, one that is no other word.

    One word that opens a sentence has its capital for that, and must not look like a learned word.
    """
    low = [part.text.lower() for part in name.strong]
    inside = len(name.parts) > 1 or not _begins_sentence(text, name.start)
    return any(
        lexicon.flags(word) & NAME_FLAGS or (spelled and not lexicon.in_dictionary(word) and (inside or not LEARNED.search(word))) for word in low
    )


def established(word: str) -> bool:
    """Return whether English uses a word itself: a name of a place or the like, or any other word that is not rare, but no given name."""
    low = plain(word.lower())
    flags = lexicon.flags(low)
    return bool(flags & Flag.PROPER) or (lexicon.zipf(low) >= SEEN and not _given(low))


def known(word: str) -> bool:
    """Return whether a word is known as a name."""
    return bool(lexicon.flags(plain(word.lower())) & NAME_FLAGS)


def shortened(text: str) -> bool:
    """Return whether a name is an acronym."""
    bare = text.replace(".", "")
    if bare[1:].isupper() or (len(bare) > SHORTEST and bare[:-1].isupper()):  # "mRNA", "ARNm"
        bare = bare.upper()
    return bare.isupper() and bare.isalpha() and len(bare) <= LONGEST_ACRONYM


def same_everywhere(acronym: str) -> bool:
    """Return whether an acronym is one that English uses as well ("FBI"), rather than one that it forms of its own words ("TDAH", ADHD)."""
    return lexicon.zipf(acronym.replace(".", "").lower()) >= COMMON
