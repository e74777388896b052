"""The words of a text in order, and what begins a complement: a noun phrase, an infinitive."""

from __future__ import annotations

import re
from typing import NamedTuple

from mtcheck.english.names import CALENDAR, CLOSED
from mtcheck.english.nouns import noun

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
QUOTES = '“"'
PHRASE = 5
"""Words of a noun phrase that are looked at."""


class Token(NamedTuple):
    """A word or sign of the text, and the same in small letters."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str) -> list[Token]:
    """Return the words and signs of a text in order."""
    return [Token(match.start(), match.end(), match[0], match[0].lower().replace("’", "'")) for match in WORD.finditer(text)]


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
    low = token.low
    plain = token.text.islower() and low not in CLOSED and not low.endswith(("ing", "ed", "s"))
    return is_infinitive(token) or (plain and noun(low).as_verb >= ALSO_VERB)


def begins_noun_phrase(token: Token) -> bool:
    """Return whether a noun phrase surely begins with the token: a determiner, a pronoun, a name, a number, a noun."""
    low = token.low
    if low in DETERMINERS or low in PRONOUNS or token.text[0].isdigit() or token.text[0] in QUOTES:
        return True
    return token.text[0].isupper() or (is_word(token) and low not in CLOSED and noun(low).as_noun >= NOUN)


def phrase(words: list[Token], at: int) -> list[Token]:
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
