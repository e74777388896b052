"""Positions, excerpts and context hashes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Span
from mtcheck.core.text import LINE, Lines, context_hash, excerpt, paragraph, places, utf8_bytes, utf16_units
from mtcheck.english.segment import LONGEST, paragraphs, sentences

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


def test_in_a_line_without_end_only_what_is_near_counts():
    far, near = "a " * LINE, "Near words and "
    hashes = {
        context_hash(text, Span(at := text.index("bad"), at + 3), "calque") for text in (far + near + "bad " + far, far + far + near + "bad " + far)
    }
    assert len(hashes) == 1
    assert context_hash(far + "bad", Span(len(far), len(far) + 3), "calque") not in hashes


@given(TEXTS, st.data())
def test_a_paragraph_is_the_line_of_the_span(text, draw):
    at = draw.draw(st.integers(0, len(text)))
    line = paragraph(text, Span(at, at), len(text))
    assert not set("\r\n") & set(line.of(text))
    assert text[max(0, line.start - 1) : line.start] in ("", "\r", "\n") and text[line.end : line.end + 1] in ("", "\r", "\n")


@given(st.text("ab", max_size=30), st.text("ab", min_size=1, max_size=3))
def test_places(text, words):
    assert list(places(text, words)) == [at for at in range(len(text)) if text.startswith(words, at)]


def test_a_sentence_without_end_is_cut_and_long_paragraphs_are_not_cut_elsewhere():
    endless = "so he said " * 2000
    found = list(sentences(endless, Span(0, len(endless))))
    assert max(map(len, found)) <= LONGEST and " ".join(one.of(endless) for one in found) == endless.strip()
    several = " ".join(f"Sentence number {n} says that the mayor met the council." for n in range(600))
    assert [one.of(several) for one in sentences(several, Span(0, len(several)))] == re.findall(r"S[^.]*\.", several)
    assert "".join(one.of("x" * 9000) for one in sentences("x" * 9000, Span(0, 9000))) == "x" * 9000
