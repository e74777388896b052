"""Facts about the languages that articles are translated from, and English: one folder ``languages/<code>/`` each, read when first asked for.

``facts.toml`` holds what the checks need; beside it ``words.tsv`` may list common words with the gender of nouns and their usual English renderings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property

from mtcheck.languages.entries import Reference
from mtcheck.languages.lists import FOLDER, Lists

MARKS = "[\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]"
"""Vowel signs of Arabic and Devanagari: parts of a word that regular expressions do not count as letters."""
TEN = 10


class Language(Lists):
    """What a language pack says, read from its table when it is asked for. Patterns ignore case; number words map to their values."""

    @property
    def name(self) -> str:
        """The English name of the language."""
        return str(self.table["name"])

    @cached_property
    def home(self) -> frozenset[str]:
        """English names of the countries and capitals of its press, which translators add for readers from elsewhere."""
        return self._set("home")

    @cached_property
    def letters(self) -> frozenset[str] | None:
        """The letters of its alphabet beyond a to z; None where the pack does not say."""
        return frozenset(self.table["letters"]) if "letters" in self.table else None

    @property
    def decimal(self) -> str:
        """The decimal mark."""
        return str(self.table["decimal"])

    @cached_property
    def spaced(self) -> bool:
        """Whether words are set apart by spaces."""
        return bool(self.table.get("spaced", True))

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
    def no_more(self) -> re.Pattern[str] | None:
        """Negations that say of something that it was and is not; None where the pack lists none."""
        return re.compile(self.table["no_more"], re.IGNORECASE) if "no_more" in self.table else None

    @cached_property
    def turning(self) -> re.Pattern[str] | None:
        """Verbs and nouns that deny by what they mean, and turn a denial beside them round; None where the pack lists none."""
        return re.compile(self.table["turning"], re.IGNORECASE) if "turning" in self.table else None

    @cached_property
    def degree(self) -> re.Pattern[str] | None:
        """Set phrases that say how far something holds, whose words say nothing else ("in hohem Maße"); None where the pack lists none."""
        return re.compile(self.table["degree"], re.IGNORECASE) if "degree" in self.table else None

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
    def eve(self) -> re.Pattern[str] | None:
        """What names a night by the day after it, right before the weekday ("in der Nacht zum"); None where it is named as in English."""
        return re.compile(rf"\b(?:{self.table['eve']}) $", re.IGNORECASE) if "eve" in self.table else None

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
        """Words for ordinal numbers, those above ten also as their endings make them ("fünfzehnte", "quinzième")."""
        endings = self.table.get("ordinal_endings", "").split()
        made = {
            (word[:-1] if word[-1] in "aeioь" else word) + ending: value for word, value in self.numbers.items() if value > TEN for ending in endings
        }
        return {**made, **_values(self.table["ordinals"])}

    @property
    def tenths(self) -> str:
        """The character behind a number of tenths; none where the language does not count by them."""
        return str(self.table.get("tenths", ""))

    @cached_property
    def twenty(self) -> frozenset[str]:
        """Words for twenty that multiply a four before them."""
        return self._set("twenty")

    @cached_property
    def halves(self) -> frozenset[str]:
        """Words for a half."""
        return self._set("halves")

    @cached_property
    def implied(self) -> Mapping[float, re.Pattern[str]]:
        """Words with a number in them that English may say ("sexenio"), by the number."""
        edge = r"\b" if self.spaced else ""
        return {float(value): re.compile(rf"{edge}(?:{pattern}){edge}", re.IGNORECASE) for value, pattern in self.table.get("implied", {}).items()}

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

    @cached_property
    def number_words(self) -> Mapping[str, float]:
        """The values of all words that are or make numbers; of letters that stand for a scale, none."""
        scales = {word: value for word, value in self.scales.items() if len(word) > 1}
        return {**self.ordinals, **scales, **self.numbers, **dict.fromkeys(self.halves, 0.5)}

    @property
    def common_nouns_small(self) -> bool:
        """Whether a capital inside a sentence makes a word a name (not in German, and seldom enough in Russian titles)."""
        return self.code not in {"de", "ru"}

    @property
    def names_inflect(self) -> bool:
        """Whether names take the endings of cases."""
        return self.code in {"cs", "pl", "ru"}


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
