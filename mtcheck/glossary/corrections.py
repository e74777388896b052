"""A collection of corrected segments: every change in it, and every place where a phrase stands in the machine's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from mtcheck.english import lexicon
from mtcheck.glossary.word_alignment import LONGEST, Aligned, Token, aligned, changes, tokens

Words = tuple[str, ...]
"""A phrase: words as the glossary writes them, with a capital only where they have one in mid sentence."""

REWRITTEN = 0.4
"""Share of common words below which a pair was written anew: nothing is learned from it."""
AROUND = 4
"""Words shown around an example."""
SOURCE_WORD = re.compile(r"[^\W\d_]{4,}")
SOURCE_SHARE, RARE_SHARE = 0.75, 0.1
"""Share of a proposal's pairs that its source word must stand in, and of all pairs those besides that it may stand in."""
MARK = ""


class Decided(NamedTuple):
    """What an editor wrote for a span of a segment (code points of the machine's text), where that was asked about as a whole."""

    start: int
    end: int
    wording: str


class Pair(NamedTuple):
    """A segment as the machine wrote it and as the editor left it; ``where`` is its ``file:line``, ``decided`` what is known of its changes."""

    mt: str
    post_edit: str
    source: str = ""
    where: str = ""
    decided: tuple[Decided, ...] = ()


