"""Good translations that the checks beside a source leave alone, and the faults next to them that they find."""

import pytest


@pytest.fixture
def rules(check):
    def run(text, source, code):
        return [found.rule for found in check(text, source=source, source_lang=code).findings]

    return run


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("Children with ADHD sleep badly.", "Los niños con TDAH duermen mal.", "es"),
        ("The IPCD was used after surgery.", "Il DCPI è stato usato dopo l'intervento.", "it"),
        ("The AfD and the SPD voted in the Bundestag.", "Die AfD und die SPD stimmten im Bundestag ab.", "de"),
        ("The IMSS and the PF treated 320 people.", "El IMSS y la PF atendieron a 320 personas.", "es"),
        ("A report to the UN says so.", "Un rapport aux Nations unies le dit.", "fr"),
        ("Do you gossip about them?", "¿Chismeas sobre ellos?", "es"),
        ("The riders came from the Taunus and from Zwickau.", "Die Fahrer kamen aus dem Taunus und aus Zwickau.", "de"),
        ("Menge: Yes, it varies.", "Menge: Ja, es ist verschieden.", "de"),
        ("She says that the budget is too small.", "„Der Haushalt ist viel zu klein“, sagt sie.", "de"),
        ("He issued stamps for Sweden and Greece.", "أصدر طوابع للسويد واليونان.", "ar"),
        ("They live in Utah.", "يعيشون في ولاية يوتا.", "ar"),
        ("Serologically, antibodies were found.", "Sierologicamente sono stati rilevati anticorpi.", "it"),
        ("See kitchenpoint.de for more.", "Mehr dazu auf kitchenpoint.de.", "de"),
    ],
)
def test_good_translations_are_left_alone(rules, text, source, code):
    assert rules(text, source, code) == []


@pytest.mark.parametrize(
    ("text", "source", "code", "rule"),
    [
        ("The UNESCO report said nothing.", "El informe de UNICEF no dijo nada.", "es", "name-changed"),
        ("The talks in Norway failed.", "Les discussions à Varsovie ont échoué.", "fr", "name-changed"),
        ("The budget is far too small, she says.", "„Der Haushalt ist viel zu klein“, sagt sie.", "de", "quote-mismatch"),
        ("They made enormous Fortschritte there.", "Sie machten dort enorme Fortschritte.", "de", "untranslated"),
    ],
)
def test_faults_are_found(rules, text, source, code, rule):
    assert rule in rules(text, source, code)


def test_a_name_that_another_sentence_of_the_source_has_may_stand_for_a_pronoun(rules):
    source = "Akpobari a parlé lundi devant le conseil municipal. Il a dit que le retrait serait la seule solution possible."
    assert rules("He spoke on Monday to the city council. Akpobari said that withdrawal would be the only possible solution.", source, "fr") == []
