"""Lines for a terminal, wrapped as rich wraps them."""

from io import StringIO

from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from mtcheck.reporters._styled import BOLD, GREEN, Piece, painted, wrapped

TEXTS = st.text(st.sampled_from("ab ,.’-–東京é\u0301🙂"), max_size=300)


def by_rich(text, width, indent):
    console = Console(file=StringIO(), no_color=True, width=width, highlight=False, emoji=False, markup=False)
    console.print(Padding(Text(text), (0, 0, 0, indent)))
    return [line.rstrip() for line in console.file.getvalue().removesuffix("\n").split("\n")]


@given(TEXTS, st.integers(20, 120), st.sampled_from([0, 4]))
@example("a " * 60, 20, 4)
@example("東京" * 40 + " a " + "b" * 90, 21, 4)
def test_lines_are_cut_where_rich_cuts_them(text, width, indent):
    found = [painted(line, colour=False) for line in wrapped((Piece(text),), width, indent)]
    assert found == by_rich(text, width, indent)


@given(st.lists(TEXTS, max_size=4), st.integers(20, 60))
def test_pieces_are_cut_as_the_whole_is(texts, width):
    pieces = tuple(Piece(text, style) for text, style in zip(texts, (BOLD, "", GREEN, BOLD), strict=False))
    plain = [painted(line, colour=False) for line in wrapped(pieces, width)]
    assert plain == [painted(line, colour=False) for line in wrapped((Piece("".join(texts)),), width)]
    for line in wrapped(pieces, width):
        assert [piece.style for piece in line if piece.style] == [piece.style for piece in pieces if piece.style]


def test_a_style_is_written_around_its_text_alone():
    line = (Piece("→ "), Piece("against", GREEN), Piece("", BOLD), Piece(" or not "))
    assert painted(line, colour=True) == "→ \x1b[32magainst\x1b[0m or not"
    assert painted(line, colour=False) == "→ against or not"
