"""What must stand right before and after a phrase: the contexts of glossary entries (docs/glossaries.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mtcheck.core.lazy import lazy

QUOTES = "\"“”„«»‹›‘’'"
ENDS = ".!?:;…\n\r"
_BETWEEN = r"(?:[ \u00a0](?:not|never|also|still|yet|already|now|once|again|soon|even|always|often|only|just|then|thus|therefore|all|both|[a-z]{2,12}ly)){0,2}$"
"""Adverbs and negations between an auxiliary and its verb."""
AUXILIARIES = {
    "<modal>": lazy(rf"(?:\b(?:to|will|would|shall|should|can|could|may|might|must|cannot|do|does|did|let|lets)|n't|'ll){_BETWEEN}"),
    "<have>": lazy(rf"(?:\b(?:has|have|had|having)(?:n't)?|'ve|'d){_BETWEEN}"),
    "<be>": lazy(rf"(?:\b(?:is|are|was|were|be|been|being)(?:n't)?|'re){_BETWEEN}"),
}
"""What stands before the base form, the perfect participle and the passive participle of a verb."""

_NO_PARTICIPLE = r"(?! (?:an?|the|to|no|its|his|her|their|our|my|your|some|any|many|several|few|more|less|little|only|[0-9]))"
TENSES = {
    "<perfect>": lazy(rf"(?<!would )(?<!could )(?<!should )(?<!might )(?<!must )(?:\b(?:has|have)(?:n't)?|'ve){_NO_PARTICIPLE} |'s been\b"),
    "<past-perfect>": lazy(rf"\bhad(?:n't)?{_NO_PARTICIPLE} "),
}
"""The tense of some verb of the sentence, before the phrase or behind it."""
STOPS = (". ", "! ", "? ", "; ", "\n")
REACH = 240
"""Characters on each side in which a verb of the sentence is looked for."""


class Prose(NamedTuple):
    """A text, and the same normalised (``core.text.normal``), of the same length."""

    text: str
    lower: str


def allowed(items: Iterable[str], holds: Callable[[str], bool]) -> bool:
    """Return whether no forbidden item holds and, where there are wanted ones, one of them does."""
    if any(holds(item[1:]) for item in items if item.startswith("!")):
        return False
    wanted = [item for item in items if not item.startswith("!")]
    return not wanted or any(holds(item) for item in wanted)


def before(item: str, prose: Prose, start: int) -> bool:
    """Return whether an item of a context, without its ``!``, stands before that place."""
    head = prose.text[max(0, start - 60) : start]
    near = head.rstrip(" \t\u00a0")
    match item:
        case "<quote>":
            return near.rstrip(" ,.!?").endswith(tuple(QUOTES))
        case "<start>":
            return not near or near.endswith(tuple(ENDS)) or (near.endswith(tuple('"“«')) and not near[:-1].rstrip().endswith(","))
        case "<comma>":
            return near.endswith(",")
        case "<punct>":
            return not near or not near[-1].isalnum()
        case "<name>":
            return near.split(" ")[-1][:1].isupper()
        case "<number>":
            return near[-1:].isdigit()
    if item in TENSES:
        return TENSES[item].search(_sentence(prose.lower, start)) is not None
    lower = prose.lower[max(0, start - 60) : start].rstrip()
    if item in AUXILIARIES:
        return AUXILIARIES[item].search(lower) is not None
    if item.endswith("*"):
        return lower.split(" ")[-1].startswith(item[:-1])
    return lower.endswith(item) and not (item[0].isalnum() and lower[: len(lower) - len(item)][-1:].isalnum())


def _sentence(text: str, at: int) -> str:
    """Return the sentence, or what of it is near, around a place."""
    head, tail = text[max(0, at - REACH) : at], text[at : at + REACH]
    first = max(place + len(stop) if (place := head.rfind(stop)) >= 0 else 0 for stop in STOPS)
    last = min((place for stop in STOPS if (place := tail.find(stop)) >= 0), default=len(tail))
    return head[first:] + tail[:last]


def after(item: str, prose: Prose, end: int) -> bool:
    """Return whether an item of a context, without its ``!``, stands after that place."""
    tail = prose.text[end : end + 60]
    near = tail.lstrip(" \t\u00a0")
    match item:
        case "<quote>":
            return near.lstrip(" ,:").startswith(tuple(QUOTES))
        case "<comma>":
            return near.startswith(",")
        case "<punct>":
            return not near or (not near[0].isalnum() and near[0] not in QUOTES + "(") or near[0] in '"”'
        case "<name>":
            return near[:1].isupper()
        case "<number>":
            return near[:1].isdigit() or near[1:2].isdigit()
        case "<start>" | "<modal>" | "<have>" | "<be>" | "<perfect>" | "<past-perfect>":
            return False
    lower = prose.lower[end : end + 60].lstrip()
    if item.endswith("*"):
        return lower.startswith(item[:-1])
    return lower.startswith(item) and not (item[-1].isalnum() and lower[len(item) : len(item) + 1].isalnum())
