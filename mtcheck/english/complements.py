"""The words of a text in order, and what begins a complement: a noun phrase, an infinitive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, overload

from mtcheck.english.names import CALENDAR, CLOSED
from mtcheck.english.nouns import Trait, noun

WORD = re.compile(r"[^\W\d_]+(?:['’&.-][^\W\d_]+)*|\d[\d.,:]*\d|\S")
DETERMINERS = frozenset(
    "the a an this that these those my your his her its our their some any every each all both another such no several many".split()
)
PRONOUNS = frozenset("me you him her it us them this that what whom everyone everybody someone somebody anyone anybody nobody".split())
OBJECTS = frozenset("me us him her them".split())
SUBJECTS = frozenset("i we you he she it they who".split())
BE = frozenset("be am is are was were been being get gets got gotten getting isn't wasn't aren't weren't".split())
ENDS = CLOSED - frozenset("own very last first other same such few several many two three one".split())
"""Words that no noun phrase goes on behind."""
VERB, NOUN = 60, 75
"""Shares of a word's use (per cent) from which on it is a verb or a noun where it stands alone."""
ALSO_VERB = 15
"""The same where a noun would not stand without an article."""
SELDOM_VERB = 5
"""The same where what the verb would act on follows."""
QUOTES = '“"'
PHRASE = 5
"""Words of a noun phrase that are looked at."""
TIME = frozenset(
    "day days night week weeks weekend month months year years decade decades morning afternoon evening hour hours minutes seconds moment time season summer".split()
)
PLATFORMS = frozenset(
    "twitter facebook instagram x telegram tiktok youtube social television tv radio air behalf camera stage site board purpose average suspicion arrival web net internet ground".split()
)
ADVERBIAL = {
    "of": "course late old necessity own",
    "to": "end day extent degree point tune last left right north south east west applause date hilt core letter contrary effect death",
    "from": "head start beginning behind inside outside within above below day first outset noon birth childhood afar time",
    "with": "regard respect reference ease",
    "at": "least home first once night times all last worst best work school noon midnight present length random",
    "for": "example instance now free life a first years months decades weeks days hours some many several more over nearly almost about ages long being fear",
    "in": "full part large private public detail order turn vain particular general recent early late mid both court person",
    "about": "half once twice one two three four five six seven eight nine ten twenty a",
    "on": "average",
}
"""Preposition -> words in the phrase behind it that make it an adverbial, which any verb may have."""
AS_SUCH = {preposition: frozenset(words.split()) for preposition, words in ADVERBIAL.items()}
ADDRESSED = frozenset(
    "answer answers reply replies response responses reaction reactions letter letters message messages question questions appeal appeals speech "
    "speeches invitation invitations objection objections apology apologies advice promise promises testimony statement statements".split()
)
"""Nouns that go "to" somebody or something, over the one who gives them."""
TEMPORAL = frozenset({"on", "at", "for", "in", "about"})
FAR = frozenset({"of", "to", "from", "with"})
"""Prepositions for which the whole phrase behind is looked through, not its first word alone."""


class Token(NamedTuple):
    """A word or sign, the ``at``-th of its text, and the same in small letters."""

    at: int
    text: str
    low: str


class Tokens(Sequence[Token]):
    """The words and signs of a text in order, as written (``texts``) and in small letters (``lows``).

    A check looks at few of them: each becomes a Token when it is asked for, and where they stand is found when it is asked for first.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.texts: list[str] = WORD.findall(text)
        lower = map(str.lower, self.texts)
        self.lows = [word.replace("’", "'") for word in lower] if "’" in text else list(lower)

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self.texts)))]
        return Token(at, self.texts[at], self.lows[at])

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The distinct ones in small letters."""
        return frozenset(self.lows)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in WORD.finditer(self._text)]

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Return where the ``first``-th one begins and the ``last``-th one ends in the text."""
        return self._spans[first][0], self._spans[last][1]


def is_word(token: Token) -> bool:
    """Return whether the token is a word and no number or sign."""
    return token.text[0].isalpha()


def is_infinitive(token: Token) -> bool:
    """Return whether a word behind "to" is a verb."""
    low = token.low
    if low in ("be", "have", "do"):
        return True
    return token.text.islower() and low not in CLOSED and not low.endswith(("ing", "ed")) and noun(low).as_verb >= VERB


def may_be_infinitive(token: Token) -> bool:
    """Return whether a word behind "to" may be a verb, where a noun would need an article."""
    return is_infinitive(token) or (_plain(token) and noun(token.low).as_verb >= ALSO_VERB)


def reads_as_infinitive(token: Token, following: Token) -> bool:
    """Return whether a word behind "to" is rather a verb: "candidates to form lists", "prepared to change"."""
    has_object = begins_noun_phrase(following) or bool(noun(following.low).traits & Trait.PLURAL)
    return may_be_infinitive(token) or (_plain(token) and noun(token.low).as_verb >= SELDOM_VERB and has_object)


def _plain(token: Token) -> bool:
    return token.text.islower() and token.low not in CLOSED and not token.low.endswith(("ing", "ed", "s"))


def begins_noun_phrase(token: Token) -> bool:
    """Return whether a noun phrase surely begins with the token: a determiner, a pronoun, a name, a number, a noun."""
    low = token.low
    if low in DETERMINERS or low in PRONOUNS or token.text[0].isdigit() or token.text[0] in QUOTES:
        return True
    return token.text[0].isupper() or (is_word(token) and low not in CLOSED and noun(low).as_noun >= NOUN)


def phrase(words: Sequence[Token], at: int) -> list[Token]:
    """Return the words of the noun phrase that begins there, as far as no sign or little word ends it."""
    found: list[Token] = []
    for token in words[at : at + PHRASE]:
        if (not is_word(token) and not token.text[0].isdigit()) or (found and token.low in ENDS):
            break
        found.append(token)
    return found


def is_day(token: Token) -> bool:
    """Return whether the word is a day of the week or a month."""
    return token.low in CALENDAR
