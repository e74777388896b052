"""Positions, excerpts and context hashes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Span
from mtcheck.core.text import Lines, context_hash, excerpt, paragraph, places, utf8_bytes
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
def test_bytes(text):
    assert utf8_bytes(text) == len(text.encode("utf-8", "surrogatepass"))


@given(TEXTS, st.data())
def test_excerpts_hold_the_words_on_one_line(text, draw):
    start = draw.draw(st.integers(0, len(text)))
    span = Span(start, draw.draw(st.integers(start, len(text))))
    shown = excerpt(text, span, 20)
    assert "\n" not in shown.line and "\r" not in shown.line
    assert len(shown.before) <= 21 and len(shown.after) <= 21
    assert len(shown.marked) == len(span)


def hashed(text, words="bad", rule="calque"):
    at = text.index(words)
    return context_hash(text, Span(at, at + len(words)), rule)


def test_the_hash_stands_for_rule_words_and_neighbours():
    text = "First line.\nOne two three four A bad word here and there. More.\nLast."
    same = "New first.\n\nAnother one, two three four a  bad word: here and there was no more.\nOther end."
    assert hashed(text) == hashed(same)
    assert len({hashed(text), hashed(text, rule="exonym"), hashed(text, "bad word"), hashed(text.replace("A bad", "The bad"))}) == 4
    assert hashed(text) != hashed(text.replace("and there", "and nowhere"))
    assert hashed(text) == hashed(text.replace("One", "Nine")) == hashed(text.replace("there.", "there?"))
    twice = "A bad bad word."
    assert context_hash(twice, Span(2, 5), "calque") != context_hash(twice, Span(6, 9), "calque")


def test_neighbours_end_with_the_paragraph_but_not_with_a_wrapped_line():
    assert hashed("Some words\nBad bad") == hashed("Others\nBad bad\nMore")
    assert hashed("Some words.\n\nBad bad\n\nand") == hashed("\nBad bad\n")
    wrapped = "The mayor of the town said\r\nthat a bad idea,\r\nas it was called, won."
    assert hashed(wrapped) == hashed(wrapped.replace("\r\n", " ")) != hashed("that a bad idea,\r\nas it was called, won.")


def test_titles_and_ordinals_do_not_end_a_sentence():
    def split(text, code):
        return [span.of(text) for paragraph in paragraphs(text) for span in sentences(text, paragraph, code)]

    assert split("La juge a vu M. Petit. Il part.", "fr") == ["La juge a vu M. Petit.", "Il part."]
    assert split("El 23. de noviembre llegó. Salió.", "es") == ["El 23. de noviembre llegó.", "Salió."]
    assert split("Am 13. Juli kam er. Das war 2018. Er blieb.", "de") == ["Am 13. Juli kam er.", "Das war 2018.", "Er blieb."]
    assert split("La Verdi S. p. A. di Lodi chiude. Resta la S.r.l. madre.", "it") == ["La Verdi S. p. A. di Lodi chiude.", "Resta la S.r.l. madre."]
    assert split("Ganó la S. a.r.l. de Ana. Fue en la clase B. Luego salió.", "es")[0] == "Ganó la S. a.r.l. de Ana."
    assert split("She moved in 1990. He stayed.", "en") == ["She moved in 1990.", "He stayed."]
    assert split("Nobody was at Ms. Oduya&#39;s door. He left.", "en") == ["Nobody was at Ms. Oduya&#39;s door.", "He left."]
    assert split("It sank at 4:10 a.m. Tuesday near Kos. All swam.", "en") == ["It sank at 4:10 a.m. Tuesday near Kos.", "All swam."]
    assert split("It sank at 4:10 a.m. Tuesday was calm.", "en") == ["It sank at 4:10 a.m.", "Tuesday was calm."]
    assert split("The shop shuts at 9 p.m. They left.", "en") == ["The shop shuts at 9 p.m.", "They left."]


@given(TEXTS, TEXTS, TEXTS)
def test_the_hash_does_not_see_other_paragraphs(before, words, after):
    alone = f"It was a bad word {words.strip()}".split("\n")[0].split("\r")[0]
    assert hashed(f"{alone}\n\n{after}") == hashed(alone)
    at = len(f"{before}.\n\n") + 9
    assert context_hash(f"{before}.\n\n{alone}", Span(at, at + 3), "calque") == hashed(alone)


def test_in_a_line_without_end_only_what_is_near_counts():
    near = "Near words stand right here and bad "
    assert hashed("a " * 5000 + near + "b " * 5000) == hashed("c " * 3 + near + "b " * 4)


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
