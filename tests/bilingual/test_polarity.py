"""Denials on either side."""

import pytest

from mtcheck.bilingual.polarity import negative

INJURED = "People were injured in the fire."
NOBODY = {
    "fr": "Personne n'a été blessé dans l'incendie.",
    "de": "Niemand wurde bei dem Brand verletzt.",
    "es": "Nadie resultó herido en el incendio.",
    "it": "Nessuno è rimasto ferito nell'incendio.",
    "pt": "Ninguém ficou ferido no incêndio.",
    "ru": "Никто не пострадал при пожаре.",
    "pl": "Nikt nie został ranny w pożarze.",
    "cs": "Nikdo nebyl při požáru zraněn.",
}
UNSOLVED = {
    "de": "Der Fall blieb ungelöst.",
    "fr": "L'affaire est restée irrésolue, sans suite.",
    "es": "El caso quedó sin resolver.",
    "it": "Il caso è rimasto irrisolto, senza esito.",
    "pt": "O caso ficou sem solução.",
    "ru": "Дело осталось нераскрытым.",
    "pl": "Sprawa pozostała nierozwiązana.",
    "cs": "Případ zůstal nevyřešený.",
}


def marked(check, text, source, code):
    return [found.text for found in check(text, source=source, source_lang=code).findings if found.rule == "negation-lost"]


@pytest.mark.parametrize("code", NOBODY)
def test_a_subject_that_is_nobody_is_a_denial(check, code):
    assert marked(check, INJURED, NOBODY[code], code) == [INJURED]
    assert marked(check, "Nobody was injured in the fire.", NOBODY[code], code) == []


@pytest.mark.parametrize("code", UNSOLVED)
def test_a_word_that_denies_by_itself_may_become_not(check, code):
    assert marked(check, "The case was not solved.", UNSOLVED[code], code) == []


@pytest.mark.parametrize(
    ("code", "source", "text"),
    [
        ("cs", "Premiér Netanjahu mimo jiné řekl, že největší město roste.", "Prime Minister Netanyahu did not say that the largest city grows."),
        ("fr", "Le ministre a salué les grandes puissances.", "The minister did not greet the great powers."),
        ("de", "Der Unterhändler trifft die Union.", "The negotiator does not meet the Union."),
    ],
)
def test_what_only_looks_like_a_denial_excuses_none(check, code, source, text):
    assert len(marked(check, text, source, code)) == 1


def test_more_denials_than_the_source_has_are_marked(check):
    text = "The city was not so full that nobody could attend the funeral."
    assert marked(check, text, "La ville n'était pas si pleine que personne ne pouvait assister aux obsèques.", "fr") == []
    assert marked(check, "He does not say that it is not true and never was.", "Er sagt, dass es nicht stimmt.", "de") == ["never"]


@pytest.mark.parametrize("word", ["unsafe", "unresolved", "impossible", "disagree", "incapable", "irregular"])
def test_prefixes_that_turn_a_word_round(word):
    assert negative(word)


@pytest.mark.parametrize("word", ["university", "injured", "important", "include", "discover", "immigrant", "under", "mission", "instance"])
def test_words_that_only_begin_so(word):
    assert not negative(word)


@pytest.mark.parametrize(("code", "source"), [("fr", "Il est parti sans délai."), ("es", "Se fue sin demora."), ("de", "Er ging ohne Verzug.")])
def test_without_may_be_said_otherwise(check, code, source):
    assert marked(check, "He left at once, that very day.", source, code) == []
