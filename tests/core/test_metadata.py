"""What a file says of its article."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtcheck.core.errors import ReadError
from mtcheck.core.metadata import metadata, said


def front(text):
    return metadata("a.md", f"---\n{text}\n---\nProse.\n")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("title: Talks resume\ndate: 2024-03-02", {"title": "Talks resume", "date": "2024-03-02"}),
        ("date: 2024-03-02T10:00:00+02:00", {"date": "2024-03-02"}),
        ("date: 2 March 2024", {"date": "2024-03-02"}),
        ("pubDate: March 2, 2024", {"date": "2024-03-02"}),
        ("date: soon", {}),
        ("date: 02/03/2024", {}),
        ("author: Ana Ruiz", {"authors": ["Ana Ruiz"]}),
        ("authors: [Ana Ruiz, Bo Lind]", {"authors": ["Ana Ruiz", "Bo Lind"]}),
        ("authors:\n  - name: Ana Ruiz\n    desk: World\n  - Bo Lind", {"authors": ["Ana Ruiz", "Bo Lind"]}),
        ("section: World\ncategory: news", {"desk": "World"}),
        ("categories: [sport, local]", {"desk": "sport"}),
        ("source-lang: fr", {"source_lang": "fr"}),
        ("author:\ndesk: ''", {}),
        ("- a list", {}),
        ("only words", {}),
    ],
)
def test_front_matter_in_yaml(text, known):
    assert front(text) == known


def test_front_matter_in_toml_and_files_without():
    raw = '+++\ntitle = "Talks"\ndate = 2024-03-02\nauthors = ["Ana"]\n[extra]\nx = 1\n+++\nProse.\n'
    assert metadata("a.markdown", raw) == {"title": "Talks", "date": "2024-03-02", "authors": ["Ana"]}
    assert metadata("a.md", raw.replace("\n", "\r\n")) == metadata("a.md", raw)
    assert metadata("a.md", "Prose.\n") == metadata("a.txt", raw) == metadata("a.md", "---\n---\n") == {}


def test_the_head_of_a_page():
    raw = (
        '<html><head><meta property="og:title" content="Talks &amp; more"><meta name="author" content="Ana"><meta name="author" content="Bo">'
        '<meta property="article:published_time" content="2024-03-02T08:00:00Z"><meta property="article:section" content="World"><meta name="x">'
    )
    assert metadata("a.html", raw) == {"title": "Talks & more", "date": "2024-03-02", "authors": ["Ana", "Bo"], "desk": "World"}


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ("---\ntitle: a\ndate: x: y\n---\n", "a.md:3"),
        ("---\ntitle: 'a\n---\n", "a.md"),
        ("---\ndate: 2024-13-45\n---\n", "a.md"),
        ("---\ntitle: {{ page.title }}\n---\n", "a.md"),
        ("+++\ntitle = \n+++\n", "a.md:2"),
    ],
)
def test_front_matter_that_cannot_be_read_is_one_line_with_its_place(raw, where):
    with pytest.raises(ReadError) as caught:
        metadata("a.md", raw)
    line = caught.value.line()
    assert line.startswith(where) and "the front matter is no" in line and "\n" not in line


TEXTS = st.text("a2- {\n", max_size=5)
VALUES = (
    st.none() | st.booleans() | TEXTS | st.lists(TEXTS | st.none(), max_size=3) | st.dictionaries(st.sampled_from(["name", "x"]), TEXTS, max_size=2)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["title", "date", "authors", "author", "desk", "SECTION"]), VALUES | st.lists(VALUES, max_size=2)))
def test_whatever_fields_hold_what_is_said_is_text(fields):
    found = said(fields)
    assert all(isinstance(one, str) and one for name, one in found.items() if name != "authors")
    assert all(isinstance(one, str) and one for one in found.get("authors", []))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
def test_whatever_stands_between_the_marks_is_read_or_refused(text):
    try:
        found = metadata("a.md", f"---\n{text}\n---\n")
    except ReadError as error:
        assert "\n" not in error.line()
    else:
        assert isinstance(found, dict)
