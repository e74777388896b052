"""Positions: the offsets of a text as clients count them, held against Python's own encodings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from mtcheck.core.model import Span
from mtcheck.desk.lsp.edits import changes
from mtcheck.desk.lsp.positions import AstrayError, Placed

CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXTS = st.text(alphabet=st.one_of(st.sampled_from("ab \n\r\u2028\x0cé€\ufeff😀🇫e\u0301"), st.characters()), max_size=60)
ENCODINGS = st.sampled_from(sorted(CODECS))


def units(text, encoding):
    codec, width = CODECS[encoding]
    return len(text.encode(codec, "surrogatepass")) // width


@given(TEXTS, ENCODINGS, st.data())
def test_every_offset_has_its_position_and_comes_back(text, encoding, data):
    placed = Placed(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    position = placed.position(offset)
    start = placed.lines.starts[position.line]
    assert position.character == units(text[start:offset], encoding)
    inside_end = text[offset - 1 : offset + 1] == "\r\n"
    line_end = placed.lines.span(position.line + 1).end
    assert placed.offset(position) == (line_end if inside_end else offset)


@given(TEXTS, ENCODINGS, st.integers(0, 10), st.integers(0, 200))
def test_any_position_is_some_place_of_the_text(text, encoding, line, character):
    assert 0 <= Placed(text, encoding).offset(types.Position(line, character)) <= len(text)


@given(TEXTS, ENCODINGS, st.data(), TEXTS)
def test_a_change_is_what_it_is_in_python(text, encoding, data, new):
    placed = Placed(text, encoding)
    offsets = st.integers(0, len(text)).filter(lambda at: text[at - 1 : at + 1] != "\r\n" if at else True)
    start, end = sorted((data.draw(offsets), data.draw(offsets)))
    change = types.TextDocumentContentChangePartial(placed.range(Span(start, end)), new)
    assert placed.changed(change).text == text[:start] + new + text[end:]


@given(TEXTS, TEXTS)
def test_changes_between_two_texts_lead_from_one_to_the_other(before, after):
    made, at = [], 0
    for span, text in changes(before, after):
        assert (at <= span.start and before[span.start - 1 : span.start + 1] != "\r\n") or span.start == 0
        made += [before[at : span.start], text]
        at = span.end
    assert "".join([*made, before[at:]]) == after


@pytest.mark.parametrize("at", [((0, 3), (0, 1)), ((1, 0), (0, 0)), ((0, 0), (9, 0)), ((7, 0), (7, 0))])
def test_a_change_of_what_is_not_there_is_refused(at):
    (line, column), (end_line, end_column) = at
    place = types.Range(types.Position(line, column), types.Position(end_line, end_column))
    with pytest.raises(AstrayError, match="in a text of 2 lines"):
        Placed("one\ntwo", "utf-16").changed(types.TextDocumentContentChangePartial(place, "x"))


def test_the_middle_of_a_character_is_its_start_and_what_lies_beyond_the_end():
    assert Placed("a😀b", "utf-16").offset(types.Position(0, 2)) == 1
    assert Placed("aéb", "utf-8").offset(types.Position(0, 2)) == 1
    assert Placed("one\r\ntwo", "utf-16").offset(types.Position(0, 99)) == 3
    assert Placed("one\r\ntwo", "utf-16").offset(types.Position(99, 0)) == 8
