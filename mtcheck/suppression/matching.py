"""Which entries stand for which findings, by content: the context hashes (``mtcheck.core.text.context_hash``) of both."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from mtcheck.core.text import HASH_LENGTH

HALF = HASH_LENGTH // 2


class Key(NamedTuple):
    """What a finding and the entry that stands for it have in common."""

    rule: str
    context: str


Part = Callable[[Key], Key | None]


def _before(key: Key) -> Key | None:
    return Key(key.rule, key.context[:HALF]) if len(key.context) == HASH_LENGTH else None


def _after(key: Key) -> Key | None:
    return Key(key.rule, key.context[HALF:]) if len(key.context) == HASH_LENGTH else None


def matched(findings: Sequence[Key], entries: Sequence[Key], *, one_side: bool = False) -> dict[int, int]:
    """Return index of a finding -> index of the entry that stands for it; an entry stands for one finding.

    With ``one_side``, entries that are left stand for findings that kept their words and what stands on one side of them: the other side was edited.
    """
    found: dict[int, int] = {}
    parts: tuple[Part, ...] = (lambda key: key, _before, _after)
    for part in parts if one_side else parts[:1]:
        used = set(found.values())
        waiting = _by_part((at for at in range(len(entries)) if at not in used), entries, part)
        if not waiting:
            continue
        for at, key in enumerate(findings):
            shown = None if at in found else part(key)
            if shown is not None and waiting.get(shown):
                found[at] = waiting[shown].popleft()
    return found


def _by_part(chosen: Iterable[int], entries: Sequence[Key], part: Part) -> dict[Key, deque[int]]:
    sorted_out: dict[Key, deque[int]] = defaultdict(deque)
    for at in chosen:
        shown = part(entries[at])
        if shown is not None:
            sorted_out[shown].append(at)
    return sorted_out
