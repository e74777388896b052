"""Word documents with revisions: who accepts all gets the new text, who rejects all has the old one back."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mtcheck.core.model import Span
from mtcheck.readers import Options, Reviser, docx
from mtcheck.rewriting import Edit, Edits, rewrite, texts

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
BY = Options(reviser=Reviser('Ada "<&> É', "2026-11-29T17:00:00Z"))


def packed(body: str, prefix: str = "w", encoding: str = "utf-8") -> bytes:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><{prefix}:document xmlns:{prefix}="{NAMESPACE}"><{prefix}:body>{body}</{prefix}:body></{prefix}:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml.encode(encoding))
    return out.getvalue()


def tree(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def view(content: bytes, *, accepted: bool) -> str:
    """Return the text with all revisions accepted, or rejected, as Word shows it: white space at the ends counts only where the element says so."""
    kinds = (f"{W}t",) if accepted else (f"{W}t", f"{W}delText")
    left_out = f"{W}del" if accepted else f"{W}ins"
    found = []
    for one in tree(content).iter(*kinds):
        if not any(parent.tag == left_out for parent in one.iterancestors()):
            text = one.text or ""
            found.append(text if one.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" else text.strip())
    return "".join(found)


def run(text: str, properties: str = "", keep: bool = True) -> str:
    space = ' xml:space="preserve"' if keep else ""
    return f"<w:r>{properties}<w:t{space}>{text}</w:t></w:r>"


def test_a_replacement_is_a_deletion_and_an_insertion():
    bold = '<w:rPr><w:b/><w:rPrChange w:id="7" w:author="X"><w:rPr/></w:rPrChange></w:rPr>'
    before = packed(f"<w:p>{run('It was the goalsand the saves.', bold, keep=False)}</w:p>")
    after = rewrite("a.docx", before, [Edit(0, Span(11, 19), "goals and")], BY)
    found = tree(after)
    struck, come = found.find(f".//{W}del"), found.find(f".//{W}ins")
    assert struck.findtext(f".//{W}delText") == "goalsand" and come.findtext(f".//{W}t") == "goals and"
    for one in (struck, come):
        assert one.get(f"{W}author") == 'Ada "<&> É' and one.get(f"{W}date") == "2026-11-29T17:00:00Z"
        assert one.find(f"{W}r/{W}rPr/{W}b") is not None
    assert {struck.get(f"{W}id"), come.get(f"{W}id")} == {"8", "9"}
    assert len(found.findall(f".//{W}r/{W}rPr/{W}b")) == 4
    assert view(after, accepted=True) == "It was the goals and the saves." and view(after, accepted=False) == view(before, accepted=True)
    assert texts("a.docx", after) == ["It was the goals and the saves."]


def test_words_in_several_runs_and_a_deletion():
    body = f"<w:p>{run('The goal', '<w:rPr><w:i/></w:rPr>')}<w:proofErr/>{run('sand')}{run(' the &amp; saves.')}</w:p>"
    after = rewrite("a.docx", packed(body), [Edit(0, Span(4, 12), "goals and"), Edit(0, Span(13, 16), "")], BY)
    assert view(after, accepted=True) == "The goals and & saves." and view(after, accepted=False) == "The goalsand the & saves."
    assert len(tree(after).findall(f".//{W}del")) == 3 and len(tree(after).findall(f".//{W}ins")) == 1


def test_other_prefixes_and_encodings():
    body = "<x:p><x:ins x:id='3'><x:r><x:t>caf\u00e9 goalsand</x:t></x:r></x:ins></x:p>"
    after = rewrite("a.docx", packed(body, "x", "iso-8859-1"), [Edit(0, Span(5, 13), "\u0142")], BY)
    assert view(after, accepted=True) == "café ł" and tree(after).find(f".//{W}del") is not None


def test_space_that_does_not_count_stays_so():
    after = rewrite("a.docx", packed("<w:p><w:r><w:t>\n  goalsand the saves\n</w:t></w:r></w:p>"), [Edit(0, Span(0, 8), "goals and")], BY)
    assert texts("a.docx", after) == ["goals and the saves"] and tree(after).find(f".//{W}del") is None


WORDS = st.text("ab &<é", min_size=1, max_size=12)
PROPERTIES = st.sampled_from(["", "<w:rPr/>", "<w:rPr><w:b/></w:rPr>"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WORDS, PROPERTIES, st.booleans()), min_size=1, max_size=4), st.data())
def test_accepting_gives_the_new_text_and_rejecting_the_old_one(runs, data):
    from html import escape

    body = "".join(run(escape(text), properties, keep) for text, properties, keep in runs)
    before = packed(f"<w:p>{body}</w:p>")
    document = next(docx.read(io.BytesIO(before), "a.docx", Options()))
    if not document.text:
        return
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(document.text) - 1), st.integers(1, 5), st.text("xy é", max_size=4)), max_size=3))
    wanted = [Edit(0, Span(start, min(len(document.text), start + length)), text) for start, length, text in spans]
    plain, revised = Edits(wanted), Edits(wanted)
    expected = rewrite("a.docx", before, plain)
    after = rewrite("a.docx", before, revised, BY)
    assert plain.refused == revised.refused
    assert texts("a.docx", after) == texts("a.docx", expected)
    if not any(text != text.strip() and not keep for text, _, keep in runs):
        assert view(after, accepted=True) == view(expected, accepted=True)
        assert view(after, accepted=False) == view(before, accepted=True)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_formats_without_revisions_are_written_plainly(name):
    content = b"<p>the goalsand the saves</p>" if name.endswith("html") else b"the goalsand the saves"
    assert rewrite(name, content, [Edit(0, Span(4, 12), "goals and")], BY) == content.replace(b"goalsand", b"goals and")
