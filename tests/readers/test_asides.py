"""Titles, descriptions and what images show: read as paragraphs after the article, and fixed where they stand."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Document
from mtcheck.readers import _front_matter, html, markdown
from mtcheck.readers._options import Options
from mtcheck.rewriting import Edit, Edits, rewrite


def read(name, content):
    (document,) = (markdown if name.endswith(".md") else html).read(io.BytesIO(content.encode()), name, Options())
    return document


def asides(name, content):
    document = read(name, content)
    return [span.of(document.text) for span in document.asides]


def front(text, mark="---"):
    return f"{mark}\n{text}\n{mark}\n# Head\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: The mayor's plan # a comment", ["The mayor's plan"]),
        ("title: a#b:c\ndescription: two words", ["a#b:c", "two words"]),
        ('Title: "He said \\"no\\" \\u00e9 \\\\"', ['He said "no" é \\']),
        ("summary: 'It''s late'", ["It's late"]),
        ("description: >-\n  One line\n  and more.\n\n  Another.\ntags: [x]", ["One line and more.", "Another."]),
        ("description: |\n    One\n    two\n", ["One two"]),
        ("title: One\n  that goes on\nslug: x", ["One that goes on"]),
        ('"title": x y', ["x y"]),
        ("subtitle:\ntitle: a", ["a"]),
        ("title: [a, b]\ndescription: *anchor\nsummary: '{{ x }}'", []),
        ('title: "no end\nother: x', []),
        ('title: "\\q unknown"', []),
        ("params:\n  title: nested", []),
        ("slug: goalsand", []),
    ],
)
def test_yaml(text, found):
    assert asides("a.md", front(text)) == found
    assert asides("a.md", front(text).replace("\n", "\r\n")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('title = "He said \\"no\\""', ['He said "no"']),
        ("title = 'a \\ b'", ["a \\ b"]),
        ('description = """\nOne\ntwo "x" """', ['One two "x"']),
        ("description = '''One\ntwo'''", ["One two"]),
        ('a = 1\n[params]\ntitle = "nested"', []),
        ("title = 1", []),
    ],
)
def test_toml(text, found):
    assert [one.strip() for one in asides("a.md", front(text, "+++"))] == found


def test_html_head_and_images():
    content = (
        '<html><head><title>A &amp; b\n c</title><meta name=Description content=\'It &quot;is&quot; so\'><meta property="og:title" content="A b">'
        "<meta name='author' content='Ann Lee'><meta name='description' content=unquoted></head><body><p>One <img alt='what is  seen' src=x> two.</p>"
        "<img alt='IMG_1.jpg'><img alt=''><img><nav><img alt='no prose'></nav><div lang=fr><img alt='une image'></div></body></html>"
    )
    document = read("a.html", content)
    assert document.flow == "One two."
    assert [span.of(document.text) for span in document.asides] == ["A & b c", 'It "is" so', "A b", "what is seen"]
    assert [document.in_file(span).of(content) for span in document.asides] == ["A &amp; b\n c", "It &quot;is&quot; so", "A b", "what is  seen"]
    assert not document.is_aside(len(document.flow) - 1) and document.is_aside(document.asides[0].start)


def test_images_in_markdown():
    document = read("a.md", 'Text <img alt="in a line"> and ![shown *there*](x.png).\n\n<div><img alt="in a block">Words</div>\n')
    assert document.flow == "Text and shown there.\n\nWords"
    assert [span.of(document.text) for span in document.asides] == ["in a line", "in a block"]


def test_a_no_break_space_between_words_is_a_space():
    text = read("a.html", "<p>once&nbsp;morest, and&nbsp; then&#160;so,&nbsp;yes: 50&nbsp;% of 5&nbsp;000 «&nbsp;a&nbsp;b&nbsp;»\u00a0c</p>").text
    assert text == "once morest, and then so, yes: 50\u00a0% of 5\u00a0000 «\u00a0a b\u00a0»\u00a0c"
    assert read("a.md", "once&nbsp;morest it\u00a0was\n").text == "once morest it was"


CHARACTERS = "ab:#'\"\\ \n-|>[é{}%"
KEYS = ["title: ", 'title: "', "title: '", "title: >\n  ", "title = '", "title = "]


@given(st.text(st.sampled_from(CHARACTERS), max_size=25), st.sampled_from(KEYS))
def test_front_matter_of_any_kind_leads_back_to_the_file(text, key):
    raw = front(key + text + key[-1:].strip(" :"), "+++" if "=" in key else "---")
    document = read("a.md", raw)
    for value in _front_matter.values(raw):
        assert 0 <= value.start <= value.end <= len(raw)
    for span in document.asides:
        assert span.of(document.text).strip() and document.in_file(span).of(raw)


# Fixes


def edited(tmp_path, name, content, words, text):
    document = read(name, content)
    at = document.text.index(words)
    wanted = Edits([Edit(0, type(document.asides[0])(at, at + len(words)), text)])
    return rewrite(str(tmp_path / name), content.encode(), wanted).decode(), [why for _, why in wanted.refused]


@pytest.mark.parametrize(
    ("content", "text", "after"),
    [
        (front("title: the BAD plan"), 'it\'s "so"', front('title: the it\'s "so" plan')),
        (front('title: "the BAD plan"'), 'a "b" \\', front('title: "the a \\"b\\" \\\\ plan"')),
        (front("title: 'the BAD plan'"), "it's: so", front("title: 'the it''s: so plan'")),
        (front("title: >\n  the BAD plan\n  x"), "a: #b", front("title: >\n  the a: #b plan\n  x")),
        (front('title = "the BAD plan"', "+++"), '"x"', front('title = "the \\"x\\" plan"', "+++")),
        ('<img alt="the BAD &amp; x">\n', '"R" & D\'s', '<img alt="the &quot;R&quot; &amp; D&#39;s &amp; x">\n'),
        ("# Head\n\nthe BAD ![alt text](x) <img alt='two words'>\n", 'a "b" & c', "# Head\n\nthe a \"b\" & c ![alt text](x) <img alt='two words'>\n"),
    ],
)
def test_a_fix_is_written_as_its_place_wants_it(content, text, after, tmp_path):
    assert edited(tmp_path, "a.md", content, "BAD", text) == (after, [])


@pytest.mark.parametrize(
    ("content", "text", "why"),
    [
        (front("title: the BAD plan"), "a: b", "the front matter would read it otherwise"),
        (front("title: the BAD plan"), "a #b", "the front matter would read it otherwise"),
        (front("title: BAD plan"), '"a"', "the front matter would read it otherwise"),
        (front("title = 'the BAD plan'", "+++"), "it's", "single quotation marks"),
        (front("title: >\n  the BAD plan"), "a\nb", "one line"),
    ],
)
def test_a_fix_that_would_break_the_front_matter_is_refused(content, text, why, tmp_path):
    after, refused = edited(tmp_path, "a.md", content, "BAD", text)
    assert after == content and why in refused[0]


def test_a_fix_in_html_keeps_tags_whole(tmp_path):
    content = "<head><meta charset=utf-8><title>the BAD plan</title><meta name=description content='a WORSE plan'></head><p>x</p>"
    assert edited(tmp_path, "a.html", content, "BAD", '"a" & b')[0] == content.replace("BAD", '"a" &amp; b')
    assert edited(tmp_path, "a.html", content, "WORSE", 'it\'s "b"')[0] == content.replace("WORSE", "it&#39;s &quot;b&quot;")
    content = "<p>once&nbsp;morest the <img alt='a b'> wall</p>"
    assert edited(tmp_path, "a.html", content, "once morest", "against")[0] == content.replace("once&nbsp;morest", "against")


# Checks


def test_what_stands_outside_the_article_is_checked_but_is_no_repetition(checker):
    line = "The mayor launched an assault once morest the prison of the city"
    found = checker.check(read("a.html", f"<head><title>{line}</title><meta name=description content='{line}'></head><h1>{line}</h1>")).findings
    assert [finding.rule for finding in found] == ["substituted-word"] * 3
    (finding,) = checker.check(read("a.html", "<p>An assault once&nbsp;morest the prison failed.</p>")).findings
    assert (finding.text, finding.suggestions) == ("once morest", ("against",))


def test_a_title_that_the_source_has_not_is_no_addition(checker):
    english = front("title: The mayor promised a new bridge over the river before the winter") + "\nThe council met on Monday in Lyon.\n"
    french = "Tête\n\nLe conseil s'est réuni lundi à Lyon.\n"
    document = read("a.md", english)
    beside = Document(document.path, document.text, source=french, source_lang="fr", origin=document.origin, asides=document.asides)
    assert "addition" not in {finding.rule for finding in checker.check(beside).findings}
