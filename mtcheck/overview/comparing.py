"""Two reports against each other: what was fixed, what is new, what remains.

Findings are matched by what they say of which words, never by line numbers: first those on the same words between the same words (``context``), then
those of the same rule on the same words of the same document, in their order. What a baseline holds back is there all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple, TypeVar

from mtcheck.core.mqm import Severity, penalty_per_thousand
from mtcheck.overview.reading import Report, Row

Item = TypeVar("Item")
Name = TypeVar("Name", bound=Hashable)
Key = tuple[str, str]
"""Path and id of a document."""
ALIKE = 0.5
"""Share of the findings of the smaller of two documents from which on, when only they have them, one is the other renamed."""
SAME_LENGTH = 0.2
"""How far the words of two files of one name may differ when one is the other moved."""


@dataclass(slots=True)
class Pool:
    """All findings of a document; of rows without an id, of all of them in their file."""

    words: int = 0
    findings: list[Row] = field(default_factory=list)
    suppressed: list[Row] = field(default_factory=list)
    known: list[Row] = field(default_factory=list)

    @property
    def contexts(self) -> Counter[str]:
        """Return how often each context stands in the document."""
        return Counter(finding["context"] for finding in (*self.findings, *self.suppressed, *self.known))


class Located(NamedTuple):
    """A finding with the path and id of its document."""

    path: str
    id: str
    finding: Row


@dataclass(slots=True)
class Comparison:
    """What the second report says that the first did not, and the other way round.

    ``fixed`` are where the first report has them, ``remaining`` where the second has them, ``suppressed`` are remaining and now ignored on purpose. ``added`` and ``removed``
    are documents of one report alone, ``removed`` ones with findings that count as fixed; ``unchecked`` failed in the second report, and nothing is said of their findings.
    """

    old: Report
    new: Report
    fixed: list[Located] = field(default_factory=list)
    appeared: list[Located] = field(default_factory=list)
    remaining: list[Located] = field(default_factory=list)
    suppressed: list[Located] = field(default_factory=list)
    renamed: list[tuple[Key, Key]] = field(default_factory=list)
    added: list[Key] = field(default_factory=list)
    removed: list[Key] = field(default_factory=list)
    unchecked: list[Key] = field(default_factory=list)

    @property
    def gone(self) -> int:
        """Return how many of the fixed ones went with their document."""
        removed = set(self.removed)
        return sum((one.path, one.id) in removed for one in self.fixed)

    @property
    def penalties(self) -> tuple[float, float]:
        """Return the MQM penalty per 1,000 words of both reports."""
        return _penalty(self.old), _penalty(self.new)


def compare(old: Report, new: Report) -> Comparison:
    """Return what became of the findings of a report."""
    found = Comparison(old, new)
    before, after = _pools(old), _pools(new)
    failed = {failure["where"] for failure in new.failures}
    for there, here in _paired(before, after):
        if here is None and there is not None and _failed(there, failed):
            found.unchecked.append(there)
            continue
        _settle(found, there, here, before.get(there) if there else None, after.get(here) if here else None)
    for group in (found.fixed, found.appeared, found.remaining, found.suppressed):
        group.sort(key=lambda one: (one.path, one.id, one.finding["line"], one.finding["column"]))
    return found


def _penalty(report: Report) -> float:
    severities = (Severity(finding["severity"]) for document in report.documents for finding in document["findings"])
    return penalty_per_thousand(severities, sum(document["words"] for document in report.documents))


def _pools(report: Report) -> dict[Key, Pool]:
    pools: dict[Key, Pool] = defaultdict(Pool)
    for document in report.documents:
        pool = pools[PurePath(document["path"]).as_posix(), document.get("id") or ""]
        pool.words += document["words"]
        pool.findings += document["findings"]
        pool.suppressed += document["suppressed"]
        pool.known += document.get("known") or ()
    return dict(pools)


def _failed(key: Key, where: set[str]) -> bool:
    """Return whether a report says of the document, or of a row of its file, that it could not be checked."""
    path = key[0]
    return any(PurePath(one).as_posix() == path or one.rpartition(":")[0] == path for one in where)


def _paired(before: dict[Key, Pool], after: dict[Key, Pool]) -> Iterator[tuple[Key | None, Key | None]]:
    """Yield which document of the first report is which of the second; None where there is no such one."""
    both = [(key, key) for key in before if key in after]
    old, new = [key for key in before if key not in after], [key for key in after if key not in before]
    moved = dict(_renamed(before, after, old, new))
    named = set(moved.values())
    moved |= _moved(before, after, [key for key in old if key not in moved], [key for key in new if key not in named])
    yield from both
    yield from moved.items()
    yield from ((key, None) for key in old if key not in moved)
    taken = set(moved.values())
    yield from ((None, key) for key in new if key not in taken)


def _renamed(before: dict[Key, Pool], after: dict[Key, Pool], old: Iterable[Key], new: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    """Yield the documents that have findings in common which no other document has."""
    theirs, ours = _owners(before), _owners(after)
    candidates, wanted = set(old), set(new)
    shared = Counter((there, ours[context]) for context, there in theirs.items() if there in candidates and ours.get(context) in wanted)
    taken: set[tuple[str, Key]] = set()
    for (there, here), count in shared.most_common():
        least = min(len(before[there].contexts), len(after[here].contexts))
        if here is not None and count >= ALIKE * least and not {("old", there), ("new", here)} & taken:
            taken |= {("old", there), ("new", here)}
            yield there, here


def _owners(pools: dict[Key, Pool]) -> dict[str, Key]:
    """Return the document of each context that stands in one alone."""
    owners: dict[str, list[Key]] = defaultdict(list)
    for key, pool in pools.items():
        for context in pool.contexts:
            owners[context].append(key)
    return {context: keys[0] for context, keys in owners.items() if len(keys) == 1}


def _moved(before: dict[Key, Pool], after: dict[Key, Pool], old: Iterable[Key], new: Iterable[Key]) -> dict[Key, Key]:
    """Return the documents of one file name and id, and about as long, in another folder; none where the name is there twice."""
    theirs, ours = _by(_name, old), _by(_name, new)
    pairs = [(theirs[name][0], ours[name][0]) for name in theirs if len(theirs[name]) == len(ours.get(name, ())) == 1]
    return {there: here for there, here in pairs if abs(before[there].words - after[here].words) <= SAME_LENGTH * before[there].words}


def _name(key: Key) -> Key:
    return PurePath(key[0]).name, key[1]


def _settle(found: Comparison, there: Key | None, here: Key | None, before: Pool | None, after: Pool | None) -> None:
    """Add what became of one document's findings."""
    if there and here and there != here:
        found.renamed.append((there, here))
    elif here is None and there:
        found.removed.append(there)
    elif there is None and here:
        found.added.append(here)
    left, right = [*before.findings, *before.known] if before else [], list(after.findings) if after else []
    ignored, known = list(after.suppressed) if after else [], list(after.known) if after else []
    now = here or there
    assert now is not None
    for key in (_context, _wording):
        found.remaining += (Located(*now, row) for row in (*_matched(left, right, key), *_matched(left, known, key)))
        found.suppressed += (Located(*now, row) for row in _matched(left, ignored, key))
    found.fixed += (Located(*(there or now), row) for row in left)
    found.appeared += (Located(*now, row) for row in right)


def _context(finding: Row) -> str:
    return str(finding["context"])


def _wording(finding: Row) -> tuple[str, str]:
    return finding["rule"], " ".join(finding["text"].split()).casefold()


def _matched(left: list[Row], right: list[Row], key: Callable[[Row], Hashable]) -> list[Row]:
    """Take the findings that both lists have by the key out of them, in order and each once; return those of the second."""
    there = _by(key, left)
    kept, gone, matched = [], set[int](), []
    for row in right:
        if same := there.get(key(row)):
            gone.add(id(same.pop(0)))
            matched.append(row)
        else:
            kept.append(row)
    left[:], right[:] = [row for row in left if id(row) not in gone], kept
    return matched


def _by(key: Callable[[Item], Name], items: Iterable[Item]) -> dict[Name, list[Item]]:
    groups: dict[Name, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
