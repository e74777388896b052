"""The articles of our own that the tagger learns from can be read, and are mended whole."""

from pathlib import Path

import pytest

from mtcheck.build.tagger.lessons import KINDS, lessons, read
from mtcheck.core.errors import ConfigError

FOLDER = Path(__file__).parents[2] / "corpora" / "lessons"


def test_an_article_as_it_was_and_as_it_was_mended():
    lesson = read("a", "fr", "heavy", "It [[made two dead|killed two|style]] , said [[the|]|sense]].".replace("|]|", "||"))
    assert lesson.text == "It made two dead , said the." and lesson.mended == "It killed two, said."
    assert [(span.of(lesson.text), category) for span, category in lesson.faults] == [("made two dead", "calque"), ("the", "wrong-word")]


def test_what_is_to_be_deleted_and_what_is_missing():
    lesson = read("a", "fr", "light", "[[READ ALSO: more||left]]\n\nHe went to [[|the |grammar]]police with [[des|some|left]] files.")
    assert lesson.mended.strip() == "He went to the police with some files."
    assert [(span.of(lesson.text), category) for span, category in lesson.faults] == [("READ ALSO: more", "site-residue"), ("des", "untranslated")]


@pytest.mark.parametrize("body", ["It [[is|was]] so.", "It [[is|was|tempus]] so.", "[[a|[[b|c|style]]|style]]"])
def test_a_mark_that_is_none_is_said(body, tmp_path):
    (tmp_path / "x.txt").write_text(f"### a fr heavy\n\n{body}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"x\.txt: a fr heavy"):
        list(lessons(tmp_path))


def test_all_lessons_are_whole():
    found = list(lessons(FOLDER))
    assert len(found) > 800 and len({lesson.name for lesson in found}) == len(found)
    assert {lesson.density for lesson in found} == {"heavy", "middle", "light"}
    assert {category for lesson in found for _, category in lesson.faults} == {*KINDS.values(), "site-residue"}
    for lesson in found:
        assert lesson.faults and "[[" not in lesson.mended and "  " not in lesson.mended, lesson.name
        assert all(span.of(lesson.text).strip() for span, _ in lesson.faults)
