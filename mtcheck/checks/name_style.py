"""Names in another form than the publication's own list wants: everywhere, and in full at the first mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english.joining import article_as, starts_with_vowel

if TYPE_CHECKING:
    from mtcheck.glossary.house_names import HouseName

RULE = Rule(
    id="name-style",
    summary="A name in another form than the house style wants",
    why="A publication writes a name in one way, and at its first mention perhaps in full; see `names` in the config.",
    category="Terminology/Inconsistent with terminology resource",
    severity=Severity.MINOR,
    needs=frozenset({"names"}),
    references=("MQM: Inconsistent with terminology resource",),
    bad=(
        Example("The Northern Front (NF) attacked. Later the North Front withdrew.", "North Front", "NF"),
        Example("NF attacked on Monday.", "NF", "Northern Front (NF)"),
    ),
    good=(
        Example("The Northern Front (NF) attacked. Later NF withdrew."),
        Example("The northern front was quiet."),
    ),
)
"""The examples hold with the list ``NF``, not ``North Front``, at first ``Northern Front (NF)``."""
VARIANT, FIRST, QUOTED = 0.95, 0.8, 0.75
"""Confidence in a variant, in a first mention that is not in full, and in either between quotation marks."""
NAMING_RULES = frozenset({"exonym", "name-inconsistency"})
ARTICLE = lazy(r"\b([Aa]n?) $")
ALONE = lazy(r"[ \t]*(?:\r?\n[ \t]*\r?\n|\r?\n?\Z)")
PROSE_ENDS = tuple(".!?…:;\"'”’»)")


class Mention(NamedTuple):
    """A form of a listed name at ``text[start:end]``."""

    name: HouseName
    form: str
    start: int
    end: int

    @property
    def unwanted(self) -> bool:
        """Return whether the form is one that the house does not want anywhere."""
        return self.form not in (self.name.want, self.name.first)


def find(context: Context) -> Iterator[Finding]:
    """Yield the variants that are not wanted, and the first mention of each name where it is not in full."""
    if not context.house_names:
        return
    found = mentions(context)
    firsts = {told.start: told for name in context.house_names if name.first and (told := _first(context, name, found))}
    done = -1
    for mention in found:
        if mention.start >= done and (mention.unwanted or mention.start in firsts):
            finding = _finding(context, mention, mention.start in firsts)
            done = finding.span.end
            yield finding


def settled(findings: Iterable[Finding], context: Context) -> list[Finding]:
    """Return the findings without those of other rules about names that stand as the house wants them."""
    wanted = [mention for mention in mentions(context) if not mention.unwanted]
    return [f for f in findings if f.rule not in NAMING_RULES or not any(m.start <= f.span.start and f.span.end <= m.end for m in wanted)]


def mentions(context: Context) -> list[Mention]:
    """Return the forms of listed names in the text, in order, the longest where several touch ("IS" inside "the Islamic State (IS) group")."""
    found = [
        Mention(name, _form(name, match.group(1)), *match.span(1)) for name in context.house_names for match in _pattern(name).finditer(context.text)
    ]
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


@lru_cache(maxsize=4096)
def _pattern(name: HouseName) -> re.Pattern[str]:
    """Return what finds every form at every place, also one inside another."""
    return re.compile(rf"(?=({name.pattern().pattern}))")


def _form(name: HouseName, found: str) -> str:
    """Return the form of the list that was found, in whatever case."""
    plain = " ".join(found.replace("’", "'").split())
    alike = (form for form in name.forms() if form.casefold() == plain.casefold())
    return plain if plain in name.forms() else next(alike, plain)


def _first(context: Context, name: HouseName, found: list[Mention]) -> Mention | None:
    """Return the mention to write in full: the first in running text outside quotations, where nothing introduced the name before."""
    for mention in found:
        if mention.name == name and _in_prose(context, mention):
            if mention.form == name.first or _bracketed(context, mention):
                return None
            if not context.in_quotation(mention.start):
                return mention
    return None


def _in_prose(context: Context, mention: Mention) -> bool:
    """Return whether the mention stands in running text: not in a headline, unless the text is nothing else."""
    paragraph = next((one for one in context.paragraphs if one.start <= mention.start < one.end), None)
    if paragraph is None or paragraph.of(context.text).isupper():
        return False
    stands_alone = ALONE.match(context.text, paragraph.end) is not None
    return not stands_alone or paragraph.of(context.text).endswith(PROSE_ENDS) or len(context.paragraphs) == 1


def _bracketed(context: Context, mention: Mention) -> bool:
    """Return whether the mention introduces a short name: "the militants (IS)"."""
    return context.text[mention.start - 1 : mention.start] == "(" and context.text[mention.end : mention.end + 1] == ")"


def _finding(context: Context, mention: Mention, first: bool) -> Finding:
    name, start, text = mention.name, mention.start, context.text
    wanted = name.first if first else name.want
    end = _with_tail(context, mention) if first else mention.end
    if first and context.lower.startswith("the ", start) and not wanted.lower().startswith("the "):
        start += len("the ")
    if text[start:end].isupper() and mention.form != mention.form.upper():
        wanted = wanted.upper()
    elif start == context.sentence_at(start).start:
        wanted = wanted[:1].upper() + wanted[1:]
    start, wanted = _with_article(text, start, end, wanted)
    message = name.note or (f"House style: {name.first} at the first mention, {name.want} later" if first else f"House style: {name.want}")
    confidence = QUOTED if context.in_quotation(start) else VARIANT if mention.unwanted else FIRST
    return context.mark(RULE, start, end, message, wanted, confidence=confidence, want=name.want, list=name.where.rpartition("/")[2])


def _with_tail(context: Context, mention: Mention) -> int:
    """Return where a mention ends with what its full form brings along: "(IS)" and "group" behind it."""
    name, text, end = mention.name, context.text, mention.end
    bracket = re.compile(rf"\s\((?:{name.pattern().pattern})\)").match(text, end)
    end = bracket.end() if bracket else end
    words = name.first.split()
    tails = (" " + " ".join(words[at:]) for at in range(1, len(words)))
    return next((end + len(tail) for tail in tails if text.startswith(tail, end) and not text[end + len(tail) : end + len(tail) + 1].isalnum()), end)


def _with_article(text: str, start: int, end: int, wanted: str) -> tuple[int, str]:
    """Return start and words with the article before them, where "a" must become "an" or the other way round."""
    article = ARTICLE.search(text[max(0, start - 4) : start])
    if not article or starts_with_vowel(wanted) == (len(article[1]) == 2):
        return start, wanted
    return start - len(article[0]), f"{article_as(article[1], wanted)} {wanted}"
