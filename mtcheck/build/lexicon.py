"""Makes ``facts/lexicon.marisa`` and ``facts/thesaurus.marisa``; run as ``python -m mtcheck.build.lexicon [WORDNET]``.

Sources: word frequencies of wordfreq 3.1 (Speer 2022; data CC BY-SA 4.0), the dictionary words, their irregular forms and synonyms of
Princeton WordNet 3.0 (WordNet licence; Debian package ``wordnet-base``), given names and surnames of the US Census of 1990 (public
domain; package ``names``).
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import marisa_trie
import names
import wordfreq

from mtcheck.core.resources import FACTS
from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.english.lexicon import ENTRY, SCALE, Flag

WORDNET = Path("/usr/share/wordnet")
POS = ("noun", "verb", "adj", "adv")
RARE = 1.0
CLOSED_CLASS = (
    "a an the this that these those i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself "
    "yourself himself herself itself ourselves yourselves themselves who whom whose which what where when why how and or but nor so yet for if "
    "unless until while because although though since as than then there here not no of to in on at by with from into onto upon about against "
    "between among through during before after above below under over out off up down again further once would could should might must shall "
    "will can may do does did done be am is are was were been being have has had having regarding despite toward towards throughout within "
    "without whether whatever whoever whichever every each either neither both such same other others another any some none anyone everyone "
    "someone anything everything something nothing per via amid unlike anybody everybody somebody nobody oneself ours"
).split()


def synsets(folder: Path, pos: str) -> Iterator[tuple[str, list[str], list[tuple[str, str]]]]:
    """Yield (offset, lemmas, pointers as (symbol, offset of the same part of speech)) of a WordNet data file."""
    for line in (folder / f"data.{pos}").read_text("ascii").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        lemmas = [fields[4 + 2 * i].split("(")[0].replace("_", " ") for i in range(count)]
        at = 4 + 2 * count
        pointers = [(fields[at + 1 + 4 * i], fields[at + 2 + 4 * i]) for i in range(int(fields[at])) if fields[at + 3 + 4 * i] in {pos[0], "s", "a"}]
        yield fields[0], lemmas, pointers


def exceptions(folder: Path, pos: str) -> Iterator[str]:
    """Yield the irregular forms that WordNet lists for a part of speech."""
    for line in (folder / f"{pos}.exc").read_text("ascii").splitlines():
        yield line.split()[0].replace("_", " ")


def dictionary(folder: Path) -> set[str]:
    """Return lower-case single words that are dictionary words, inflected forms included."""
    words = set(CLOSED_CLASS)
    for pos in POS:
        words.update(exceptions(folder, pos))
        for _, lemmas, _ in synsets(folder, pos):
            for lemma in (x for x in lemmas if x.islower() and x.isalpha()):
                words.add(lemma)
                words.update(noun_forms(lemma).values() if pos == "noun" else verb_forms(lemma).values() if pos == "verb" else ())
                words.update(comparison(lemma) if pos == "adj" and len(lemma) < 8 else ())
    return {w for w in words if w.isalpha()}


def comparison(adjective: str) -> tuple[str, str]:
    """Return the regular comparative and superlative."""
    if adjective.endswith("e"):
        stem = adjective[:-1]
    elif adjective.endswith("y"):
        stem = adjective[:-1] + "i"
    else:
        stem = adjective
    return stem + "er", stem + "est"


def census(kind: str, at_least: float) -> set[str]:
    """Return the names of a census file that at least this percentage of people bear."""
    rows = (line.split() for line in Path(names.__file__).with_name(f"dist.{kind}").read_text("ascii").splitlines())
    return {row[0].lower() for row in rows if float(row[1]) >= at_least}


def lexicon(folder: Path) -> marisa_trie.RecordTrie:
    """Return the trie word -> (Zipf frequency times SCALE, flags)."""
    zipf = {w: math.log10(f * 1e9) for w, f in wordfreq.get_frequency_dict("en", "large").items()}
    flags: dict[str, int] = defaultdict(int)
    capital = {x.lower() for pos in POS for _, lemmas, _ in synsets(folder, pos) for x in lemmas if x[:1].isupper() and x.isalpha()}
    marks: list[tuple[int, Iterable[str]]] = [
        (Flag.DICTIONARY, dictionary(folder)),
        (Flag.FEMALE, census("female.first", 0.004)),
        (Flag.MALE, census("male.first", 0.004)),
        (Flag.SURNAME, census("all.last", 0.001)),
        (Flag.PROPER, capital),
    ]
    for flag, words in marks:
        for word in words:
            flags[word] |= flag
    common = {w for w, z in zipf.items() if z >= RARE}
    return marisa_trie.RecordTrie(ENTRY, ((w, (max(0, round(SCALE * zipf.get(w, 0))), flags[w])) for w in sorted(common | set(flags))))


def thesaurus(folder: Path, known: marisa_trie.RecordTrie) -> marisa_trie.Trie:
    """Return the trie of ``word TAB other TAB relation`` keys; relation is ``=`` (one synset) or ``~`` (a neighbouring synset)."""
    related: set[str] = set()
    for pos in POS:
        table = {offset: (lemmas, pointers) for offset, lemmas, pointers in synsets(folder, pos)}
        for lemmas, pointers in table.values():
            near = [x for symbol, offset in pointers if symbol in "&@^" for x in table.get(offset, ([], []))[0]]
            related.update(f"{a}\t{b}\t=" for a in lemmas for b in lemmas)
            related.update(key for a in lemmas for b in near for key in (f"{a}\t{b}\t~", f"{b}\t{a}\t~"))
    return marisa_trie.Trie(sorted(key for key in related if worth_keeping(key, known)))


def worth_keeping(key: str, known: marisa_trie.RecordTrie) -> bool:
    """Return whether both phrases of a thesaurus key are lower-case words in use."""
    one, other, _ = key.split("\t")
    return one != other and all(w.isalpha() and w.islower() and known.get(w, [(0, 0)])[0][0] >= 2 * SCALE for w in f"{one} {other}".split())


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else WORDNET
    words = lexicon(folder)
    words.save(str(FACTS / "lexicon.marisa"))
    thesaurus(folder, words).save(str(FACTS / "thesaurus.marisa"))


if __name__ == "__main__":
    main()
