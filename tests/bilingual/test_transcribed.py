"""How English writes names that a language writes by ear."""

from __future__ import annotations

import pytest

from mtcheck.bilingual.transcribed import by_ear, english_spelling, heard_alike


@pytest.mark.parametrize(
    ("name", "code", "wanted"),
    [
        ("Stepanowa", "de", "Stepanova"),
        ("Schewtschenko", "de", "Shevchenko"),
        ("Kaddafi", "fr", "Gaddafi"),
        ("Gheddafi", "it", "Gaddafi"),
        ("Weber", "de", ""),
        ("Moreau", "fr", ""),
        ("Jiménez", "es", ""),
    ],
)
def test_the_spelling_that_english_knows(name: str, code: str, wanted: str) -> None:
    assert english_spelling(name, code) == wanted


def test_names_that_look_written_by_ear() -> None:
    assert by_ear("Kusinzewa", "de")
    assert not by_ear("Wischenbart", "de")
    assert not by_ear("Kusinzewa", "pt")


def test_names_that_sound_the_same() -> None:
    assert heard_alike("butyarkin", "Boutiarkine", "fr")
    assert not heard_alike("butyarkin", "Boutrakine", "fr")
    assert not heard_alike("asheberg", "Ascheberg", "de")
