"""Readers: what is prose, and that every offset leads back to the file."""

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck import readers
from mtcheck.core.encoding import decode
from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document, Failure, Span
from mtcheck.readers import html, jsonl, markdown, plain
from mtcheck.readers._options import Options
from mtcheck.readers._whole import LONGEST

TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("e\u0301\r\n\u200d👩‍🚀ﷺ<>&;*_`[]() #-|")), max_size=200)
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "&eacute;",
            "&#233;",
            "&",
            "<",
            "*",
            "**",
            "`",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "# ",
            "| a |",
            "😀",
            "é",
            "x y",
            "[a](b)",
            "\r\n",
            "<code>",
            "```\n",
            "    ",
            "\\*",
            "<img alt='a &eacute;  b'>",
            "<title>a b</title>",
            "<head>",
            "</head>",
            "&nbsp;",
            "<meta name=description content='c d'>",
        ]
    ),
    max_size=40,
).map("".join)
MARKED_UP = [(html, "a.html"), (markdown, "a.md")]


def one(module, content, name, encoding=None):
    content = content.encode("utf-8") if isinstance(content, str) else content
    (document,) = module.read(io.BytesIO(content), name, Options(encoding))
    return document


@given(TEXTS)
def test_plain_text_is_the_file(text):
    text = text.removeprefix("\ufeff").replace("\0", "")
    try:
        assert one(plain, text, "a.txt", "utf-8").text == text
    except ReadError:
        pytest.fail("valid UTF-8 was refused")


@pytest.mark.parametrize(("module", "name"), MARKED_UP)
@given(text=st.one_of(TEXTS, MARKUP))
def test_every_character_of_the_prose_leads_to_itself_in_the_file(module, name, text):
    document = one(module, text, name, "utf-8")
    last = 0
    for at, char in enumerate(document.text):
        span = document.in_file(Span(at, at + 1))
        assert 0 <= span.start <= span.end <= len(document.raw)
        assert span.start >= last or char == "\n" or document.is_aside(at)
        last = max(last, span.start)
        found = span.of(document.raw)
        plain_char = char not in "\n\ufffc " and not found.startswith("&") and not found.startswith("\\")
        assert not plain_char or found == char


@given(MARKUP, st.data())
def test_spans_of_markup_stay_inside_the_file_and_in_order(text, draw):
    document = one(markdown, text, "a.md", "utf-8")
    start = draw.draw(st.integers(0, len(document.text)))
    end = draw.draw(st.integers(start, len(document.text)))
    span = document.in_file(Span(start, end))
    assert 0 <= span.start <= span.end <= len(document.raw)


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("<p>One <b>two</b>three&nbsp;&eacute;</p>", "One twothree é"),
        ("<p>One\n   two</p><p>three</p>", "One two\n\nthree"),
        ("<p>R & D, 3 < 4 and AT&T</p>", "R & D, 3 < 4 and AT&T"),
        ("<script>var a = '<p>x</p>'</script><style>p{}</style><p>Yes</p>", "Yes"),
        ("<p>Run <code>ls -l</code> now</p><pre>code</pre>", "Run \ufffc now"),
        ("<nav>Home</nav><p>Text<br>more</p><form>Name</form>", "Text\n\nmore"),
        ('<p>He said <q lang="fr">bonjour</q> twice</p>', "He said \ufffc twice"),
        ("<p>&amp;#39;</p>", "&#39;"),
        ("<ul><li>a<li>b</ul>", "a\n\nb"),
        ("no tags at all", "no tags at all"),
        ("", ""),
    ],
)
def test_html_prose(source, prose):
    assert one(html, source, "a.html").text == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("---\ntitle: x\n---\n# Head *x*\n\nSome **text**", "Head x\n\nSome text\n\nx"),
        ("+++\na = 1\n+++\ntext", "text"),
        ("One\ntwo\n\nthree", "One two\n\nthree"),
        ("`code` and [a *link*](http://x.y/z 'T') and <http://a.b>", "\ufffc and a link and \ufffc"),
        ("> quoted\n> on\n\nout", "quoted on\n\nout"),
        ("- one\n- two", "one\n\ntwo"),
        ("```\ncode\n```\n\n    more code\n\ntext", "text"),
        ("a \\* b &eacute; c", "a * b é c"),
        ("<div>html <b>bold</b></div>", "html bold"),
        ("[sic] and ![alt](x.png)", "[sic] and alt"),
        ("", ""),
    ],
)
def test_markdown_prose(source, prose):
    assert one(markdown, source, "a.md").text == prose


