"""Facts that the source does not state, or states otherwise: hedges, contraries, members of lists, small numbers, senses out of their field."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.bilingual.lists import missing
from mtcheck.bilingual.opposites import FILE, pairs
from mtcheck.bilingual.polarity import english
from mtcheck.context import Context
from mtcheck.core.model import Document
from mtcheck.english.fields import clashing, fields, told
from mtcheck.languages.language import codes, language


@pytest.fixture
def found(check):
    def run(text, source, code, rule):
        return [
            (one.text, one.suggestions[0] if one.suggestions else None)
            for one in check(text, source=source, source_lang=code).findings
            if one.rule == rule
        ]

    return run


HEDGES = [
    ("de", "Ein mutmaßlicher Mörder wurde gefasst.", "A murderer was caught.", "A murderer", "An alleged murderer"),
    ("de", "Der Mann soll seine Frau getötet haben.", "The man killed his wife.", "killed", None),
    ("de", "Laut Polizei schoss er zweimal.", "He shot twice.", "He shot twice.", None),
    ("fr", "Le meurtrier présumé a été arrêté.", "The murderer was arrested.", "The murderer", "The alleged murderer"),
    ("it", "Il presunto assassino è fuggito.", "The killer fled.", "The killer", "The alleged killer"),
    ("it", "A quanto pare la porta era aperta.", "The door was open.", "The door was open.", None),
    ("pt", "O suposto autor fugiu.", "The perpetrator fled.", "The perpetrator", "The alleged perpetrator"),
    ("ru", "Предполагаемый преступник задержан.", "The criminal has been detained.", "The criminal", "The alleged criminal"),
    ("ar", "اعتقلت الشرطة القاتل المزعوم في المدينة.", "Police arrested the killer in the city.", "the killer", "the alleged killer"),
]


@pytest.mark.parametrize(("code", "source", "text", "mark", "suggestion"), HEDGES)
def test_what_is_only_alleged_is_no_fact(found, code, source, text, mark, suggestion):
    assert found(text, source, code, "hedge-lost") == [(mark, suggestion)]


@pytest.mark.parametrize(
    ("code", "source", "text"),
    [
        ("de", "Ein mutmaßlicher Dieb wurde gefasst.", "A suspected thief was caught."),
        ("de", "Das Gesetz soll noch im Mai in Kraft treten.", "The law takes effect in May."),
        ("de", "Laut Polizei schoss er zweimal. Zeugen liefen weg.", "He shot twice. Witnesses ran away, police said."),
        ("de", "Er singt laut.", "He sings loudly."),
        ("fr", "Il n'aurait pas pu venir.", "He had no way to come."),
        ("es", "Por supuesto, la puerta estaba abierta.", "Of course the door was open."),
        ("es", "Habíamos supuesto lo contrario.", "We had it the other way round."),
        ("it", "Il presunto assassino è fuggito.", "The man accused of the murder fled."),
        ("ru", "Предполагаемый преступник задержан.", "The suspect has been detained."),
    ],
)
def test_a_hedge_in_other_words_is_one(found, code, source, text):
    assert found(text, source, code, "hedge-lost") == []


def test_who_only_says_so_is_not_alleged(found):
    assert found("The murderer is on the run, police said.", "Le meurtrier présumé est en fuite, a dit la police.", "fr", "hedge-lost") == [
        ("The murderer", "The alleged murderer")
    ]


CONTRARIES = [
    ("es", "La empresa rechazó la oferta.", "The company accepted the offer.", "accepted", "refused"),
    ("es", "El ministro admitió el error.", "The minister denied the mistake.", "denied", "admitted"),
    ("de", "Der Angeklagte bestritt die Tat.", "The defendant admits the crime.", "admits", "denies"),
    ("fr", "Le projet a échoué.", "The project succeeded.", "succeeded", "failed"),
    ("it", "L'imputato negò tutto.", "The defendant confessed to everything.", "confessed", "denied"),
    ("pt", "O suspeito negou o crime.", "The suspect confessed to the crime.", "confessed", "denied"),
    ("ru", "Суд отклонил жалобу.", "The court accepted the complaint.", "accepted", "refused"),
    ("ar", "نفى الوزير التقارير.", "The minister confirmed the reports.", "confirmed", "denied"),
    ("es", "Nació en el norte de la isla.", "She was born in the south of the island.", "south", "north"),
]


@pytest.mark.parametrize(("code", "source", "text", "mark", "suggestion"), CONTRARIES)
def test_the_contrary_is_marked_with_what_the_source_says(found, code, source, text, mark, suggestion):
    assert found(text, source, code, "negation-lost") == [(mark, suggestion)]


@pytest.mark.parametrize(
    ("code", "source", "text"),
    [
        ("es", "La empresa no rechazó la oferta.", "The company accepted the offer."),
        ("fr", "Le ministre a nié les faits.", "The minister did not admit the facts."),
        ("de", "Sie bestätigte, dass er das Angebot ablehnte.", "She confirmed that he had refused the offer."),
        ("it", "L'imputato negò tutto.", "The defendant rejected everything."),
        ("pt", "O suspeito negou ter confessado.", "The suspect denied having confessed."),
        ("es", "Por fin tenemos la lista.", "The list has now begun."),
        (
            "es",
            "En el valle hay una cueva, que en gran medida está bajo el agua.",
            "In the valley is a small cave that is for the most part under water.",
        ),
    ],
)
def test_the_same_said_otherwise_is_no_contrary(found, code, source, text):
    assert found(text, source, code, "negation-lost") == []


def test_every_side_that_a_pack_names_is_there():
    sides = {side.name for both in pairs().values() for pair in both for side in pair}
    for code in codes():
        assert set(language(code).opposed) <= sides, code
    assert all(line.startswith("#") or len(line.split("\t")) == 2 for line in FILE.read_text("utf-8").splitlines())


def test_every_kind_of_hedge_has_its_english():
    kinds = set(english().hedges) | {"allegedly"}
    assert all(set(language(code).hedges) <= kinds for code in codes())


LISTS = [
    ("fr", "Il a apporté du pain, du fromage et du vin.", "He brought bread and cheese.", "bread and cheese"),
    ("de", "Er sah einen Hund, zwei Katzen und ein Pferd.", "He saw a dog and a horse.", "dog and a horse"),
    ("es", "La inundación dañó puentes, carreteras y escuelas.", "The flood damaged bridges and schools.", "bridges and schools"),
    ("ru", "Пожар уничтожил дома, школу и больницу.", "The fire destroyed houses and a hospital.", "houses and a hospital"),
    ("ar", "زار الوزير مصر والأردن ولبنان.", "The minister visited Egypt and Lebanon.", "Egypt and Lebanon"),
]


@pytest.mark.parametrize(("code", "source", "text", "mark"), LISTS)
def test_a_list_that_lost_a_member_is_marked(found, code, source, text, mark):
    assert found(text, source, code, "omission") == [(mark, None)]


@pytest.mark.parametrize(
    ("code", "source", "text"),
    [
        ("fr", "Il a apporté du pain, du fromage et du vin.", "He brought bread, wine and cheese."),
        ("fr", "Il a apporté du pain, du fromage et du vin.", "He brought bread and cheese. He also brought wine."),
        ("es", "La inundación dañó puentes, carreteras y escuelas.", "The flood damaged bridges, motorways and schools."),
        ("de", "Die Muttermilch enthält Eiweiß, Fett und Zucker.", "Breast milk has protein, lipids and sugar."),
    ],
)
def test_a_list_in_other_words_or_another_order_is_whole(found, code, source, text):
    assert found(text, source, code, "omission") == []


@given(st.lists(st.sampled_from("pain fromage vin beurre eau sel lait fruits".split()), min_size=3, max_size=6, unique=True), st.randoms())
def test_a_list_whose_members_are_all_there_lacks_none(members, random):
    rendering = {
        "pain": "bread",
        "fromage": "cheese",
        "vin": "wine",
        "beurre": "butter",
        "eau": "water",
        "sel": "salt",
        "lait": "milk",
        "fruits": "fruit",
    }
    words = [rendering[one] for one in members]
    random.shuffle(words)
    source, text = f"Il achète {', '.join(members[:-1])} et {members[-1]}.", f"He buys {', '.join(words[:-1])} and {words[-1]}."
    bitext = Context(Document("a.txt", text, source=source, source_lang="fr")).bitext
    assert [one for pair in bitext.linked for one in missing(bitext, pair, english())] == []


@pytest.mark.parametrize(
    ("code", "source", "text", "marks"),
    [
        ("fr", "Trois soldats ont été tués près de la gare.", "Soldiers were killed near the station.", ["Soldiers"]),
        ("de", "Der Brand zerstörte ein Krankenhaus und zwei Schulen.", "The fire destroyed a hospital.", ["hospital"]),
        ("fr", "Trois soldats ont été tués près de la gare.", "The soldiers were killed near the station.", []),
        ("es", "Dos mujeres murieron en el incendio.", "A couple of women died in the fire.", []),
        ("ru", "Два автомобиля столкнулись.", "Both cars collided.", []),
    ],
)
def test_small_numbers_that_are_left_out(found, code, source, text, marks):
    assert [mark for mark, _ in found(text, source, code, "number-mismatch")] == marks


@pytest.mark.parametrize(
    ("code", "source", "text", "mark", "suggestion"),
    [
        (
            "ru",
            "Защитник ударил по воротам, но вратарь был на месте.",
            "The defender hit the gates, but the goalkeeper was in place.",
            "gates",
            "goals",
        ),
        (
            "es",
            "El portero paró el tiro y el balón salió por la banda.",
            "The porter stopped the shot and the ball left by the side.",
            "porter",
            "goalkeeper",
        ),
        (
            "fr",
            "L'audition du suspect par les policiers a duré trois heures.",
            "The audition of the suspect by the police lasted three hours.",
            "audition",
            "questioning",
        ),
        ("fr", "La doublure de l'actrice tourne la scène du film.", "The lining of the actress shoots the scene of the film.", "lining", "double"),
        ("ru", "Водитель забыл права дома.", "The driver forgot his rights at home.", "rights", "licence"),
    ],
)
def test_a_sense_out_of_its_field_is_marked(found, code, source, text, mark, suggestion):
    assert found(text, source, code, "field-mismatch") == [(mark, suggestion)]


@pytest.mark.parametrize(
    ("code", "source", "text"),
    [
        ("es", "El portero de la casa cerró la puerta.", "The porter of the house closed the door."),
        ("fr", "L'audition du chanteur a duré trois heures.", "The singer's audition lasted three hours."),
        ("ru", "Профсоюз защищает права учителей.", "The union defends the rights of teachers."),
        ("it", "Il rigore della scuola piace ai genitori.", "Parents like the rigour of the school."),
    ],
)
def test_the_same_word_elsewhere_is_left_alone(found, code, source, text):
    assert found(text, source, code, "field-mismatch") == []


def test_fields_are_told_by_strong_words_or_by_two_weak_ones():
    assert told(["goalkeeper"])["sport"] == 1.0
    assert told(["game", "game"])["sport"] == 0.5
    assert told(["game", "team"])["sport"] == 1.0
    assert not fields("window")
    assert {field for found in clashing().values() for field in found} <= set(told_fields())


def told_fields():
    from mtcheck.english.fields import CUES

    return re.findall(r"^(\w+)\t", CUES.read_text("utf-8"), re.MULTILINE)
