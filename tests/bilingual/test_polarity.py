"""Denials on either side."""

import pytest

from mtcheck.bilingual.negated import Said, denies_loosely, literal, said_in_english, said_in_source
from mtcheck.bilingual.polarity import copied, denials, english, negative
from mtcheck.languages.language import language

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


SAME = [
    ("de", "Sie merkte, dass mit dem Motor etwas nicht stimmte.", "She noticed that something was wrong with the engine."),
    ("de", "Nichts ahnend stieg der Bäcker in den Zug.", "The baker got on the train unsuspectingly."),
    ("de", "Der Ofen ist alt, nicht wahr?", "The oven is old, right?"),
    ("de", "Der Stausee ist so voll wie noch nie.", "The reservoir is as full as it has ever been."),
    ("de", "Nicht wenige Wirte klagen über die Miete.", "Many landlords complain of the rent."),
    ("de", "Die Händler warnten davor, das Wasser zu trinken.", "The traders warned people not to drink the water."),
    ("de", "Ihm war die Farbe egal.", "The colour did not matter to him."),
    ("es", "El puente es seguro, ¿no?", "The bridge is safe, right?"),
    ("es", "El horno no antes del martes estará listo.", "The oven will be ready on Tuesday at the earliest."),
    ("es", "El taller cerró no hace mucho.", "The workshop closed recently."),
    ("es", "La obra seguirá parada hasta que no llegue el permiso.", "The works will be at a standstill up to the day the permit comes."),
    ("es", "El precio del pan no cambiará.", "The price of bread will stay as it is."),
    ("fr", "Le pont est solide, n'est-ce pas ?", "The bridge is solid, right?"),
    ("fr", "Le maire se demande si la digue n'est pas trop basse.", "The mayor wonders whether the dike is low."),
    ("fr", "Le boulanger n'a jamais vendu autant de pain.", "The baker is selling more bread than at any time."),
    ("fr", "Le tarif de la piscine ne changera pas.", "The price of the pool will stay as it is."),
    ("fr", "Le sentier est impraticable en hiver.", "The path cannot be used in winter."),
    ("ar", "لا بد أن يكون الجسر آمنا.", "The bridge must be safe."),
    ("ar", "تبلغ مساحة الحديقة ما لا تقل مساحته عن خمسين هكتارا.", "The garden covers at least fifty hectares."),
    ("fr", "L'équipe n'a pas fini la course.", "The team was marked Did Not Finish in the race."),
    ("es", "El alcalde no aprobó la obra.", "Mayor Did Not Approve Works, Council Says"),
    ("de", "Banken fürchten einen No-Deal im März.", "Banks fear a no deal in March."),
    ("es", 'Leyó el libro "Never Too Late for Bread".', 'She read the book "Never Too Late for Bread".'),
]


@pytest.mark.parametrize(("code", "source", "text"), SAME)
def test_the_same_said_without_a_denial_is_not_marked(check, code, source, text):
    assert marked(check, text, source, code) == []


LOST = [
    ("de", "Der Bäcker öffnet den Laden nicht.", "The baker opens the shop."),
    ("es", "El alcalde no aprobó la obra.", "The mayor approved the work."),
    ("es", "El mercado no tiene lugar en la plaza.", "The market takes place in the square."),
    ("fr", "Le maire ne veut pas ouvrir la porte.", "The mayor wants to open the door."),
]


@pytest.mark.parametrize(("code", "source", "text"), LOST)
def test_what_the_source_denies_and_the_english_says_is_marked(check, code, source, text):
    assert marked(check, text, source, code) == [text]


def test_a_not_before_a_negative_word_is_marked_where_the_source_has_that_word(check):
    assert marked(check, "The baker is not indifferent to the price.", "El panadero es indiferente al precio.", "es") == ["not"]


def test_one_not_said_again_before_the_same_word_counts_once(check):
    text = "The rooms must not be too small and not be too dark."
    assert marked(check, text, "Las habitaciones no deben ser demasiado pequeñas ni oscuras.", "es") == []


def _first(text, pack):
    return denials(text, pack)[0]


def test_what_a_denial_bears_on_is_looked_for_on_the_other_side():
    spanish, text, source = language("es"), "The mayor did not approve the work.", "El alcalde aprobó la obra."
    assert said_in_source(text, _first(text, english()), source, spanish) is Said.YES
    assert said_in_source(text, _first(text, english()), "El alcalde visitó la obra.", spanish) is Said.NO
    assert said_in_source(text, _first(text, english()), source, language("ja")) is Said.UNKNOWN
    denied = "El alcalde no aprobó la obra."
    assert said_in_english(denied, _first(denied, spanish), "The mayor approved the work.", spanish) is Said.YES
    assert said_in_english(denied, _first(denied, spanish), "The mayor came to the bridge.", spanish) is Said.NO


def test_how_freely_a_sentence_is_translated_and_what_denies_a_little():
    spanish = language("es")
    assert literal("The price of bread rose.", "El precio del pan subió.", spanish) > literal(
        "The price of bread rose.", "Nadie lo esperaba.", spanish
    )
    assert denies_loosely("Es difícil.", spanish) and not denies_loosely("Es grande.", spanish)
    text = "We don&#39;t sell it."
    assert copied(text, _first(text, english()), "Gritó: “We don’t sell it”.")
