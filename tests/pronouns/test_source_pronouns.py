"""Gendered pronouns beside the source: its pronouns aligned, its nouns with their genders, its impersonal verbs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.languages.language import codes, language
from mtcheck.pronouns.source_mentions import mentions, words
from mtcheck.pronouns.source_pronouns import pronouns as source_pronouns

PRONOUN_RULES = {"organisation-pronoun", "inanimate-pronoun"}
PRONOUN_PACKS = [code for code in codes() if language(code).reference]


@pytest.fixture
def marked(check):
    def run(code, text, source):
        findings = [one for one in check(text, source=source, source_lang=code).findings if one.rule in PRONOUN_RULES]
        return [(one.text, one.suggestions[0], one.evidence["antecedent"]) for one in findings]

    return run


def test_a_pronoun_is_as_sure_as_the_others_of_the_sentence(check):
    text = "The hall MTGB is full. She demands the rise of choirs whose singers put the great voice they have in the hands of her party."
    source = (
        "La salle MTGB est pleine. Elle réclame l'essor de chœurs dont les chanteurs mettent la grande voix qu'ils ont entre les mains de son parti."
    )
    found = [one for one in check(text, source=source, source_lang="fr").findings if one.rule in PRONOUN_RULES]
    assert found == []


def test_a_noun_with_a_name_before_it_is_no_organisation(marked):
    text = "The 40-year-old TVX reporter left the hall after she had been hit by a ball."
    assert marked("fr", text, "La TVX-reporteuse de 40 ans a quitté la salle après qu'elle a été touchée par un ballon.") == []


def test_a_person_is_one(marked):
    text = "The regional government reads studies. They say that if a person walks every day, there is a good chance he sleeps well."
    assert marked("fr", text, "Le gouvernement régional lit des études. Elles disent que si quelqu'un marche chaque jour, il dort bien.") == []


@pytest.mark.parametrize(
    ("code", "text", "source"),
    [
        ("fr", "He is important that the council votes before June.", "Il est important que le conseil vote avant juin."),
        ("fr", "He rained for three days in the valley.", "Il a plu pendant trois jours dans la vallée."),
        ("fr", "Then he took two years to rebuild the bridge.", "Il a ensuite fallu deux ans pour reconstruire le pont."),
        ("fr", "When he started to snow, the buses stopped.", "Quand il s'est mis à neiger, les bus se sont arrêtés."),
        ("fr", "He was a question of honour for the town.", "Il s'agissait d'une question d'honneur pour la ville."),
        ("es", "He is necessary to reform the law.", "Es necesario reformar la ley."),
        ("it", "He is necessary to reform the law.", "È necessario riformare la legge."),
        ("pt", "He is important that the city opens the museum.", "É importante que a cidade abra o museu."),
        ("de", "He snowed all night in the mountains.", "Es schneite die ganze Nacht in den Bergen."),
    ],
)
def test_an_impersonal_verb_is_no_person(code, text, source, marked):
    assert [(word.lower(), fix.lower()) for word, fix, _ in marked(code, text, source)] == [("he", "it")]


@pytest.mark.parametrize(
    ("code", "text", "source"),
    [
        ("fr", "He is convinced that the council will vote.", "Il est convaincu que le conseil va voter."),
        ("fr", "He must leave before noon.", "Il faut qu'il parte avant midi."),
        ("fr", "He's a hero, there is no doubt.", "C'est un héros, il n'y a pas de doute."),
        ("fr", "He was the leader of the army.", "Il s'agissait du chef de l'armée."),
        ("de", "He is a good father.", "Er ist ein guter Vater."),
    ],
)
def test_a_person_beside_an_impersonal_verb_stays(code, text, source, marked):
    assert marked(code, text, source) == []


@pytest.mark.parametrize(
    ("code", "text", "source", "expected"),
    [
        ("fr", "The Likor announced that he would merge.", "Le Likor a annoncé qu'il allait fusionner.", ("he", "it", "Likor")),
        (
            "fr",
            "In opening his archives, the Vatican surprised us.",
            "En ouvrant ses archives, le Vatican nous a surpris.",
            ("his", "its", "Vatican"),
        ),
        ("fr", "Tarek Ansar, a party, kept his seats.", "Tarek Ansar, un parti, a gardé ses sièges.", ("his", "its", None)),
        ("es", "The company sold the plant because she was old.", "La empresa vendió la planta porque ella era vieja.", ("she", "it", None)),
        ("es", "The town hall will publish his accounts.", "El ayuntamiento publicará sus cuentas.", ("his", "its", "El ayuntamiento")),
    ],
)
def test_what_the_gender_leaves_is_no_person(code, text, source, expected, marked):
    [(word, fix, antecedent)] = marked(code, text, source)
    assert (word, fix) == expected[:2]
    assert expected[2] is None or antecedent == expected[2]


@pytest.mark.parametrize(
    ("code", "text", "source"),
    [
        ("fr", "The factory that she bought in May has closed.", "L'usine qu'elle a achetée en mai a fermé."),
        ("fr", "The full text of his speech is clear.", "Le texte complet de son discours est clair."),
        ("fr", "The doctor left the clinic because he was tired.", "Le médecin a quitté la clinique parce qu'il était fatigué."),
        ("fr", "The mayor told the company that she would resign.", "La maire a dit à l'entreprise qu'elle démissionnerait."),
        ("fr", "The committee cleared him last month.", "Le comité l'a innocenté le mois dernier."),
        ("fr", "The police said on Tuesday that she had left.", "Elle était partie, a dit la police mardi."),
        ("fr", "“The city is waiting,” she said.", "« La ville attend », a-t-elle dit."),
        ("fr", "Mr. Dupont gave the bank his house.", "M. Dupont a donné sa maison à la banque."),
        ("es", "The teacher says that she has no money.", "La profesora dice que ella no tiene dinero."),
        ("de", "The minister published her report when she was ready.", "Die Ministerin veröffentlichte ihren Bericht, als sie fertig war."),
    ],
)
def test_persons_of_the_source_stay_alone(code, text, source, marked):
    assert marked(code, text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("The fight was in him - even a success.", "Le combat était en lui-même un succès.", ("him - even", "itself")),
        ("They must study the system himself.", "Ils doivent étudier le système lui-même.", ("himself", "itself")),
    ],
)
def test_an_emphatic_pronoun_is_one_word(text, source, expected, marked):
    assert [(word, fix) for word, fix, _ in marked("fr", text, source)] == [expected]


def test_an_emphatic_pronoun_of_a_person_stays(marked):
    assert marked("fr", "The minister himself opened the session.", "Le ministre lui-même a ouvert la séance.") == []


def test_the_finding_shows_its_place_in_the_source(check):
    source = "Le Likor a annoncé qu'il allait fusionner."
    [finding] = [
        one for one in check("The Likor announced that he would merge.", source=source, source_lang="fr").findings if one.rule in PRONOUN_RULES
    ]
    assert finding.source.of(source) == "il"


def test_mentions_know_gender_number_and_kind():
    text = "Le Premier ministre et la société Renault ont invité les maires de l'Europe."
    _, found = mentions(text, 0, len(text), language("fr"))
    assert [(one.text, one.kind.name, one.gender, one.plural) for one in found] == [
        ("Le Premier ministre", "PERSON", "m", False),
        ("la société Renault", "GROUP", "f", False),
        ("les maires", "PERSON", "mf", True),
        ("Europe", "PLACE", "", False),
    ]


def test_pronouns_behind_a_hyphen_stand_alone():
    found = source_pronouns("Peut-elle gagner, a-t-il dit ?", 0, 30, language("fr"))
    assert [(one.word, one.inverted) for one in found] == [("elle", True), ("il", True)]


@given(st.text(max_size=60), st.sampled_from(PRONOUN_PACKS))
def test_tokens_and_pronouns_stand_where_they_say(text, code):
    sentence = words(text, 0, len(text))
    for word, start in zip(sentence.words, sentence.starts, strict=True):
        assert text[start : start + len(word)].replace("’", "'") == word or text[start] == "-"
    for one in source_pronouns(text, 0, len(text), language(code)):
        assert 0 <= one.start < one.end <= len(text) + 3
    mentions(text, 0, len(text), language(code))
