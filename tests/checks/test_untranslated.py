"""What counts as left in the source language."""

import pytest

from mtcheck.checks import untranslated
from mtcheck.context import Context
from mtcheck.core.model import Document


def found(text, source_lang=None):
    context = Context(Document("a.txt", text, source_lang=source_lang))
    return [finding.text for finding in untranslated.find(context) if finding.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "source_lang", "words"),
    [
        ("The new demands could nicht be met.", "de", ["nicht"]),
        ("They made enormous Fortschritte there.", "de", ["Fortschritte"]),
        ("Police said the voleur fled.", "fr", ["voleur"]),
        ("She wrote to the советник before noon.", None, ["советник"]),
        ("He saw 16万 of them.", None, ["万"]),
        ("Nous avons décidé de rester dans notre village.", None, ["Nous avons décidé de rester dans notre village"]),
        ("The voitures were sold.", None, ["voitures"]),
        ("The festival of the voitures belliqueuses opened.", None, []),
        ("The festival of the voitures belliqueuses opened.", "fr", ["voitures"]),
        ("The comercial flights resumed.", None, []),
        ("The comercial flights resumed.", "es", ["comercial"]),
        ("The Ministerium, a Gemeinderat and his Polizeipräsidium met.", None, ["Ministerium", "Gemeinderat"]),
        ("The new Innenministerium and the German Bundesregierung said no.", None, ["Innenministerium", "Bundesregierung"]),
        ("The Stiftung Linde is rich, and the Stiftung will pay for the Landesliga and the Münsterland.", None, []),
        ("The “Gemeinderat”, the Stadtrat (city council) and the Verein für Heimat met.", None, []),
        ("Ministerium officials, an Ann Polizei and the Landtag agreed.", None, []),
        ("The mayor of Garten met Herr Zenden.", None, []),
        ("She told “le Monde” that nothing changed.", None, []),
        ("The aria (nessun dorma) was sung twice.", None, []),
        ("The α variant and the β variant spread.", None, []),
        ("Write to presidente@example.com or see example.com/gobierno.", None, []),
    ],
)
def test_untranslated_words(text, source_lang, words):
    assert found(text, source_lang) == words


@pytest.mark.parametrize(
    ("language", "source", "words"),
    [
        ("fr", "Le Jamaat e Islami a perdu.", []),
        ("it", "Ha citato Rossi e Bianchi.", ["e"]),
    ],
)
def test_an_and_between_names_is_the_source_s_own(check, language, source, words):
    text = {"fr": "The Jamaat e Islami lost.", "it": "He quoted Rossi e Bianchi."}[language]
    assert [one.text for one in check(text, source=source, source_lang=language).findings if one.rule == "untranslated"] == words
