"""Rows of words that both sides have."""

from __future__ import annotations

import pytest

from mtcheck.bilingual.bitext import Bitext
from mtcheck.bilingual.copied import titled
from mtcheck.core.model import Document, Span


@pytest.mark.parametrize(
    ("text", "source", "code", "word", "stays"),
    [
        ("The series Lejos de casa ends.", "La serie Lejos de casa termina.", "es", "casa", True),
        ("Ana de los Angeles Duarte spoke.", "Habló Ana de los Ángeles Duarte.", "es", "los", True),
        ("A Cercle d&#39;art sacré met.", "Un Cercle d'art sacré a siégé.", "fr", "sacré", True),
        ("The house de campo burned.", "La casa de campo ardió.", "es", "campo", False),
        ("The team of Lugo perdió dos points.", "El equipo de Lugo perdió puntos.", "es", "perdió", False),
        ("Casa de campo is open.", "Casa de campo abierta.", "es", "campo", False),
        ("The Amt für Bau shut.", "Das Amt für Bau schloss.", "de", "für", False),
    ],
)
def test_names_and_titles_stay(text, source, code, word, stays):
    bitext = Bitext(Document(path="a.txt", text=text, source=source), code, (Span(0, len(text)),))
    assert titled(bitext, bitext.linked[0], text.index(word)) is stays