def test_tables_of_markdown_are_prose_cell_by_cell():
    assert one(markdown, "| a b | c |\n|---|---|\n| d | e |\n", "a.md").text.split() == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("naïve — “x”".encode(), "naïve — “x”"),
        (b"\xef\xbb\xbfabc\r\nd", "abc\r\nd"),
        ("naïve".encode("utf-16"), "naïve"),
        (b"\xfe\xff" + "naïve".encode("utf-16-be"), "naïve"),
        ("A longer text in UTF-16 without a mark.".encode("utf-16-le"), "A longer text in UTF-16 without a mark."),
        ("Hassaké fell".encode("latin-1"), "Hassaké fell"),
        ("“Hassaké” – fell".encode("cp1252"), "“Hassaké” – fell"),
        (b"", ""),
        (b"\xef\xbb\xbf", ""),
    ],
)
def test_encodings_are_detected(content, text):
    assert decode(content, "a.txt") == text


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "binary"),
        (bytes(range(256)) * 4, None, "binary"),
        ("äöü ".encode() * 50 + b"\xff\n", None, "a.txt:1: byte 350 (0xff) is no utf-8"),
        (b"one\ntwo \xe9\n", "utf-8", "a.txt:2: byte 8 (0xe9) is no utf-8"),
        (b"abc", "klingon", "no encoding 'klingon'"),
        (b"\xff\xfea", None, "utf-16"),
    ],
)
def test_what_cannot_be_decoded_is_said_with_its_line(content, encoding, message):
    with pytest.raises(ReadError) as caught:
        decode(content, "a.txt", encoding)
    assert message in caught.value.line()
    assert "\n" not in caught.value.line()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    for module, name in (*MARKED_UP, (plain, "a.txt")):
        try:
            assert isinstance(one(module, content, name), Document)
        except ReadError as error:
            assert error.where


def rows(text):
    return list(jsonl.read(io.BytesIO(text.encode() if isinstance(text, str) else text), "a.jsonl", Options()))


def test_jsonl_rows_and_their_failures():
    found = rows(
        '{"id": "a", "text": "one", "source": "un", "source_lang": "fr"}\n\nnonsense\n{"text": 5}\n[]\n{"text": "x", "source": 1}\n{"id": 7, "text": "y"}'
    )
    assert found[0] == Document("a.jsonl", "one", "a", "un", "fr", line=1)
    assert [item.where for item in found[1:5]] == ["a.jsonl:3", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6"]
    assert all(isinstance(item, Failure) and not item.internal for item in found[1:5])
    assert (found[5].id, found[5].line) == ("7", 7)


def test_jsonl_broken_bytes_cost_one_row():
    found = rows(b'{"text": "a\xff"}\n{"text": "b"}\n')
    assert isinstance(found[0], Failure) and "utf-8" in found[0].message
    assert found[1].text == "b"


def test_a_row_that_is_too_long_is_a_failure_and_the_next_is_read():
    found = rows(b'{"text": "' + b"x" * (2 * LONGEST) + b'"}\n{"text": "b"}\n')
    assert isinstance(found[0], Failure) and found[0].where == "a.jsonl:1"
    assert found[1].text == "b"


def test_a_file_that_is_too_long_is_a_failure(tmp_path):
    (tmp_path / "long.txt").write_bytes(b"x" * (LONGEST + 1))
    (failure,) = readers.read(str(tmp_path / "long.txt"))
    assert "longer than 10 MB" in failure.message


def test_compressed_rows(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"text": "one"}).encode()))
    assert [document.text for document in readers.read(str(path))] == ["one"]
    path.write_bytes(path.read_bytes()[:-6])
    assert isinstance(list(readers.read(str(path)))[-1], Failure)
    path.write_bytes(b"no gzip")
    assert isinstance(list(readers.read(str(path)))[-1], Failure)


def test_paths_folders_and_globs(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden/d.txt", "sub/e.png", "node_modules/f.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [Path(path).relative_to(tmp_path).as_posix() for path in readers.expand([str(tmp_path), str(tmp_path / "b.txt")])]
    assert found == ["a.md", "b.txt", "sub/c.html"]
    assert [Path(path) for path in readers.expand([str(tmp_path / "**" / "*.html")])] == [tmp_path / "sub" / "c.html"]
    assert isinstance(next(readers.expand([str(tmp_path / "none.txt")])), Failure)
    assert "matches no file" in next(readers.expand([str(tmp_path / "*.doc")])).message
    (tmp_path / "empty").mkdir()
    assert "no articles" in next(readers.expand([str(tmp_path / "empty")])).message
