"""What the decisions come to: acceptance by rule, how often people agree, which rules are refused more often than not."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mtcheck.core.intervals import wilson
from mtcheck.desk.review.decisions import UNDONE
from mtcheck.desk.review.tables import ACCEPTED, APPLIED, OPEN, REFUSED, events, findings

HALF = 0.5


class Acceptance(NamedTuple):
    """What became of the findings of a rule: ``first`` of the accepted took the first suggestion; of ``shared`` several people decided, ``agreed`` alike."""

    rule: str
    open: int = 0
    accepted: int = 0
    refused: int = 0
    first: int = 0
    shared: int = 0
    agreed: int = 0

    @property
    def decided(self) -> int:
        """Return how many findings were decided about."""
        return self.accepted + self.refused

    @property
    def share(self) -> float | None:
        """Return the share that was accepted; None where nothing was decided."""
        return self.accepted / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95% interval of that share."""
        return wilson(self.accepted, self.decided)

    @property
    def is_refused(self) -> bool:
        """Return whether the rule is refused more than half of the time."""
        return self.refused > HALF * self.decided


class Figures(NamedTuple):
    """Acceptance by rule, the most decisions first; of everything; and person -> number of decisions that stand."""

    rules: list[Acceptance]
    whole: Acceptance
    people: dict[str, int]

    @property
    def refused(self) -> list[Acceptance]:
        """Return the rules that are refused more than half of the time."""
        return [one for one in self.rules if one.is_refused]


def figures(connection: Connection) -> Figures:
    """Return what the decisions so far come to. Findings that are no longer in their text count where they were decided about."""
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    people: dict[str, int] = defaultdict(int)
    columns = (findings.c.id, findings.c.rule, findings.c.state, findings.c.wording, findings.c.suggestions, findings.c.who)
    left = sa.select(findings.c.rule, sa.func.count()).where(findings.c.present, findings.c.state == OPEN).group_by(findings.c.rule)
    for rule, count in connection.execute(left):
        counted[rule][OPEN] = count
    views = _views(connection)
    for row in connection.execute(sa.select(*columns).where(findings.c.state != OPEN)):
        own = counted[row.rule]
        own[ACCEPTED if row.state == APPLIED else row.state] += 1
        people[row.who] += 1
        if row.state != REFUSED:
            own["first"] += row.suggestions[:1] == [row.wording]
        if len(sides := views.get(row.id, {})) > 1:
            own["shared"] += 1
            own["agreed"] += len(set(sides.values())) == 1
    rules = [Acceptance(rule, **own) for rule, own in counted.items()]
    sums = {name: sum(getattr(one, name) for one in rules) for name in Acceptance._fields[1:]}
    ranked = sorted(rules, key=lambda one: (-one.decided, one.rule))
    return Figures(ranked, Acceptance("", **sums), dict(sorted(people.items(), key=lambda pair: (-pair[1], pair[0]))))


def _views(connection: Connection) -> dict[int, dict[str, str]]:
    """Return finding -> person -> what they decided last and did not undo."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    columns = (events.c.finding, events.c.who, events.c.action)
    for row in connection.execute(sa.select(*columns).order_by(events.c.finding, events.c.version)):
        if row.action == UNDONE:
            found[row.finding].pop(row.who, None)
        elif row.action in (ACCEPTED, REFUSED):
            found[row.finding][row.who] = row.action
    return found
