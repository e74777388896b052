"""Words with a capital that are no names, by their shape: Roman numerals, words with a prefix, men of a people, nouns that something is made of."""

from __future__ import annotations

import re

CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|aug|sept?|oct|nov|dec",
    re.I,
)
CAPITALISED = frozenset(
    "french swiss dutch greek greeks thai czech czechs swede swedes dane danes turk turks finn finns pole poles scot scots scottish arab arabs arabic iraqi iraqis israeli "
    "israelis pakistani pakistanis saudi saudis afghan afghans kurd kurds kurdish uzbek kazakh tajik yemeni kuwaiti omani qatari emirati bengali nepali "
    "somali mongol filipino hindu hindi jew jews jewish muslim muslims shiite shiites shia shias sunni sunnis moslem moslems islam islamic salafi salafis salafist salafists christian bible quran catholic protestant buddhist "
    "german germans roman romans croat croats serb serbs slovak slovene basque basques catalan flemish welsh english englishman frenchman welshman irish congolese western eastern "
    "midwest midwestern dutchman dutchmen catholics mr mrs ms dr prof inc ltd corp plc "
    "atlantic pacific arctic antarctic antarctica mediterranean baltic equator venus mars mercury jupiter saturn uranus neptune pluto "
    "renaissance reformation enlightenment olympic olympics paralympic paralympics pentecost whitsun whitsuntide advent passover hanukkah epiphany halloween carnival "
    "internet republic christmas easter ramadan jesus christ christianity god celsius fahrenheit".split()
)
"""Adjectives of countries and faiths, seas and planets, and other words that English alone writes with a capital, or that each language calls otherwise."""
ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?:i?[èe]mes?|[eèaoºª]|er|[èe]?re)?")
"""A Roman numeral, perhaps with the ending of an ordinal ("XXIe", "XIXème")."""
BOUND = re.compile(r"(?:re|pre|non|un|over|under|anti|counter|mis|inter|multi|super|semi|mid|post)-?(?P<base>[a-z]{4,})")
MAN = re.compile(r"(?P<people>[a-z]+(?:sh|ch|ts))(?:wo)?m[ae]n")
OF_SOMETHING = re.compile(r" (?:d['’]|(?:de|di) )[^\W\d_A-Z]")


def numeral(word: str) -> bool:
    """Return whether a word is a Roman numeral."""
    return ROMAN.fullmatch(word) is not None


def base(low: str) -> str:
    """Return what a word in lower case is without its prefix ("resupplied"); "" where it has none."""
    formed = BOUND.fullmatch(low)
    return formed["base"] if formed else ""


def people(low: str) -> str:
    """Return the people that a word in lower case names a man or a woman of ("irishman"); "" where it names none."""
    man = MAN.fullmatch(low)
    return man["people"] if man else ""


def of_something(text: str, end: int) -> bool:
    """Return whether a noun that ends at ``end`` is one with what it is made of or made for behind it ("pierre de taille")."""
    return OF_SOMETHING.match(text, end) is not None
