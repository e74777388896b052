"""Makes ``facts/nouns.marisa``; run as ``python -m mtcheck.build.nouns [WORDNET]``.

Sources: Princeton WordNet 3.0 (WordNet licence; Debian package ``wordnet-base``): what kind of thing a noun names, by the
lexicographer file of its senses weighted with their frequency in SemCor (``cntlist.rev``); the English names of countries from the
Unicode CLDR (Unicode licence; package ``babel``). Run ``mtcheck.build.lexicon`` first.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
from babel import Locale

from mtcheck.build.lexicon import WORDNET
from mtcheck.core.resources import FACTS
from mtcheck.english import lexicon
from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.english.nouns import ENTRY, Kind, Trait

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
RARE = 1.6
FEMALE = ("woman", "female_person", "girl", "mother", "wife", "queen", "nun", "daughter", "sister", "actress", "princess", "duchess", "goddess")
MALE = ("man", "male_person", "boy", "father", "husband", "king", "monk", "son", "brother", "priest", "prince", "duke")
PEOPLE_GROUPS = ("kin", "family", "couple", "people")
KIND_FILES = {3: Kind.THING, 5: Kind.PERSON, 14: Kind.GROUP, 15: Kind.PLACE, 18: Kind.PERSON}
"""Lexicographer files (lexnames(5WN)): 3 tops, 5 animal, 14 group, 15 location, 18 person; all others hold things."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a lemma: its synset, lexicographer file and weight."""

    synset: str
    file: int
    weight: float


def read(folder: Path, pos: str) -> dict[str, tuple[int, list[str], list[str]]]:
    """Return synset -> (lexicographer file, lemmas, hypernyms and instance hypernyms) of a part of speech."""
    table = {}
    for line in (folder / f"data.{PARTS[pos]}").read_text("ascii").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        lemmas = [fields[4 + 2 * i].split("(")[0] for i in range(count)]
        at = 4 + 2 * count
        above = [fields[at + 2 + 4 * i] for i in range(int(fields[at])) if fields[at + 1 + 4 * i] in {"@", "@i"}]
        table[fields[0]] = (int(fields[1]), lemmas, above)
    return table


def counts(folder: Path) -> dict[tuple[str, str, int], int]:
    """Return (part of speech, lemma, sense number) -> occurrences in SemCor."""
    tagged: dict[tuple[str, str, int], int] = {}
    for line in (folder / "cntlist.rev").read_text("ascii").splitlines():
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        tagged["0nvara"[int(rest[0])], lemma, int(number)] = int(count)
    return tagged


def senses(folder: Path, pos: str, tagged: dict[tuple[str, str, int], int]) -> Iterator[tuple[str, list[Sense]]]:
    """Yield lower-case lemma and its senses, the commonest first."""
    table = read(folder, pos)
    for line in (folder / f"index.{PARTS[pos]}").read_text("ascii").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        synsets = fields[-int(fields[2]) :]
        found = [
            Sense(s, table[s][0], tagged.get((pos, fields[0], i + 1), 0) + 0.5 / (i + 1)) for i, s in enumerate(synsets) if fields[0] in table[s][1]
        ]
        if found:  # else the lemma is a proper name in every sense
            yield fields[0], found


def below(table: dict[str, tuple[int, list[str], list[str]]], tops: tuple[str, ...]) -> set[str]:
    """Return the synsets at or under those that name one of the words as their first lemma."""
    chosen = {synset for synset, (file, lemmas, _) in table.items() if lemmas[0].lower() in tops and file in {14, 18}}
    while True:
        more = {synset for synset, (_, _, above) in table.items() if synset not in chosen and chosen.intersection(above)}
        if not more:
            return chosen
        chosen |= more


def shares(found: list[Sense]) -> list[int]:
    """Return how much of a noun's use (0..100) names a person or animal, a group, a place, a thing."""
    weights: dict[Kind, float] = defaultdict(float)
    for sense in found:
        weights[KIND_FILES.get(sense.file, Kind.THING)] += sense.weight
    total = sum(weights.values())
    return [round(100 * weights[kind] / total) for kind in (Kind.PERSON, Kind.GROUP, Kind.PLACE, Kind.THING)]


def main_file(found: list[Sense]) -> int:
    """Return the lexicographer file that holds most of the word's use."""
    weights: dict[int, float] = defaultdict(float)
    for sense in found:
        weights[sense.file] += sense.weight
    return max(weights, key=lambda file: weights[file])


def irregular(folder: Path, pos: str) -> dict[str, list[str]]:
    """Return lemma -> irregular forms."""
    forms: dict[str, list[str]] = defaultdict(list)
    for line in (folder / f"{PARTS[pos]}.exc").read_text("ascii").splitlines():
        form, *lemmas = line.split()
        for lemma in lemmas:
            forms[lemma].append(form)
    return forms


