"""Which entries stand for which findings, by content: the rules and context hashes (``mtcheck.core.text.context_hash``) of both."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import NamedTuple


class Key(NamedTuple):
    """What a finding and the entry that stands for it have in common."""

    rule: str
    context: str


def matched(findings: Iterable[Key], entries: Iterable[Key]) -> dict[int, int]:
    """Return index of a finding -> index of the entry that stands for it; an entry stands for one finding, the first that is left."""
    waiting: dict[Key, deque[int]] = defaultdict(deque)
    for at, key in enumerate(entries):
        waiting[key].append(at)
    return {at: waiting[key].popleft() for at, key in enumerate(findings) if waiting.get(key)}
