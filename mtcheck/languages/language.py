"""Facts about the languages that articles are translated from, and English: one folder ``languages/<code>/`` each, read when first asked for.

``facts.toml`` holds what the checks need; beside it ``words.tsv`` may list common words with the gender of nouns and their usual English renderings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from mtcheck.core.lazy import lazy
from mtcheck.languages.entries import Ambiguous, Reference, Word

MARKS = "[\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]"
"""Vowel signs of Arabic and Devanagari: parts of a word that regular expressions do not count as letters."""
FOLDER = Path(__file__).parent
SHORTEST_STEM = 4
LONGEST_ENDING = 3
PLACE_KEY = 4
"""Letters by which a place name is looked up; names are compared without their last two."""
PROCLITICS = lazy("(?:[وف]?[بلك]?(?:ال|لل)|[وفبلك])(?=.{3})")
"""Particles and the article, which Arabic writes together with the word."""


class Language:
    """What a language pack says, read from its table when it is asked for. Patterns ignore case; number words map to their values."""

    def __init__(self, code: str, table: Mapping[str, Any]) -> None:
        self.code, self.table = code, table

    @property
    def name(self) -> str:
        """The English name of the language."""
        return str(self.table["name"])

    @cached_property
    def home(self) -> frozenset[str]:
        """English names of the countries and capitals of its press, which translators add for readers from elsewhere."""
        return self._set("home")

    @property
    def decimal(self) -> str:
        """The decimal mark."""
        return str(self.table["decimal"])

    @cached_property
    def spaced(self) -> bool:
        """Whether words are set apart by spaces."""
        return bool(self.table.get("spaced", True))

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words by which the language is told from others."""
        return self._set("function_words")

    @cached_property
    def negation(self) -> re.Pattern[str]:
        """Whatever negates."""
        return re.compile(self.table["negation"], re.IGNORECASE)

    @cached_property
    def strong_negation(self) -> re.Pattern[str]:
        """What negates whatever stands beside it."""
        return re.compile(self.table["strong_negation"], re.IGNORECASE)

    @cached_property
    def half_negation(self) -> re.Pattern[str]:
        """What looks like a negation and need not be one in English."""
        return re.compile(self.table["half_negation"], re.IGNORECASE)

    @cached_property
    def turning(self) -> re.Pattern[str] | None:
        """Verbs and nouns that deny by what they mean, and turn a denial beside them round; None where the pack lists none."""
        return re.compile(self.table["turning"], re.IGNORECASE) if "turning" in self.table else None

    @cached_property
    def renderings(self) -> dict[str, tuple[str, ...]]:
        """English first words of names ("north", "upper", "new") -> how the words begin that the language has for them."""
        return {word: tuple(beginnings.split()) for word, beginnings in self.table.get("towards", {}).items()}

    @property
    def negates_by_prefix(self) -> bool:
        """Whether verbs take a prefix where others have a word for "not"."""
        return bool(self.table.get("negates_by_prefix", False))

    @cached_property
    def conditional(self) -> re.Pattern[str] | None:
        """Forms of the conditional by which the press reports what others say; None where there are none."""
        return re.compile(self.table["conditional"], re.IGNORECASE) if "conditional" in self.table else None

    @cached_property
    def hedges(self) -> Mapping[str, re.Pattern[str]]:
        """What says that a statement is no fact, by its kind: "alleged", "probable", "reported" (the last of a language's press, as the conditional)."""
        return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in self.table.get("hedges", {}).items()}

    @cached_property
    def opposed(self) -> Mapping[str, re.Pattern[str]]:
        """Words that say one side of a pair of opposites, by the side's name in ``english/opposites.tsv``."""
        return {side: re.compile(pattern, re.IGNORECASE) for side, pattern in self.table.get("opposed", {}).items()}

    @cached_property
    def joins(self) -> frozenset[str]:
        """Words for "and" between the last members of a list; none where the pack does not say."""
        return self._set("joins")

    @cached_property
    def months(self) -> tuple[re.Pattern[str], ...]:
        """The names of the months, January first."""
        return tuple(_any_of(words, spaced=self.spaced) for words in self.table["months"])

    @cached_property
    def weekdays(self) -> tuple[re.Pattern[str], ...]:
        """The names of the days, Monday first."""
        return tuple(_any_of(words, spaced=self.spaced) for words in self.table["weekdays"])

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        """Words for numbers."""
        return _values(self.table["numbers"])

    @cached_property
    def scales(self) -> Mapping[str, float]:
        """Words that multiply the number before them."""
        return _values(self.table["scales"])

    @cached_property
    def ordinals(self) -> Mapping[str, float]:
        """Words for ordinal numbers."""
        return _values(self.table["ordinals"])

    @cached_property
    def twenty(self) -> frozenset[str]:
        """Words for twenty that multiply a four before them."""
        return self._set("twenty")

    @cached_property
    def compounds(self) -> str | None:
        """What joins number words that are written as one word; None where they are not."""
        return self.table.get("compounds")

    @cached_property
    def counted(self) -> re.Pattern[str] | None:
        """A number word as the first part of an adjective ("zehnseitig"); None where they are not written as one."""
        endings = self.table.get("counted", "").split()
        return re.compile(rf"(\w+?)(?:{'|'.join(endings)})\w{{0,3}}") if endings else None

    @cached_property
    def gendered(self) -> Mapping[str, str]:
        """Determiners and adjectives that show the gender of their noun ("m", "f")."""
        return {word: sort for sort, key in (("f", "feminine"), ("m", "masculine")) for word in self._set(key)}

    @cached_property
    def he(self) -> frozenset[str]:
        """Pronouns for him."""
        return self._set("he")

    @cached_property
    def she(self) -> frozenset[str]:
        """Pronouns for her."""
        return self._set("she")

    @cached_property
    def reference(self) -> Reference | None:
        """Its pronouns and what they stand beside; None where the pack does not say."""
        table = self.table.get("pronouns")
        if table is None:
            return None
        subject, object_, possessive = (
            {word: gender for word, _, gender in (one.partition(":") for one in table[key].split())} for key in ("subject", "object", "possessive")
        )
        plural, determiners, prepositions, clause = (frozenset(table[key].split()) for key in ("plural", "determiners", "prepositions", "clause"))
        pattern = re.compile(rf"\b(?:{table['impersonal']})", re.IGNORECASE)
        return Reference(subject, object_, possessive, plural, determiners, prepositions, clause, pattern)

    def _set(self, key: str) -> frozenset[str]:
        return frozenset(self.table.get(key, "").split())

    @cached_property
    def words(self) -> Mapping[str, Word]:
        """The common words of the language; none where the pack has no list."""
        file = FOLDER / self.code / "words.tsv"
        rows = (line.split("\t") for line in file.read_text("utf-8").splitlines()) if file.is_file() else ()
        return {row[0]: Word(row[1].replace("-", ""), tuple(row[2].split("|"))) for row in rows if len(row) == 3}

    @cached_property
    def senses(self) -> Mapping[str, tuple[Ambiguous, ...]]:
        """Words of several senses by each single word of English that renders them (``senses.tsv``); none where the pack has no such list."""
        file = FOLDER / self.code / "senses.tsv"
        rows = (line.split("\t") for line in file.read_text("utf-8").splitlines()) if file.is_file() else ()
        found: dict[str, list[Ambiguous]] = {}
        for word, part, renderings in rows:
            listed = [rendering.partition(":") for rendering in renderings.split("|")]
            fields = tuple(frozenset(filter(None, named.split(","))) for _, _, named in listed)
            entry = Ambiguous(word, part, tuple(rendering for rendering, _, _ in listed), fields)
            for rendering in entry.renderings:
                if " " not in rendering:
                    found.setdefault(rendering, []).append(entry)
        return {rendering: tuple(entries) for rendering, entries in found.items()}

    @cached_property
    def meanings(self) -> Mapping[str, frozenset[str]]:
        """Every English rendering of a word that the lists of words and senses give, by the word as they list it."""
        found: dict[str, set[str]] = {word: set(entry.english) for word, entry in self.words.items()}
        for entries in self.senses.values():
            for entry in entries:
                found.setdefault(entry.word, set()).update(entry.renderings)
        return {word: frozenset(renderings) for word, renderings in found.items()}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Place names of the language in lower case and what English calls them, where it does otherwise."""
        file = FOLDER / self.code / "places.tsv"
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        return {name.lower(): english for name, tab, english in (line.partition("\t") for line in lines) if tab}

    @cached_property
    def places_by_beginning(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The same by the first letters of the name."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, english in self.places.items():
            found.setdefault(name[:PLACE_KEY], []).append((name, english))
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _stems(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for word in self.words:
            for cut in range(1, LONGEST_ENDING + 1):
                if len(word) - cut >= SHORTEST_STEM:
                    found.setdefault(word[:-cut], word)
        return found

    @cached_property
    def number_words(self) -> Mapping[str, float]:
        """The values of all words that are or make numbers; of letters that stand for a scale, none."""
        scales = {word: value for word, value in self.scales.items() if len(word) > 1}
        return {**self.ordinals, **scales, **self.numbers, **dict.fromkeys(self._set("halves"), 0.5)}

    @property
    def common_nouns_small(self) -> bool:
        """Whether a capital inside a sentence makes a word a name (not in German, and seldom enough in Russian titles)."""
        return self.code not in {"de", "ru"}

    @property
    def names_inflect(self) -> bool:
        """Whether names take the endings of cases."""
        return self.code in {"cs", "pl", "ru"}

    def word(self, form: str) -> Word | None:
        """Return what the list says of a word in lower case, found by its stem where the form itself is not listed."""
        found = self._listed(form)
        if found is None and self.code == "ar" and (particle := PROCLITICS.match(form)):
            return self._listed(form[particle.end() :])
        return found

    def _listed(self, form: str) -> Word | None:
        if form in self.words:
            return self.words[form]
        for cut in range(LONGEST_ENDING + 1):
            stem = form[: len(form) - cut]
            if len(stem) < SHORTEST_STEM:
                break
            if stem in self.words:
                return self.words[stem]
            if stem in self._stems:
                return self.words[self._stems[stem]]
        return None


@cache
def language(code: str | None) -> Language | None:
    """Return the pack of a language by its ISO 639-1 code ("pt" for "pt-BR"); None where there is none."""
    code = (code or "").partition("-")[0].lower()
    file = FOLDER / code / "facts.toml"
    if not code.isalpha() or not file.is_file():
        return None
    import tomllib

    return Language(code, tomllib.loads(file.read_text("utf-8")))


def _any_of(words: str, *, spaced: bool) -> re.Pattern[str]:
    edge = r"\b" if spaced else ""
    return re.compile(f"{edge}(?:{'|'.join(words.split())}){edge}", re.IGNORECASE)


def _values(table: Mapping[str, str]) -> Mapping[str, float]:
    return {word: float(value) for value, words in table.items() for word in words.split()}


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all packs."""
    return tuple(sorted(file.parent.name for file in FOLDER.glob("*/facts.toml")))
