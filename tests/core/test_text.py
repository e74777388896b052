"""Positions, excerpts and context hashes."""

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Span
from mtcheck.core.text import Lines, context_hash, excerpt, utf8_bytes, utf16_units
from mtcheck.english.segment import paragraphs, sentences

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\r\n é👩‍🚀e\u0301")), max_size=120)


@given(TEXTS, st.data())
def test_positions_lead_back_to_the_offset(text, draw):
    offset = draw.draw(st.integers(0, len(text)))
    lines = Lines(text)
    line, column = lines.position(offset)
    assert lines.starts[line - 1] + column - 1 == offset
    assert line == text[:offset].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1 or text[offset - 1 : offset + 1] == "\r\n"


@given(TEXTS)
def test_units_and_bytes(text):
    assert utf16_units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert utf8_bytes(text) == len(text.encode("utf-8", "surrogatepass"))


@given(TEXTS, st.data())
def test_excerpts_hold_the_words_on_one_line(text, draw):
    start = draw.draw(st.integers(0, len(text)))
    span = Span(start, draw.draw(st.integers(start, len(text))))
    shown = excerpt(text, span, 20)
    assert "\n" not in shown.line and "\r" not in shown.line
    assert len(shown.before) <= 21 and len(shown.after) <= 21
    assert len(shown.marked) == len(span)


def test_the_hash_stands_for_words_and_line_only():
    text = "First line.\nA bad word here.\nLast."
    span = Span(text.index("bad"), text.index("bad") + 3)
    same = "New first.\n\nA  bad word here.\nOther end."
    there = Span(same.index("bad"), same.index("bad") + 3)
    assert context_hash(text, span, "calque") == context_hash(same, there, "calque")
    assert context_hash(text, span, "calque") != context_hash(text, span, "exonym")
    twice = "A bad bad word."
    assert context_hash(twice, Span(2, 5), "calque") != context_hash(twice, Span(6, 9), "calque")


def test_titles_and_ordinals_do_not_end_a_sentence():
    def split(text, code):
        return [span.of(text) for paragraph in paragraphs(text) for span in sentences(text, paragraph, code)]

    assert split("La juge a vu M. Petit. Il part.", "fr") == ["La juge a vu M. Petit.", "Il part."]
    assert split("El 23. de noviembre llegó. Salió.", "es") == ["El 23. de noviembre llegó.", "Salió."]
    assert split("Am 13. Juli kam er. Das war 2018. Er blieb.", "de") == ["Am 13. Juli kam er.", "Das war 2018.", "Er blieb."]
    assert split("She moved in 1990. He stayed.", "en") == ["She moved in 1990.", "He stayed."]
