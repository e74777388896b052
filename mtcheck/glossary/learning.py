"""Learns glossary entries from what editors did to a machine's sentences: what was replaced, by what, and how often it was left standing.

``docs/glossaries.md`` describes what comes out of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from mtcheck.core.intervals import wilson
from mtcheck.english import spellings
from mtcheck.english.lemmas import readings
from mtcheck.english.names import CALENDAR, CLOSED
from mtcheck.glossary.corrections import Corrections, Example, Site, Words
from mtcheck.glossary.phrase import DELETE, forms

Places = dict[Words, list[tuple[Site, bool]]]

MOST_PREFERRED, EXAMPLES = 3, 3
OTHER_SHARE = 0.25
"""Share of the first replacement's count that a further one needs."""
CLEARLY = 0.15
"""By how much a longer phrase's precision must exceed the shorter one's to be kept beside it."""
SURE_SWAP, OFTEN = 0.75, 5
"""Precision and count that a swap of function words needs."""
COVERED = 0.6
"""Share of a phrase's places that better phrases touch, from which on it is left out."""
WORTH_A_LOOK = 0.3
"""Precision below which a phrase is no entry, whatever is asked for."""
ALIKE = 0.6
"""Share of letters in common from which on two names are one."""
LONGEST_PHRASE = 60
TIERS = ((0.9, "wrong"), (0.75, "odd"), (0.0, "hint"))
QUANTITIES = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion trillion "
    "first second third fourth fifth half".split()
)
NEGATIVE = frozenset(
    "no not never nor neither none nobody nothing cannot can't don't doesn't didn't won't isn't aren't wasn't weren't without".split()
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A glossary entry that the corrections suggest.

    ``count`` of the ``occurrences`` of ``avoid`` in the machine's text were replaced by one of ``prefer``, ``standing`` stayed; the rest was
    changed otherwise. ``low`` and ``high`` bound the precision with 95% confidence. ``name``: two forms of a proper name.
    """

    avoid: str
    prefer: tuple[str, ...]
    count: int
    standing: int
    occurrences: int
    low: float
    high: float
    name: bool = False
    source: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def precision(self) -> float:
        """Return the share of the occurrences that were replaced so."""
        return self.count / self.occurrences

    @property
    def worth(self) -> float:
        """Return what proposals are sorted by: the lower bound of the precision times the count."""
        return self.low * self.count

    @property
    def tier(self) -> str:
        """Return the glossary tier that the precision allows."""
        return next(tier for least, tier in TIERS if self.precision >= least)


@dataclass(slots=True)
class _Entry:
    """A phrase that was changed: its surface forms, and for each replacement the places where it was made."""

    avoid: str
    surfaces: frozenset[Words]
    prefers: dict[str, set[Site]] = field(default_factory=lambda: defaultdict(set))
    seen: set[Words] = field(default_factory=set)
    places: dict[Site, bool] = field(default_factory=dict)
    """Where the phrase stands in the machine's text, and whether the editor left it standing there."""

    def chosen(self) -> dict[str, set[Site]]:
        """Return the replacements worth listing with their places, most frequent first; one that is a part of another counts with it."""
        ranked = sorted(((p, sites & self.places.keys()) for p, sites in self.prefers.items()), key=lambda row: (-len(row[1]), -len(row[0]), row[0]))
        if len(ranked) > 1:
            ranked = [row for row in ranked if row[0] != DELETE] if ranked[0][0] != DELETE else ranked[:1]
        least = max(2.0, OTHER_SHARE * len(ranked[0][1]))
        found: dict[str, set[Site]] = {}
        for prefer, sites in (row for at, row in enumerate(ranked) if at == 0 or len(row[1]) >= least):
            kin = next((other for other in found if f" {prefer} " in f" {other} " or f" {other} " in f" {prefer} "), prefer)
            if kin in found or len(found) < MOST_PREFERRED:
                found[kin] = found.get(kin, set()) | sites
        return found

    def leave(self, places: Iterable[Site]) -> None:
        """Leave the places inside these to the longer entry that they are of."""
        longer: dict[int, list[Site]] = defaultdict(list)
        for place in places:
            longer[place.pair].append(place)
        for site in list(self.places):
            if any(place.start <= site.start and site.end <= place.end for place in longer.get(site.pair, ())):
                del self.places[site]

    def sites(self) -> set[Site]:
        """Return the places where it was replaced by one of the chosen."""
        return set().union(*self.chosen().values())

    def proposal(self) -> Proposal:
        """Return what the counts say."""
        chosen = self.chosen()
        count = len(set().union(*chosen.values()))
        low, high = wilson(count, len(self.places))
        return Proposal(self.avoid, tuple(chosen), count, sum(self.places.values()), max(1, len(self.places)), low, high)


def learn(corrections: Corrections, min_count: int = 3) -> list[Proposal]:
    """Return the entries that the corrections suggest, best first; those replaced fewer than ``min_count`` times are left out."""
    entries = [entry for entry in _entries(corrections) if len(set().union(*entry.prefers.values())) >= min_count]
    places = corrections.places({surface for entry in entries for surface in entry.surfaces})
    for entry in entries:
        entry.places = {site: standing for surface in entry.surfaces for site, standing in places.get(surface, ())}
    entries = _most_general([entry for entry in entries if _plausible(entry.proposal(), min_count)])
    ranked = sorted(
        ((proposal, entry) for entry in entries if _plausible(proposal := entry.proposal(), min_count)),
        key=lambda row: (-row[0].worth, len(row[0].avoid.split()), row[0].avoid),
    )
    return [_told(proposal, entry, corrections) for proposal, entry in _uncovered(ranked)]


def _entries(corrections: Corrections) -> Iterator[_Entry]:
    """Yield every phrase that was changed, as it is written and under its lemmas where several forms of it were changed alike."""
    plain: dict[Words, _Entry] = {}
    lemmas: dict[str, _Entry] = {}
    for (before, after), sites in corrections.edits.items():
        if not _may_be_entry(before, after):
            continue
        entry = plain.setdefault(before, _Entry(" ".join(before), frozenset({before})))
        entry.prefers[" ".join(after) or DELETE] |= sites
        for avoid, prefer in _lemmatised(before, after):
            general = lemmas.setdefault(avoid, _Entry(avoid, frozenset()))
            general.prefers[prefer] |= sites
            general.seen.add(before)
    yield from plain.values()
    for entry in lemmas.values():
        if len(entry.seen) > 1:
            entry.surfaces = frozenset(tuple(form.text.split()) for form in forms(entry.avoid))
            yield entry


def _may_be_entry(before: Words, after: Words) -> bool:
    """Return whether the change can be a glossary entry: no quantity changes, and what is preferred is not flagged again."""
    if len(" ".join(before)) > LONGEST_PHRASE or [w for w in before if w in QUANTITIES] != [w for w in after if w in QUANTITIES]:
        return False
    if [w for w in before if w not in ("a", "an")] == [w for w in after if w not in ("a", "an")]:
        return False
    if NEGATIVE.isdisjoint(before) != NEGATIVE.isdisjoint(after) or any(len(word) == 1 and word not in ("a", "I") for word in after):
        return False
    if len(before) == len(after) and all(a == b or _another_form(a, b) for a, b in zip(before, after, strict=True)):
        return False
    return not any(after[at : at + len(before)] == before for at in range(len(after)))


def _another_form(one: str, other: str) -> bool:
    """Return whether the two are forms of one verb and no singular and plural, or one is the other's possessive."""
    if one.removesuffix("'s") == other.removesuffix("'s"):
        return True
    here, there = ({(reading.base, reading.part) for reading in readings(word)} for word in (one, other))
    return any(part == "v" for _, part in here & there) and not any(part == "n" for _, part in here & there)


def _lemmatised(before: Words, after: Words) -> Iterator[tuple[str, str]]:
    """Yield the change under the lemmas of one word of each side that are in the same form: ``glimpse/v the`` for "glimpsed the"."""
    found: set[tuple[str, str]] = set()
    for at, word in enumerate(before):
        for one in readings(word):
            for to, other in enumerate(after):
                for two in readings(other):
                    if one[1:] == two[1:] and (one.base != two.base or len(before) > 1):
                        found.add((_with(before, at, f"{one.base}/{one.part}"), _with(after, to, f"{two.base}/{two.part}")))
    yield from found


def _with(words: Words, at: int, word: str) -> str:
    return " ".join((*words[:at], word, *words[at + 1 :]))


def _plausible(proposal: Proposal, min_count: int) -> bool:
    """Return whether the numbers make an entry; a swap of function words must be as good as a rule."""
    if proposal.count < min_count or proposal.precision < WORTH_A_LOOK:
        return False
    avoided = set(proposal.avoid.split())
    changed = {word.lower() for prefer in proposal.prefer for word in avoided ^ set(prefer.replace(DELETE, "").split())}
    return not changed <= CLOSED or (proposal.precision >= SURE_SWAP and proposal.count >= OFTEN)


def _most_general(entries: list[_Entry]) -> list[_Entry]:
    """Return the entries without those that a shorter one, or the same under its lemma, makes needless; what a longer one explains clearly better is its own."""
    kept: list[_Entry] = []
    by_surface: dict[Words, list[_Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: (len(one.avoid.split()), -len(one.surfaces), one.avoid)):
        wider = [other for surface in entry.surfaces & (entry.seen or entry.surfaces) for part in _parts(surface) for other in by_surface[part]]
        if all(_clearly_better(entry, other) for other in wider):
            kept.append(entry)
            for surface in entry.surfaces:
                by_surface[surface].append(entry)
            for other in wider:
                other.leave(entry.places)
    return kept


def _parts(words: Words) -> Iterator[Words]:
    """Yield every run of the words, the whole of them too."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


def _clearly_better(longer: _Entry, shorter: _Entry) -> bool:
    one, other = longer.proposal(), shorter.proposal()
    return one.low > other.precision and one.precision >= other.precision + CLEARLY


def _uncovered(ranked: Iterable[tuple[Proposal, _Entry]]) -> Iterator[tuple[Proposal, _Entry]]:
    """Yield the entries whose places better ones do not explain already, and that do not take back what a better one prefers."""
    covered: set[tuple[int, int]] = set()
    preferred: set[str] = set()
    for proposal, entry in ranked:
        sites = entry.sites()
        known = sum(any((site.pair, at) in covered for at in range(site.start, site.end)) for site in sites)
        if known < COVERED * len(sites) and proposal.avoid not in preferred:
            covered |= {(site.pair, at) for site in sites for at in range(site.start, site.end)}
            preferred |= set(proposal.prefer)
            yield proposal, entry


def _told(proposal: Proposal, entry: _Entry, corrections: Corrections) -> Proposal:
    """Return the proposal with examples and, where the pairs have sources, the source words behind it."""
    first = next(iter(entry.chosen().values()))
    sites = sorted(entry.sites(), key=lambda site: (site not in first, site))
    examples = tuple(corrections.example(site) for site in sites[:EXAMPLES])
    names = all(is_name_variant(proposal.avoid, prefer) for prefer in proposal.prefer)
    return replace(proposal, name=names, examples=examples, source=corrections.source_of(site.pair for site in sites))


def is_name_variant(one: str, other: str) -> bool:
    """Return whether both are proper names, one a spelling or a part of the other."""
    first, second = ([word for word in text.split() if word not in CLOSED] for text in (one, other))
    if not first or not second or not all(word[0].isupper() and word.lower() not in CALENDAR for word in (*first, *second)):
        return False
    a, b = (spellings.plain(" ".join(words)) for words in (first, second))
    alike = SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE
    return alike or set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()) or spellings.consonants(a) == spellings.consonants(b)
