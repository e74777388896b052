"""Comments in Markdown and HTML that leave findings out."""

from io import BytesIO

import pytest

from mtcheck.core.model import Finding, Span
from mtcheck.core.mqm import Severity
from mtcheck.readers import Options, reader_of
from mtcheck.suppression.comments import read_comments, stretches

RULES = ("calque", "exonym")


def document(text, name="a.md"):
    (found,) = reader_of(name).read(BytesIO(text.encode()), name, Options())
    return found


def left_out(text, name="a.md", rule="calque"):
    """Return the marked words (BAD and a digit) that the comments leave out."""
    read = document(text, name)
    said, failures = read_comments(read, RULES)
    assert not failures
    every, _ = stretches(read, said)
    places = [at for at in range(len(read.text)) if read.text.startswith("BAD", at)]
    words = [Span(at, at + 4) for at in places]
    findings = [Finding(rule, "c", Severity.MINOR, span, span.of(read.text), "m") for span in words]
    return [one.text for one in findings if any(each.covers(one, read.in_file(one.span).start) for each in every)]


BLOCK = "BAD1\n\n<!-- mtcheck-disable calque: a poem -->\n\nBAD2\n\nBAD3\n\n<!-- mtcheck-enable calque -->\n\nBAD4\n"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (BLOCK, ["BAD2", "BAD3"]),
        (BLOCK.replace("enable calque", "enable"), ["BAD2", "BAD3"]),
        (BLOCK.replace("<!-- mtcheck-enable calque -->", ""), ["BAD2", "BAD3", "BAD4"]),
        (BLOCK.replace("disable calque", "disable exonym").replace("enable calque", "enable"), []),
        (BLOCK.replace("disable calque", "disable exonym, calque"), ["BAD2", "BAD3"]),
        (BLOCK.replace("disable calque: a poem", "disable"), ["BAD2", "BAD3"]),
        (BLOCK.replace("disable calque: a poem", "disable").replace("enable calque", "enable exonym"), ["BAD2", "BAD3", "BAD4"]),
        (BLOCK.replace("enable calque", "enable exonym"), None),
        ("BAD1 <!-- mtcheck-disable calque -->BAD2<!-- mtcheck-enable calque --> BAD3", ["BAD2"]),
        ("BAD1 <!-- mtcheck-disable-line calque -->\nBAD2", ["BAD1"]),
        ("<!-- mtcheck-disable-next-line calque: brand -->\nBAD1\nBAD2", ["BAD1"]),
        ("<!-- mtcheck-disable-next-line calque: brand -->\n\n\nBAD1\n\nBAD2", ["BAD1"]),
        ("BAD1\n\n<!-- mtcheck-disable-file calque: an archive -->\n\nBAD2", ["BAD1", "BAD2"]),
        ("---\ntitle: BAD0 news\n---\nBAD1\n\n<!-- mtcheck-disable-file calque: an archive -->\n", ["BAD0", "BAD1"]),
        ("<!--\nmtcheck-disable calque:\nseveral lines\n-->\n\nBAD1", ["BAD1"]),
        ("> <!-- mtcheck-disable-next-line calque -->\n> BAD1\n> BAD2", ["BAD1"]),
        ("- BAD1 <!-- mtcheck-disable-line -->\n- BAD2", ["BAD1"]),
        ("```\n<!-- mtcheck-disable calque -->\n```\n\nBAD1 `<!-- mtcheck-disable calque -->` BAD2", []),
        ("<!-- mtcheck: disable -->\n<!-- a comment -->\n\nBAD1", []),
    ],
)
def test_in_markdown(text, held):
    if held is None:
        assert stretches(document(text), read_comments(document(text), RULES)[0])[1]
    else:
        assert sorted(left_out(text)) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("<p>BAD1</p><!-- mtcheck-disable calque: x --><p>BAD2</p><!-- mtcheck-enable calque --><p>BAD3</p>", ["BAD2"]),
        ("<html><head><!-- mtcheck-disable-file --><title>BAD0</title></head><body><p>BAD1</p></body></html>", ["BAD0", "BAD1"]),
        ("<!-- mtcheck-disable-next-line -->\n<p>BAD1</p>\n<p>BAD2</p>", ["BAD1"]),
        ("<p>BAD1 <!-- mtcheck-disable calque -->caf&eacute; BAD2<!-- mtcheck-enable --> BAD3</p>", ["BAD2"]),
        ("<script>// <!-- mtcheck-disable -->\n</script><p>BAD1</p>", []),
    ],
)
def test_in_html(text, held):
    assert sorted(left_out(text, "a.html")) == held


def test_enabling_one_of_several_rules():
    text = "<!-- mtcheck-disable calque exonym -->\n\nBAD1\n\n<!-- mtcheck-enable calque -->\n\nBAD2\n\n<!-- mtcheck-enable exonym -->\n\nBAD3"
    assert left_out(text) == ["BAD1"] and left_out(text, rule="exonym") == ["BAD1", "BAD2"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- mtcheck-disabel calque -->", "no comment `mtcheck-disabel`; did you mean mtcheck-disable?"),
        ("<!-- mtcheck-disable exonim: x -->", "no rule 'exonim'; did you mean exonym?"),
        ("<!-- mtcheck-disable this is our brand -->", "no rule 'this'; write `mtcheck-disable RULE: reason`"),
        ("<!-- mtcheck-disable calque until soon: x -->", "no date: 'soon'; write YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_followed_is_said(comment, message):
    said, (failure,) = read_comments(document(f"Text.\n\n{comment}\n"), RULES)
    assert not said and (failure.where, failure.message, failure.internal) == ("a.md:3", message, False)


def test_date_and_rules_are_read():
    (said,), _ = read_comments(document("<!-- mtcheck-disable calque, exonym until 2027-01-31: until the archive: is read -->"), RULES)
    assert (said.word, said.rules, said.until, said.line) == ("disable", frozenset(RULES), "2027-01-31", 1)
    (said,), _ = read_comments(document("<!-- mtcheck-disable until 2027-01-31 -->"), RULES)
    assert (said.rules, said.until) == (frozenset(), "2027-01-31")
