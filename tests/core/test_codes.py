"""Codes of languages."""

import pytest

from mtcheck.core.codes import MEANT, OF_TWO_LETTERS, unfit


@pytest.mark.parametrize("code", ["fr", "pt-BR", "zh_Hant", "ckb", "und"])
def test_a_code_of_a_language_fits(code):
    assert unfit(code) == ""


@pytest.mark.parametrize(
    ("code", "reason"), [("xx", "write fr"), ("FR", "write fr"), ("french", "write fr"), ("", "write fr"), ("ua", "did you mean uk?")]
)
def test_what_is_none_says_what_to_write(code, reason):
    assert f"{code!r} is no language code" in unfit(code) and reason in unfit(code)


def test_what_is_meant_is_a_code():
    assert not OF_TWO_LETTERS & MEANT.keys() and {code for meant in MEANT.values() for code in meant.split(" or ")} <= OF_TWO_LETTERS
