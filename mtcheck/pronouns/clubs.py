"""Clubs and teams: names with a plural verb ("Ajax have lost"), and whom they have that elsewhere only persons have (a coach, fans)."""

from __future__ import annotations

from collections.abc import Iterable

from mtcheck.english.mentions import PREPOSITIONS, Mention
from mtcheck.english.nouns import Kind
from mtcheck.english.tokens import Tokens

HAVE = frozenset("have are were".split())
PLAY = frozenset("play host face meet travel need visit lead trail".split())
AGREEING = HAVE | PLAY
"""Verbs that one name stands before only where it is many persons' together."""
STAFF = frozenset(
    "coach captain striker goalkeeper keeper midfielder defender winger forward player players playmaker scorer fans supporters opponent opponents trainer "
    "manager squad signing substitute".split()
)
TEAMS = frozenset("club team side squad".split())
BEFORE = PREPOSITIONS | frozenset("near outside inside across around beyond within towards and or if though whether suppose nor , & 's".split())
"""What makes the verb after a name another word's, or no sign of number."""


def agree(mentions: Iterable[Mention], parts: Tokens) -> None:
    """Make groups of the names that a sentence treats as many though they name one ("Juventus have", "The Bulls are")."""
    for name in mentions:
        if agreeing(name, parts) and not (name.kind is Kind.PERSON and name.trust == 3):
            name.kind, name.gender, name.plural, name.trust = Kind.GROUP, "", False, 3


def agreeing(name: Mention, parts: Tokens) -> bool:
    """Return whether a sentence treats one name as many."""
    after, before = parts.lower[name.last + 1 : name.last + 2], parts.lower[name.first - 1] if name.first else ""
    opens = name.first == 0 or before in {"“", '"', "that"}
    return name.proper and bool(after) and (after[0] in HAVE or (opens and after[0] in PLAY)) and before not in BEFORE


def has_team(antecedent: Mention, parts: Tokens) -> bool:
    """Return whether the antecedent is a club or team: by its noun, or a name of no person that has or does something."""
    named = antecedent.proper and antecedent.kind in (Kind.GROUP, Kind.PLACE)
    return antecedent.head in TEAMS or (named and parts.lower[antecedent.last + 1 : antecedent.last + 2] in ([verb] for verb in (*AGREEING, "has")))