class Facts:
    """What is gathered of each word before it is packed."""

    def __init__(self, folder: Path) -> None:
        tagged = counts(folder)
        self.nouns = dict(senses(folder, "n", tagged))
        self.verbs = dict(senses(folder, "v", tagged))
        self.table = read(folder, "n")
        self.female, self.male = below(self.table, FEMALE), below(self.table, MALE)
        self.kin = below(self.table, PEOPLE_GROUPS)
        self.use: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.other = {pos: dict(senses(folder, pos, tagged)) for pos in "ar"}
        self.noun_of, self.verb_of = self.noun_words(folder), self.verb_words(folder)
        self.weigh()

    def noun_words(self, folder: Path) -> dict[str, tuple[str, bool]]:
        """Return word -> (lemma, plural?)."""
        extra = irregular(folder, "n")
        words = {lemma: (lemma, False) for lemma in self.nouns}
        for lemma in self.nouns:
            words.update((form, (lemma, True)) for form in extra.get(lemma, ()) if form != lemma)
            plural = noun_forms(lemma)["plural"]
            words[plural] = (max(plural, lemma, key=lambda word: sum(s.weight for s in self.nouns.get(word, ()))), True)
        return words

    def verb_words(self, folder: Path) -> dict[str, str]:
        """Return finite or non-finite form -> lemma of a verb."""
        extra = irregular(folder, "v")
        return {form: lemma for lemma in self.verbs if "_" not in lemma for form in (*verb_forms(lemma).values(), *extra.get(lemma, ()))}

    def weigh(self) -> None:
        """Sum up how often each word is a noun, a verb, an adjective or an adverb."""
        for word, (lemma, plural) in self.noun_of.items():
            self.use[word]["n"] += sum(s.weight for s in self.nouns[lemma]) * (0.4 if plural else 1)
        for form, lemma in self.verb_of.items():
            self.use[form]["v"] += sum(s.weight for s in self.verbs[lemma]) / 4
        for pos, lemmas in self.other.items():
            for lemma, found in lemmas.items():
                self.use[lemma][pos] += sum(s.weight for s in found)

    def traits(self, lemma: str, plural: bool) -> int:
        """Return the traits of a noun."""
        first = self.nouns[lemma][:2]
        trait = Trait.PLURAL if plural else 0
        if any(sense.synset in self.kin for sense in first[:1]):
            trait |= Trait.PEOPLE
        for group, flag in ((self.female, Trait.FEMALE), (self.male, Trait.MALE)):
            if first[0].synset in group:
                trait |= flag
        return trait

    def entry(self, word: str) -> tuple[int, ...]:
        """Return the packed fields of a word."""
        lemma, plural = self.noun_of.get(word, ("", False))
        use = self.use[word]
        total = sum(use.values()) or 1.0
        parts = [round(100 * use.get(pos, 0.0) / total) for pos in "nv"]
        noun = shares(self.nouns[lemma]) if lemma else [0, 0, 0, 0]
        file = main_file(self.nouns[lemma]) if lemma else 0
        verb = main_file(self.verbs[self.verb_of[word]]) if word in self.verb_of else 0
        return (*noun, file, verb, *parts, self.traits(lemma, plural) if lemma else 0)


def names(facts: Facts) -> dict[str, Kind]:
    """Return proper names as they are written -> what they name; what also names a person is left out."""
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for file, lemmas, above in facts.table.values():
        for lemma in lemmas:
            if lemma[:1].isupper() and above:
                kinds[lemma.replace("_", " ")].add(KIND_FILES.get(file, Kind.THING))
    found = {name: kind for name, found_kinds in kinds.items() if len(name) > 1 and (kind := dominant(found_kinds))}
    found.update((name, Kind.PLACE) for name in Locale("en").territories.values() if name[:1].isupper())
    return found


def dominant(kinds: set[Kind]) -> Kind | None:
    """Return the kind that a name with these kinds most likely has."""
    for kind in (Kind.PLACE, Kind.GROUP, Kind.PERSON):
        if kind in kinds:
            return kind
    return Kind.THING


def common(facts: Facts) -> Iterator[str]:
    """Yield the single words worth an entry."""
    for word in sorted(set(facts.noun_of) | set(facts.verb_of) | set(facts.use)):
        if word.isalpha() and lexicon.zipf(word) >= RARE:
            yield word


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else WORDNET
    facts = Facts(folder)
    rows = [(word, facts.entry(word)) for word in common(facts)]
    rows += [(f"={name}", (kind.value, *[0] * 8)) for name, kind in sorted(names(facts).items()) if name.isascii()]
    marisa_trie.RecordTrie(ENTRY, rows).save(str(FACTS / "nouns.marisa"))


if __name__ == "__main__":
    main()
