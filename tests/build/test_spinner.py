"""The lists of what spinners write, and how they are crossed."""

import re

import pytest

from mtcheck.broken import set_phrases
from mtcheck.build.spinner import lists
from mtcheck.build.spinner.crossing import crossed, key
from mtcheck.build.spinner.lists import Phrase
from mtcheck.english import lexicon


@pytest.mark.parametrize("name", ["phrases.tsv", "words.tsv", "turns.tsv"])
def test_lines_are_listed_once(name):
    lines = [line for line in (lists.FOLDER / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    heads = [line.split("\t")[0].partition("/")[0] for line in lines]
    assert len(heads) == len(set(heads))
    assert all(line == line.strip() and len(line.split("\t")) <= 3 for line in lines)


def test_phrases_have_two_to_four_words_of_english():
    for phrase in lists.phrases():
        assert 2 <= len(phrase.words) <= 4 and phrase.part in ("", "n", "v")
        assert all(lexicon.known(word) for word in key(" ".join(phrase.words)).split())


def test_what_is_put_in_is_something_else():
    for word, spun in lists.words().items():
        assert spun and word not in spun and len(spun) == len(set(spun))
        assert all(re.fullmatch(r"[A-Za-z' -]+", other) for other in spun)


def test_turns_are_of_several_words():
    for turn in lists.turns():
        assert len(key(turn.spun).split()) > 1 and turn.plain and turn.plain != turn.spun


def test_forms_go_together():
    found = {
        one.text: one.phrase
        for one in crossed(Phrase(("prime", "minister"), "n", ("head serve",)), {"prime": ("top",), "minister": ("man of the cloth",)})
    }
    assert found["top ministers"] == "prime ministers"
    assert found["top man of the cloth"] == "prime minister"
    assert found["head serves"] == "prime ministers"


def test_seams_are_where_something_was_put_in():
    verbs = crossed(Phrase(("crawl", "the", "web"), "v", ()), {"crawl": ("slither",)})
    (gerund,) = (one for one in verbs if one.text == "slithering the web")
    assert gerund.seams == (("slithering the", "web"),) and not gerund.whole and gerund.listed
    (whole,) = (
        one
        for one in crossed(Phrase(("red", "tape"), "", ()), {"red": ("crimson",), "tape": ("sticky strip",)})
        if one.text == "crimson sticky strip"
    )
    assert whole.seams == (("crimson", "sticky"),) and whole.whole


def test_the_compiled_facts_hold_the_lists():
    compiled = set_phrases._trie()
    assert [turn.spun for turn in lists.turns() if not compiled.keys(f"{key(turn.spun)}\t{turn.plain}\t")] == []
    told = {entry.split("\t")[1] for entry in compiled.keys() if not entry.startswith(set_phrases.LISTING)}  # noqa: SIM118  a trie has no iterator
    whole = [
        " ".join(phrase.words) for phrase in lists.phrases() if len(phrase.words) == 2 and set(map(str.lower, phrase.words)) <= lists.words().keys()
    ]
    assert len(set(whole) - told) <= len(whole) / 20
