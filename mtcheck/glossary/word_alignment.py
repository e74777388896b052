"""A machine's sentence held word by word against what an editor made of it: which words were changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from mtcheck.english.lemmas import akin
from mtcheck.english.names import CLOSED

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]|_")
OPENING = frozenset("\"“”‘«([—–-…'")
HYPHENS = frozenset("-‐‑–—'’/")
ENDS = frozenset(".!?:;")
LONGEST = 4
"""Words of the longest phrase that is learned."""
CONTEXT = 2
"""Words on each side that a change is widened by at most."""
ALIKE, SHORTEST_ALIKE = 0.75, 4
"""Share of letters in common from which on words are spelled alike, and the letters they must have."""
GAP, SAME_WORD, OTHER_WORD, OTHER_KIND, NEVER = 0.7, 0.3, 1.0, 1.3, 9.0
"""Costs of the alignment: a word left out or added; another form or spelling of a word; another word; a function word for another word; no pair at all."""


class Token(NamedTuple):
    """A word, number or mark: as written, in lower case with plain apostrophes, and whether it begins a sentence."""

    text: str
    lower: str
    start: int
    end: int
    first: bool

    @property
    def is_word(self) -> bool:
        """Return whether it is made of letters."""
        return self.text[0].isalpha()


class Change(NamedTuple):
    """Words ``mt[start:end]`` that became ``post_edit[to_start:to_end]``, by token."""

    start: int
    end: int
    to_start: int
    to_end: int


class Aligned(NamedTuple):
    """The tokens of both sides and the links between them: (place or None, place or None), in order."""

    mt: tuple[Token, ...]
    post_edit: tuple[Token, ...]
    links: tuple[tuple[int | None, int | None], ...]

    def same(self, link: tuple[int | None, int | None]) -> bool:
        """Return whether a link joins equal words."""
        here, there = link
        return here is not None and there is not None and self.mt[here].lower == self.post_edit[there].lower

    def linked(self, link: tuple[int | None, int | None]) -> tuple[Token, ...]:
        """Return the tokens of a link."""
        here, there = link
        return (*(() if here is None else (self.mt[here],)), *(() if there is None else (self.post_edit[there],)))

    @property
    def kept(self) -> float:
        """Return the share of the words that both sides have, of the longer side's."""
        words = sum(self.same(link) for link in self.links)
        return words / max(1, len(self.mt), len(self.post_edit))


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words (with inner apostrophes and hyphens), numbers and marks of a text."""
    found: list[Token] = []
    first = True
    for match in TOKEN.finditer(text):
        word = match.group()
        found.append(Token(word, word.lower().replace("’", "'"), match.start(), match.end(), first))
        first = word in ENDS or word in OPENING
    return tuple(found)


def aligned(mt: str, post_edit: str) -> Aligned:
    """Return the two sides linked word by word at the least cost; forms of one word cost little."""
    here, there = tokens(mt), tokens(post_edit)
    head = _shared(here, there)
    tail = _shared(here[head:][::-1], there[head:][::-1])
    inner = _linked([t.lower for t in here[head : len(here) - tail]], [t.lower for t in there[head : len(there) - tail]])
    links: list[tuple[int | None, int | None]] = [(at, at) for at in range(head)]
    links += [(None if a is None else a + head, None if b is None else b + head) for a, b in inner]
    links += [(len(here) - back, len(there) - back) for back in range(tail, 0, -1)]
    return Aligned(here, there, tuple(links))


def _shared(one: Sequence[Token], other: Sequence[Token]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a.lower != b.lower:
            break
        count += 1
    return count


def _linked(one: list[str], other: list[str]) -> list[tuple[int | None, int | None]]:
    """Return the cheapest links of two lists of lower-case tokens (Levenshtein with word costs)."""
    costs = [[GAP * column for column in range(len(other) + 1)]]
    for row, a in enumerate(one, 1):
        above, line = costs[-1], [GAP * row]
        for column, b in enumerate(other, 1):
            line.append(min(above[column - 1] + _cost(a, b), above[column] + GAP, line[-1] + GAP))
        costs.append(line)
    return _traced(one, other, costs)


def _traced(one: list[str], other: list[str], costs: list[list[float]]) -> list[tuple[int | None, int | None]]:
    links: list[tuple[int | None, int | None]] = []
    row, column = len(one), len(other)
    while row or column:
        best = costs[row][column] + 1e-9
        if row and column and costs[row - 1][column - 1] + _cost(one[row - 1], other[column - 1]) <= best:
            row, column = row - 1, column - 1
            links.append((row, column))
        elif row and costs[row - 1][column] + GAP <= best:
            row -= 1
            links.append((row, None))
        else:
            column -= 1
            links.append((None, column))
    return links[::-1]


def _cost(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if not (one[0].isalpha() and other[0].isalpha()):
        return NEVER
    if akin(one, other) or alike(one, other):
        return SAME_WORD
    return OTHER_KIND if (one in CLOSED) != (other in CLOSED) else OTHER_WORD


@lru_cache(maxsize=1 << 18)
def alike(one: str, other: str) -> bool:
    """Return whether two lower-case words are much alike in spelling: "center" and "centre", two spellings of a name."""
    if min(len(one), len(other)) < SHORTEST_ALIKE or one[:2] != other[:2] or abs(len(one) - len(other)) > 2:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def changes(pair: Aligned) -> Iterator[Change]:
    """Yield every way to state what was changed: each run of changed words, its parts where word stands for word, and both with words that stayed."""
    for first, last in _runs(pair):
        for start, end in [(first, last), *(_swaps(pair, first, last) if last > first else ())]:
            yield from _widened(pair, start, end)


def _swaps(pair: Aligned, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the links of a run where it is clear which word stands for which: none is left out or added but function words."""
    links = pair.links[first : last + 1]
    clear = all(None not in link for link in links)
    contents = [[at for at in side if at is not None] for side in zip(*links, strict=True)]
    here, there = (sum(tokens[at].lower not in CLOSED for at in side) for tokens, side in zip((pair.mt, pair.post_edit), contents, strict=True))
    for at, link in enumerate(links, first):
        if None not in link and (clear or (here == there and all(token.lower not in CLOSED for token in pair.linked(link)))):
            yield at, at


