"""An entry as the lints read it: every form with its suggestions, made once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from mtcheck.glossary.entries import Entry
from mtcheck.glossary.phrase import DELETE, Form, parts

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TAG = re.compile(r"/[vn]\b")
FUNCTION = frozenset(
    "a an the this that these those my your his her its our their some any no each every another other such same all both own "
    "i you he she it we they me him us them who whom whose which what there here "
    "am is are was were be been being have has had having do does did doing will would shall should can could may might must "
    "about above across after against along among around as at before behind below between beyond by despite down during for from in into like near of off on "
    "onto out outside over past since than through throughout to toward towards under until up upon via with within without "
    "and or but nor so yet if when while because although though unless whether where how why not also just only even very too more most".split()
)
"""Words that build sentences and say nothing of their own."""


@dataclass(frozen=True)
class Row:
    """An entry and what it finds: ``forms`` holds each form of ``avoid`` with its suggestions, "" for a deletion."""

    entry: Entry
    forms: tuple[tuple[Form, tuple[str, ...]], ...]

    @classmethod
    def read(cls, entry: Entry) -> Row:
        """Return the row of an entry; raise ConfigError with its place when a phrase is malformed."""
        return cls(entry, tuple(entry.rendered()))

    @cached_property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        """The alternatives of each ``( )`` of ``avoid``, as ``<1>``, ``<2>`` count them."""
        return tuple(tuple(part["choice"].split("|")) for part in parts(self.entry.avoid) if part["choice"] is not None)

    @cached_property
    def preferred(self) -> tuple[str, ...]:
        """The phrases to prefer that are no deletion."""
        return tuple(phrase for phrase in self.entry.prefer if phrase != DELETE)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every form of ``avoid``."""
        return tuple(form.text for form, _ in self.forms)

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        """Every suggestion of every form, once."""
        return tuple(dict.fromkeys(suggestion for _, found in self.forms for suggestion in found if suggestion))


def words(text: str) -> list[str]:
    """Return the words of a phrase without their tags, as written."""
    return WORD.findall(TAG.sub("", text))


def lowered(text: str) -> list[str]:
    """Return the words of a phrase without their tags, in lower case."""
    return [word.lower() for word in words(text)]


def content(text: str) -> list[str]:
    """Return the words of a phrase that say something, in lower case."""
    return [word for word in lowered(text) if word not in FUNCTION]
