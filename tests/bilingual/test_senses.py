"""Words of several senses: what the source's word may mean besides."""

from pathlib import Path

import pytest

from mtcheck.context import Context
from mtcheck.core.model import Document, Span
from mtcheck.languages import language as languages

FOLDER = Path(languages.__file__).parent
FIELDS = frozenset(
    "court police politics election economy business finance work football sport traffic aviation weather disaster stage music film media books art fashion health "
    "science tech internet school church war diplomacy food housing farming energy environment travel family death crime society military".split()
)


def found(text, source, word, lang="fr"):
    at = text.index(word)
    return Context(Document("a.txt", text, source=source, source_lang=lang)).senses_at(Span(at, at + len(word)))


def test_the_source_word_and_its_other_senses_are_named():
    source = "La troupe a commencé les répétitions de la pièce."
    senses = found("The troop started the repetitions of the piece.", source, "repetitions")
    assert (senses.source_word, senses.source.of(source)) == ("répétition", "répétitions")
    assert "rehearsal" in senses.others and senses.literal


def test_what_the_source_does_not_say_has_no_senses():
    assert found("The company left yesterday.", "Elle est partie hier.", "company") is None
    assert found("The troop started the repetitions.", "Elle est partie hier.", "repetitions") is None
    assert Context(Document("a.txt", "The repetitions.")).senses_at(Span(4, 15)) is None


def test_two_spellings_or_forms_are_no_two_senses():
    senses = found("The theatre of the suburb is closed.", "Le théâtre de la banlieue est fermé.", "theatre")
    assert senses is None or not {"theatre", "theater", "theaters"} & set(senses.others)
    assert found("The suburb is calm.", "La banlieue est calme.", "suburb").others == ("outskirts",)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/senses.tsv")), ids=lambda file: file.parent.name)
def test_lists_are_whole(file):
    seen = set()
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        word, part, renderings = line.split("\t")
        assert part in set("nvar") and word, (number, line)
        assert (word, part) not in seen, (number, line)
        seen.add((word, part))
        named = renderings.split("|")
        assert len(named) >= 2, (number, line)
        assert all(rendering.partition(":")[0].strip() for rendering in named), (number, line)
        assert {field for rendering in named for field in rendering.partition(":")[2].split(",") if field} <= FIELDS, (number, line)