def _runs(pair: Aligned) -> Iterator[tuple[int, int]]:
    """Yield the first and last link of each run of changed words; marks and forms of one word end a run.

    Runs beside a changed hyphen are parts of words, and words left out beside another changed mark are mostly moved: they are left out.
    """
    start = 0
    for at, link in enumerate([*pair.links, (None, None)]):
        stays = at == len(pair.links) or pair.same(link) or _mark(pair, link)
        if stays or _akin(pair, link):
            if start < at and _sound(pair, start, at - 1):
                yield start, at - 1
            if not stays and _sound(pair, at, at):
                yield at, at
            start = at + 1


def _sound(pair: Aligned, first: int, last: int) -> bool:
    beside = [pair.links[at] for at in (first - 1, last + 1) if 0 <= at < len(pair.links)]
    marks = {token.text for link in beside if _mark(pair, link) and not pair.same(link) for token in pair.linked(link)}
    links = pair.links[first : last + 1]
    return not marks or not (marks & HYPHENS or all(a is None for a, _ in links) or all(b is None for _, b in links))


def _mark(pair: Aligned, link: tuple[int | None, int | None]) -> bool:
    """Return whether a link touches a mark or number."""
    return not all(token.is_word for token in pair.linked(link))


def _akin(pair: Aligned, link: tuple[int | None, int | None]) -> bool:
    here, there = link
    if here is None or there is None:
        return False
    words = pair.mt[here].lower, pair.post_edit[there].lower
    return akin(*words) or alike(*words)


def _widened(pair: Aligned, first: int, last: int) -> Iterator[Change]:
    for left in range(CONTEXT + 1):
        if left and not _stays(pair, first - left):
            break
        for right in range(CONTEXT + 1):
            if right and not _stays(pair, last + right):
                break
            found = _change(pair, first - left, last + right)
            if 1 <= found.end - found.start <= LONGEST and found.to_end - found.to_start <= LONGEST:
                yield found


def _stays(pair: Aligned, at: int) -> bool:
    """Return whether a link joins equal words, not marks, that the phrase may take in."""
    return 0 <= at < len(pair.links) and pair.same(pair.links[at]) and not _mark(pair, pair.links[at])


def _change(pair: Aligned, first: int, last: int) -> Change:
    links = pair.links[first : last + 1]
    here = [a for a, _ in links if a is not None]
    there = [b for _, b in links if b is not None]
    return Change(here[0] if here else 0, here[-1] + 1 if here else 0, there[0] if there else 0, there[-1] + 1 if there else 0)