class Site(NamedTuple):
    """Where a phrase stands: the pair and the tokens ``start:end`` of its machine side, from 0."""

    pair: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A place where the editor made the change: ``file:line`` and both wordings with the words around."""

    where: str
    mt: str
    post_edit: str


class Corrections:
    """The distinct pairs that are alike enough to learn from, aligned; ``rewritten`` counts the others."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        distinct = {(pair.mt, pair.post_edit): pair for pair in reversed(list(pairs))}
        both = [(pair, aligned(pair.mt, pair.post_edit)) for pair in reversed(distinct.values())]
        kept = [(pair, sides) for pair, sides in both if sides.kept >= REWRITTEN]
        self.rewritten = len(both) - len(kept)
        self.pairs = [pair for pair, _ in kept]
        self.aligned = [sides for _, sides in kept]
        self._casing = _casing(self.aligned)
        self.mt = [self._keys(sides.mt) for sides in self.aligned]
        self.post_edit = [self._keys(sides.post_edit) for sides in self.aligned]

    def _keys(self, tokens: Sequence[Token]) -> Words:
        shouted = all(token.text.isupper() for token in tokens if token.is_word)
        return tuple(self._key(token, shouted) if token.is_word else MARK for token in tokens)

    def _key(self, token: Token, shouted: bool) -> str:
        """Return the word as the glossary writes it: acronyms as they stand, others as they are mostly written in mid sentence."""
        if token.text.isupper() and len(token.text) > 1 and not shouted:
            return token.text.replace("’", "'")
        usual = self._casing.get(token.lower)
        return usual or (token.lower if token.first or shouted or lexicon.in_dictionary(token.lower) else token.text.replace("’", "'"))

    @cached_property
    def edits(self) -> dict[tuple[Words, Words], set[Site]]:
        """The places of every change, by the words before and after it."""
        found: dict[tuple[Words, Words], set[Site]] = defaultdict(set)
        for at, sides in enumerate(self.aligned):
            known = list(self._known(at))
            for site, after in known:
                found[self.mt[at][site.start : site.end], after].add(site)
            for change in changes(sides):
                if any(change.start < site.end and site.start < change.end for site, _ in known):
                    continue
                before = self.mt[at][change.start : change.end]
                after = self.post_edit[at][change.to_start : change.to_end]
                if before != after and MARK not in before and MARK not in after:
                    found[before, after].add(Site(at, change.start, change.end))
        return found

    def _known(self, at: int) -> Iterator[tuple[Site, Words]]:
        """Yield the phrases of a pair that were decided about as a whole, and what the editor wrote: no word of them stands for one of those by itself."""
        for one in self.pairs[at].decided:
            inside = [n for n, token in enumerate(self.aligned[at].mt) if one.start <= token.start and token.end <= one.end]
            after = self._keys(tokens(one.wording))
            if 1 < len(inside) <= LONGEST and len(after) <= LONGEST:
                site = Site(at, inside[0], inside[-1] + 1)
                before = self.mt[at][site.start : site.end]
                if before != after and MARK not in before and MARK not in after:
                    yield site, after

    def places(self, phrases: set[Words]) -> dict[Words, list[tuple[Site, bool]]]:
        """Return where each of the phrases stands in the machine's text, and whether the editor left it standing there."""
        found: dict[Words, list[tuple[Site, bool]]] = defaultdict(list)
        for at, words in enumerate(self.mt):
            there = {one: other for one, other in self.aligned[at].links if one is not None and self.aligned[at].same((one, other))}
            for start in range(len(words)):
                for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                    if words[start:end] in phrases:
                        found[words[start:end]].append((Site(at, start, end), _in_a_row([there.get(place) for place in range(start, end)])))
        return found

    def example(self, site: Site) -> Example:
        """Return a place with both wordings and the words around."""
        sides, pair = self.aligned[site.pair], self.pairs[site.pair]
        linked = {here: there for here, there in sides.links if here is not None and there is not None}
        start, end = max(0, site.start - AROUND), min(len(sides.mt), site.end + AROUND)
        first = max((there for here, there in linked.items() if here < start), default=-1) + 1
        last = min((there for here, there in linked.items() if here >= end), default=len(sides.post_edit))
        return Example(pair.where, _shown(pair.mt, sides.mt[start:end]), _shown(pair.post_edit, sides.post_edit[first:last]))

    def source_of(self, pairs: Iterable[int]) -> str:
        """Return the source word that these pairs share and others hardly have; "" where none stands out."""
        chosen = set(pairs)
        found = Counter(stem for at in chosen for stem in self._stems[at])
        best = max(found, key=lambda stem: (found[stem] / len(chosen) - self._spread[stem] / len(self.pairs), len(stem), stem), default="")
        if not best or found[best] < max(2, SOURCE_SHARE * len(chosen)) or self._spread[best] - found[best] > RARE_SHARE * len(self.pairs):
            return ""
        return Counter(form for at in chosen for form in self._stems[at].get(best, ())).most_common(1)[0][0]

    @cached_property
    def _stems(self) -> list[dict[str, list[str]]]:
        """The longer words of each source, by the part that their inflected forms share."""
        found: list[dict[str, list[str]]] = []
        for pair in self.pairs:
            stems: dict[str, list[str]] = defaultdict(list)
            for word in SOURCE_WORD.findall(pair.source.lower()):
                stems[word[: max(4, len(word) - 2)]].append(word)
            found.append(stems)
        return found

    @cached_property
    def _spread(self) -> Counter[str]:
        return Counter(stem for stems in self._stems for stem in stems)


def _in_a_row(places: Sequence[int | None]) -> bool:
    """Return whether the places follow each other, none of them missing."""
    return all(one is not None and other == one + 1 for one, other in pairwise(places)) and places[-1] is not None


def _shown(text: str, tokens: Sequence[Token]) -> str:
    if not tokens:
        return ""
    start, end = tokens[0].start, tokens[-1].end
    return f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text.rstrip()) else ''}"


def _casing(every: Iterable[Aligned]) -> dict[str, str]:
    """Return how each word is mostly written in mid sentence on both sides, acronyms apart."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sides in every:
        for token in (*sides.mt, *sides.post_edit):
            if token.is_word and not token.first and (len(token.text) == 1 or not token.text.isupper()):
                seen[token.lower][token.text.replace("’", "'")] += 1
    return {lower: max(forms, key=lambda form: (forms[form], form)) for lower, forms in seen.items()}
