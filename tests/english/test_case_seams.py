import pytest

from mtcheck.english.case_seams import case_seams
from mtcheck.english.segment import WORD


@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        ("He knew thatSabine had left.", ["that Sabine"]),
        ("The trial of Tremonawhich began in May.", ["Tremona which"]),
        ("It ended last yearThe mayor left.", ["year. The"]),
        ("It ended in MarchHowever, he left.", ["March. However"]),
        ("The iPhone, eBay, YouTube, OpenAI, macOS, myGov, MacDonald, deMille and McCain.", []),
        ("The firm inDrive said inDrive grows.", []),
        ("See thatSabine.example or @thatSabine.", []),
    ],
)
def test_words_run_together_at_a_capital(text, fixes):
    assert [seam.fix for seam in case_seams(text, frozenset(WORD.findall(text)))] == fixes
