"""Facts of collocations: the table is sound, and every fact is found in each of its frames, and mended."""

import pytest

from mtcheck.checks import collocation as check_module
from mtcheck.context import Context
from mtcheck.core.model import Document
from mtcheck.english import collocations
from mtcheck.english.collocations import FILE, about, facts, read
from mtcheck.english.inflection import noun_forms, verb_forms

LINES = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith(("#", "kind\t", "set\t"))]
LANGUAGES = {"fr", "es", "it", "pt", "de", "ru", "ar"}


def found(text, **options):
    return list(check_module.find(Context(Document("a.txt", text), **options)))


def cells():
    """Yield (word, partner) of each row, one a word and noun as the table writes them."""
    for line in LINES:
        fact = read(line)
        for word in fact.words:
            for partner in sorted(fact.partners):
                yield (fact.kind, word, partner), fact


@pytest.mark.parametrize("line", LINES)
def test_every_line_is_sound(line):
    fact = read(line)
    assert fact.words and fact.partners and fact.instead and all(fact.instead)
    assert fact.languages and set(fact.languages) <= LANGUAGES and len(set(fact.languages)) == len(fact.languages)
    assert not fact.needs & fact.bars
    assert not {right.split()[0] for right in fact.instead if " " not in right} & set(fact.words)
    assert all(noun.islower() for noun in fact.partners)
    assert fact.kind == "verb" or fact.frames == collocations.FRAMES


def test_no_word_has_two_facts_of_one_noun():
    """Two rows of a word and a noun must differ in their tier or in what must stand near: the first that holds is told."""
    seen = {}
    for key, fact in cells():
        seen.setdefault(key, []).append((fact.tier, fact.needs))
    twice = sorted(key for key, kept in seen.items() if len(set(kept)) < len(kept))
    assert not twice


def test_the_table_is_as_large_as_it_says():
    assert len(LINES) > 200
    assert {read(line).kind for line in LINES} == collocations.KINDS


@pytest.mark.parametrize(
    "line",
    [
        "verb\tsubscribe\tagreement\tsign\tes\t\t",
        "adverb\tsubscribe\tagreement\tsign\tes\t\t\twrong",
        "verb\tsubscribe\tagreement\tsign\tes\tgerund\t\twrong",
        "verb\tsubscribe\tagreement\tsign\tes\t\t\tsure",
    ],
)
def test_a_line_that_cannot_be_read_is_refused(line):
    with pytest.raises(ValueError):
        read(line)


def test_a_set_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        read("verb\tsubscribe\tNOWHERE\tsign\tes\t\t\twrong")


def test_a_set_may_lack_a_noun_and_a_noun_a_number():
    fact = read("verb\tsubscribe\tAGREEMENT !deal work+ staff-\tsign\tes\t\t\twrong")
    assert {"agreement", "treaties", "works", "staff"} <= fact.partners
    assert not {"deal", "deals", "work", "staffs"} & fact.partners


def test_a_verb_may_be_bound_to_its_forms():
    assert "do" in facts()
    assert {word for _, word, _ in about("doing")} == {"do"}
    assert not about("do") and not about("does") and not about("did")


PLAIN = [
    (line, word)
    for line in LINES
    if (fact := read(line)).kind == "verb" and not fact.needs
    for word in line.split("\t")[1].split()
    if ":" not in word
]
STARTS = {
    "active": "They have {participle} one {noun}.",
    "passive": "The {noun} has been {participle}.",
    "reduced": "The {noun} {participle} in May was small.",
}


@pytest.mark.parametrize(("line", "word"), PLAIN)
def test_every_verb_is_found_in_its_frames_and_mended(line, word):
    fact = read(line)
    noun = min(fact.partners)
    participle = verb_forms(word)["participle"]
    told = False
    for frame in sorted(fact.frames & STARTS.keys()):
        text = STARTS[frame].format(participle=participle, noun=noun)
        hits = [one for one in found(text, source_lang=fact.languages[0]) if one.text == participle]
        told = told or any(one.evidence["frame"] == frame for one in hits)
        for one in hits:
            verb, _, rest = one.suggestions[0].partition(" ")
            assert not [again for again in found(text.replace(participle, f"{verb} {rest}".strip())) if again.text == verb]
    assert told


@pytest.mark.parametrize("line", [line for line in LINES if read(line).kind == "adjective"])
def test_every_adjective_is_found_before_its_noun(line):
    fact = read(line)
    for word in fact.words:
        noun = min(fact.partners)
        assert [one.text for one in found(f"They saw {word} {noun}.", source_lang=fact.languages[0])] == [word]


@pytest.mark.parametrize("line", [line for line in LINES if read(line).kind == "noun"])
def test_every_noun_is_found_before_of(line):
    fact = read(line)
    for word in fact.words:
        for tag, form in noun_forms(word).items():
            hits = found(f"There was the {form} of the {min(fact.partners)}.", source_lang=fact.languages[0])
            assert [(one.text, one.suggestions[0]) for one in hits] == [(form, noun_forms(fact.instead[0])[tag])]
