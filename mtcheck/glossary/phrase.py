"""The phrase language of glossaries: from ``assume/v <poss> responsibilities`` to every surface form with its suggestion.

``docs/glossaries.md`` describes the language for authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from mtcheck.english.inflection import noun_forms, verb_forms

CLASSES = {
    "poss": ("his", "its", "their", "her", "our", "your", "my"),
    "det": ("the", "a", "an", "this", "that", "these", "those"),
}
MOST_FORMS = 1000
DELETE = "<delete>"
PART = re.compile(r"\[(?P<optional>[^\]]*)\]|\((?P<choice>[^)]*)\)(?P<choice_tag>/[vn])?|<(?P<cls>\w+)>|(?P<word>[^\s\[\]()<>/]+)(?P<tag>/[vn])?")
VERB_FALLBACK = {"present": "base", "pasts": "past"}


class PhraseError(ValueError):
    """A phrase that does not follow the phrase language."""


@dataclass(frozen=True, slots=True)
class Form:
    """One surface form of a phrase and how it came about: the tags of its inflected words, the words its classes took, the alternatives it chose."""

    text: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()

    def then(self, other: Form) -> Form:
        """Return this form followed by the other one."""
        text = f"{self.text} {other.text}".strip()
        return Form(text, self.verbs + other.verbs, self.nouns + other.nouns, self.picks + other.picks, self.chosen + other.chosen)


def forms(phrase: str) -> Iterator[Form]:
    """Yield every surface form of a phrase to find.

    Raises PhraseError when the phrase is malformed, empty or has over MOST_FORMS forms.
    """
    slots = [list(_slot(part)) for part in parts(phrase)]
    count = 1
    for slot in slots:
        count *= len(slot)
    if not slots or count > MOST_FORMS:
        raise PhraseError("an empty phrase" if not slots else f"{count} forms, at most {MOST_FORMS} are allowed")
    for combination in product(*slots):
        whole = Form("")
        for form in combination:
            whole = whole.then(form)
        if whole.text:
            yield whole


def render(phrase: str, form: Form) -> str:
    """Return the text of a phrase to prefer, inflected as the form that was found; DELETE gives "".

    The n-th inflected word takes the tag of the n-th inflected word found (the last one when there are fewer), the n-th class its word, ``<2>`` the
    second alternative that was found.
    """
    if phrase.strip() == DELETE:
        return ""
    verbs, nouns, picks = iter(form.verbs), iter(form.nouns), iter(form.picks)
    verb, noun = "base", "singular"
    words: list[str] = []
    for part in parts(phrase):
        word, tag = part["word"], part["tag"]
        if part["cls"] and part["cls"].isdecimal():
            number = int(part["cls"])
            if not 0 < number <= len(form.chosen):
                raise PhraseError(f"there is no alternative <{number}>")
            word = form.chosen[number - 1]
        elif part["cls"]:
            word = next(picks, "")
        elif not word:
            raise PhraseError("a phrase to prefer has no [ ] and no ( )")
        elif tag == "/v":
            verb = next(verbs, verb)
            table = verb_forms(word)
            word = table.get(verb) or table[VERB_FALLBACK.get(verb, verb)]
        elif tag == "/n":
            noun = next(nouns, noun)
            word = noun_forms(word)[noun]
        words.append(word)
    return " ".join(filter(None, words))


@lru_cache(maxsize=1 << 14)
def parts(phrase: str) -> tuple[re.Match[str], ...]:
    """Return the parts of a phrase, in order: groups ``word`` and ``tag``, ``choice`` and ``choice_tag``, ``optional`` or ``cls``.

    Raises PhraseError for what cannot be read.
    """
    return tuple(_parts(phrase))


def _parts(phrase: str) -> Iterator[re.Match[str]]:
    end = 0
    for match in PART.finditer(phrase):
        if phrase[end : match.start()].strip():
            raise PhraseError(f"cannot read {phrase[end : match.start()].strip()!r}")
        end = match.end()
        yield match
    if phrase[end:].strip():
        raise PhraseError(f"cannot read {phrase[end:].strip()!r}")


def _slot(part: re.Match[str]) -> Iterator[Form]:
    if part["optional"] is not None:
        yield Form("")
        yield from forms(part["optional"])
    elif part["choice"] is not None:
        for choice in part["choice"].split("|"):
            for found in forms(_tagged(choice, part["choice_tag"])):
                yield replace(found, chosen=(found.text,))
    elif part["cls"]:
        if part["cls"] not in CLASSES:
            raise PhraseError(f"no class <{part['cls']}>; there are {', '.join(f'<{c}>' for c in CLASSES)}")
        for word in CLASSES[part["cls"]]:
            yield Form(word, picks=(word,))
    elif part["tag"] == "/v":
        for tag, form in verb_forms(part["word"]).items():
            yield Form(form, verbs=(tag,))
    elif part["tag"] == "/n":
        for tag, form in noun_forms(part["word"]).items():
            yield Form(form, nouns=(tag,))
    else:
        yield Form(part["word"])


def _tagged(choice: str, tag: str | None) -> str:
    """Return an alternative with the tag after the brackets on its verb (the first word) or noun (the last one)."""
    words = choice.split()
    if tag and words:
        at = 0 if tag == "/v" else -1
        words[at] += tag
    return " ".join(words)
