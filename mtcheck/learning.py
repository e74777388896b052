"""What editors change becomes a glossary: phrases of machine output that post-edits say otherwise, with counts and precision.

The words of output and post-edit are aligned by least edits; each changed run, with up to one unchanged word on either side, proposes an entry. An entry's
precision is the share of all its occurrences in the output that the editors touched, with a Wilson 95% interval (Wilson 1927).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import NamedTuple

from mtcheck.broken.words import lemmas
from mtcheck.intervals import wilson

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
LONGEST = 4
"""Words of the longest phrase that is proposed."""
CLEARLY = 0.15
"""How much surer a longer phrase must be than the shorter one within it."""
MOST_EXAMPLES = 3
NAMES_ALIKE = 0.5
"""Share of letters in common from which two capitalised words are one name spelled twice."""
LINKED = 0.5
"""Dice coefficient from which on a source word is taken to be behind a phrase."""
LITTLE = frozenset(
    "the a an of to in on at by for with from and or but that which who is are was were be been has have had it its this as not".split()
)
POS = {"plural": "n", "third": "v", "past": "v", "participle": "v", "gerund": "v"}


class Edited(NamedTuple):
    """A segment of machine output, what an editor made of it, and perhaps its source."""

    mt: str
    post_edit: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A glossary entry that the edits suggest; counts are of occurrences in the machine output."""

    avoid: str
    prefer: tuple[str, ...]
    count: int
    touched: int
    occurrences: int
    name: bool = False
    source: str = ""
    examples: tuple[Edited, ...] = field(default=(), compare=False)

    @property
    def precision(self) -> float:
        """The share of occurrences that the editors touched."""
        return self.touched / self.occurrences

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of the precision."""
        return wilson(self.touched, self.occurrences)

    @property
    def tier(self) -> str:
        """The glossary tier that the precision stands for."""
        return "wrong" if self.precision >= 0.9 else "odd" if self.precision >= 0.75 else "hint"


@dataclass
class _Tally:
    """What was seen of the changed phrases."""

    prefers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    pairs: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: set[str] = field(default_factory=set)
    changed: list[tuple[list[str], list[bool]]] = field(default_factory=list)


def learn(edited: Sequence[Edited], *, min_count: int = 3, min_precision: float = 0.0) -> list[Proposal]:
    """Return the proposals, those first whose edits are many and sure; ``min_precision`` bounds the lower end of the interval."""
    tally = _tally(edited)
    occurrences = _occurrences(tally)
    found = [_proposal(phrase, tally, occurrences, edited) for phrase in tally.prefers if max(tally.prefers[phrase].values()) >= min_count]
    kept = _merged(_general([one for one in found if one.interval[0] >= min_precision]))
    return sorted(kept, key=lambda one: (-one.interval[0] * math.log(1 + one.count), one.avoid))


def _tally(edited: Sequence[Edited]) -> _Tally:
    tally = _Tally()
    for number, pair in enumerate(edited):
        here, there = TOKEN.findall(pair.mt), TOKEN.findall(pair.post_edit)
        low = [word.lower() for word in here]
        changed = [False] * len(here)
        for tag, i, j, k, m in SequenceMatcher(None, low, [word.lower() for word in there], autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            changed[i:j] = [True] * (j - i)
            if i < j:
                for phrase, prefer in _variants(here, there, (i, j), (k, m)):
                    tally.prefers[phrase][prefer] += 1
                    tally.pairs[phrase].append(number)
                if _is_name(here[i:j], there[k:m], first=i == 0):
                    tally.names.add(" ".join(here[i:j]))
        tally.changed.append((here, changed))
    return tally


def _variants(here: Sequence[str], there: Sequence[str], old: tuple[int, int], new: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Yield (phrase, what it became): the run alone, and with the unchanged word before, after or on both sides."""
    name = _is_name(here[slice(*old)], there[slice(*new)], first=old[0] == 0)
    for left in (0, 1):
        for right in (0, 1):
            i, j, k, m = old[0] - left, old[1] + right, new[0] - left, new[1] + right
            words, others = here[max(0, i) : j], there[max(0, k) : m]
            if i < 0 or k < 0 or j > len(here) or m > len(there) or len(words) > LONGEST or len(others) > LONGEST + 2:
                continue
            if (left or right) and (name or [word.lower() for word in words if word in here[slice(*old)]] == []):
                continue
            if all(word[0].isalpha() for word in (*words, *others)) and not all(word.lower() in LITTLE for word in words):
                yield _inside(words, first=i == 0), _inside(others, first=k == 0)


