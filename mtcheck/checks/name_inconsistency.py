"""One entity under several names in one article: Daesh, IS, ISIS; "the IS"; an acronym in the source language's order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from mtcheck import lexicon
from mtcheck.context import Context, Mention
from mtcheck.model import Example, Finding, Rule
from mtcheck.mqm import Severity

RULE = Rule(
    id="name-inconsistency",
    summary="One person, group or place under several names in one article",
    why=(
        "Each sentence was translated alone, so the same group becomes Daesh here and ISIS there, and an acronym keeps the letters of the source "
        "language. A reader takes two names for two things; the editor picks one and keeps to it after the first mention."
    ),
    category="Terminology/Inconsistent use of terminology",
    severity=Severity.MINOR,
    references=("ISO 704:2022, 7.4 (consistency of designations)", "Associated Press Stylebook, abbreviations and acronyms"),
    bad=(
        Example("Daesh fighters attacked the prison. The army said ISIS lost thirty men. Daesh denied it.", "ISIS", "Daesh"),
        Example("The attack was planned by the leaders of the IS, according to officials. IS has not commented.", "the IS", "IS"),
        Example("The Syrian Democratic Forces (FDS) closed the road.", "FDS", "SDF"),
        Example("The Syrian Democratic Forces (SDF) closed the road. On Monday the FDS opened it again.", "FDS", "SDF"),
        Example("Hezbollah rejected the plan on Monday. Hizbullah had asked for a truce. Hezbollah wants talks.", "Hizbullah", "Hezbollah"),
        Example("Kyiv was quiet on Sunday. Trains from Kiev ran on time. In Kyiv, shops opened.", "Kiev", "Kyiv"),
    ),
    good=(
        Example("The Islamic State (IS) group claimed the attack. IS said its men had escaped."),
        Example("The IS attack was the third this month. IS said so on Friday."),
        Example("FIFA, the International Federation of Association Football (FIFA), banned him."),
        Example("The United Nations (UN) met on Monday. The UN Security Council adjourned."),
        Example("The Syrian Democratic Forces (SDF) closed the road. The SDF opened it again."),
        Example('ISIS lost the town. ISIS fled. "Daesh is finished," the general said.'),
    ),
)
INTRODUCED = re.compile(r"((?:[A-Z][\w’'-]+ (?:(?:of|for|and|the|in|on) (?:the )?)?){1,6}[A-Z][\w’'-]+),? \(([A-Z]{2,6})\)")
ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
SMALL_WORDS = frozenset("of for and the in on".split())
NO_NOUN = frozenset(
    "and or but in is was are were has had have to of that who which when while on by from with at as for since after before said says".split()
)
WELL_KNOWN = 3.5
"""Zipf frequency from which an acronym is a name of its own (FIFA), whatever the initials."""
TAKES_NO_ARTICLE = frozenset("IS ISIS ISIL AQAP AQIM NATO OPEC UNESCO UNICEF UNHCR FIFA UEFA ASEAN ECOWAS HTS".split())
CONFIDENCE = {"variant": 0.6, "article": 0.8, "acronym": 0.8}


def find(context: Context) -> Iterator[Finding]:
    """Yield the first mention of each variant, needless articles before acronyms, acronyms in another order."""
    if context.mentions:
        yield from _variants(context)
        yield from _articles(context)
    yield from _acronyms(context)


def _variants(context: Context) -> Iterator[Finding]:
    entities: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in _longest(context.mentions):
        if not context.in_quotation(mention.start):
            name = re.sub(r"^[Tt]he ", "", context.text[mention.start : mention.end])
            entities[mention.entity][name].append(mention)
    for entity, names in entities.items():
        introduced = _introduced(context, names)
        if len(set(names) - introduced) + bool(introduced) > 1:
            yield from _minority(context, entity, names, introduced)


def _longest(mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """Yield the mentions that no longer one covers ("Islamic State" inside "Islamic State group")."""
    end = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.end > end:
            end = mention.end
            yield mention


def _introduced(context: Context, names: dict[str, list[Mention]]) -> set[str]:
    """Return a full name and the short one that the article introduces in brackets after it, with the full name that has it inside."""
    for name, mentions in names.items():
        for mention in mentions:
            before = context.text[max(0, mention.start - 40) : mention.start]
            if before.endswith("(") and context.text[mention.end : mention.end + 1] == ")":
                full = [other for other in names if other != name and other in before]
                return {name, *full}
    return set()


def _minority(context: Context, entity: str, names: dict[str, list[Mention]], introduced: set[str]) -> Iterator[Finding]:
    counts = Counter({name: len(mentions) for name, mentions in names.items()})
    house = max(counts, key=lambda name: (counts[name] + (name in introduced), name == entity))
    together = introduced if house in introduced else {house}
    listed = ", ".join(f"{name} ({count})" for name, count in counts.most_common())
    for name, mentions in names.items():
        if name in together or _holds(name, together):
            continue
        first = mentions[0]
        start = first.end - len(name)
        message = f"This article names one entity in several ways: {listed}."
        yield context.mark(RULE, start, first.end, message, house, confidence=CONFIDENCE["variant"], entity=entity, names=dict(counts))


def _holds(name: str, together: set[str]) -> bool:
    """Return whether the name only lengthens one in use ("Islamic State group")."""
    return any(name in known or known in name for known in together if len(known) > 4 and len(name) > 4)


def _articles(context: Context) -> Iterator[Finding]:
    """Yield "the IS" where the acronym stands alone as a name."""
    names = {context.text[m.start : m.end].removeprefix("the ") for m in context.mentions}
    for name in sorted(n for n in names if n.isupper() and n in TAKES_NO_ARTICLE):
        for match in re.finditer(rf"\b([Tt]he) {name}\b(?![-’'])(?:\s+([a-z]+)|(?=\W*))", context.text):
            follower = match.group(2)
            if follower and follower not in NO_NOUN:
                continue
            end = match.start() + 4 + len(name)
            yield context.mark(RULE, match.start(), end, f"{name} takes no article.", name, confidence=CONFIDENCE["article"], cue="article")


def _acronyms(context: Context) -> Iterator[Finding]:
    """Yield acronyms that hold the letters of an introduced name in another order (FDS for Syrian Democratic Forces)."""
    if "(" not in context.text:
        return
    known: dict[str, str] = {}
    for match in INTRODUCED.finditer(context.text):
        acronym = match.group(2)
        initials = _initials(match.group(1), len(acronym))
        if acronym == initials:
            known["".join(sorted(acronym))] = acronym
        elif sorted(acronym) == sorted(initials):
            known["".join(sorted(initials))] = initials
    for match in ACRONYM.finditer(context.text) if known else ():
        wanted = known.get("".join(sorted(match.group())))
        if wanted and wanted != match.group() and lexicon.zipf(match.group().lower()) < WELL_KNOWN:
            yield _reordered(context, match, wanted)


def _reordered(context: Context, match: re.Match[str], wanted: str) -> Finding:
    message = f"{match.group()} has the letters of {wanted} in the source language's order."
    return context.mark(RULE, match.start(), match.end(), message, wanted, confidence=CONFIDENCE["acronym"], cue="acronym")


def _initials(name: str, length: int) -> str:
    words = [word for word in name.split() if word not in SMALL_WORDS]
    return "".join(word[0] for word in words[-length:])