def _inside(words: Sequence[str], *, first: bool) -> str:
    """Return the words as they stand inside a sentence: its first word loses its capital, unless it is all capitals."""
    head, *rest = words or [""]
    return " ".join([head.lower() if first and not (head.isupper() and len(head) > 1) else head, *rest])


def _is_name(here: Sequence[str], there: Sequence[str], *, first: bool) -> bool:
    """Return whether both are capitalised and much alike: one name spelled in two ways."""
    if first or not here or not there or not all(word[0].isupper() for word in (*here, *there)):
        return False
    return SequenceMatcher(None, " ".join(here).lower(), " ".join(there).lower(), autojunk=False).ratio() >= NAMES_ALIKE


def _occurrences(tally: _Tally) -> dict[str, tuple[int, int]]:
    """Return phrase -> (occurrences in all output, those that an edit touched)."""
    counts: dict[str, list[int]] = {phrase: [0, 0] for phrase in tally.prefers}
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in counts:
        lengths[phrase.partition(" ")[0]].add(phrase.count(" ") + 1)
    for words, changed in tally.changed:
        for at, word in enumerate(words):
            for size in lengths.get(_inside([word], first=not at), ()):
                phrase = _inside(words[at : at + size], first=not at)
                if phrase in counts and at + size <= len(words):
                    counts[phrase][0] += 1
                    counts[phrase][1] += any(changed[at : at + size])
    return {phrase: (total, touched) for phrase, (total, touched) in counts.items()}


def _proposal(phrase: str, tally: _Tally, occurrences: dict[str, tuple[int, int]], edited: Sequence[Edited]) -> Proposal:
    total, touched = occurrences[phrase]
    prefers = tally.prefers[phrase]
    most = prefers.most_common(1)[0][1]
    chosen = tuple(prefer or "<delete>" for prefer, count in prefers.most_common(3) if count >= max(1, most / 3))
    numbers = list(dict.fromkeys(tally.pairs[phrase]))
    examples = tuple(edited[number] for number in numbers[:MOST_EXAMPLES])
    return Proposal(phrase, chosen, most, touched, total, phrase in tally.names, _source(numbers, edited), examples)


def _source(numbers: Sequence[int], edited: Sequence[Edited]) -> str:
    """Return the source word that stands behind most of these segments and few others; "" where none does."""
    if not any(edited[number].source for number in numbers):
        return ""
    inside = Counter(word for number in numbers for word in set(TOKEN.findall(edited[number].source.lower())))
    likely = [word for word, count in inside.most_common(12) if word[0].isalpha() and len(word) > 2 and count >= LINKED * len(numbers)]
    overall = {word: sum(word in one.source.lower() for one in edited) for word in likely}
    scored = [(2 * inside[word] / (len(numbers) + overall[word]), word) for word in likely]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= LINKED else ""


def _general(found: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals without those that only lengthen a shorter one which is nearly as sure."""
    by_phrase = {one.avoid: one for one in found}
    kept = []
    for one in by_phrase.values():
        words = one.avoid.split()
        parts = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1) if j - i < len(words))
        shorter = [by_phrase[part] for part in parts if part in by_phrase]
        if not any(one.precision < other.precision + CLEARLY and other.count >= one.count for other in shorter):
            kept.append(one)
    return kept


def _merged(found: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals with the forms of one word joined, as "polish/v -> refine/v"."""
    groups: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for one in found:
        for key in () if one.name else _lemma_pairs(one.avoid, one.prefer[0]):
            groups[key].append(one)
    kept, joined = list(found), []
    for (avoid, prefer), members in sorted(groups.items(), key=lambda item: -len(item[1])):
        if len(members) > 1 and all(one in kept for one in members):
            kept = [one for one in kept if one not in members]
            sums = (sum(getattr(one, name) for one in members) for name in ("count", "touched", "occurrences"))
            count, touched, occurrences = sums
            joined.append(replace(members[0], avoid=avoid, prefer=(prefer,), count=count, touched=touched, occurrences=occurrences))
    return kept + joined


def _lemma_pairs(avoid: str, prefer: str) -> set[tuple[str, str]]:
    """Return both words as lemmas with a part of speech, for each form that both may stand in; none for phrases."""
    if " " in avoid or " " in prefer:
        return set()
    pairs = ((here, there, tag) for here, tag in lemmas(avoid) for there, same in lemmas(prefer) if tag == same and tag in POS)
    return {(f"{here}/{POS[tag]}", f"{there}/{POS[tag]}") for here, there, tag in pairs}
